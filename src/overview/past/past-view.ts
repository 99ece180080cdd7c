// What the pages of a moment in the past are drawn from: what was known then, and nothing of now.
import { knownMatching } from '../../api/known-service.ts';
import type { ServiceFilter } from '../../api/services/service-page.ts';
import type { HistoricMoment } from '../../history/windows/historic-moment.ts';
import type { KnownService } from '../../history/spans/state-history.ts';
import { type State, STATES } from '../../services/result/result.ts';
import { counted, numberText } from '../../config/number-text.ts';
import type { Frame } from '../page/page-view.ts';
import { instant, instantText } from '../board/text/time-text.ts';

export interface PastView {
  readonly frame: Frame;
  readonly moment: HistoricMoment;
  /** From the page to the site's root. */
  readonly root: string;
  /** The page's own address, without its parameters. */
  readonly here: string;
  readonly filter: PastFilter;
  /** Those that fit, worst first. */
  readonly services: readonly KnownService[];
}

export type PastFilter = Pick<ServiceFilter, 'cluster' | 'namespace' | 'state' | 'q'>;

export function pastServices({ services = [] }: HistoricMoment, filter: ServiceFilter): readonly KnownService[] {
  const found = knownMatching(services, filter);
  return STATES.flatMap((state) => found.filter((service) => service.state === state).toSorted(redFirst));
}

/** Red before amber; of those, the newest first. */
function redFirst(a: KnownService, b: KnownService): number {
  return Number(b.isRed === true) - Number(a.isRed === true) || b.at - a.at;
}

/** What was wrong then, and how many services were known. */
export function pastHeadline(services: readonly KnownService[]): { readonly state: State; readonly text: string } {
  const counts = STATES.map((state) => ({ state, count: services.filter((one) => one.state === state).length }));
  const wrong = counts.filter(({ state, count }) => count > 0 && state !== 'ok' && state !== 'unknown');
  const [worst] = wrong;
  if (worst !== undefined)
    return { state: worst.state, text: wrong.map(({ state, count }) => `${numberText(count)} ${state}`).join(', ') };
  const well = counts.find(({ state }) => state === 'ok')?.count ?? 0;
  if (well === 0) return { state: 'unknown', text: services.length === 0 ? 'Nothing known' : 'Nothing confirmed' };
  return { state: 'ok', text: `${counted(well, 'service')} well` };
}

/** Why nothing is shown: a sentence; undefined where something is known. */
export function pastGap({ at, services, since }: HistoricMoment): string | undefined {
  if (services !== undefined) return undefined;
  return at < since
    ? `This shield has been looking since ${instantText(since)}: what was before isn’t known.`
    : 'What was then isn’t known: this shield wasn’t looking, or it isn’t kept any more.';
}

/** The same at another moment; without one, now. */
export function pastHref(path: string, { cluster, namespace, state, q }: PastFilter, at?: number): string {
  const pairs = [
    ['q', q],
    ['state', state?.join(',')],
    ['cluster', cluster?.join(',')],
    ['namespace', namespace?.join(',')],
    ['at', at === undefined ? undefined : instant(at)],
  ].flatMap(([name = '', value]) => (value === undefined ? [] : [`${name}=${encodeURIComponent(value)}`]));
  return pairs.length === 0 ? path : `${path}?${pairs.join('&')}`;
}
