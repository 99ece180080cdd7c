// What the pods of one service add up to, kept on every pod event, so that reading it costs the same at any number of
// pods, runs and completions.
import { isOwnerOf, isTerminal } from '../../pods/pod.ts';
import type { RunIdentity } from '../../pods/service-name.ts';
import type { JobState } from '../../workloads/job-state.ts';
import type { Workload } from '../../workloads/workload.ts';
import type { WorkloadState } from './workload-state.ts';
import { minimumOf } from '../../pods/min-annotation.ts';
import type { PodCounts } from '../pods/pod-counts.ts';
import { byAge, type PodEntry } from '../pods/pod-entry.ts';
import { PodGroup } from './pod-group.ts';
import { byFirstPod, type Run, type RunOutcome } from '../runs/run.ts';
import type { Leaving } from '../runs/run-history.ts';
import { SortedList } from '../collections/sorted-list.ts';

/** A verdict outlives its pods this long. */
const KEEP_VERDICT = 8 * 86_400_000;

/** A run that nothing durable names is no one-off while a pod of it lives that is older than this. */
const ONE_OFF_AGE = 3_600_000;
/** One of which a pod has lived for so long is a service like others, also once that pod is gone: a virtual machine. */
const DURABLE_AGE = 24 * 3_600_000;

export class ServiceTally {
  private readonly owned = new PodGroup();
  /** Pods that have lost their owner: they count only where no owned pod lives. */
  private orphaned: PodGroup | undefined;
  /** Living pods of runs that nothing durable names, by age. */
  private livingUnnamed: SortedList<PodEntry> | undefined;
  private lastKind = '';
  private lastImage: string | undefined;
  private lastMinimum: number | undefined;
  /** A label, an annotation, a CronJob, an ordinary pod or one that lived for a day has been part of it. */
  private wasNamed = false;
  /** Pods that haven't ended, leaving ones too. */
  private unendedPods = 0;
  /** Unix milliseconds at which the last of its pods ended, as far as was seen. */
  private endedAt = 0;
  /** Unix milliseconds at which the last pod or workload went; undefined while there are any. */
  goneAt: number | undefined;
  /** What was asked for, Jobs apart: of those there may be very many. */
  private asked: Set<WorkloadState> | undefined;
  /** By uid. */
  private jobs: Map<string, WorkloadState> | undefined;
  /** Its CronJob was deleted: runs scheduled until then (Unix seconds) have no verdict any more; all, until it has another. */
  private lostUntil = 0;

  constructor(
    readonly namespace: string,
    readonly name: string,
  ) {}

  get podCount(): number {
    return this.owned.size + (this.orphaned?.size ?? 0);
  }

  /** The workload's; where none is known, the newest pod's, as people say it. */
  get kind(): string {
    return this.askedKind ?? this.newestPod?.naming.kind ?? this.lastKind;
  }

  /** What was asked for, as far as it may be read: of Jobs only the newest run's. */
  get workloads(): readonly WorkloadState[] {
    const job = this.jobs?.get(this.newestRun?.identity.id ?? '');
    return job === undefined ? [...(this.asked ?? [])] : [...(this.asked ?? []), job];
  }

  /** It has neither pods nor workloads. */
  get isEmpty(): boolean {
    return this.podCount === 0 && (this.asked?.size ?? 0) === 0 && (this.jobs?.size ?? 0) === 0;
  }

  /** All of its pods have ended. */
  get isFinished(): boolean {
    return this.unendedPods === 0 && !this.owned.hasOpenJobs;
  }

  /** Unix milliseconds at which the last of it ended; when its pods went, where no end was seen. */
  get finishedAt(): number {
    return this.endedAt > 0 ? this.endedAt : (this.goneAt ?? 0);
  }

  /** Every pod that makes it up. */
  entries(): readonly PodEntry[] {
    return this.orphaned === undefined ? this.owned.all() : [...this.owned.all(), ...this.orphaned.all()];
  }

  /** Counts of the ordinary pods: those that a controller keeps running. */
  get ordinaryCounts(): readonly PodCounts[] {
    return this.counting().map(({ counts }) => counts);
  }

  /** The newest run; older ones aren't judged. */
  get newestRun(): Run | undefined {
    return this.newestGroup?.runs?.newest;
  }

  /** The newest pod's annotation `kube-shields/min`; without pods, the last one seen. */
  get minimum(): number | undefined {
    if (this.podCount === 0) return this.askedMinimum ?? this.lastMinimum;
    return minimumOf((this.owned.ordinary.newest ?? this.newestPod)?.pod.minAnnotation);
  }

