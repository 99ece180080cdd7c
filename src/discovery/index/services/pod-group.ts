// Pods of a service that count alike: what they add up to, their runs, and the list of them.
import { newerOf, type PodEntry } from '../pods/pod-entry.ts';
import type { RunIdentity } from '../../pods/service-name.ts';
import type { JobState } from '../../workloads/job-state.ts';
import { PodCounts } from '../pods/pod-counts.ts';
import { PodList } from '../pods/pod-list.ts';
import { type Removal, RunHistory } from '../runs/run-history.ts';

export class PodGroup {
  /** Pods that a controller keeps running, and those of runs. */
  readonly ordinary = new PodList();
  private runPods: PodList | undefined;
  private history: RunHistory | undefined;
  /** Of the ordinary pods. */
  readonly counts = new PodCounts();

  get size(): number {
    return this.ordinary.size + (this.runPods?.size ?? 0);
  }

  get livingPods(): number {
    return this.counts.pods + (this.history?.livingPods ?? 0);
  }

  get runs(): RunHistory | undefined {
    return this.history;
  }

  /** Some Job is neither complete nor failed. */
  get hasOpenJobs(): boolean {
    return (this.history?.openJobs ?? 0) > 0;
  }

  get newest(): PodEntry | undefined {
    return newerOf(this.ordinary.newest, this.runPods?.newest);
  }

  /** The oldest counted pod of each image tag, of runs too. */
  oldestByImage(): readonly PodEntry[] {
    const ordinary = this.ordinary.oldestByImage();
    return this.runPods === undefined ? ordinary : [...ordinary, ...this.runPods.oldestByImage()];
  }

  all(): readonly PodEntry[] {
    const ordinary = this.ordinary.all();
    return this.runPods === undefined ? ordinary : [...ordinary, ...this.runPods.all()];
  }

  add(entry: PodEntry): void {
    if (entry.naming.run === undefined) {
      this.ordinary.add(entry);
      this.counts.add(entry.tally);
    } else {
      (this.runPods ??= new PodList()).add(entry);
      this.ownHistory().add(entry);
    }
  }

  remove(entry: PodEntry, how: Removal, wall: number): void {
    if (entry.naming.run === undefined) {
      this.ordinary.delete(entry);
      this.counts.remove(entry.tally);
    } else {
      this.runPods?.delete(entry);
      this.history?.remove(entry, how, wall);
    }
  }

  /** Another state of one ordinary pod. */
  exchange(before: PodEntry, entry: PodEntry): void {
    this.ordinary.exchange(before, entry);
    if (before.tally === entry.tally) return;
    this.counts.remove(before.tally);
    this.counts.add(entry.tally);
  }

  /** The Job of a run changed, or was deleted (undefined). */
  setJob(identity: RunIdentity, job: JobState | undefined, wall: number): void {
    this.ownHistory().setJob(identity, job, wall);
  }

  order(): void {
    this.ordinary.order();
    this.runPods?.order();
  }

  private ownHistory(): RunHistory {
    return (this.history ??= new RunHistory());
  }
}
