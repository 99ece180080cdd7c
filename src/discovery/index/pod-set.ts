// Pods and the services they make up: each pod event takes the pod's old tally out of its service and puts the new
// one in. What changes by time alone waits in a queue, so that nothing is ever scanned for it.
import TinyQueue from 'tinyqueue';
import { FinishedOneOffs } from './finished-one-offs.ts';
import { isDone, UnplacedPods } from './unplaced-pods.ts';
import type { ObjectIdentity } from '../../kubernetes/resource.ts';
import type { Pod } from '../pods/pod.ts';
import { judgePod, type TallyRules } from '../pods/pod-tally.ts';
import { hasBadAnnotation, type Naming, type NamingRules, serviceNameOf } from '../pods/service-name.ts';
import { isWholeNumber, type Lifetime, type PodEntry, ServiceTally } from './service-tally.ts';

export interface PodSetRules extends TallyRules {
  readonly annotationNames: boolean;
  readonly lifetime: Lifetime;
  readonly room: Room;
  /** Something of a pod is ignored, and its owner would want to know. */
  onOddity(oddity: Oddity): void;
}

/** How the sets of all watches share MAX_SERVICES. */
export interface Room {
  /** Whether one more service may be known in this set. */
  isFree(set: PodSet): boolean;
  /** Drops the one-off that finished first, of this set and all others, if it did so before Unix milliseconds `than`. */
  make(set: PodSet, than: number): boolean;
  /** A service is gone: whoever waits may come in. */
  freed(set: PodSet, wall: number): void;
}

export interface Oddity {
  readonly namespace: string;
  readonly pod: string;
  readonly message: string;
}

interface Alarm {
  /** Unix milliseconds. Valid while it is still the target's `alarmAt`. */
  readonly at: number;
  readonly target: PodEntry | ServiceTally;
}

export class PodSet {
  private readonly pods = new Map<string, Map<string, PodEntry>>();
  private readonly tallies = new Map<string, Map<string, ServiceTally>>();
  /** How many pods of a service carry the alias. */
  private readonly aliases = new Map<string, Map<ServiceTally, number>>();
  /** Pods that a pod owns, by `namespace/owner`. */
  private readonly children = new Map<string, Set<PodEntry>>();
  private readonly unplaced = new UnplacedPods();
  /** The last pods that went, by uid, and the version of that: late news of them brings none back. */
  private readonly gone = new Map<string, number>();
  private readonly finishedOneOffs = new FinishedOneOffs<ServiceTally>();
  private alarms = new TinyQueue<Alarm>([], byTime);
  private compactAt = MIN_COMPACT;
  private touched = new Set<ServiceTally>();
  private readonly naming: NamingRules;
  private lastNaming: Naming | undefined;
  podCount = 0;
  serviceCount = 0;

  constructor(private readonly rules: PodSetRules) {
    this.naming = {
      annotationNames: rules.annotationNames,
      namingOfPod: (namespace, name, uid) => {
        const entry = this.find(namespace, name);
        return entry?.pod.uid === uid ? entry.naming : undefined;
      },
    };
  }

  /** Pods whose service's name MAX_SERVICES refused. */
  get unplacedCount(): number {
    return this.unplaced.waitingCount;
  }

  /** The one-off that finished first, and when, in Unix milliseconds. */
  get firstFinished(): { readonly item: ServiceTally; readonly at: number } | undefined {
    return this.finishedOneOffs.first;
  }

  service(namespace: string, name: string): ServiceTally | undefined {
    return this.tallies.get(namespace)?.get(name);
  }

  *services(): Iterable<ServiceTally> {
    for (const named of this.tallies.values()) yield* named.values();
  }

  withAlias(alias: string): Iterable<ServiceTally> {
    return this.aliases.get(alias)?.keys() ?? [];
  }

  /** Services whose sums changed since the last call, those that were forgotten too. */
  takeTouched(): ReadonlySet<ServiceTally> {
    if (this.touched.size === 0) return this.touched;
    const taken = this.touched;
    this.touched = new Set();
    return taken;
  }

  /** The copy of this very news that is kept already: a relist then costs a list of pods, and not the pods. */
  kept(pod: ObjectIdentity): Pod | undefined {
    const known = this.find(pod.namespace, pod.name)?.pod;
    return known?.uid === pod.uid && known.version === pod.version && pod.version > 0 ? known : undefined;
  }

