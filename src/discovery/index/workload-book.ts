// The workloads of one watched scope: which service each belongs to, what is missing of it, and when that changes by time
// alone. Its pods are counted by the pod set, which a relist replaces; what is known of workloads stays.
import type { Moment } from '../../config/clock.ts';
import { isName } from '../../config/names.ts';
import { isOwnerOf, type Owner } from '../pods/pod.ts';
import { cronJobRunOf, type RunIdentity } from '../pods/service-name.ts';
import { awaitsFirstPod, jobStateOf } from '../workloads/job-state.ts';
import type { WorkloadChange, WorkloadListener } from '../workloads/workload-set.ts';
import type { Job, Workload, WorkloadKind } from '../workloads/workload.ts';
import { AlarmQueue } from './collections/alarm-queue.ts';
import { inPieces } from './collections/in-pieces.ts';
import { newestRunOf, type NewestRun } from './runs/cron-state.ts';
import { dropInner, innerMap } from './collections/nested-map.ts';
import type { OwnPods } from './pods/own-pods.ts';
import type { Claim, PodSet } from './pod-set.ts';
import type { ServiceTally } from './services/service-tally.ts';
import { WorkloadState, type WorkloadRules } from './services/workload-state.ts';

export interface WorkloadBookParts {
  readonly rules: WorkloadRules;
  /** The pods that readers see. */
  pods(): PodSet;
  /** Something was touched: publish it. */
  publish(now: Moment, isFirst?: boolean): void;
}

interface Ref {
  readonly kind: WorkloadKind;
  readonly name: string;
}

export class WorkloadBook {
  private readonly states = new Map<string, Map<string, WorkloadState>>();
  /** The service that each belongs to, where there is room for its name. */
  private readonly services = new Map<WorkloadState, ServiceTally>();
  private readonly alarms = new AlarmQueue<WorkloadState>();
  /** Kinds whose list is coming in. */
  private readonly listing = new Set<WorkloadKind>();
  private arePodsListing = false;
  /** Kinds of which a list was in. */
  private readonly listed = new Set<WorkloadKind>();

  constructor(private readonly parts: WorkloadBookParts) {}

  /** Receives the workloads of one kind. */
  listener(kind: WorkloadKind): WorkloadListener {
    return {
      listing: () => {
        this.listing.add(kind);
        this.pause(kind);
      },
      listed: (changes, isFirst, now) => this.takeList(kind, changes, isFirst, now),
      abandoned: (now) => {
        this.listing.delete(kind);
        this.resume(kind, now.wall);
      },
      changed: (change, now) => {
        this.change(change, now.wall);
        this.parts.publish(now);
      },
    };
  }

  podsListing(): void {
    this.arePodsListing = true;
    for (const state of this.all()) state.isPaused = true;
  }

  /** The pods are those of the first list now, in services of their own. */
  *podsOpened(wall: number): Iterable<void> {
    this.arePodsListing = false;
    const { ownPods } = this.parts.pods();
    ownPods.takeTouched();
    yield* inPieces(ownPods.all(), (own) => this.noteOwn(own, wall));
    yield* inPieces([...this.all()], (state) => {
      if (this.find(state.namespace, state.ref) === state) this.placeInFirst(state, wall);
    });
  }

  /** What a list changed is in place, or it was abandoned. */
  podsListed(wall: number): void {
    this.arePodsListing = false;
    this.settlePods(wall);
    for (const state of [...this.all()]) {
      if (!this.isPlaced(state)) {
        this.place(state, wall);
        this.refresh(state, wall);
      }
      if (!this.isPaused(state.ref.kind)) this.resumeOne(state, wall);
    }
  }

  /** After events of pods: how many each workload has. */
  settlePods(wall: number): void {
    for (const own of this.parts.pods().ownPods.takeTouched()) {
      const state = this.noteOwn(own, wall);
      if (state && isPodless(state, own)) this.drop(state, false, wall);
      else if (state) this.recount(state, wall);
    }
  }

  /** A service was touched: what its workloads wait for may be another moment. */
  setAlarms(tally: ServiceTally, wall: number): void {
    for (const state of tally.workloads)
      if (state.cron) this.alarms.set(state, state.nextAlarm(this.runOf(state), wall));
  }

  advance(wall: number): void {
    for (let state = this.alarms.takeDue(wall); state; state = this.alarms.takeDue(wall)) {
      state.advance(wall);
      this.speak(state, wall);
      this.refresh(state, wall);
    }
  }

  /** After the clock went back. */
  judgeAgain(wall: number): void {
    for (const state of this.all()) this.refresh(state, wall);
  }

  nextAlarm(): number | undefined {
    return this.alarms.first?.at;
  }

  private placeInFirst(state: WorkloadState, wall: number): void {
    this.place(state, wall);
    if (isPodless(state, state.own)) this.drop(state, false, wall);
    else {
      if (!this.isPaused(state.ref.kind)) state.resume(wall);
      this.refresh(state, wall);
    }
  }