  /** The image tags of all that is counted, the oldest pod's first; else the last known. */
  get imageTags(): readonly string[] {
    const oldest = this.counting().flatMap((group) => group.oldestByImage());
    const tags = new Set([...oldest].sort(byAge).map(({ pod }) => pod.image));
    if (tags.size > 0) return [...tags];
    const known = this.newestPod?.pod.image ?? this.lastImage;
    return known === undefined ? [] : [known];
  }

  add(entry: PodEntry): void {
    this.goneAt = undefined;
    this.wasNamed ||= !entry.naming.isOneOff;
    if (isTerminal(entry.pod.phase)) this.endedAt = Math.max(this.endedAt, entry.pod.finishedAt ?? 0);
    else this.unendedPods += 1;
    this.groupOf(entry).add(entry);
    if (isLivingUnnamed(entry)) (this.livingUnnamed ??= new SortedList(byAge)).add(entry);
  }

  /** Unix milliseconds `wall` is when it went. */
  remove(entry: PodEntry, wall: number): void {
    this.takeOut(entry, 'gone', wall);
    if (this.isEmpty) this.goneAt = wall;
  }

  /** They went unseen. How a run ended that was living when last seen isn't known: it says nothing. */
  vanish(entries: readonly PodEntry[], wall: number): void {
    for (const entry of [...entries].sort(byAge)) this.takeOut(entry, 'unseen', wall);
    for (const group of [this.owned, this.orphaned]) group?.runs?.settleVanished(entries);
    if (this.isEmpty) this.goneAt = wall;
  }

  /** A workload belongs to it. `isOneOff`: nothing durable names it. */
  attach(state: WorkloadState, isOneOff: boolean): void {
    if (state.workload?.kind === 'Job') (this.jobs ??= new Map()).set(state.workload.uid, state);
    else (this.asked ??= new Set()).add(state);
    this.goneAt = undefined;
    this.wasNamed ||= !isOneOff;
    if (state.workload?.kind === 'CronJob' && this.lostUntil === Infinity)
      this.lostUntil = this.newestRun?.identity.scheduledAt ?? 0;
  }

  /** `isDeleted`: it isn't somebody else's now, but gone. */
  detach(state: WorkloadState, isDeleted: boolean, wall: number): void {
    this.lastKind = this.kind;
    this.asked?.delete(state);
    if (state.workload?.kind === 'Job') this.jobs?.delete(state.workload.uid);
    if (isDeleted && state.workload?.kind === 'CronJob') this.lostUntil = Infinity;
    if (this.isEmpty) this.goneAt = wall;
  }

  /** A Job says something of its run, or is gone. */
  setJob(identity: RunIdentity, job: JobState | undefined, wall: number): void {
    this.owned.setJob(identity, job, wall);
  }

  /** The same pod in another state: nothing went in between. */
  replace(before: PodEntry, entry: PodEntry, wall: number): void {
    this.takeOut(before, 'back', wall);
    this.add(entry);
    this.groupOf(before).runs?.dropIfEmpty(before);
  }

  /** How its newest run ended, where nothing of that is living. */
  outcome(wall: number): RunOutcome | undefined {
    const run = this.newestRun;
    if (run === undefined || !this.isVerdictKept(run, wall)) return undefined;
    return this.isOfLostCronJob(run) ? undefined : run.outcome(wall);
  }

  /** It had a run, though perhaps of a CronJob of the same name that was deleted. */
  get hasRun(): boolean {
    const run = this.newestRun;
    return run !== undefined && !this.isOfLostCronJob(run);
  }

  /** The run before the newest one failed. */
  followsFailure(wall: number): boolean {
    return this.newestGroup?.runs?.followsFailure(wall) === true;
  }

  /** A run that nothing durable names: it comes once and goes. */
  isOneOff(wall: number): boolean {
    return !this.wasNamed && !this.hasLastedFor(ONE_OFF_AGE, wall);
  }

  /** Takes over what pods can't tell of the service that was known by workloads alone. */
  adopt(before: ServiceTally): void {
    this.wasNamed ||= before.wasNamed;
    this.lostUntil = before.lostUntil;
  }

  /** Puts what was added in its place now, so that its first reader needn't. */
  order(): void {
    this.owned.order();
    this.orphaned?.order();
  }

