// Writes down how every service's state changes, as the fleet announces it.
import { Inject, Injectable, type OnModuleDestroy } from '@nestjs/common';
import type { Subscription } from 'rxjs';
import type { Change } from '../services/change.ts';
import { type Service, type ServiceKey, sinceOf, stateOf } from '../services/service.ts';
import type { Clock, Moment } from '../config/clock.ts';
import { CLOCK } from '../config/config.module.ts';
import { FleetService } from '../federation/fleet.service.ts';
import { StateHistory, type StateSpan } from './state-history.ts';

@Injectable()
export class HistoryService implements OnModuleDestroy {
  /** Unix milliseconds since which it looks. */
  readonly start: number;
  private readonly fleet: FleetService;
  private readonly clock: Clock;
  private readonly history = new StateHistory();
  private readonly subscription: Subscription;
  /** What changed since it was last written down, by key. */
  private readonly touched = new Map<string, ServiceKey>();
  private readonly touchedClusters = new Set<string>();
  private cancel: (() => void) | undefined;

  constructor(fleet: FleetService, @Inject(CLOCK) clock: Clock) {
    this.fleet = fleet;
    this.clock = clock;
    this.start = clock.now().wall;
    this.subscription = fleet.changes$.subscribe((change) => {
      this.take(change);
    });
  }

  onModuleDestroy(): void {
    this.subscription.unsubscribe();
    this.cancel?.();
  }

  /** Oldest first; empty where nothing is kept: a one-off, or a service that isn't known. */
  of(key: ServiceKey): readonly StateSpan[] {
    this.note(key, this.clock.now());
    return this.history.of(textOf(key));
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
    if (service === undefined) this.history.forget(textOf(key));
    else this.noteState(service, now);
  }

  /** One-offs are gone before their past is of interest, and there are very many of them. */
  private noteState(service: Service, now: Moment): void {
    if (service.isOneOff) return;
    this.history.note(textOf(service), stateOf(service, now), sinceOf(service, now) ?? now.wall);
  }
}

/** Milliseconds in which a burst is gathered. */
const GATHER = 250;
/** Services that are written down in one turn. */
const SLICE = 1_000;

/** No name holds a slash. */
function textOf({ cluster, namespace, name }: ServiceKey): string {
  return `${cluster}/${namespace}/${name}`;
}

function keyOf(text: string): ServiceKey {
  const [cluster = '', namespace = '', name = ''] = text.split('/');
  return { cluster, namespace, name };
}
