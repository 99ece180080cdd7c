// Records changes of state and version, as the fleet announces them: in memory, and in the file where there is one.
import {
  type BeforeApplicationShutdown,
  Inject,
  Injectable,
  Logger,
  type OnApplicationBootstrap,
  type OnModuleDestroy,
} from '@nestjs/common';
import { merge, type Subscription } from 'rxjs';
import { setImmediate as nextTurn } from 'node:timers/promises';
import type { Clock, Moment } from '../../config/clock.ts';
import type { Config, HistoryConfig } from '../../config/config.ts';
import { CLOCK, CONFIG } from '../../config/config.module.ts';
import { FleetService } from '../../federation/fleet.service.ts';
import { ObjectFleetService } from '../../federation/object-fleet.service.ts';
import { MetricsService } from '../../observability/metrics.service.ts';
import { DAY } from '../../config/duration.ts';
import type { RecordedChange } from '../spans/recorded-change.ts';
import { MIXED } from '../spans/mixed-span.ts';
import { KEPT, StateHistory } from '../spans/state-history.ts';
import { keyAlone, keyOf, type SubjectKey, textOf } from '../spans/subject-key.ts';
import type { Replies } from '../storage/database-messages.ts';
import { HistoryFile } from '../storage/history-file.client.ts';
import { isScope, isWithin, kindOf, type Recordable, type RecordedScope, type Sighting } from './recordable.ts';
import { RecordedObjects } from './recorded-objects.ts';
import { RecordedServices } from './recorded-services.ts';
import { Touched } from './touched.ts';
import { Unproven } from './unproven.ts';

@Injectable()
export class RecorderService implements OnApplicationBootstrap, BeforeApplicationShutdown, OnModuleDestroy {
  /** Unix milliseconds since which anything is known. */
  start: number;
  readonly startedAt: number;
  readonly memory: StateHistory;
  /** Undefined without HISTORY_DIR. */
  readonly file: HistoryFile | undefined;
  private readonly logger = new Logger('history');
  private readonly metrics: MetricsService;
  private readonly clock: Clock;
  private readonly sources: readonly Recordable[];
  private readonly subscription: Subscription;
  /** The file has been read, or can't be. */
  private isReady = true;
  /** Keys of what was recorded in the file since it was opened. */
  private readonly recorded = new Set<string>();
  private lastFault = '';
  private readonly touched: Touched;
  private readonly unproven = new Unproven();
  private cancel: (() => void) | undefined;
  /** Monotonic milliseconds at which what was touched is recorded. */
  private dueAt = Infinity;
  private cancelMixed: (() => void) | undefined;

  constructor(
    fleet: FleetService,
    objects: ObjectFleetService,
    @Inject(CLOCK) clock: Clock,
    @Inject(CONFIG) { cluster, discovery, history }: Config,
    metrics: MetricsService,
  ) {
    this.clock = clock;
    this.metrics = metrics;
    const keep = history.dir === undefined ? KEPT : BESIDE_FILE;
    this.memory = new StateHistory(NAMES_A_SERVICE * discovery.maxServices, keep);
    this.startedAt = clock.now().wall;
    this.start = this.startedAt;
    this.file = this.fileIn(history);
    this.sources = [new RecordedServices(fleet, cluster), new RecordedObjects(objects)];
    this.touched = new Touched((scope) => this.keysIn(scope));
    this.subscription = merge(...this.sources.map(({ changes$ }) => changes$)).subscribe((change) => {
      this.touch(change);
      this.recordAfter(GATHER);
    });
  }

  onApplicationBootstrap(): void {
    if (this.file === undefined) return;
    this.isReady = false;
    void this.file.open();
  }

  async beforeApplicationShutdown(): Promise<void> {
    this.recordTouched(LAST_SLICE);
    for (const key of this.memory.mixedKeys()) this.write(key, this.memory.finishMixed(key));
    await this.file?.stop();
  }

  onModuleDestroy(): void {
    this.subscription.unsubscribe();
    this.cancel?.();
    this.cancelMixed?.();
  }

  /** Records its current state. */
  record(key: SubjectKey, now: Moment): void {
    if (!this.isReady) return;
    const sighting = this.sightingOf(key, now);
    if (sighting === undefined) this.write(key, this.memory.end(key, now.wall));
    else if (!sighting.isPassing) this.recordSighting(key, sighting, now);
  }

  private touch(change: SubjectKey | RecordedScope): void {
    if (isScope(change)) this.touched.addAll(change);
    else this.touched.add(change);
  }

  /** Also what is no longer there. Undefined: a key that came already. */
  private *keysIn(scope: RecordedScope): Generator<SubjectKey | undefined> {
    for (const text of this.memory.keysOf((group) => isWithin(group, scope))) yield keyOf(text);
    const source = this.sources.find(({ of }) => of === scope.of);
    for (const key of source?.keys(scope, this.clock.now()) ?? [])
      yield this.memory.has(key) ? undefined : keyAlone(key);
  }

  private fileIn({ dir, keepFor }: HistoryConfig): HistoryFile | undefined {
    if (dir === undefined) return undefined;
    const observer = {
      opened: (opened: Replies['open']) => void this.begin(opened),
      failed: (text: string) => {
        this.fail(text);
      },
    };
    return new HistoryFile({ dir, keepFor, clock: this.clock, observer });
  }