  /** Unix milliseconds at which it changes, or should be forgotten, by time alone. */
  nextAlarm(wall: number, lifetime: Lifetime): number | undefined {
    const times = [this.newestRun?.settlesAt(), this.verdictEndsAt(), this.forgetAt(lifetime, wall), this.lastsFrom()];
    return earliestAfter(wall, times);
  }

  /** Unix milliseconds at which nothing is worth knowing of it any more; undefined while it has pods. */
  forgetAt(lifetime: Lifetime, wall: number): number | undefined {
    if (this.goneAt === undefined) return undefined;
    if (this.isOneOff(wall)) return this.goneAt + lifetime.oneOff;
    return Math.max(this.goneAt + lifetime.service, this.verdictEndsAt() ?? 0);
  }

  /** What keeps things running comes before what runs once. */
  private get askedKind(): string | undefined {
    const kinds = new Set([...(this.asked ?? [])].map(({ workload }) => workload?.kind));
    const [job] = this.jobs?.values() ?? [];
    const jobKind = job && (isOwnerOf('batch', 'CronJob', job.workload?.owner) ? 'CronJob' : 'Job');
    return KINDS.find((kind) => kinds.has(kind)) ?? jobKind;
  }

  private get askedMinimum(): number | undefined {
    const minimums = this.workloads.map(({ workload }) => minimumOf(workload?.minAnnotation));
    return minimums.find((minimum) => minimum !== undefined);
  }

  /** Unix milliseconds from which on it is no one-off, though nothing durable names it. */
  private lastsFrom(): number | undefined {
    const oldest = this.livingUnnamed?.first;
    return oldest && oldest.pod.createdAt + ONE_OFF_AGE;
  }

  /** A pod of a run that nothing durable names lives, and has for so long. */
  private hasLastedFor(ms: number, wall: number): boolean {
    const oldest = this.livingUnnamed?.first;
    return oldest !== undefined && wall >= oldest.pod.createdAt + ms;
  }

  private get newestPod(): PodEntry | undefined {
    return this.owned.newest ?? this.orphaned?.newest;
  }

  /** The groups that count now. */
  private counting(): readonly PodGroup[] {
    return this.orphaned === undefined || this.owned.livingPods > 0 ? [this.owned] : [this.owned, this.orphaned];
  }

  /** The one with the newest run. */
  private get newestGroup(): PodGroup | undefined {
    return this.counting().reduce<PodGroup | undefined>((newest, group) => {
      const [a, b] = [newest?.runs?.newest, group.runs?.newest];
      return b === undefined || (a && byFirstPod(a, b) > 0) ? newest : group;
    }, undefined);
  }

  private groupOf({ naming }: PodEntry): PodGroup {
    return naming.isOwned ? this.owned : (this.orphaned ??= new PodGroup());
  }

  private takeOut(entry: PodEntry, how: Leaving, wall: number): void {
    this.lastKind = this.kind;
    this.lastImage = entry.pod.image;
    this.lastMinimum = this.minimum;
    this.wasNamed ||= this.hasLastedFor(DURABLE_AGE, wall);
    if (!isTerminal(entry.pod.phase)) this.unendedPods -= 1;
    this.groupOf(entry).remove(entry, how, wall);
    if (isLivingUnnamed(entry)) this.livingUnnamed?.delete(entry);
  }

  private verdictEndsAt(): number | undefined {
    const run = this.newestRun;
    return run?.goneAt === undefined || this.isOfLostCronJob(run) ? undefined : run.goneAt + KEEP_VERDICT;
  }

  private isOfLostCronJob({ identity: { scheduledAt } }: Run): boolean {
    return scheduledAt !== undefined && scheduledAt <= this.lostUntil;
  }

  private isVerdictKept(run: Run, wall: number): boolean {
    return run.goneAt === undefined || wall < run.goneAt + KEEP_VERDICT;
  }
}

const KINDS: readonly Workload['kind'][] = ['Rollout', 'Deployment', 'StatefulSet', 'DaemonSet', 'CronJob'];

/** How long what has no pods stays known, in milliseconds. */
export interface Lifetime {
  readonly service: number;
  readonly oneOff: number;
}

function earliestAfter(wall: number, times: readonly (number | undefined)[]): number | undefined {
  const ahead = times.filter((time) => time !== undefined && time > wall) as readonly number[];
  return ahead.length === 0 ? undefined : Math.min(...ahead);
}

function isLivingUnnamed({ naming, tally }: PodEntry): boolean {
  return naming.isOneOff && tally.isCounted;
}
