// Writes down how every service's state and version change, as the fleet announces it, and answers questions about it.
import { setImmediate as nextTurn } from 'node:timers/promises';
import {
  type BeforeApplicationShutdown,
  Inject,
  Injectable,
  Logger,
  type OnApplicationBootstrap,
  type OnModuleDestroy,
} from '@nestjs/common';
import type { Subscription } from 'rxjs';
import type { Clock, Moment } from '../config/clock.ts';
import type { Config, HistoryConfig } from '../config/config.ts';
import { CLOCK, CONFIG } from '../config/config.module.ts';
import { compareText } from '../discovery/index/collections/sorted-list.ts';
import { FleetService } from '../federation/fleet.service.ts';
import type { Change } from '../services/changes/change.ts';
import type { Service, ServiceKey } from '../services/service.ts';
import {
  DAY,
  type Durations,
  durationsOf,
  type Interval,
  noDurations,
  sumDurations,
} from '../services/result/uptime.ts';
import { MetricsService } from '../observability/metrics.service.ts';
import type { Replies, StoredChange, StoredKey } from './storage/database-messages.ts';
import type { HistoricChange } from './spans/historic-change.ts';
import { HistoryFile } from './storage/history-file.client.ts';
import { MIXED } from './spans/mixed-span.ts';
import { observationOf, seenSince } from './spans/observe.ts';
import {
  keyOf,
  type KnownService,
  type SeenSpan,
  StateHistory,
  type StateSpan,
  textOf,
} from './spans/state-history.ts';

@Injectable()
export class HistoryService implements OnApplicationBootstrap, BeforeApplicationShutdown, OnModuleDestroy {
  /** Unix milliseconds since which anything is known. */
  start: number;
  private readonly logger = new Logger('history');
  private readonly metrics: MetricsService;
  private readonly startedAt: number;
  private readonly file: HistoryFile | undefined;
  /** The file has been read, or can't be. */
  private isReady = true;
  /** Keys of services that were recorded in the file since it was opened. */
  private readonly recorded = new Set<string>();
  private lastFault = '';
  private readonly fleet: FleetService;
  private readonly clock: Clock;
  private readonly cluster: string;
  private readonly history: StateHistory;
  private readonly subscription: Subscription;
  /** What changed since it was last written down, by key. */
  private readonly touched = new Map<string, ServiceKey>();
  private readonly touchedClusters = new Set<string>();
  /** What nothing had proven yet when it was to be written down. */
  private readonly unproven = new Map<string, ServiceKey>();
  private cancel: (() => void) | undefined;
  private cancelMixed: (() => void) | undefined;

  constructor(
    fleet: FleetService,
    @Inject(CLOCK) clock: Clock,
    @Inject(CONFIG) { cluster, discovery, history }: Config,
    metrics: MetricsService,
  ) {
    this.fleet = fleet;
    this.clock = clock;
    this.cluster = cluster;
    this.metrics = metrics;
    const keep = history.dir === undefined ? IN_MEMORY : BESIDE_FILE;
    this.history = new StateHistory(NAMES_A_SERVICE * discovery.maxServices, keep);
    this.startedAt = clock.now().wall;
    this.start = this.startedAt;
    this.file = this.fileIn(history);
    this.subscription = fleet.changes$.subscribe((change) => {
      this.take(change);
    });
  }

  onApplicationBootstrap(): void {
    if (this.file === undefined) return;
    this.isReady = false;
    void this.file.open();
  }

  async beforeApplicationShutdown(): Promise<void> {
    this.write();
    for (const key of this.history.mixedKeys()) this.record(key, this.history.finishMixed(key));
    await this.file?.stop();
  }

  onModuleDestroy(): void {
    this.subscription.unsubscribe();
    this.cancel?.();
    this.cancelMixed?.();
  }

  /** The past day, oldest first; empty where nothing is kept: a one-off, or a service that was never seen. */
  of(key: ServiceKey): readonly StateSpan[] {
    return this.spans(key, DAY).map(({ state, from }) => ({ state: state === 'unseen' ? 'unknown' : state, from }));
  }

  /** The past `ms` milliseconds, oldest first. */
  spans(key: ServiceKey, ms: number): readonly SeenSpan[] {
    const now = this.clock.now();
    this.note(key, now);
    const changes = this.history.changes(key, { from: now.wall - ms, to: Infinity });
    return changes.filter((change, i) => change.state !== changes[i - 1]?.state).map(spanOf);
  }

