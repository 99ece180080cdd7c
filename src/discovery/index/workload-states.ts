// The states of the workloads of one watched scope: which service each belongs to, how many pods are missing, and when that
// changes by time alone. The pod set counts their pods; a first list replaces it, and these states stay.
import type { Moment } from '../../config/clock.ts';
import type { WorkloadChange, WorkloadListener } from '../workloads/workload-set.ts';
import type { WorkloadKind } from '../workloads/workload.ts';
import { AlarmQueue } from './collections/alarm-queue.ts';
import { inPieces } from './collections/in-pieces.ts';
import { newestRunOf, type NewestRun } from './runs/cron-state.ts';
import { dropInner, innerMap } from './collections/nested-map.ts';
import type { OwnPods } from './pods/own-pods.ts';
import type { PodSet } from './pod-set.ts';
import type { ServiceTally } from './services/service-tally.ts';
import { WorkloadState, type WorkloadRules } from './services/workload-state.ts';
import { hasTemplate } from './workload-naming.ts';
import { WorkloadServices } from './workload-services.ts';

export interface WorkloadStatesParts {
  readonly rules: WorkloadRules;
  /** The pods that readers see. */
  pods(): PodSet;
  /** Publishes the services that changed. */
  publish(now: Moment, isFirst?: boolean): void;
}

interface Ref {
  readonly kind: WorkloadKind;
  readonly name: string;
}

export class WorkloadStates {
  private readonly states = new Map<string, Map<string, WorkloadState>>();
  private readonly services: WorkloadServices;
  private readonly alarms = new AlarmQueue<WorkloadState>();
  /** Kinds whose list is incomplete. */
  private readonly listing = new Set<WorkloadKind>();
  private arePodsListing = false;
  /** Kinds that have had a complete list. */
  private readonly listed = new Set<WorkloadKind>();

  constructor(private readonly parts: WorkloadStatesParts) {
    this.services = new WorkloadServices(() => parts.pods());
  }

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

  /** The first list of pods is complete: its pod set has replaced the empty one. */
  *podsOpened(wall: number): Iterable<void> {
    this.arePodsListing = false;
    const { ownPods } = this.parts.pods().known;
    ownPods.takeTouched();
    yield* inPieces(ownPods.all(), (own) => this.stateOfPods(own, wall));
    yield* inPieces([...this.all()], (state) => {
      if (this.find(state.namespace, state.ref) === state) this.assignInFirst(state, wall);
    });
  }

  /** A later list of pods is applied, or was abandoned. */
  podsListed(wall: number): void {
    this.arePodsListing = false;
    this.settlePods(wall);
    for (const state of [...this.all()]) {
      if (!this.services.isAssigned(state)) {
        this.services.assign(state, wall);
        this.refresh(state, wall);
      }
      if (!this.isPaused(state.ref.kind)) this.resumeOne(state, wall);
    }
  }

  /** After pod events: counts each workload's pods. */
  settlePods(wall: number): void {
    for (const own of this.parts.pods().known.ownPods.takeTouched()) {
      const state = this.stateOfPods(own, wall);
      if (state && isPodless(state, own)) this.drop(state, false, wall);
      else if (state) this.recount(state, wall, own);
    }
  }

  /** After a service changed: its CronJobs may be due at another time. */
  setAlarms(tally: ServiceTally, wall: number): void {
    for (const state of tally.workloads)
      if (state.cron) this.alarms.set(state, state.nextAlarm(this.runOf(state), wall));
  }

  advance(wall: number): void {
    for (let state = this.alarms.takeDue(wall); state; state = this.alarms.takeDue(wall)) {
      state.advance(wall);
      this.services.updateJob(state, wall);
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

  private assignInFirst(state: WorkloadState, wall: number): void {
    this.services.assign(state, wall);
    if (isPodless(state, state.own)) this.drop(state, false, wall);
    else {
      if (!this.isPaused(state.ref.kind)) state.resume(wall);
      this.refresh(state, wall);
    }
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

  /** Most workloads are unchanged by a list. */
  private resumeOne(state: WorkloadState, wall: number): void {
    if (state.isPaused && state.resume(wall)) this.refresh(state, wall);
  }

  private isPaused(kind: WorkloadKind): boolean {
    return this.arePodsListing || this.listing.has(kind);
  }

  /** From now on the desired pods come from the workloads, not from gaps between ordinals. */
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
    this.services.assign(state, wall);
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
    const service = this.services.serviceOf(state);
    dropInner(this.states, state.namespace, keyOf(state.ref));
    this.alarms.delete(state);
    this.services.unassign(state, isDeleted, wall);
    if (service && livesOn) this.parts.pods().bounded.closeIfEmpty(service, wall);
  }

  /** `own`: its pods, where these are known; if they have all gone, others may have come since. */
  private recount(state: WorkloadState, wall: number, own?: OwnPods): void {
    const hasPods = own !== undefined && own.size > 0;
    state.own = hasPods ? own : this.parts.pods().known.ownPods.get(state.namespace, state.ref);
    if (state.workload && !hasTemplate(state.workload)) this.services.assign(state, wall);
    state.recount(wall);
    this.services.updateJob(state, wall);
    this.refresh(state, wall);
  }

  private refresh(state: WorkloadState, wall: number): void {
    this.alarms.set(state, state.nextAlarm(this.runOf(state), wall));
    const service = this.services.serviceOf(state);
    if (service) this.parts.pods().bounded.resettle(service, wall);
  }

  private runOf(state: WorkloadState): NewestRun | undefined {
    return state.cron && newestRunOf(this.services.serviceOf(state)?.newestRun);
  }

  /** A StatefulSet that may not be read is known by its pods: gaps between ordinals are missing pods. */
  private stateOfPods(own: OwnPods, wall: number): WorkloadState | undefined {
    const known = this.find(own.namespace, own.ref);
    if (known !== undefined || own.ref.kind !== 'StatefulSet' || this.listed.has('StatefulSet')) return known;
    const state = this.open(own.namespace, own.ref);
    this.services.assign(state, wall);
    return state;
  }
}

/** It was known by its pods alone, and has none any more. */
function isPodless({ workload }: WorkloadState, own: OwnPods | undefined): boolean {
  return workload === undefined && (own?.size ?? 0) === 0;
}

const NOWHERE = { namespace: '' };

function keyOf({ kind, name }: Ref): string {
  return `${kind}/${name}`;
}
