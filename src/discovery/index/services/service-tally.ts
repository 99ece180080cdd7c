// The state of one service: counts of its pods, its runs and its workloads. Updated on every event, so that reading costs the
// same at any number of pods, runs and completions.
import { DAY } from '../../../config/duration.ts';
import { isTerminal } from '../../pods/pod.ts';
import type { RunIdentity } from '../../pods/service-name.ts';
import type { JobState } from '../../workloads/job-state.ts';
import type { WorkloadState } from './workload-state.ts';
import { minimumOf } from '../../pods/min-annotation.ts';
import type { PodCounts } from '../pods/pod-counts.ts';
import { byAge, type PodEntry } from '../pods/pod-entry.ts';
import type { Run, RunOutcome } from '../runs/run.ts';
import type { Removal } from '../runs/run-history.ts';
import { OneOffStatus } from './one-off-status.ts';
import { ServicePods } from './service-pods.ts';
import { ServiceWorkloads } from './service-workloads.ts';

/** Milliseconds for which a run's outcome is shown once its pods are gone. */
const KEEP_OUTCOME = 8 * DAY;

export class ServiceTally {
  private readonly pods = new ServicePods();
  private readonly attached = new ServiceWorkloads();
  private readonly oneOff = new OneOffStatus();
  private lastKind = '';
  private lastImage: string | undefined;
  private lastMinimum: number | undefined;
  /** Pods that haven't ended, leaving ones too. */
  private unendedPods = 0;
  /** Unix milliseconds at which the last of its pods ended, as far as was seen. */
  private endedAt = 0;
  /** Unix milliseconds at which the last pod or workload went; undefined while there are any. */
  goneAt: number | undefined;
  /** Its CronJob was deleted: runs scheduled until then (Unix seconds) have no outcome any more; Infinity until there is another CronJob. */
  private lostUntil = 0;

  constructor(
    readonly namespace: string,
    readonly name: string,
  ) {}

  get podCount(): number {
    return this.pods.count;
  }

  /** The workload's; where none is known, that of the newest pod's controller. */
  get kind(): string {
    return this.attached.kind ?? this.pods.newest?.naming.kind ?? this.lastKind;
  }

  /** Its workloads as far as they may be read; of Jobs only the newest run's. */
  get workloads(): readonly WorkloadState[] {
    return this.attached.current(this.newestRun?.identity.id);
  }

  /** It has neither pods nor workloads. */
  get isEmpty(): boolean {
    return this.podCount === 0 && this.attached.isEmpty;
  }

  /** All of its pods have ended. */
  get isFinished(): boolean {
    return this.unendedPods === 0 && !this.pods.owned.hasOpenJobs;
  }

  /** Unix milliseconds at which the last of it ended; when its pods went, where no end was seen. */
  get finishedAt(): number {
    return this.endedAt > 0 ? this.endedAt : (this.goneAt ?? 0);
  }

  /** Every pod that makes it up. */
  entries(): readonly PodEntry[] {
    return this.pods.all();
  }

  /** Counts of the ordinary pods: those that a controller keeps running. */
  get ordinaryCounts(): readonly PodCounts[] {
    return this.pods.counting().map(({ counts }) => counts);
  }

  /** The newest run; older ones aren't judged. */
  get newestRun(): Run | undefined {
    return this.pods.newestGroup?.runs?.newest;
  }

  /** The newest pod's annotation `kube-shields/min`; without pods, the last one seen. */
  get minimum(): number | undefined {
    if (this.podCount === 0) return this.attached.minimum(this.newestRun?.identity.id) ?? this.lastMinimum;
    return minimumOf((this.pods.owned.ordinary.newest ?? this.pods.newest)?.pod.minAnnotation);
  }

  /** The image tags of all that is counted, the oldest pod's first; else the last known. */
  get imageTags(): readonly string[] {
    const tags = this.pods.imageTags();
    if (tags.length > 0) return tags;
    const known = this.pods.newest?.pod.image ?? this.lastImage;
    return known === undefined ? [] : [known];
  }

  add(entry: PodEntry): void {
    this.noteAdded(entry);
    this.pods.groupOf(entry).add(entry);
  }

  /** Unix milliseconds `wall` is when it went. */
  remove(entry: PodEntry, wall: number): void {
    this.takeOut(entry, 'deleted', wall);
    if (this.isEmpty) this.goneAt = wall;
  }

  /** A list doesn't show them any more: the outcome of a run that was living when last seen is unknown. */
  vanish(entries: readonly PodEntry[], wall: number): void {
    for (const entry of [...entries].sort(byAge)) this.takeOut(entry, 'unlisted', wall);
    this.pods.settleVanished(entries);
    if (this.isEmpty) this.goneAt = wall;
  }

  /** The workload belongs to this service. `isOneOff`: nothing durable names it. */
  attach(state: WorkloadState, isOneOff: boolean): void {
    this.attached.add(state);
    this.goneAt = undefined;
    if (!isOneOff) this.oneOff.setDurable();
    if (state.workload?.kind === 'CronJob' && this.lostUntil === Infinity)
      this.lostUntil = this.newestRun?.identity.scheduledAt ?? 0;
  }