  /** How long these services were in which state, together: each counts for as long as it was seen. */
  async durations(keys: readonly ServiceKey[], window: Interval): Promise<Durations> {
    const stored = await this.file?.durations(keys, window);
    if (stored !== undefined) return this.withMixed(stored, keys, window);
    const seen = [{ from: this.startedAt, to: this.clock.now().wall }];
    let sum: Durations = noDurations();
    for (const [i, key] of keys.entries()) {
      if (i > 0 && i % SLICE === 0) await nextTurn();
      sum = sumDurations([sum, durationsOf(this.history.changes(key, window), seen, window)]);
    }
    return sum;
  }

  /** Oldest first, from what was so at the beginning of the interval on. */
  async changes(key: ServiceKey, interval: Interval): Promise<readonly HistoricChange[]> {
    return (await this.changesAndDays(key, interval)).changes;
  }

  /** Also the sums of whole days, whose changes may be gone. */
  async changesAndDays(key: ServiceKey, interval: Interval): Promise<Replies['changes']> {
    this.note(key, this.clock.now());
    const stored = await this.file?.changes(key, interval);
    if (stored === undefined) return { changes: this.history.changes(key, interval), days: [] };
    const mixed = this.history.mixedChanges(key);
    const [first = { at: Infinity }] = mixed;
    const written = stored.changes.filter(({ at }) => at < first.at);
    return { ...stored, changes: [...written, ...mixed.filter(({ at }) => at < interval.to)] };
  }

  /** What isn't written yet, as it changes too often, is unseen in the file. */
  private withMixed(stored: Durations, keys: readonly ServiceKey[], window: Interval): Durations {
    const candidates = this.history.mixedKeys();
    if (candidates.length === 0) return stored;
    const asked = new Set(keys.map(textOf));
    const mixed = candidates.filter((key) => asked.has(textOf(key)));
    const seen = [{ from: this.startedAt, to: this.clock.now().wall }];
    const sum = sumDurations([
      stored,
      ...mixed.map((key) => durationsOf(this.history.mixedChanges(key), seen, window)),
    ]);
    return { ...sum, unseen: Math.max(0, sum.unseen - mixed.length * (window.to - window.from)) };
  }

  /** Everything that was seen at that time, by cluster, namespace and name; undefined: nothing was looked at then. */
  async moment(time: number): Promise<readonly KnownService[] | undefined> {
    const stored = await this.file?.moment(time);
    if (stored?.isSeen === false) return undefined;
    const known = stored === undefined ? await this.rememberedAt(time) : stored.services.flatMap(seenOnly);
    return known?.toSorted(byPlace);
  }

  private async rememberedAt(time: number): Promise<readonly KnownService[] | undefined> {
    const now = this.clock.now().wall;
    if (time < Math.max(this.startedAt, now - IN_MEMORY)) return undefined;
    const known: KnownService[] = [];
    for (const [i, text] of [...this.history.keys()].entries()) {
      if (i > 0 && i % SLICE === 0) await nextTurn();
      const service = this.history.knownAt(text, time);
      if (service !== undefined) known.push(service);
    }
    return known;
  }

  private take(change: Change): void {
    if (change.type === 'service') this.touched.set(textOf(change), change);
    else this.touchedClusters.add(change.cluster);
    this.writeAfter(GATHER);
  }

  private fileIn({ dir, keepFor }: HistoryConfig): HistoryFile | undefined {
    if (dir === undefined) return undefined;
    const observer = {
      opened: (since: number) => void this.begin(since),
      failed: (text: string) => {
        this.fail(text);
      },
    };
    return new HistoryFile({ dir, keepFor, clock: this.clock, observer });
  }

  /** What the file knows of the past day comes first; then everything there is now is recorded. */
  private async begin(since: number): Promise<void> {
    this.start = since;
    this.metrics.historyWritable.set(1);
    if (this.lastFault !== '') this.logger.log({ message: 'the history is written to disk again' });
    this.lastFault = '';
    if (!this.isReady) await this.remember();
    this.isReady = true;
    this.recorded.clear();
    this.noteAll();
  }

  private noteAll(): void {
    for (const { name } of this.fleet.clusters(this.clock.now())) this.touchedClusters.add(name);
    this.writeAfter(0);
  }

  private async remember(): Promise<void> {
    for await (const services of this.file?.recent(this.startedAt - DAY) ?? []) {
      for (const { changes, ...key } of services) this.history.restore(key, changes);
      await nextTurn();
    }
  }

