// Badges of services that aren't known. All of them look alike, so what was answered for one name is sent for the next, once
// that one has been looked up too: nothing is kept by name, of which anyone may make up as many as they like.
import { LRUCache } from 'lru-cache';
import { isName } from '../../config/names.ts';
import type { Listener } from '../../http/request/routes.ts';
import type { BadgeRequest } from '../request/badge-request.ts';
import type { ReadyAnswer } from './ready-answer.ts';

export interface UnknownBadge extends ReadyAnswer {
  /** For the name that was asked for first. */
  readonly request: BadgeRequest;
}

/** A target of the route of services' badges, taken apart. */
interface Parts {
  readonly name: string;
  /** Everything behind the name. */
  readonly rest: string;
}

export class UnknownBadges {
  /** By what stands behind the name. */
  private readonly badges = new LRUCache<string, UnknownBadge>({ max: MAX_BADGES });

  /** The target as the gate let it through, for anyone. */
  store(raw: string, listener: Listener, badge: UnknownBadge): void {
    const parts = partsOf(raw);
    if (parts !== undefined) this.badges.set(keyOf(parts, listener), badge);
  }

  /** What is answered where the service of that name isn't known; undefined where that isn't known yet. */
  find(raw: string, listener: Listener): { readonly name: string; readonly badge: UnknownBadge } | undefined {
    const parts = partsOf(raw);
    const badge = parts && this.badges.get(keyOf(parts, listener));
    return badge && { name: parts.name, badge };
  }
}

/** Checks, and the looks of their badges. */
const MAX_BADGES = 100;

/** No target begins with a space. */
function keyOf({ rest }: Parts, listener: Listener): string {
  return listener === 'readers' ? rest : ` ${rest}`;
}

/** A name that fits holds nothing that could be read in another way, so the route is the same whatever it is. */
function partsOf(raw: string): Parts | undefined {
  if (!raw.startsWith(START)) return undefined;
  const end = raw.indexOf('/', START.length);
  if (end === -1) return undefined;
  const name = raw.slice(START.length, end);
  return isName(name) ? { name, rest: raw.slice(end) } : undefined;
}

const START = '/_/';
