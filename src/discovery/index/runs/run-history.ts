// The runs of a service in their order. Only the newest is judged; the one before it matters while that lives.
import type { RunIdentity } from '../../pods/service-name.ts';
import type { JobState } from '../../workloads/job-state.ts';
import type { PodEntry } from '../pods/pod-entry.ts';
import { byFirstPod, bySchedule, Run, type RunOutcome } from './run.ts';
import { SortedList } from '../collections/sorted-list.ts';

/** A pod comes again in another state, is gone, or went unseen, as a list shows. */
export type Leaving = 'back' | 'gone' | 'unseen';

export class RunHistory {
  private readonly byId = new Map<string, Run>();
  /** Those that a CronJob numbered, and all others. */
  private readonly scheduled = new SortedList<Run>(bySchedule);
  private readonly unscheduled = new SortedList<Run>(byFirstPod);
  /** Counted pods of all runs. */
  livingPods = 0;
  /** Jobs that haven't said how they ended. */
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
    this.place(run, () => {
      run.add(entry);
    });
    if (entry.tally.isCounted) this.livingPods += 1;
  }

  remove(entry: PodEntry, how: Leaving, wall: number): void {
    const run = this.byId.get(entry.naming.run?.id ?? '');
    if (entry.tally.isCounted) this.livingPods -= 1;
    run?.remove(entry, how === 'back', wall);
    if (run && how === 'gone') this.dropIfSilent(run);
  }

  /** After a pod came back in another state. */
  dropIfEmpty({ naming }: PodEntry): void {
    const run = this.byId.get(naming.run?.id ?? '');
    if (run) this.dropIfSilent(run);
  }

  /** The run before the newest one failed. */
  followsFailure(wall: number): boolean {
    const { newest } = this;
    if (newest === undefined) return false;
    const before = this.before(newest);
    return newest.followsFailure || (before !== undefined && hasFailed(before.outcome(wall), before));
  }

  /** A Job says something, or is gone. */
  setJob(identity: RunIdentity, job: JobState | undefined, wall: number): void {
    const known = this.byId.get(identity.id);
    if (known === undefined && job === undefined) return;
    const run = known ?? new Run(identity);
    if (isOpen(run)) this.openJobs -= 1;
    this.place(run, () => {
      run.setJob(job, wall);
    });
    if (isOpen(run)) this.openJobs += 1;
    this.dropIfSilent(run);
  }

  /** After pods went unseen: a run of which nothing is left says nothing where one of them was living. */
  settleVanished(gone: readonly PodEntry[]): void {
    const lost = new Set(gone.flatMap(({ naming, tally }) => (tally.isCounted ? (naming.run?.id ?? []) : [])));
    for (const id of new Set(gone.flatMap(({ naming }) => naming.run?.id ?? []))) {
      const run = this.byId.get(id);
      if (run === undefined) continue;
      if (run.podCount === 0 && lost.has(id)) this.forget(run);
      else this.dropIfSilent(run);
    }
  }

  private runOf({ naming }: PodEntry): Run | undefined {
    return naming.run && (this.byId.get(naming.run.id) ?? new Run(naming.run));
  }

  /** In its place, which may be another once it has changed. A newer run ends what an older one without pods says. */
  private place(run: Run, change: () => void): void {
    const list = this.listOf(run);
    if (this.byId.get(run.identity.id) === run) list.delete(run);
    const newest = this.newest;
    change();
    this.byId.set(run.identity.id, run);
    list.add(run);
    for (const older of [newest, run]) if (older && older !== this.newest) this.dropIfSilent(older);
  }

  /** Without pods only the newest run is worth keeping, and that only where it ended. */
  private dropIfSilent(run: Run): void {
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

/** Of a run that says nothing, the run before it speaks. */
function hasFailed(outcome: RunOutcome | undefined, run: Run): boolean {
  if (outcome === undefined) return run.livingPods === 0 && run.followsFailure;
  return outcome.verdict === 'failed' || outcome.verdict === 'retrying';
}

/** Numbers of a CronJob say nothing of a run without one: first pods decide between the two. */
function laterOf(a: Run | undefined, b: Run | undefined): Run | undefined {
  if (a === undefined || b === undefined) return a ?? b;
  return byFirstPod(a, b) > 0 ? a : b;
}

function neighbour(list: SortedList<Run>, run: Run, step: 1 | -1): Run | undefined {
  const at = list.indexOf(run);
  return at === undefined ? undefined : list.all()[at + step];
}