  /** In a service that is known; where there was no room for one there may be by now. */
  private isPlaced(state: WorkloadState): boolean {
    const service = this.services.get(state);
    return service !== undefined && this.parts.pods().services.has(service);
  }

  private *takeList(
    kind: WorkloadKind,
    changes: readonly WorkloadChange[],
    isFirst: boolean,
    now: Moment,
  ): Iterable<void> {
    if (!this.listed.has(kind)) this.beginWith(kind, now.wall);
    for (const step of inPieces(changes, (change) => {
      this.change(change, now.wall);
    })) {
      this.parts.publish(now, isFirst);
      yield step;
    }
    this.listing.delete(kind);
    this.resume(kind, now.wall);
    this.parts.publish(now, isFirst);
  }

  private *all(): Iterable<WorkloadState> {
    for (const named of this.states.values()) yield* named.values();
  }

  private pause(kind: WorkloadKind): void {
    for (const state of this.all()) if (state.ref.kind === kind) state.isPaused = true;
  }

  private resume(kind: WorkloadKind, wall: number): void {
    if (this.arePodsListing) return;
    for (const state of this.all()) {
      if (state.ref.kind === kind && state.isPaused) this.resumeOne(state, wall);
    }
  }

  /** Of most workloads a list shows nothing new. */
  private resumeOne(state: WorkloadState, wall: number): void {
    if (state.isPaused && state.resume(wall)) this.refresh(state, wall);
  }

  private isPaused(kind: WorkloadKind): boolean {
    return this.arePodsListing || this.listing.has(kind);
  }

  /** From here on the workloads themselves say what is wanted, not gaps between their pods. */
  private beginWith(kind: WorkloadKind, wall: number): void {
    this.listed.add(kind);
    for (const state of [...this.all()]) if (state.ref.kind === kind) this.drop(state, false, wall);
  }

  private change({ before, after }: WorkloadChange, wall: number): void {
    const { namespace } = after ?? before ?? NOWHERE;
    const known = before && this.find(namespace, before);
    if (after === undefined || after.ignored || after.deletedAt !== undefined) {
      if (known) this.drop(known, true, wall, after?.ignored === true);
      return;
    }
    if (before !== undefined && before.uid !== after.uid && known) this.drop(known, true, wall);
    const state = this.find(namespace, after) ?? this.open(namespace, after);
    state.set(after, wall);
    this.place(state, wall);
    this.recount(state, wall);
  }

  private find(namespace: string, ref: Ref): WorkloadState | undefined {
    return this.states.get(namespace)?.get(keyOf(ref));
  }

  private open(namespace: string, { kind, name }: Ref): WorkloadState {
    const state = new WorkloadState(namespace, { kind, name }, this.parts.rules);
    innerMap(this.states, namespace).set(keyOf(state.ref), state);
    state.isPaused = this.isPaused(kind);
    return state;
  }

  private drop(state: WorkloadState, isDeleted: boolean, wall: number, livesOn = false): void {
    const service = this.services.get(state);
    dropInner(this.states, state.namespace, keyOf(state.ref));
    this.alarms.delete(state);
    this.leave(state, isDeleted, wall);
    if (service && livesOn) this.parts.pods().closeIfEmpty(service, wall);
  }

  private leave(state: WorkloadState, isDeleted: boolean, wall: number): void {
    const { workload } = state;
    const [service, apart] = [this.services.get(state), this.podsService(state)];
    this.services.delete(state);
    if (service === undefined) return;
    if (workload?.kind === 'Job') {
      for (const each of [service, apart]) each?.setJob(runIdentityOf(workload), undefined, wall);
    }
    service.detach(state, isDeleted, wall);
    this.parts.pods().resettle(service, wall);
  }

  /** Into the service that it names, among the pods that readers see now. */
  private place(state: WorkloadState, wall: number): void {
    const pods = this.parts.pods();
    const { workload, namespace } = state;
    state.own = pods.ownPods.get(namespace, state.ref);
    const before = this.services.get(state);
    const naming = namingIn(state, before?.name);
    const service = naming && pods.serviceOf(namespace, naming.name, claimOf(namespace, workload));
    if (before !== service) this.leave(state, false, wall);
    if (before && before !== service) pods.closeIfEmpty(before, wall);
    if (service === undefined || naming === undefined) return;
    this.services.set(state, service);
    service.attach(state, naming.isOneOff);
    this.speak(state, wall);
    pods.resettle(service, wall);
  }

