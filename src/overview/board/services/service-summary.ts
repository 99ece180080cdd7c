// What the page has to know of every service, shown or not: how it is counted, ordered and found. Judging a service costs
// a microsecond or two, which at 20,000 of them is too long for one request, so a summary is remembered with its service:
// services are replaced when they change, and a summary is made again only when one of its sources turned stale or back.
import type { Moment } from '../../../config/clock.ts';
import { isStale, type Source } from '../../../kubernetes/watch/source.ts';
import { searchTextOf } from '../../../api/services/service-page.ts';
import { attentionOf, isRed, sinceAttention } from '../../../services/attention.ts';
import type { State } from '../../../services/result/result.ts';
import type { Service } from '../../../services/service.ts';

export interface ServiceSummary {
  readonly service: Service;
  readonly key: string;
  /** The state that the page counts, sorts and filters by. */
  readonly attention: State;
  /** Its badge is red, so the page draws it red, whatever the word. */
  readonly isRed: boolean;
  /** Unix milliseconds since which it is in its state, if that was seen to begin. */
  readonly since?: number;
  /** The text that a search matches, in lower case; made when it is first needed. */
  readonly searchText: () => string;
}

export class ServiceSummaries {
  private readonly remembered = new WeakMap<Service, Remembered>();
  private all: All = { services: [], summaries: [], staleness: new Map() };

  /**
   * Of all services: those at the same index as in the last call, with sources of the same staleness, are reused. Pauses after
   * each few hundred that have to be judged: where a source of 20,000 services turned stale, all of them at once would block
   * the event loop.
   */
  *ofAll(services: readonly Service[], now: Moment): Generator<void, readonly ServiceSummary[]> {
    const before = this.all;
    const hasTurned = [...before.staleness].some(([source, wasStale]) => isStale(source, now) !== wasStale);
    const staleness = hasTurned ? new Map<Source, boolean>() : before.staleness;
    const stale = stalenessAt(now, staleness);
    const summaries: ServiceSummary[] = [];
    let judged = 0;
    for (const [at, service] of services.entries()) {
      const known = hasTurned || before.services[at] !== service ? undefined : before.summaries[at];
      summaries.push(known ?? this.summary(service, stale, now));
      if (known === undefined && ++judged % PIECE === 0) yield;
    }
    this.all = { services, summaries, staleness };
    return summaries;
  }

  of(services: readonly Service[], now: Moment): readonly ServiceSummary[] {
    const stale = stalenessAt(now, new Map());
    return services.map((service) => this.summary(service, stale, now));
  }

  private summary(service: Service, isStaleNow: (source: Source) => boolean, now: Moment): ServiceSummary {
    const known = this.remembered.get(service);
    if (known?.sources.every((source, i) => known.wasStale[i] === isStaleNow(source)) === true) return known.summary;
    const sources = [...new Set([...service.results.values()].map(({ source }) => source))];
    const summary = summaryOf(service, now);
    this.remembered.set(service, { summary, sources, wasStale: sources.map(isStaleNow) });
    return summary;
  }
}

/** Services that are judged in one turn of the event loop: a millisecond or two. */
const PIECE = 250;

/** Each source is judged once; what was found is in `known`. */
function stalenessAt(now: Moment, known: Map<Source, boolean>): (source: Source) => boolean {
  return (source) => {
    const before = known.get(source);
    if (before !== undefined) return before;
    const stale = isStale(source, now);
    known.set(source, stale);
    return stale;
  };
}

/** All services as of the last call. */
interface All {
  readonly services: readonly Service[];
  readonly summaries: readonly ServiceSummary[];
  /** Of all their sources. */
  readonly staleness: Map<Source, boolean>;
}

interface Remembered {
  readonly summary: ServiceSummary;
  readonly sources: readonly Source[];
  readonly wasStale: readonly boolean[];
}

export function summaryOf(service: Service, now: Moment): ServiceSummary {
  const attention = attentionOf(service, now);
  const since = sinceAttention(service, attention, now);
  return {
    service,
    key: keyOf(service),
    attention,
    isRed: isRed(service, attention, now),
    ...(since !== undefined && { since }),
    searchText: once(() => searchTextOf(service, now)),
  };
}

/** Cluster, namespace and name in one text: no name holds a slash. */
export function keyOf({ cluster, namespace, name }: Pick<Service, 'cluster' | 'namespace' | 'name'>): string {
  return `${cluster}/${namespace}/${name}`;
}

function once(make: () => string): () => string {
  let made: string | undefined;
  return () => (made ??= make());
}
