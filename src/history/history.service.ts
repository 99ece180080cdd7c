// Writes down how every service's state changes, as the fleet tells it.
import { Inject, Injectable, type OnModuleDestroy } from '@nestjs/common';
import type { Subscription } from 'rxjs';
import type { Change } from '../services/change.ts';
import { type Service, sinceOf, stateOf } from '../services/service.ts';
import type { Clock, Moment } from '../config/clock.ts';
import { CLOCK } from '../config/config.module.ts';
import { FleetService } from '../federation/fleet.service.ts';
import { StateHistory, type StateSpan } from './state-history.ts';

type Place = Pick<Service, 'cluster' | 'namespace' | 'name'>;

@Injectable()
export class HistoryService implements OnModuleDestroy {
  /** Unix milliseconds since which it looks. */
  readonly start: number;
  private readonly fleet: FleetService;
  private readonly clock: Clock;
  private readonly history = new StateHistory();
  private readonly subscription: Subscription;
  /** What changed since it was last written down, by key. */
  private readonly touched = new Map<string, Place>();
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
  of(place: Place): readonly StateSpan[] {
    this.write();
    return this.history.of(keyOf(place));
  }

  private take(change: Change): void {
    if (change.type === 'service') this.touched.set(keyOf(change), change);
    else this.touchedClusters.add(change.cluster);
    this.cancel ??= this.clock.after(GATHER, () => {
      this.write();
    });
  }

  private write(): void {
    this.cancel?.();
    this.cancel = undefined;
    const now = this.clock.now();
    for (const cluster of this.touchedClusters) {
      for (const service of this.fleet.services({ cluster }, now)) this.note(service, now);
    }
    for (const [key, place] of this.touched) {
      const service = this.fleet.named(place.name, now).find((one) => keyOf(one) === key);
      if (service === undefined) this.history.forget(key);
      else this.note(service, now);
    }
    this.touchedClusters.clear();
    this.touched.clear();
  }

  /** One-offs are gone before their past is of interest, and there are very many of them. */
  private note(service: Service, now: Moment): void {
    if (service.isOneOff) return;
    this.history.note(keyOf(service), stateOf(service, now), sinceOf(service, now) ?? now.wall);
  }
}

/** Milliseconds in which a burst is gathered. */
const GATHER = 250;

/** No name holds a slash. */
function keyOf({ cluster, namespace, name }: Place): string {
  return `${cluster}/${namespace}/${name}`;
}