  /** The pod is there, and looks like this. Repeated and outdated news changes nothing. */
  put(pod: Pod, wall: number): void {
    const before = this.find(pod.namespace, pod.name);
    if (pod.version <= (this.gone.get(pod.uid) ?? -1) || (before && isOutdated(pod, before.pod))) return;
    this.reportOddities(pod, before?.pod);
    const naming = this.shared(serviceNameOf(pod, this.naming));
    if (naming === undefined) {
      if (before) this.takeOut(before, wall);
      if (before?.pod.uid === pod.uid) this.closeIfEmpty(before.service, wall);
      return;
    }
    const { tally, until } = judgePod(pod, this.rules, wall);
    this.replace(before, { pod, naming, tally, alarmAt: until ?? 0, service: undefined }, wall);
  }

  /** The pod is gone; `last` is how it looked at the end, which may be how its run ended. */
  delete(last: Pod, wall: number): void {
    if (this.find(last.namespace, last.name)?.pod.uid === last.uid) {
      this.put(last, wall);
      const entry = this.find(last.namespace, last.name);
      if (entry) this.takeOut(entry, wall);
    }
    this.bury(last);
  }

  advance(wall: number): void {
    for (let next = this.alarms.peek(); next !== undefined && next.at <= wall; next = this.alarms.peek()) {
      this.alarms.pop();
      if (next.target.alarmAt !== next.at) continue;
      if (next.target instanceof ServiceTally) this.settle(next.target, wall);
      else this.judge(next.target, wall);
    }
  }

  /** Unix milliseconds at which `advance` has something to do. */
  nextAlarm(): number | undefined {
    return this.alarms.peek()?.at;
  }

  /** After the clock went back: what was true at a later time may not be yet. */
  judgeAgain(wall: number): void {
    const entries = [...this.pods.values()].flatMap((named) => [...named.values()]);
    for (const entry of entries) this.judge(entry, wall);
    for (const tally of [...this.services()]) if (tally.podCount === 0) this.settle(tally, wall);
  }

  /** What a new list can't know: that there was a service whose pods are gone, and how its runs ended. */
  takeOver(old: ServiceTally, wall: number): void {
    const than = old.isOneOff && old.isFinished ? old.finishedAt : Infinity;
    const tally = this.service(old.namespace, old.name) ?? this.open(old.namespace, old.name, than);
    tally?.adopt(old, wall);
    if (tally) this.settle(tally, wall);
  }

  /** Makes room. Its pods don't wait to come back: nothing of it is living. */
  drop(tally: ServiceTally): void {
    this.close(tally);
    for (const entry of tally.entries()) {
      this.countAlias(entry.naming.alias, tally, -1);
      entry.service = undefined;
      this.unplaced.add(entry);
    }
  }

  /** Where there is room: lets in all pods of one name that waits. False where none does. */
  admit(wall: number): boolean {
    const first = this.unplaced.firstWaiting();
    if (first !== undefined) this.replace(first, { ...first, service: undefined }, wall);
    return first !== undefined;
  }

  /** Pods of one owner come one after another in a list, so remembering the last naming shares most of them. */
  private shared(naming: Naming | undefined): Naming | undefined {
    const isSame = naming && this.lastNaming && isSameNaming(naming, this.lastNaming);
    if (isSame !== true) this.lastNaming = naming;
    return this.lastNaming;
  }

  private bury({ uid, version }: Pod): void {
    const [oldest] = this.gone.keys();
    if (this.gone.size >= MAX_GONE && oldest !== undefined) this.gone.delete(oldest);
    this.gone.set(uid, version);
  }

  private find(namespace: string, name: string): PodEntry | undefined {
    return this.pods.get(namespace)?.get(name);
  }

  private replace(before: PodEntry | undefined, entry: PodEntry, wall: number): void {
    const staysOut = before !== undefined && this.unplaced.has(before) && isDone(before) && isDone(entry);
    if (before) this.forgetPod(before);
    this.rememberPod(entry);
    const service = staysOut ? undefined : this.serviceFor(entry);
    entry.service = service;
    if (service === undefined) this.leaveUnplaced(entry);
    else if (before?.service === service) service.replace(before, entry, wall);
    else service.add(entry);
    if (before?.service && before.service !== service) before.service.remove(before, wall);
    for (const touched of new Set([before?.service, service])) if (touched) this.settle(touched, wall);
    if (before?.service !== service && before?.pod.uid === entry.pod.uid) this.closeIfEmpty(before.service, wall);
    this.renameChildren(entry, wall);
    if (service !== undefined && this.unplaced.size > 0) this.admitSameService(entry, wall);
  }

