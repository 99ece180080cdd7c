// What a page says of a problem: what happened in few words, and where to look next.
import type { Moment } from '../../config/clock.ts';
import type { Problem } from '../../http/problem/problem.ts';
import type { RequestTarget } from '../../http/request/request-target.ts';
import type { Service } from '../../services/service.ts';
import { type ClusterStatus, connectionLine } from '../board/cluster-status.ts';
import { instant } from '../board/text/time-text.ts';
import type { Frame } from '../page/page-view.ts';

export interface ProblemView {
  readonly frame: Frame;
  readonly problem: Problem;
  readonly requestId: string;
  /** From the page to the site's root. */
  readonly root: string;
  readonly heading: string;
  /** Services of the name that was asked for. */
  readonly elsewhere: readonly Service[];
  /** Sentences: clusters of which it isn't known yet, or no longer, what runs there. */
  readonly pending: readonly string[];
  readonly ways: readonly Way[];
}

/** A link that leads on. */
export interface Way {
  readonly text: string;
  readonly href: string;
}

/** `target`: undefined where the request was refused before its route was looked at. */
export function headingOf({ status, title }: Problem, target: RequestTarget | undefined): string {
  const name = serviceNameIn(target);
  if (name === undefined || status !== 404) return HEADINGS[status] ?? title;
  const asked = ['cluster', 'namespace'].map((part) => target?.query.get(part) ?? '');
  const place = asked.filter((part) => part !== '').join(' / ');
  return `No service “${shortened(name)}” is known${place === '' ? '' : ` in ${place}`}`;
}

const HEADINGS: Readonly<Record<number, string>> = {
  400: 'This address doesn’t fit',
  403: 'This address is closed',
  404: 'There is no page at this address',
  405: 'Nothing can be changed here',
  414: 'This address is too long',
  503: 'Not now',
};

export function serviceNameIn(target: RequestTarget | undefined): string | undefined {
  return target?.route === 'service-page' ? target.params['name'] : undefined;
}

function shortened(text: string): string {
  return text.length <= MAX_SHOWN ? text : `${text.slice(0, MAX_SHOWN - 1)}…`;
}

/** Characters. */
const MAX_SHOWN = 80;

export function pendingIn(clusters: readonly ClusterStatus[]): readonly string[] {
  return clusters
    .filter(({ connection }) => connection !== 'live')
    .map((cluster) => `${cluster.name}: ${pendingText(cluster)}`);
}

function pendingText(cluster: ClusterStatus): string {
  const { tone, text } = connectionLine(cluster);
  if (tone === 'waiting') return 'the first list hasn’t come in yet, so what runs there isn’t known.';
  return cluster.connection === 'connecting'
    ? `${text}, so what runs there isn’t known.`
    : `${text}, so what came there since isn’t known.`;
}

export function waysOn({ status }: Problem, target: RequestTarget | undefined, root: string, now: Moment): Way[] {
  const name = serviceNameIn(target);
  const all = { text: 'All services', href: root };
  if (name === undefined) return status === 400 ? [{ text: 'The same without parameters', href: '?' }, all] : [all];
  const search = { text: `Search for “${shortened(name)}”`, href: `${root}?q=${encodeURIComponent(searched(name))}` };
  if (status !== 404) return [{ text: 'The same without parameters', href: '?' }, search, all];
  const before = { text: 'What was known an hour ago', href: `?at=${instant(now.wall - HOUR)}` };
  return [search, before, all];
}

const HOUR = 3_600_000;

/** A search has room for 100 characters; half a surrogate pair can't be encoded. */
function searched(name: string): string {
  return name.toWellFormed().slice(0, 100).toWellFormed();
}
