// Writes down how every service's state and version change, as the fleet announces it, and answers questions about it.
import { setImmediate as nextTurn } from 'node:timers/promises';
import { Inject, Injectable, type OnModuleDestroy } from '@nestjs/common';
import type { Subscription } from 'rxjs';
import type { Clock, Moment } from '../config/clock.ts';
import type { Config } from '../config/config.ts';
import { CLOCK, CONFIG } from '../config/config.module.ts';
import { FleetService } from '../federation/fleet.service.ts';
import type { Change } from '../services/change.ts';
import type { Service, ServiceKey } from '../services/service.ts';
import { DAY, type Durations, durationsOf, type Interval, noDurations, sumDurations } from '../services/uptime.ts';
import { observationOf, seenSince } from './observe.ts';
import {
  type HistoricChange,
  keyOf,
  type Observation,
  type SeenSpan,
  StateHistory,
  type StateSpan,
  textOf,
} from './state-history.ts';

@Injectable()
export class HistoryService implements OnModuleDestroy {
  /** Unix milliseconds since which it looks. */
  readonly start: number;
  private readonly fleet: FleetService;
  private readonly clock: Clock;
  private readonly cluster: string;
  private readonly history: StateHistory;
  private readonly subscription: Subscription;
  /** What changed since it was last written down, by key. */
  private readonly touched = new Map<string, ServiceKey>();
  private readonly touchedClusters = new Set<string>();
  private cancel: (() => void) | undefined;

  constructor(fleet: FleetService, @Inject(CLOCK) clock: Clock, @Inject(CONFIG) { cluster, discovery }: Config) {
    this.fleet = fleet;
    this.clock = clock;
    this.cluster = cluster;
    this.history = new StateHistory(NAMES_A_SERVICE * discovery.maxServices);
    this.start = clock.now().wall;
    this.subscription = fleet.changes$.subscribe((change) => {
      this.take(change);
    });
  }

  onModuleDestroy(): void {
    this.subscription.unsubscribe();
    this.cancel?.();
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
    const seen = [{ from: this.start, to: this.clock.now().wall }];
    let sum: Durations = noDurations();
    for (const [i, key] of keys.entries()) {
      if (i > 0 && i % SLICE === 0) await nextTurn();
      sum = sumDurations([sum, durationsOf(this.history.changes(key, window), seen, window)]);
    }
    return sum;
  }

  /** Oldest first, from what was so at the beginning of the interval on. */
  changes(key: ServiceKey, interval: Interval): Promise<readonly HistoricChange[]> {
    this.note(key, this.clock.now());
    return Promise.resolve(this.history.changes(key, interval));
  }

  /** As known at that time; undefined: not seen then. */
  at(key: ServiceKey, time: number): Observation | undefined {
    const known = this.history.at(key, time);
    return known?.state === 'unseen' ? undefined : known;
  }

  private take(change: Change): void {
    if (change.type === 'service') this.touched.set(textOf(change), change);
    else this.touchedClusters.add(change.cluster);
    this.writeAfter(GATHER);
  }

  private writeAfter(ms: number): void {
    this.cancel ??= this.clock.after(ms, () => {
      this.cancel = undefined;
      this.write();
    });
  }

  /** In slices: a whole cluster of 20,000 services may have turned stale. */
  private write(): void {
    const now = this.clock.now();
    this.fleet.advance(now);
    for (const cluster of this.touchedClusters) this.touchAll(cluster, now);
    this.touchedClusters.clear();
    let left = SLICE;
    for (const [text, key] of this.touched) {
      if (left === 0) break;
      this.touched.delete(text);
      this.note(key, now);
      left -= 1;
    }
    if (this.touched.size > 0) this.writeAfter(0);
  }

  /** Also what is no longer there. */
  private touchAll(cluster: string, now: Moment): void {
    for (const text of this.history.keys()) if (text.startsWith(`${cluster}/`)) this.touched.set(text, keyOf(text));
    for (const service of this.fleet.services({ cluster }, now)) this.touched.set(textOf(service), service);
  }

  private note(key: ServiceKey, now: Moment): void {
    const service = this.fleet.get(key);
    if (service === undefined) this.history.end(key, now.wall);
    else this.noteState(service, now);
  }

  /** One-offs are gone before their past is of interest, and there are very many of them. */
  private noteState(service: Service, now: Moment): void {
    if (service.isOneOff) return;
    const isFirst = this.history.at(service, now.wall) === undefined;
    const at = isFirst ? now.wall : seenSince(service, service.cluster === this.cluster, now);
    this.history.note(service, observationOf(service, now), at);
  }
}

function spanOf({ state, at }: HistoricChange): SeenSpan {
  return { state, from: at };
}

/** Names that may be kept, for each service that there may be: services that are gone, and peers' services. */
const NAMES_A_SERVICE = 4;
/** Milliseconds in which a burst is gathered. */
const GATHER = 250;
/** Services that are written down, or added up, in one turn. */
const SLICE = 500;