  /** A Job that merely waits for its first pod has no run yet: the one before it is judged until pods are missing. */
  private speak(state: WorkloadState, wall: number): void {
    const { workload, own, missing } = state;
    const service = this.services.get(state);
    if (workload?.kind !== 'Job' || service === undefined) return;
    if (awaitsFirstPod(workload) && missing === 0 && own === undefined) return;
    const job = jobStateOf(workload);
    const apart = this.podsService(state);
    apart?.setJob(runIdentityOf(workload), job, wall);
    if (apart) this.parts.pods().resettle(apart, wall);
    // Of a run whose pods are counted elsewhere only its end, or their lack, says something here.
    const isElsewhere = apart !== undefined || (own === undefined && missing === 0 && isByHand(workload));
    if (!isElsewhere || job.end) service.setJob(runIdentityOf(workload), job, wall);
  }

  /** The service that its pods are of, where that is another: of a CronJob's Job that somebody made by hand. */
  private podsService(state: WorkloadState): ServiceTally | undefined {
    const [name, service] = [state.own?.serviceName, this.services.get(state)];
    if (name === undefined || service === undefined || name === service.name) return undefined;
    return this.parts.pods().services.get(state.namespace, name);
  }

  private recount(state: WorkloadState, wall: number): void {
    state.own = this.parts.pods().ownPods.get(state.namespace, state.ref);
    if (state.workload && !hasTemplate(state.workload)) this.place(state, wall);
    state.recount(wall);
    this.speak(state, wall);
    this.refresh(state, wall);
  }

  private refresh(state: WorkloadState, wall: number): void {
    this.alarms.set(state, state.nextAlarm(this.runOf(state), wall));
    const service = this.services.get(state);
    if (service) this.parts.pods().resettle(service, wall);
  }

  private runOf(state: WorkloadState): NewestRun | undefined {
    return state.cron && newestRunOf(this.services.get(state)?.newestRun);
  }

  /** Of a StatefulSet that may not be read, its pods tell that some are missing between them. */
  private noteOwn(own: OwnPods, wall: number): WorkloadState | undefined {
    const known = this.find(own.namespace, own.ref);
    if (known !== undefined || own.ref.kind !== 'StatefulSet' || this.listed.has('StatefulSet')) return known;
    const state = this.open(own.namespace, own.ref);
    this.place(state, wall);
    return state;
  }
}

/** It was known by its pods alone, and they are gone. */
function isPodless({ workload }: WorkloadState, own: OwnPods | undefined): boolean {
  return workload === undefined && (own?.size ?? 0) === 0;
}

const NOWHERE = { namespace: '' };

function keyOf({ kind, name }: Ref): string {
  return `${kind}/${name}`;
}

interface WorkloadNaming {
  readonly name: string;
  readonly isOneOff: boolean;
}

/** By its template's annotation or labels, as its pods are; else by its own name, a CronJob's Job by the CronJob's. */
function namingOf(workload: Workload): WorkloadNaming | undefined {
  const { serviceAnnotation, serviceLabels } = workload;
  const given =
    serviceAnnotation !== undefined && isName(serviceAnnotation) ? serviceAnnotation : serviceLabels.find(isName);
  const cronJob = workload.kind === 'Job' ? cronJobNameOf(workload) : undefined;
  const name = given ?? cronJob ?? workload.name;
  const isOneOff = workload.kind === 'Job' && given === undefined && cronJob === undefined;
  return isName(name) ? { name, isOneOff } : undefined;
}

function cronJobNameOf(job: Job): string | undefined {
  const { owner } = job;
  return isOwnerOf('batch', 'CronJob', owner) ? owner?.name : cronJobRunOf(asOwner(job))?.name;
}

/** As its pods are called, or were, where it has no template that would say so. */
function namingIn({ workload, own }: WorkloadState, before: string | undefined): WorkloadNaming | undefined {
  if (workload === undefined) return namingOfPods(own);
  if (!hasTemplate(workload)) {
    const name = own?.serviceName ?? before;
    if (name !== undefined) return { name, isOneOff: false };
  }
  return namingOf(workload);
}

/** A Rollout may take another workload's. */
function hasTemplate(workload: Workload): boolean {
  return workload.kind !== 'Rollout' || !workload.hasWorkloadRef;
}

/** Made from a CronJob, and not by its schedule. */
function isByHand(job: Job): boolean {
  return isOwnerOf('batch', 'CronJob', job.owner) && cronJobRunOf(asOwner(job)) === undefined;
}

function namingOfPods(own: OwnPods | undefined): WorkloadNaming | undefined {
  return own?.serviceName === undefined ? undefined : { name: own.serviceName, isOneOff: false };
}

function claimOf(namespace: string, workload: Workload | undefined): Claim {
  const end = workload?.kind === 'Job' ? jobStateOf(workload).end : undefined;
  return { namespace, isLiving: end === undefined, finishedAt: end ? (end.at ?? 0) : Infinity };
}

function runIdentityOf(job: Job): RunIdentity {
  const scheduled = cronJobRunOf(asOwner(job));
  return { id: job.uid, owner: 'Job', ...(scheduled && { scheduledAt: scheduled.scheduledAt }) };
}

function asOwner({ name, uid }: Job): Owner {
  return { apiVersion: 'batch/v1', kind: 'Job', name, uid };
}