  /** `isDeleted`: the workload is gone; otherwise it belongs to another service now. */
  detach(state: WorkloadState, isDeleted: boolean, wall: number): void {
    this.lastKind = this.kind;
    this.attached.delete(state);
    if (isDeleted && state.workload?.kind === 'CronJob') this.lostUntil = Infinity;
    if (this.isEmpty) this.goneAt = wall;
  }

  /** The Job of a run changed, or was deleted (undefined). */
  setJob(identity: RunIdentity, job: JobState | undefined, wall: number): void {
    this.pods.owned.setJob(identity, job, wall);
  }

  /** The same pod in another state: it wasn't gone in between. */
  replace(before: PodEntry, entry: PodEntry, wall: number): void {
    const group = this.pods.groupOf(before);
    if (group === this.pods.groupOf(entry) && isOrdinary(before) && isOrdinary(entry)) {
      this.noteGone(before, wall);
      this.noteAdded(entry);
      group.exchange(before, entry);
    } else {
      this.takeOut(before, 'replaced', wall);
      this.add(entry);
      group.runs?.settleReplaced(before);
    }
  }

  /** How its newest run ended, if no pod of it lives. */
  outcome(wall: number): RunOutcome | undefined {
    const run = this.newestRun;
    if (run === undefined || !this.isOutcomeKept(run, wall)) return undefined;
    return this.isOfLostCronJob(run) ? undefined : run.outcome(wall);
  }

  /** False also where its runs are those of a deleted CronJob of the same name. */
  get hasRun(): boolean {
    const run = this.newestRun;
    return run !== undefined && !this.isOfLostCronJob(run);
  }

  /** The run before the newest one failed. */
  followsFailure(wall: number): boolean {
    return this.pods.newestGroup?.runs?.followsFailure(wall) === true;
  }

  /** It is made of runs that nothing durable names. */
  isOneOff(wall: number): boolean {
    return this.oneOff.isOneOff(wall);
  }

  /** Takes over what isn't known from pods, of the tally that had workloads alone. */
  adopt(before: ServiceTally): void {
    this.oneOff.adopt(before.oneOff);
    this.lostUntil = before.lostUntil;
  }

  /** Sorts what was added now, so that its first reader needn't. */
  order(): void {
    this.pods.order();
  }

  /** Unix milliseconds at which it changes by time alone, or should be forgotten. */
  nextAlarm(wall: number, lifetime: Lifetime): number | undefined {
    const oneOffEnds = this.oneOff.endsAt();
    // Most services change only with their pods.
    if (this.newestRun === undefined && this.goneAt === undefined && oneOffEnds === undefined) return undefined;
    return earliestAfter(wall, [
      this.newestRun?.settlesAt(),
      this.outcomeEndsAt(),
      this.forgetAt(lifetime, wall),
      oneOffEnds,
    ]);
  }

  /** Unix milliseconds at which the service can be forgotten; undefined while it has pods or workloads. */
  forgetAt(lifetime: Lifetime, wall: number): number | undefined {
    if (this.goneAt === undefined) return undefined;
    if (this.isOneOff(wall)) return this.goneAt + lifetime.oneOff;
    return Math.max(this.goneAt + lifetime.service, this.outcomeEndsAt() ?? 0);
  }

  private takeOut(entry: PodEntry, how: Removal, wall: number): void {
    this.lastKind = this.kind;
    this.lastImage = entry.pod.image;
    this.lastMinimum = this.minimum;
    this.noteGone(entry, wall);
    this.pods.groupOf(entry).remove(entry, how, wall);
  }

  private noteAdded(entry: PodEntry): void {
    this.goneAt = undefined;
    this.oneOff.add(entry);
    if (isTerminal(entry.pod.phase)) this.endedAt = Math.max(this.endedAt, entry.pod.finishedAt ?? 0);
    else this.unendedPods += 1;
  }

  private noteGone(entry: PodEntry, wall: number): void {
    this.oneOff.remove(entry, wall);
    if (!isTerminal(entry.pod.phase)) this.unendedPods -= 1;
  }

  private outcomeEndsAt(): number | undefined {
    const run = this.newestRun;
    return run?.goneAt === undefined || this.isOfLostCronJob(run) ? undefined : run.goneAt + KEEP_OUTCOME;
  }

  private isOfLostCronJob({ identity: { scheduledAt } }: Run): boolean {
    return scheduledAt !== undefined && scheduledAt <= this.lostUntil;
  }

  private isOutcomeKept(run: Run, wall: number): boolean {
    return run.goneAt === undefined || wall < run.goneAt + KEEP_OUTCOME;
  }
}

/** How long a service without pods stays known, in milliseconds. */
export interface Lifetime {
  readonly service: number;
  readonly oneOff: number;
}

function isOrdinary({ naming }: PodEntry): boolean {
  return naming.run === undefined;
}

function earliestAfter(wall: number, times: readonly (number | undefined)[]): number | undefined {
  const ahead = times.filter((time) => time !== undefined && time > wall) as readonly number[];
  return ahead.length === 0 ? undefined : Math.min(...ahead);
}
