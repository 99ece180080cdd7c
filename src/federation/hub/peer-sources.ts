// All sources of one peer: its watches, and the runs of its checks.
import type { Moment } from '../../config/clock.ts';
import { isStale, type Source } from '../../kubernetes/watch/source.ts';
import { isWatch, partsOf, watches } from '../source-id.ts';
import { MAX_SOURCES, type WireSource } from '../wire/wire-answer.ts';
import { tooLarge, type WireFault } from '../wire/wire-readers.ts';
import { type PeerConnection, PeerSource } from './peer-source.ts';

export class PeerSources {
  private readonly connection: PeerConnection;
  private readonly byId = new Map<string, PeerSource>();
  /** Ids of checks' runs that were stale at the last comparison. */
  private staleRuns: ReadonlySet<string> = new Set();
  /** Monotonic milliseconds of the last comparisons. */
  private comparedAt: readonly number[] = [];

  constructor(connection: PeerConnection) {
    this.connection = connection;
  }

  /** The source of that id, from its first mention on. */
  get(id: string): PeerSource {
    const known = this.byId.get(id);
    if (known !== undefined) return known;
    const source = new PeerSource(id, this.connection);
    this.byId.set(id, source);
    return source;
  }

  /** What the cluster, or a namespace of it, depends on. A namespace that isn't watched depends on the connection alone. */
  watches(namespace?: string): readonly Source[] {
    const needed = [...this.byId.values()].filter(
      ({ id }) => isWatch(id) && (namespace === undefined || watches(id, namespace)),
    );
    return needed.length > 0 ? needed : [this.connection];
  }

  /** Those that watches of its API server prove, what they are judged by together too; not its checks' runs. */
  watchSources(): readonly PeerSource[] {
    return [...this.byId.values()].filter(({ id }) => partsOf(id) !== undefined);
  }

  /** Ages as they are now; a source that was never proven at a peer that has just started keeps the proof we know of. */
  age(sources: readonly WireSource[], now: Moment): void {
    for (const { id, age, grace = 0 } of sources) {
      const source = this.get(id);
      source.grace = grace;
      if (age !== undefined) source.proven(age, now);
    }
  }

  /**
   * Ids of checks' runs that have turned stale or fresh since the last comparison. At most a few comparisons a second:
   * a peer whose sources turn all the time is no reason to look through everything all the time.
   */
  turnedRuns(now: Moment): ReadonlySet<string> {
    const recentComparisons = this.comparedAt.filter((at) => now.monotonic - at < COMPARISON_WINDOW);
    if (recentComparisons.length >= MAX_COMPARISONS) return new Set();
    this.comparedAt = [...recentComparisons, now.monotonic];
    const before = this.staleRuns;
    const runs = [...this.byId.values()].filter(({ id }) => !isWatch(id));
    this.staleRuns = new Set(runs.filter((source) => isStale(source, now)).map(({ id }) => id));
    return new Set(runs.map(({ id }) => id).filter((id) => this.staleRuns.has(id) !== before.has(id)));
  }

  keepOnly(ids: ReadonlySet<string>): void {
    for (const id of this.byId.keys()) if (!ids.has(id)) this.byId.delete(id);
  }

  get fault(): WireFault | undefined {
    return this.byId.size > MAX_SOURCES ? tooLarge(`${this.byId.size} sources`) : undefined;
  }
}

/** Milliseconds, and how many comparisons in them. */
const COMPARISON_WINDOW = 1_000;
const MAX_COMPARISONS = 4;
