// How long services and objects were up: one, or many together, as a result like any other.
import { setImmediate as nextTurn } from 'node:timers/promises';
import { Inject, Injectable } from '@nestjs/common';
import type { Clock, Moment } from '../../config/clock.ts';
import { CLOCK } from '../../config/config.module.ts';
import { FleetService } from '../../federation/fleet.service.ts';
import type { AggregateSubject, BadgeSubject } from '../../federation/look-up.ts';
import type { ObjectSubject } from '../../services/objects/read-objects.ts';
import type { LookupFailure, ResolvedResult } from '../../services/result/result.ts';
import { type Service, stateOf } from '../../services/service.ts';
import { type Durations, type Interval, parseWindow, uptimeOf } from '../../services/result/uptime.ts';
import { ObjectFleetService } from '../../federation/object-fleet.service.ts';
import { HistoryService } from '../history.service.ts';
import { type KeptSum, KeptSums } from './kept-sums.ts';

type Names = Pick<ResolvedResult, 'cluster' | 'namespace' | 'service' | 'resource' | 'name'>;

@Injectable()
export class UptimeService {
  private readonly fleet: FleetService;
  private readonly history: HistoryService;
  private readonly objects: ObjectFleetService;
  /** Of many services, with those that have no health: these judge themselves. */
  private readonly sums: KeptSums<readonly Service[]>;
  private readonly objectSums: KeptSums<undefined>;

  constructor(fleet: FleetService, objects: ObjectFleetService, history: HistoryService, @Inject(CLOCK) clock: Clock) {
    this.fleet = fleet;
    this.objects = objects;
    this.history = history;
    this.sums = new KeptSums(clock);
    this.objectSums = new KeptSums(clock);
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
    const sum = await added(window, now, (interval) => this.history.durations(services, interval));
    const health = this.fleet.read({ ...subject, check: 'health' }, now);
    const computed = { window, interval: sum.window, durations: sum.durations };
    return resultOf(names, computed, health, isStale(health) || services.some((service) => isStaled(service, now)));
  }

  async ofAll(
    subject: Omit<AggregateSubject, 'check'>,
    window: string,
    now: Moment,
  ): Promise<ResolvedResult | 'no-match' | 'pending'> {
    const sum = await this.sumOf(subject, window, now);
    if (typeof sum === 'string') return sum;
    await this.fleet.prepareAggregate({ ...subject, check: 'health' });
    const health = this.fleet.readAggregate({ ...subject, check: 'health' }, now);
    const { cluster, namespace } = subject;
    const names = { ...(cluster !== undefined && { cluster }), ...(namespace !== undefined && { namespace }) };
    const computed = { window, interval: sum.window, durations: sum.durations };
    return resultOf(names, computed, health, isStale(health) || sum.of.some((service) => isStaled(service, now)));
  }

  /** One object's; those of all of a kind, or of several namespaces, count for as long as each was seen. */
  async ofObjects(
    subject: Omit<ObjectSubject, 'check'>,
    window: string,
    now: Moment,
  ): Promise<ResolvedResult | LookupFailure> {
    const ready = this.objects.read({ ...subject, check: 'ready' }, now);
    if (typeof ready === 'string') return ready;
    const { cluster, namespace, resource, name } = ready;
    const names = {
      ...(cluster !== undefined && { cluster }),
      ...(namespace !== undefined && { namespace }),
      ...(resource !== undefined && { resource }),
      ...(name !== undefined && { name }),
    };
    const key = [subject.resource, subject.name, subject.namespace ?? '', subject.cluster ?? '', window].join('/');
    const add = (interval: Interval): Promise<Durations> =>
      this.history.durations(this.objects.ofBadge(subject, now), interval);
    const addAll = async (interval: Interval): Promise<{ durations: Durations; of: undefined }> => ({
      durations: await add(interval),
      of: undefined,
    });
    const sum =
      subject.name === '*'
        ? (this.objectSums.good(key) ?? (await this.objectSums.sum(key, parseWindow(window) ?? 0, addAll)))
        : await added(window, now, add);
    if (sum === undefined) return 'pending';
    return resultOf(names, { window, interval: sum.window, durations: sum.durations }, ready, isStale(ready));
  }

  private async sumOf(
    subject: Omit<AggregateSubject, 'check'>,
    window: string,
    now: Moment,
  ): Promise<KeptSum<readonly Service[]> | 'no-match' | 'pending'> {
    const { prefix, namespace = '', cluster = '' } = subject;
    const key = [prefix, namespace, cluster, window].join('/');
    const kept = this.sums.good(key);
    if (kept !== undefined) return kept;
    // While they are being added up already, they aren't gathered again.
    const services = this.sums.isAdding(key) ? undefined : this.fleet.servicesWithPrefix(subject, now);
    if (services?.some(({ isOneOff }) => !isOneOff) === false) {
      return this.fleet.readAggregate({ ...subject, check: 'health' }, now) === 'pending' ? 'pending' : 'no-match';
    }
    const add = (interval: Interval): Promise<AddedUp> => this.addUp(services ?? [], interval);
    return (await this.sums.sum(key, parseWindow(window) ?? 0, add)) ?? 'pending';
  }

  private async addUp(services: readonly Service[], interval: Interval): Promise<AddedUp> {
    const [counted, unjudged]: [Service[], Service[]] = [[], []];
    for (const [i, service] of services.entries()) {
      if (i % SLICE === SLICE - 1) await nextTurn();
      if (service.isOneOff) continue;
      counted.push(service);
      if (!service.results.has('health')) unjudged.push(service);
    }
    return { durations: await this.history.durations(counted, interval), of: unjudged };
  }
}

type AddedUp = Pick<KeptSum<readonly Service[]>, 'durations' | 'of'>;

/** Services that are looked at in one turn. */
const SLICE = 2_000;

/** Few are added up at once. */
async function added(
  window: string,
  { wall }: Moment,
  add: (interval: Interval) => Promise<Durations>,
): Promise<{ readonly window: Interval; readonly durations: Durations }> {
  const interval = { from: wall - (parseWindow(window) ?? 0), to: wall };
  return { window: interval, durations: await add(interval) };
}

function isStale(now: ResolvedResult | string): boolean {
  return typeof now !== 'string' && (now.state === 'stale' || (now.missing ?? []).length > 0);
}

function isStaled(service: Service, now: Moment): boolean {
  return stateOf(service, now) === 'stale';
}

interface Computed {
  readonly window: string;
  readonly interval: Interval;
  readonly durations: Durations;
}

/** `current` is how they are now: an uptime is stale as that is. */
function resultOf(
  names: Names,
  { window, interval, durations }: Computed,
  current: ResolvedResult | string,
  isStale: boolean,
): ResolvedResult {
  const { missing = [], checked, validFor } = typeof current === 'string' ? { validFor: 0 } : current;
  const { status, ...uptime } = uptimeOf(durations, window);
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
