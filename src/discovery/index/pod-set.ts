// Pods and the services they make up: each pod event takes the pod's old tally out of its service and puts the new
// one in. What changes by time alone waits in a queue, so that nothing is ever scanned for it.
import type { Pod } from '../pods/pod.ts';
import { judgePod, type TallyRules } from '../pods/pod-tally.ts';
import { isSameNaming, type Naming, type NamingRules, serviceNameOf } from '../pods/service-name.ts';
import { AlarmQueue } from './collections/alarm-queue.ts';
import { DeletedPods } from './pods/deleted-pods.ts';
import { KnownPods } from './known-pods.ts';
import type { PlacedPod } from './placed-pod.ts';
import { isEndOfRun } from './pods/pod-entry.ts';
import { noRoomFor, odditiesOf, type Oddity } from './pods/pod-oddities.ts';
import { BoundedServices, type Claim, type ServiceRoom } from './services/bounded-services.ts';
import { ServiceSet } from './services/service-set.ts';
import type { Lifetime, ServiceTally } from './services/service-tally.ts';
import { isDone, UnplacedPods } from './unplaced-pods.ts';

export interface PodSetRules extends TallyRules {
  readonly lifetime: Lifetime;
  readonly room: Room;
  /** Part of a pod is ignored: a warning for its owner. */
  onOddity(oddity: Oddity): void;
}

/** MAX_SERVICES, which the sets of all watches share. */
export interface Room {
  /** Whether this set may hold one more service; others may be dropped for it. */
  make(set: PodSet, claim: Claim): boolean;
  /** Some name waits for room; false for a list that is still incomplete. */
  isContested(set: PodSet): boolean;
  /** A service is gone: pods that wait may be placed. */
  freed(set: PodSet, wall: number): void;
}

export class PodSet {
  readonly services: ServiceSet;
  readonly bounded: BoundedServices;
  readonly known = new KnownPods();
  private readonly deleted = new DeletedPods();
  private readonly unplaced = new UnplacedPods();
  private readonly alarms = new AlarmQueue<PlacedPod>();
  private readonly naming: NamingRules;
  private lastNaming: Naming | undefined;

  constructor(private readonly rules: PodSetRules) {
    this.services = new ServiceSet(rules.lifetime);
    this.bounded = new BoundedServices(this.services, roomFor(this, rules.room));
    this.naming = {
      namingOfPod: (namespace, name, uid) => {
        const entry = this.known.find(namespace, name);
        return entry?.pod.uid === uid ? entry.naming : undefined;
      },
    };
  }

  /** Pods whose service's name MAX_SERVICES refused. */
  get unplacedCount(): number {
    return this.unplaced.waitingCount;
  }

  /** The namespaces that these are in. */
  waitingNamespaces(): Iterable<string> {
    return this.unplaced.waitingNamespaces();
  }

  /** The list is complete: no late event of a pod that was deleted before it can arrive any more. */
  endList(): void {
    this.deleted.clear();
  }

  /** The service that the pod belongs to. */
  namingOf(pod: Pod): Naming | undefined {
    return serviceNameOf(pod, this.naming);
  }

  /** The pod's current state. A repeated or outdated event changes nothing. */
  put(pod: Pod, wall: number): void {
    const before = this.known.find(pod.namespace, pod.name);
    if (this.deleted.isLate(pod) || (before && isOutdated(pod, before.pod))) return;
    this.set(before, pod, wall);
  }

  /** The pod's state in a list, which counts whatever was known: etcd may have been restored. */
  putListed(pod: Pod, wall: number): void {
    const before = this.known.find(pod.namespace, pod.name);
    if (before === undefined || before.pod.uid === pod.uid) this.set(before, pod, wall);
    else {
      this.vanish([before], wall);
      this.set(undefined, pod, wall);
    }
  }

