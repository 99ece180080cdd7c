// How long services were up: one, or all whose names begin alike, as a result like any other.
import { Injectable } from '@nestjs/common';
import { LRUCache } from 'lru-cache';
import type { Moment } from '../../config/clock.ts';
import { FleetService } from '../../federation/fleet.service.ts';
import type { AggregateSubject, BadgeSubject } from '../../federation/look-up.ts';
import type { ResolvedResult } from '../../services/result/result.ts';
import { type Service, stateOf } from '../../services/service.ts';
import { type Durations, type Interval, parseWindow, uptimeOf } from '../../services/result/uptime.ts';
import { HistoryService } from '../history.service.ts';

type Names = Pick<ResolvedResult, 'cluster' | 'namespace' | 'service'>;

interface Sum {
  readonly window: Interval;
  readonly durations: Promise<Durations>;
}

@Injectable()
export class UptimeService {
  private readonly fleet: FleetService;
  private readonly history: HistoryService;
  /** Of many services: adding up thousands takes a while. */
  private readonly sums = new LRUCache<string, Sum>({ max: MAX_SUMS });

  constructor(fleet: FleetService, history: HistoryService) {
    this.fleet = fleet;
    this.history = history;
  }

  async ofService(
    subject: Omit<BadgeSubject, 'check'>,
    window: string,
    now: Moment,
  ): Promise<ResolvedResult | 'not-found' | 'pending'> {
    const services = this.fleet.servicesOf(subject, now);
    if (typeof services === 'string') return services;
    const [first, second] = services;
    if (first === undefined) return 'not-found';
    const isOne = second === undefined && first.namespace !== '';
    const names = { cluster: first.cluster, ...(isOne && { namespace: first.namespace }), service: first.name };
    const interval = intervalOf(window, now);
    const durations = await this.history.durations(services, interval);
    const health = this.fleet.read({ ...subject, check: 'health' }, now);
    return resultOf(names, { window, interval, durations }, { health, services }, now);
  }

  async ofAll(
    subject: Omit<AggregateSubject, 'check'>,
    window: string,
    now: Moment,
  ): Promise<ResolvedResult | 'no-match' | 'pending'> {
    const services = this.fleet.servicesWithPrefix(subject, now).filter(({ isOneOff }) => !isOneOff);
    const readHealth = (): ResolvedResult | string => this.fleet.readAggregate({ ...subject, check: 'health' }, now);
    if (services.length === 0) return readHealth() === 'pending' ? 'pending' : 'no-match';
    const { window: interval, durations: adding } = this.sumOf(subject, window, services, now);
    const durations = await adding;
    // In a turn of its own: this looks at all services, too.
    const health = readHealth();
    const { cluster, namespace } = subject;
    const names = { ...(cluster !== undefined && { cluster }), ...(namespace !== undefined && { namespace }) };
    return resultOf(names, { window, interval, durations }, { health, services }, now);
  }

  private sumOf(
    { prefix, namespace = '', cluster = '' }: Omit<AggregateSubject, 'check'>,
    window: string,
    services: readonly Service[],
    now: Moment,
  ): Sum {
    const key = [prefix, namespace, cluster, window].join('/');
    const known = this.sums.get(key);
    if (known !== undefined && now.wall - known.window.to < SUM_AGAIN && now.wall >= known.window.to) return known;
    const interval = intervalOf(window, now);
    const sum = { window: interval, durations: this.history.durations(services, interval) };
    this.sums.set(key, sum);
    return sum;
  }
}

const MAX_SUMS = 200;
/** Milliseconds for which a sum over many services is good. */
const SUM_AGAIN = 10_000;

function intervalOf(window: string, { wall }: Moment): Interval {
  return { from: wall - (parseWindow(window) ?? 0), to: wall };
}

interface Computed {
  readonly window: string;
  readonly interval: Interval;
  readonly durations: Durations;
}

interface Judged {
  /** Of the same services; where they have none, the services judge themselves. */
  readonly health: ResolvedResult | string;
  readonly services: readonly Service[];
}

/** Stale as the services' health is. */
function resultOf(
  names: Names,
  { window, interval, durations }: Computed,
  { health, services }: Judged,
  now: Moment,
): ResolvedResult {
  const { missing = [], checked, validFor } = typeof health === 'string' ? { validFor: 0 } : health;
  const isStale = missing.length > 0 || services.some((service) => stateOf(service, now) === 'stale');
  const { status, ...uptime } = uptimeOf(durations);
  return {
    ...names,
    check: 'uptime',
    label: `uptime ${window}`,
    ...(isStale ? { status: `${status} (stale)`, ...STALE } : { status, ...uptime, validFor }),
    ...(checked !== undefined && { checked }),
    ...(missing.length > 0 && { missing }),
    uptime: { window, ...interval, durations },
  };
}

const STALE = { color: 'lightgrey', state: 'stale', reason: 'stale', validFor: 0 } as const;
