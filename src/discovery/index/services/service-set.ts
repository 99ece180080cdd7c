// The services of one watch: which are known, which changed, which change by time alone, and which are dropped first where
// there is no room.
import { AlarmQueue } from '../collections/alarm-queue.ts';
import { dropInner, innerMap } from '../collections/nested-map.ts';
import { TouchedItems } from '../collections/touched-items.ts';
import { type Lifetime, ServiceTally } from './service-tally.ts';

export class ServiceSet {
  private readonly tallies = new Map<string, Map<string, ServiceTally>>();
  /** How many pods of a service carry the alias. */
  private readonly aliases = new Map<string, Map<ServiceTally, number>>();
  private readonly alarms = new AlarmQueue<ServiceTally>();
  /** One-offs of which nothing lives, by when they finished. */
  private readonly finishedOneOffs = new AlarmQueue<ServiceTally>();
  /** Services without pods, by when the last went. */
  private readonly empty = new AlarmQueue<ServiceTally>();
  /** Namespaces, the one with the most services first. */
  private readonly namespaces = new AlarmQueue<string>();
  /** Of each namespace in the order in which they became known; some are gone by now. */
  private readonly opened = new Map<string, ServiceTally[]>();
  private readonly touched = new TouchedItems<ServiceTally>();
  count = 0;

  constructor(private readonly lifetime: Lifetime) {}

  get(namespace: string, name: string): ServiceTally | undefined {
    return this.tallies.get(namespace)?.get(name);
  }

  has(tally: ServiceTally): boolean {
    return this.get(tally.namespace, tally.name) === tally;
  }

  *all(): Iterable<ServiceTally> {
    for (const named of this.tallies.values()) yield* named.values();
  }

  withAlias(alias: string): Iterable<ServiceTally> {
    return this.aliases.get(alias)?.keys() ?? [];
  }

  countIn(namespace: string): number {
    return this.tallies.get(namespace)?.size ?? 0;
  }

  /** The one-off that finished first, and when, in Unix milliseconds. */
  get firstFinished(): { readonly item: ServiceTally; readonly at: number } | undefined {
    return this.finishedOneOffs.first;
  }

  /** The service whose last pod went first, and when, in Unix milliseconds. */
  get firstEmpty(): { readonly item: ServiceTally; readonly at: number } | undefined {
    return this.empty.first;
  }

  /** The namespace with the most services. */
  get largestNamespace(): string | undefined {
    return this.namespaces.first?.item;
  }

  /** The service of the namespace that became known last. */
  lastOpenedIn(namespace: string): ServiceTally | undefined {
    const opened = this.opened.get(namespace) ?? [];
    while (opened.length > 0 && !this.isKnown(opened.at(-1))) opened.pop();
    return opened.at(-1);
  }

  /** Services whose counts changed since the last call, those that were forgotten too. */
  takeTouched(): Iterable<ServiceTally> {
    return this.touched.take();
  }

  open(namespace: string, name: string): ServiceTally {
    const tally = new ServiceTally(namespace, name);
    this.include(tally);
    return tally;
  }

  /** One that isn't known here yet. */
  include(tally: ServiceTally): void {
    innerMap(this.tallies, tally.namespace).set(tally.name, tally);
    this.count += 1;
    this.noteOpened(tally);
  }

  close(tally: ServiceTally): void {
    const { namespace } = tally;
    dropInner(this.tallies, namespace, tally.name);
    this.count -= 1;
    for (const queue of [this.alarms, this.finishedOneOffs, this.empty]) queue.delete(tally);
    this.namespaces.set(namespace, this.rankOf(namespace));
    if (this.countIn(namespace) === 0) this.opened.delete(namespace);
    this.touched.add(tally);
  }

  /** After every change of a service: when it changes next by time alone, and whether it may be dropped for others. */
  settle(tally: ServiceTally, wall: number): void {
    this.touched.add(tally);
    this.alarms.set(tally, tally.nextAlarm(wall, this.lifetime));
    this.finishedOneOffs.set(tally, tally.isFinished && tally.isOneOff(wall) ? tally.finishedAt : undefined);
    this.empty.set(tally, tally.goneAt);
  }

  /** Its time to be forgotten has come. */
  isForgettable(tally: ServiceTally, wall: number): boolean {
    return (tally.forgetAt(this.lifetime, wall) ?? Infinity) <= wall;
  }

  countAlias(alias: string | undefined, tally: ServiceTally, by: 1 | -1): void {
    if (alias === undefined) return;
    const counts = innerMap(this.aliases, alias);
    const sum = (counts.get(tally) ?? 0) + by;
    if (sum > 0) counts.set(tally, sum);
    else dropInner(this.aliases, alias, tally);
  }

  /** The next whose time has come. */
  takeDue(wall: number): ServiceTally | undefined {
    return this.alarms.takeDue(wall);
  }

  /** Unix milliseconds at which something changes by time alone. */
  nextAlarm(): number | undefined {
    return this.alarms.first?.at;
  }

  private isKnown(tally: ServiceTally | undefined): boolean {
    return tally !== undefined && this.has(tally);
  }

  private noteOpened(tally: ServiceTally): void {
    const { namespace } = tally;
    const opened = this.opened.get(namespace) ?? [];
    if (opened.length > 2 * this.countIn(namespace) + MIN_COMPACT) {
      this.opened.set(namespace, [...(this.tallies.get(namespace)?.values() ?? [])]);
    } else {
      opened.push(tally);
      this.opened.set(namespace, opened);
    }
    this.namespaces.set(namespace, this.rankOf(namespace));
  }

  /** The smallest comes first in a queue. */
  private rankOf(namespace: string): number | undefined {
    const count = this.countIn(namespace);
    return count === 0 ? undefined : -count;
  }
}

const MIN_COMPACT = 64;