  /** Pods that a list doesn't show any more: how those ended that were living when last seen is unknown. */
  vanish(gone: readonly PlacedPod[], wall: number): void {
    const services = new Set(gone.map(({ service }) => service));
    for (const entry of gone) this.forgetPod(entry);
    // While the services still have them: none of them lives on under another name.
    for (const { pod } of gone) this.renameOwned(pod, wall);
    for (const service of services) {
      if (service === undefined) continue;
      service.vanish(
        gone.filter((entry) => entry.service === service),
        wall,
      );
      this.bounded.settle(service, wall);
    }
  }

  /** The pod was deleted; `last` is its final state, which may be how its run ended. */
  delete(last: Pod, wall: number): void {
    if (this.known.find(last.namespace, last.name)?.pod.uid === last.uid) {
      this.put(last, wall);
      const entry = this.known.find(last.namespace, last.name);
      if (entry) this.takeOut(entry, wall);
    }
    this.known.ownPods.deleteIgnored(last);
    this.deleted.add(last);
  }

  advance(wall: number): void {
    for (let entry = this.alarms.takeDue(wall); entry; entry = this.alarms.takeDue(wall))
      this.judge(entry, entry, wall);
    for (let due = this.services.takeDue(wall); due; due = this.services.takeDue(wall)) this.bounded.settle(due, wall);
  }

  /** Unix milliseconds at which `advance` has something to do. */
  nextAlarm(): number | undefined {
    const [pod, service] = [this.alarms.first?.at, this.services.nextAlarm()];
    return pod === undefined || service === undefined ? (pod ?? service) : Math.min(pod, service);
  }

  /** After the clock went back: what time had changed may not be true yet. */
  judgeAgain(wall: number): void {
    for (const entry of [...this.known.all()]) this.judge(entry, entry, wall);
    for (const tally of [...this.services.all()]) if (tally.isEmpty) this.bounded.settle(tally, wall);
  }

  /** Makes room: the service's pods are unplaced from now on. */
  drop(tally: ServiceTally): void {
    this.services.close(tally);
    for (const { pod, naming } of tally.entries()) {
      this.services.countAlias(naming.alias, tally, -1);
      const placed = this.known.find(pod.namespace, pod.name);
      if (placed === undefined) continue;
      placed.service = undefined;
      this.unplaced.add(placed);
    }
  }

  /** Where there is room: places all pods of one name that waits in the namespace. */
  admit(namespace: string, wall: number): void {
    const first = this.unplaced.firstWaiting(namespace);
    if (first !== undefined) this.judge(first, first, wall);
  }

  /** Pods of one owner come one after another in a list, so remembering the last naming shares most of them. */
  private shared(naming: Naming | undefined, before: Naming | undefined): Naming | undefined {
    if (naming && before && isSameNaming(naming, before)) return before;
    const isSame = naming && this.lastNaming && isSameNaming(naming, this.lastNaming);
    if (isSame !== true) this.lastNaming = naming;
    return this.lastNaming;
  }

  private set(before: PlacedPod | undefined, pod: Pod, wall: number): void {
    for (const oddity of odditiesOf(pod, before?.pod)) this.rules.onOddity(oddity);
    this.known.ownPods.setIgnored(pod, wall, this.rules);
    const naming = this.shared(serviceNameOf(pod, this.naming), before?.naming);
    if (naming) this.judge(before, { pod, naming }, wall);
    else if (before) this.unname(before, pod, wall);
  }

  /** Judging one pod renames those that it owns, and may let in others: one that is due may have been replaced meanwhile. */
  private judge(before: PlacedPod | undefined, { pod, naming }: Pick<PlacedPod, 'pod' | 'naming'>, wall: number): void {
    if (before && this.known.find(before.pod.namespace, before.pod.name) !== before) return;
    const { tally, until } = judgePod(pod, naming, this.rules, wall);
    const endsRun = isEndOfRun(pod, naming, before);
    const entry: PlacedPod = {
      pod,
      naming,
      tally,
      endsRun,
      service: undefined,
      list: before?.list ?? this.known.listNumber,
    };
    // Before it is in place, as its own turn may replace it.
    this.alarms.set(entry, until);
    this.replace(before, entry, wall);
  }

  /** The pod still exists, but no service is named after it any more. */
  private unname(before: PlacedPod, pod: Pod, wall: number): void {
    this.takeOut(before, wall);
    if (before.pod.uid === pod.uid) this.bounded.closeIfEmpty(before.service, wall);
  }

