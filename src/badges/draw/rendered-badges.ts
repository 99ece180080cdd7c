// A cache of drawn badges, keyed by what they show and never by the URL, so that spellings of one can't fill memory. Two bounds: how many, and how much.
import { LRUCache } from 'lru-cache';
import { BOUNDS } from '../../config/bounds.ts';
import { etagOf } from '../../http/answer/etag.ts';
import type { Badge } from './badge.ts';
import { type CacheBounds, GrowingCache } from './growing-cache.ts';
import { badgeKey, renderBadge } from './render-badge.ts';

export interface Drawing {
  readonly svg: string;
  /** A hash of the bytes, quoted as the header has it. */
  readonly etag: string;
}

export class RenderedBadges {
  private readonly drawings: GrowingCache<Drawing>;
  /** Drawings of unknown names, cached separately, so that they can't evict real badges. */
  private readonly failures = new LRUCache<string, Drawing>({ max: MAX_FAILURES });

  constructor({ max = BOUNDS.badges, maxSize = BOUNDS.maxBadgeCharacters }: Partial<CacheBounds> = {}) {
    this.drawings = new GrowingCache({ max, maxSize }, ({ svg }, key) => svg.length + key.length);
  }

  /** `keep` only for what is known to exist: made-up names must not evict real badges. */
  draw(badge: Badge, { keep }: { readonly keep: boolean }): Drawing {
    const key = badgeKey(badge);
    const drawings = keep ? this.drawings : this.failures;
    const known = drawings.get(key);
    if (known !== undefined) return known;
    const drawing = drawingOf(badge);
    drawings.set(key, drawing);
    return drawing;
  }

  get size(): number {
    return this.drawings.size;
  }
}

/** A few kilobytes each. */
const MAX_FAILURES = 100;

function drawingOf(badge: Badge): Drawing {
  // Flattened, and with one byte per character if possible: a concatenated string is written slower.
  const svg = Buffer.from(renderBadge(badge)).toString();
  return { svg, etag: etagOf(svg) };
}
