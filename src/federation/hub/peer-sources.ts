// All sources of one peer: its watches, and the runs of its checks.
import type { Moment } from '../../config/clock.ts';
import { isStale, type Source } from '../../kubernetes/watch/source.ts';
import { isWatch, partsOf } from '../source-id.ts';
import { MAX_SOURCES, type WireSource } from '../wire/wire-answer.ts';
import { tooLarge, type WireFault } from '../wire/wire-readers.ts';
import { type PeerConnection, PeerSource } from './peer-source.ts';

export class PeerSources {
  private readonly connection: PeerConnection;
  private readonly byId = new Map<string, PeerSource>();
  /** Every badge looks up the sources that it depends on, so they are sorted once, until there are others. */
  private sorted: SortedWatches | undefined;
  /** Ids of checks' sources that were stale at the last comparison. */
  private staleRuns: ReadonlySet<string> = new Set();
  /** Monotonic milliseconds of recent comparisons. */
  private comparedAt: readonly number[] = [];

  constructor(connection: PeerConnection) {
    this.connection = connection;
  }

  /** The source with that id, created when it is first mentioned. */
  get(id: string): PeerSource {
    const known = this.byId.get(id);
    if (known !== undefined) return known;
    const source = new PeerSource(id, this.connection);
    this.byId.set(id, source);
    this.sorted = undefined;
    return source;
  }

  /** The sources of the cluster, or of one namespace. A namespace that isn't watched depends on the connection only. */
  watches(namespace?: string): readonly Source[] {
    this.sorted ??= sort(this.byId.values());
    const { all, ofAllNamespaces, byNamespace } = this.sorted;
    const needed = namespace === undefined ? all : (byNamespace.get(namespace) ?? ofAllNamespaces);
    return needed.length > 0 ? needed : [this.connection];
  }

  /** The sources of its watches, including `workloads`, but not those of its checks. */
  watchSources(): readonly PeerSource[] {
    return [...this.byId.values()].filter(({ id }) => partsOf(id) !== undefined);
  }

  /** Updates ages. If a peer has just restarted and a source isn't proven there yet, the proof we know of is kept. */
  age(sources: readonly WireSource[], now: Moment): void {
    for (const { id, age, grace = 0 } of sources) {
      const source = this.get(id);
      source.grace = grace;
      if (age !== undefined) source.proven(age, now);
    }
  }

  /**
   * Ids of checks' sources that turned stale or fresh since the last comparison. Limited to a few comparisons a second,
   * so that a peer whose sources keep turning doesn't cost a full scan each time.
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
    this.sorted = undefined;
  }

  get fault(): WireFault | undefined {
    return this.byId.size > MAX_SOURCES ? tooLarge(`${this.byId.size} sources`) : undefined;
  }
}

interface SortedWatches {
  readonly all: readonly PeerSource[];
  readonly ofAllNamespaces: readonly PeerSource[];
  /** Those of all namespaces included. */
  readonly byNamespace: ReadonlyMap<string, readonly PeerSource[]>;
}

function sort(sources: Iterable<PeerSource>): SortedWatches {
  const all = [...sources].filter(({ id }) => isWatch(id));
  const grouped = Map.groupBy(all, ({ id }) => partsOf(id)?.namespace);
  const ofAllNamespaces = (grouped.get(undefined) ?? []).filter(({ id }) => partsOf(id) !== undefined);
  const byNamespace = new Map<string, readonly PeerSource[]>();
  for (const [namespace, own] of grouped)
    if (namespace !== undefined) byNamespace.set(namespace, [...ofAllNamespaces, ...own]);
  return { all, ofAllNamespaces, byNamespace };
}

/** Milliseconds, and how many comparisons in them. */
const COMPARISON_WINDOW = 1_000;
const MAX_COMPARISONS = 4;