  private replace(before: PlacedPod | undefined, entry: PlacedPod, wall: number): void {
    const staysOut = before !== undefined && this.unplaced.has(before) && isDone(before) && isDone(entry);
    if (before) this.exchange(before, entry);
    else this.known.add(entry);
    const service = staysOut ? undefined : this.serviceFor(entry);
    entry.service = service;
    this.moveAlias(before, entry);
    if (service === undefined) this.leaveUnplaced(entry);
    else if (before?.service === service) service.replace(before, entry, wall);
    else service.add(entry);
    if (before?.service && before.service !== service) before.service.remove(before, wall);
    if (before?.service) this.bounded.settle(before.service, wall);
    if (service && before?.service !== service) this.bounded.settle(service, wall);
    if (before?.service !== service && before?.pod.uid === entry.pod.uid)
      this.bounded.closeIfEmpty(before.service, wall);
    this.renameOwned(entry.pod, wall);
    if (entry.service !== undefined && !this.unplaced.isEmpty) this.admitSameService(entry, wall);
  }

  private exchange(before: PlacedPod, entry: PlacedPod): void {
    this.known.replace(before, entry);
    this.alarms.delete(before);
    if (before.service === undefined) this.unplaced.delete(before);
  }

  private moveAlias(before: PlacedPod | undefined, { service, naming: { alias } }: PlacedPod): void {
    if (before?.service === service && before?.naming.alias === alias) return;
    if (before?.service) this.services.countAlias(before.naming.alias, before.service, -1);
    if (service) this.services.countAlias(alias, service, 1);
  }

  private admitSameService(admitted: PlacedPod, wall: number): void {
    for (const entry of this.unplaced.takeSameService(admitted)) this.judge(entry, entry, wall);
  }

  private leaveUnplaced(entry: PlacedPod): void {
    const isFirst = this.unplaced.waitingCount === 0 && !isDone(entry);
    if (isFirst) this.rules.onOddity(noRoomFor(entry.pod));
    this.unplaced.add(entry);
  }

  private takeOut(entry: PlacedPod, wall: number): void {
    this.forgetPod(entry);
    entry.service?.remove(entry, wall);
    if (entry.service) this.bounded.settle(entry.service, wall);
  }

  private forgetPod(entry: PlacedPod): void {
    this.known.delete(entry);
    this.alarms.delete(entry);
    if (entry.service === undefined) this.unplaced.delete(entry);
    else this.services.countAlias(entry.naming.alias, entry.service, -1);
  }

  /** The service that it belongs to, a new one where there is room. */
  private serviceFor(entry: PlacedPod): ServiceTally | undefined {
    const { pod, naming } = entry;
    const { namespace } = pod;
    const finishedAt = isDone(entry) ? (pod.finishedAt ?? pod.createdAt) : Infinity;
    const claim: Claim = { namespace, isLiving: !isDone(entry), finishedAt };
    return this.bounded.serviceOf(namespace, naming.name, claim);
  }

  /** A pod that is owned by a pod belongs to the owner's service, however late the owner becomes known. */
  private renameOwned(pod: Pod, wall: number): void {
    for (const owned of this.known.ownedBy(pod)) {
      const naming = serviceNameOf(owned.pod, this.naming);
      if (naming && !isSameNaming(naming, owned.naming)) this.judge(owned, { pod: owned.pod, naming }, wall);
    }
  }
}

function roomFor(set: PodSet, room: Room): ServiceRoom {
  return {
    make: (claim) => room.make(set, claim),
    isContested: () => room.isContested(set),
    freed: (wall) => {
      room.freed(set, wall);
    },
    drop: (tally) => {
      set.drop(tally);
    },
  };
}

/** The event is repeated, older than what is known of the pod, or of an earlier pod of that name. */
function isOutdated(pod: Pod, known: Pod): boolean {
  if (pod.version === 0 || known.version === 0) return false;
  return pod.uid === known.uid ? pod.version <= known.version : pod.version < known.version;
}