  /** Once each, until it can be written again. */
  private fail(text: string): void {
    // Nothing was noted while the file was waited for, and what changed meanwhile may not change again.
    if (!this.isReady) this.noteAll();
    this.isReady = true;
    this.metrics.historyFailures.inc();
    this.metrics.historyWritable.set(0);
    if (text !== this.lastFault) this.logger.error({ message: NOT_WRITTEN, detail: text });
    this.lastFault = text;
  }

  private writeAfter(ms: number): void {
    this.cancel ??= this.clock.after(ms, () => {
      this.cancel = undefined;
      this.write();
    });
  }

  /** In slices: a whole cluster of 20,000 services may have turned stale. */
  private write(): void {
    if (!this.isReady) return;
    const now = this.clock.now();
    this.fleet.advance(now);
    for (const cluster of this.touchedClusters) this.touchAll(cluster, now);
    this.touchedClusters.clear();
    if (this.touched.size === 0) this.retryUnproven();
    let left = SLICE;
    for (const [text, key] of this.touched) {
      if (left === 0) break;
      this.touched.delete(text);
      this.note(key, now);
      left -= 1;
    }
    this.noteMixedLater();
    if (this.touched.size > 0) this.writeAfter(0);
    else if (this.unproven.size > 0) this.writeAfter(UNPROVEN_AGAIN);
  }

  private retryUnproven(): void {
    for (const [text, key] of this.unproven) this.touched.set(text, key);
    this.unproven.clear();
  }

  /** Also what is no longer there. */
  private touchAll(cluster: string, now: Moment): void {
    for (const text of this.history.keys()) if (text.startsWith(`${cluster}/`)) this.touched.set(text, keyOf(text));
    for (const service of this.fleet.services({ cluster }, now)) this.touched.set(textOf(service), service);
  }

  private note(key: ServiceKey, now: Moment): void {
    if (!this.isReady) return;
    const service = this.fleet.get(key);
    if (service !== undefined) this.noteState(service, now);
    else this.record(key, this.history.end(key, now.wall));
  }

  /** One-offs are gone before their past is of interest, and there are very many of them. */
  private noteState(service: Service, now: Moment): void {
    if (service.isOneOff) return;
    const isFirst = (this.history.last(service)?.state ?? 'unseen') === 'unseen';
    // Nothing has proven it yet, so it isn't seen. That a first proof comes is announced by no change.
    if (isFirst && observationOf(service, now).state === 'stale') {
      this.unproven.set(textOf(service), {
        cluster: service.cluster,
        namespace: service.namespace,
        name: service.name,
      });
      return;
    }
    const at = isFirst ? now.wall : seenSince(service, service.cluster === this.cluster, now);
    const observation = observationOf(service, now);
    this.record(service, this.history.note(service, observation, at));
    const isMixed = this.history.mixedChanges(service).length > 0;
    if (!this.recorded.has(textOf(service)) && !isMixed) this.record(service, [{ ...observation, at: now.wall }]);
  }

  /** What changes too often is written down in spans, also when it has stopped to. */
  private noteMixedLater(): void {
    if (this.cancelMixed !== undefined || this.history.mixedKeys().length === 0) return;
    this.cancelMixed = this.clock.after(MIXED, () => {
      this.cancelMixed = undefined;
      for (const key of this.history.mixedKeys()) this.note(key, this.clock.now());
      this.noteMixedLater();
    });
  }

  private record({ cluster, namespace, name }: ServiceKey, changes: readonly HistoricChange[]): void {
    if (this.file === undefined) return;
    const key = { cluster, namespace, name };
    for (const change of changes) {
      this.recorded.add(textOf(key));
      this.file.record({ key, ...change });
    }
  }
}

function seenOnly({ state, ...known }: StoredKey & StoredChange): readonly KnownService[] {
  return state === 'unseen' ? [] : [{ ...known, state }];
}

function byPlace(a: ServiceKey, b: ServiceKey): number {
  return compareText(a.cluster, b.cluster) || compareText(a.namespace, b.namespace) || compareText(a.name, b.name);
}

function spanOf({ state, at }: HistoricChange): SeenSpan {
  return { state, from: at };
}

/** Milliseconds. */
const IN_MEMORY = 30 * DAY;
const BESIDE_FILE = 2 * DAY;
const NOT_WRITTEN = 'the history can’t be written to disk; what is seen meanwhile is kept in memory alone';
/** Names that may be kept, for each service that there may be: services that are gone, and peers' services. */
const NAMES_A_SERVICE = 4;
/** Milliseconds after which what wasn't proven yet is looked at again. */
const UNPROVEN_AGAIN = 1_000;
/** Milliseconds in which a burst is gathered. */
const GATHER = 250;
/** Services that are written down, or added up, in one turn. */
const SLICE = 500;