  private admitSameService(admitted: PodEntry, wall: number): void {
    for (const entry of this.unplaced.takeSameService(admitted))
      this.replace(entry, { ...entry, service: undefined }, wall);
  }

  private leaveUnplaced(entry: PodEntry): void {
    const { namespace, name } = entry.pod;
    const isNews = this.unplaced.waitingCount === 0 && !isDone(entry);
    if (isNews) this.rules.onOddity({ namespace, pod: name, message: NO_ROOM });
    this.unplaced.add(entry);
  }

  private takeOut(entry: PodEntry, wall: number): void {
    this.forgetPod(entry);
    entry.service?.remove(entry, wall);
    if (entry.service) this.settle(entry.service, wall);
  }

  private rememberPod(entry: PodEntry): void {
    const { pod } = entry;
    innerMap(this.pods, pod.namespace).set(pod.name, entry);
    this.podCount += 1;
    if (entry.alarmAt > 0) this.setAlarm(entry, entry.alarmAt);
    if (pod.owner?.kind === 'Pod') this.childrenOf(pod.namespace, pod.owner.name).add(entry);
  }

  private forgetPod(entry: PodEntry): void {
    const { pod } = entry;
    dropInner(this.pods, pod.namespace, pod.name);
    this.podCount -= 1;
    entry.alarmAt = 0;
    if (entry.service === undefined) this.unplaced.delete(entry);
    if (entry.service) this.countAlias(entry.naming.alias, entry.service, -1);
    if (pod.owner?.kind === 'Pod') this.forgetChild(entry, `${pod.namespace}/${pod.owner.name}`);
  }

  /** The service it makes up, a new one where there is room. */
  private serviceFor(entry: PodEntry): ServiceTally | undefined {
    const { pod, naming } = entry;
    const than = isDone(entry) ? (pod.finishedAt ?? pod.createdAt) : Infinity;
    const service = this.service(pod.namespace, naming.name) ?? this.open(pod.namespace, naming.name, than);
    if (service) this.countAlias(naming.alias, service, 1);
    return service;
  }

  /** Undefined where there is no room, and no one-off that finished before Unix milliseconds `than`. */
  private open(namespace: string, name: string, than: number): ServiceTally | undefined {
    if (!this.rules.room.isFree(this) && !this.rules.room.make(this, than)) return undefined;
    const tally = new ServiceTally(namespace, name);
    innerMap(this.tallies, namespace).set(name, tally);
    this.serviceCount += 1;
    return tally;
  }

  private close(tally: ServiceTally): void {
    dropInner(this.tallies, tally.namespace, tally.name);
    this.serviceCount -= 1;
    tally.alarmAt = 0;
    this.finishedOneOffs.delete(tally);
    this.touched.add(tally);
  }

  /** Its only pod lives on under another name, or none: nothing was scaled to zero. */
  private closeIfEmpty(tally: ServiceTally | undefined, wall: number): void {
    if (tally?.podCount === 0 && this.service(tally.namespace, tally.name) === tally) this.forget(tally, wall);
  }

  /** After every change of a service: is it still worth knowing, and when does it change next? */
  private settle(tally: ServiceTally, wall: number): void {
    this.touched.add(tally);
    const forgetAt = tally.forgetAt(this.rules.lifetime);
    if (forgetAt !== undefined && forgetAt <= wall) this.forget(tally, wall);
    else {
      this.setAlarm(tally, tally.nextAlarm(wall, this.rules.lifetime) ?? 0);
      if (!tally.isOneOff || !tally.isFinished) this.finishedOneOffs.delete(tally);
      else this.finishedOneOffs.set(tally, tally.finishedAt);
    }
  }

  private forget(tally: ServiceTally, wall: number): void {
    this.close(tally);
    this.rules.room.freed(this, wall);
  }