  /** Restores the past day from the file, then records the current state of everything. */
  private async begin({ since, setAside }: Replies['open']): Promise<void> {
    this.start = since;
    if (setAside !== undefined) this.logger.warn({ message: DAMAGED, file: setAside });
    this.metrics.historyWritable.set(1);
    if (this.lastFault !== '') this.logger.log({ message: 'the history is written to disk again' });
    this.lastFault = '';
    if (!this.isReady) await this.remember();
    this.isReady = true;
    this.recorded.clear();
    this.touchEverything();
  }

  private touchEverything(): void {
    const now = this.clock.now();
    for (const scope of this.sources.flatMap((source) => source.scopes(now))) this.touched.addAll(scope);
    this.recordAfter(0);
  }

  private async remember(): Promise<void> {
    for await (const stored of this.file?.recent(this.startedAt - DAY) ?? []) {
      for (const { changes, ...key } of stored) this.memory.restore(key, changes);
      await nextTurn();
    }
  }

  /** Once each, until it can be written again. */
  private fail(text: string): void {
    // Nothing was recorded while the file was waited for, and what changed meanwhile may not change again.
    if (!this.isReady) this.touchEverything();
    this.isReady = true;
    this.metrics.historyFailures.inc();
    this.metrics.historyWritable.set(0);
    if (text !== this.lastFault) this.logger.error({ message: NOT_WRITTEN, detail: text });
    this.lastFault = text;
  }

  private recordAfter(ms: number): void {
    const at = this.clock.now().monotonic + ms;
    if (at >= this.dueAt) return;
    this.cancel?.();
    this.dueAt = at;
    this.cancel = this.clock.after(ms, () => {
      this.dueAt = Infinity;
      this.recordTouched();
    });
  }

  /** In slices: a whole cluster of 20,000 services may have turned stale. */
  private recordTouched(slice = SLICE): void {
    if (!this.isReady) return;
    const now = this.clock.now();
    for (const source of this.sources) source.advance(now);
    if (this.touched.isEmpty) this.retryUnproven(now);
    for (const key of this.touched.take(slice)) this.record(key, now);
    this.recordMixedLater();
    if (!this.touched.isEmpty) this.recordAfter(0);
    else if (!this.unproven.isEmpty) this.recordAfter(UNPROVEN_AGAIN);
  }

  private retryUnproven(now: Moment): void {
    const isProven = (key: SubjectKey): boolean => this.sightingOf(key, now)?.observation.state !== 'stale';
    for (const key of this.unproven.take(now.monotonic, isProven)) this.touched.add(key);
  }

  /** Undefined: it isn't there. */
  private sightingOf(key: SubjectKey, now: Moment): Sighting | undefined {
    return this.sources.find(({ of }) => of === kindOf(key))?.look(key, now);
  }

  private recordSighting(key: SubjectKey, { observation, since }: Sighting, now: Moment): void {
    const before = this.memory.last(key)?.state ?? 'unseen';
    const isFirst = before === 'unseen';
    // Nothing has proven it yet, so it isn't seen. That a first proof comes is announced by no change.
    if (isFirst && observation.state === 'stale') {
      this.unproven.add(keyAlone(key));
      return;
    }
    // What it was while its source was stale wasn't seen.
    const isSeenAgain = before === 'stale' && observation.state !== 'stale';
    this.write(key, this.memory.note(key, observation, isFirst || isSeenAgain ? now.wall : since));
    if (this.file === undefined) return;
    const isMixed = this.memory.mixedChanges(key).length > 0;
    if (!this.recorded.has(textOf(key)) && !isMixed) this.write(key, [{ ...observation, at: now.wall }]);
  }

  /** Mixed spans are written at their end, also when the changes have stopped. */
  private recordMixedLater(): void {
    if (this.cancelMixed !== undefined || this.memory.mixedKeys().length === 0) return;
    this.cancelMixed = this.clock.after(MIXED, () => {
      this.cancelMixed = undefined;
      for (const key of this.memory.mixedKeys()) this.record(key, this.clock.now());
      this.recordMixedLater();
    });
  }

  private write(key: SubjectKey, changes: readonly RecordedChange[]): void {
    if (this.file === undefined) return;
    for (const change of changes) {
      this.recorded.add(textOf(key));
      this.file.record({ key: keyAlone(key), ...change });
    }
  }
}

/** Milliseconds. */
const BESIDE_FILE = 2 * DAY;
const NOT_WRITTEN = 'the history can’t be written to disk; what is seen meanwhile is kept in memory alone';
const DAMAGED =
  'the history’s file was damaged, and a new one is begun; the damaged one is set aside in HISTORY_DIR, where sqlite3 may still read it';
/** Names that may be kept, for each service that there may be: services that are gone, peers' services, and objects. */
const NAMES_A_SERVICE = 4;
/** Milliseconds after which unproven ones are checked again. */
const UNPROVEN_AGAIN = 250;
/** Milliseconds in which a burst is gathered. */
const GATHER = 250;
/** How many are recorded in one turn: two milliseconds. */
const SLICE = 100;
/** … and at the end, when nothing else waits. */
const LAST_SLICE = 2_000;
