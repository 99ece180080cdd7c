// The runs of a service in order. Only the newest is judged; the one before it matters while the newest lives.
import type { RunIdentity } from '../../pods/service-name.ts';
import type { JobState } from '../../workloads/job-state.ts';
import type { PodEntry } from '../pods/pod-entry.ts';
import { byFirstPod, bySchedule, Run, type RunOutcome } from './run.ts';
import { SortedList } from '../collections/sorted-list.ts';

/** Why a pod is taken out: it comes again in another state, was deleted, or is missing from a list. */
export type Removal = 'replaced' | 'deleted' | 'unlisted';

export class RunHistory {
  private readonly byId = new Map<string, Run>();
  /** Those that a CronJob scheduled, and all others. */
  private readonly scheduled = new SortedList<Run>(bySchedule);
  private readonly unscheduled = new SortedList<Run>(byFirstPod);
  /** Counted pods of all runs. */
  livingPods = 0;
  /** Jobs that are neither complete nor failed. */
  openJobs = 0;

  get size(): number {
    return this.byId.size;
  }

  get newest(): Run | undefined {
    return laterOf(this.scheduled.last, this.unscheduled.last);
  }

  add(entry: PodEntry): void {
    const run = this.runOf(entry);
    if (run === undefined) return;
    this.update(run, () => {
      run.add(entry);
    });
    if (entry.tally.isCounted) this.livingPods += 1;
  }

  remove(entry: PodEntry, how: Removal, wall: number): void {
    const run = this.byId.get(entry.naming.run?.id ?? '');
    if (entry.tally.isCounted) this.livingPods -= 1;
    run?.remove(entry, how === 'replaced', wall);
    if (run && how === 'deleted') this.forgetIfUnneeded(run);
  }

  /** After a pod came back in another state. */
  settleReplaced({ naming }: PodEntry): void {
    const run = this.byId.get(naming.run?.id ?? '');
    if (run) this.forgetIfUnneeded(run);
  }

  /** The run before the newest one failed. */
  followsFailure(wall: number): boolean {
    const { newest } = this;
    if (newest === undefined) return false;
    const before = this.before(newest);
    return newest.followsFailure || (before !== undefined && hasFailed(before.outcome(wall), before));
  }

  /** The Job of a run changed, or was deleted (undefined). */
  setJob(identity: RunIdentity, job: JobState | undefined, wall: number): void {
    const known = this.byId.get(identity.id);
    if (known === undefined && job === undefined) return;
    const run = known ?? new Run(identity);
    if (isOpen(run)) this.openJobs -= 1;
    this.update(run, () => {
      run.setJob(job, wall);
    });
    if (isOpen(run)) this.openJobs += 1;
    this.forgetIfUnneeded(run);
  }

  /** After pods were missing from a list: a run without pods or Job is forgotten where one of these was living. */
  settleVanished(gone: readonly PodEntry[]): void {
    const lost = new Set(gone.flatMap(({ naming, tally }) => (tally.isCounted ? (naming.run?.id ?? []) : [])));
    for (const id of new Set(gone.flatMap(({ naming }) => naming.run?.id ?? []))) {
      const run = this.byId.get(id);
      if (run === undefined) continue;
      if (run.podCount === 0 && lost.has(id)) this.forget(run);
      else this.forgetIfUnneeded(run);
    }
  }

  private runOf({ naming }: PodEntry): Run | undefined {
    return naming.run && (this.byId.get(naming.run.id) ?? new Run(naming.run));
  }

  /** Changes a run and sorts it again. Where a newer run comes, one without pods is forgotten. */
  private update(run: Run, change: () => void): void {
    const list = this.listOf(run);
    if (this.byId.get(run.identity.id) === run) list.delete(run);
    const newest = this.newest;
    change();
    this.byId.set(run.identity.id, run);
    list.add(run);
    for (const older of [newest, run]) if (older && older !== this.newest) this.forgetIfUnneeded(older);
  }

  /** Of runs without pods and Job only the newest is kept, if it has ended. */
  private forgetIfUnneeded(run: Run): void {
    if (run.isThere || this.byId.get(run.identity.id) !== run) return;
    if (run === this.newest && run.hasEnded) return;
    const after = this.after(run);
    if (after) after.followsFailure = run.hasEnded ? hasFailed(run.outcome(Infinity), run) : run.followsFailure;
    this.forget(run);
  }

  private forget(run: Run): void {
    if (isOpen(run)) this.openJobs -= 1;
    this.byId.delete(run.identity.id);
    this.listOf(run).delete(run);
  }

  private listOf({ identity }: Run): SortedList<Run> {
    return identity.scheduledAt === undefined ? this.unscheduled : this.scheduled;
  }

  private before(run: Run): Run | undefined {
    return neighbour(this.listOf(run), run, -1);
  }

  private after(run: Run): Run | undefined {
    return neighbour(this.listOf(run), run, 1);
  }
}

function isOpen({ job }: Run): boolean {
  return job !== undefined && job.end === undefined;
}

/** A run without an outcome has that of the run before it. */
function hasFailed(outcome: RunOutcome | undefined, run: Run): boolean {
  if (outcome === undefined) return run.livingPods === 0 && run.followsFailure;
  return outcome.verdict === 'failed' || outcome.verdict === 'retrying';
}

/** A run that no CronJob scheduled can't be compared by schedule: the later first pod decides. */
function laterOf(a: Run | undefined, b: Run | undefined): Run | undefined {
  if (a === undefined || b === undefined) return a ?? b;
  return byFirstPod(a, b) > 0 ? a : b;
}

function neighbour(list: SortedList<Run>, run: Run, step: 1 | -1): Run | undefined {
  const at = list.indexOf(run);
  return at === undefined ? undefined : list.all()[at + step];
}