  private judge(entry: PodEntry, wall: number): void {
    const { tally, until } = judgePod(entry.pod, this.rules, wall);
    const judged = { ...entry, tally, alarmAt: until ?? 0, service: undefined };
    this.replace(entry, judged, wall);
  }

  /** A pod that a pod owns is named after it, however late that one is heard of. */
  private renameChildren({ pod }: PodEntry, wall: number): void {
    if (this.children.size === 0) return;
    for (const child of [...(this.children.get(`${pod.namespace}/${pod.name}`) ?? [])]) {
      if (child.pod.owner?.uid !== pod.uid) continue;
      const renamed = serviceNameOf(child.pod, this.naming);
      if (renamed && !isSameNaming(renamed, child.naming)) {
        this.replace(child, { ...child, naming: renamed, service: undefined }, wall);
      }
    }
  }

  private childrenOf(namespace: string, owner: string): Set<PodEntry> {
    const key = `${namespace}/${owner}`;
    const known = this.children.get(key) ?? new Set();
    this.children.set(key, known);
    return known;
  }

  private forgetChild(entry: PodEntry, key: string): void {
    const siblings = this.children.get(key);
    siblings?.delete(entry);
    if (siblings?.size === 0) this.children.delete(key);
  }

  private countAlias(alias: string | undefined, tally: ServiceTally, by: 1 | -1): void {
    if (alias === undefined) return;
    const counts = innerMap(this.aliases, alias);
    const sum = (counts.get(tally) ?? 0) + by;
    if (sum > 0) counts.set(tally, sum);
    else dropInner(this.aliases, alias, tally);
  }

  private setAlarm(target: Alarm['target'], at: number): void {
    const isSet = target.alarmAt === at && target instanceof ServiceTally;
    target.alarmAt = at;
    if (at === 0 || isSet) return;
    if (this.alarms.length >= this.compactAt) this.compactAlarms();
    this.alarms.push({ at, target });
  }

  /** Alarms of pods that were replaced since stay in the queue until their time comes, which may be days. */
  private compactAlarms(): void {
    const valid = this.alarms.data.filter(({ at, target }) => target.alarmAt === at);
    this.alarms = new TinyQueue(valid, byTime);
    this.compactAt = Math.max(MIN_COMPACT, valid.length * 2);
  }

  private reportOddities(pod: Pod, before: Pod | undefined): void {
    const { namespace, name } = pod;
    if (hasBadAnnotation(pod, this.naming) && pod.serviceAnnotation !== before?.serviceAnnotation) {
      this.rules.onOddity({ namespace, pod: name, message: BAD_SERVICE });
    }
    if (
      pod.minAnnotation !== undefined &&
      pod.minAnnotation !== before?.minAnnotation &&
      !isWholeNumber(pod.minAnnotation)
    ) {
      this.rules.onOddity({ namespace, pod: name, message: BAD_MINIMUM });
    }
  }
}

const MIN_COMPACT = 4096;
const MAX_GONE = 4096;

const BAD_SERVICE =
  'The annotation kube-shields/service is ignored: write a name of letters, digits, dots, dashes and underscores.';
const NO_ROOM =
  'MAX_SERVICES is reached: services with new names, as that of this pod, are not shown. Raise it, or exclude namespaces.';
const BAD_MINIMUM = 'The annotation kube-shields/min is ignored: write a whole number, as "2".';

function byTime(a: Alarm, b: Alarm): number {
  return a.at - b.at;
}

/** The same news again, or older news of the same pod, or news of a pod of that name that came before. */
function isOutdated(pod: Pod, known: Pod): boolean {
  if (pod.version === 0 || known.version === 0) return false;
  return pod.uid === known.uid ? pod.version <= known.version : pod.version < known.version;
}

function isSameNaming(a: Naming, b: Naming): boolean {
  return a.name === b.name && a.kind === b.kind && a.isOneOff === b.isOneOff && a.alias === b.alias;
}

function innerMap<K, L, V>(outer: Map<K, Map<L, V>>, key: K): Map<L, V> {
  const known = outer.get(key) ?? new Map<L, V>();
  if (!outer.has(key)) outer.set(key, known);
  return known;
}

function dropInner<K, L, V>(outer: Map<K, Map<L, V>>, key: K, innerKey: L): void {
  const inner = outer.get(key);
  inner?.delete(innerKey);
  if (inner?.size === 0) outer.delete(key);
}
