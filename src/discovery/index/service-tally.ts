// The sums of one service, kept on every pod event, so that reading them costs the same at any number of pods.
import { isTerminal, type Pod } from '../pods/pod.ts';
import type { PodTally } from '../pods/pod-tally.ts';
import { Run } from './run.ts';
import { cronJobNumberOf, type Naming } from '../pods/service-name.ts';
import { compareText, SortedList } from './sorted-list.ts';
import { PodCounts } from './pod-counts.ts';

/** A pod in its place. Its owner, the index, changes the tally only by taking the pod out and putting it in again. */
export interface PodEntry {
  readonly pod: Pod;
  readonly naming: Naming;
  tally: PodTally;
  /** Unix milliseconds at which the tally changes by time alone; 0: never. */
  alarmAt: number;
  /** Where it is summed; undefined where MAX_SERVICES refused its name. */
  service: ServiceTally | undefined;
}

/** A verdict outlives its pods this long. */
const KEEP_VERDICT = 8 * 86_400_000;

export class ServiceTally {
  /** Every pod that makes up the service, oldest first. */
  private readonly pods = new SortedList<PodEntry>(byAge);
  private readonly ordinary = new PodCounts();
  private readonly runs = new Map<string, Run>();
  private readonly images = new Map<string, number>();
  private newest: Run | undefined;
  private newestIsKnown = true;
  private lastKind = '';
  private lastImage: string | undefined;
  private wasNamed = false;
  /** Unix milliseconds at which it changes, or is forgotten, by time alone; 0: never. Its owner's, the index's. */
  alarmAt = 0;
  /** Unix milliseconds at which the last pod went; undefined while there are pods. */
  private goneAt: number | undefined;

  constructor(
    readonly namespace: string,
    readonly name: string,
  ) {}

  get podCount(): number {
    return this.pods.size;
  }

  /** The newest pod's, as people say it. */
  get kind(): string {
    return this.pods.last?.naming.kind ?? this.lastKind;
  }

  /** Only runs that nothing durable names have ever been part of it. */
  get isOneOff(): boolean {
    return !this.wasNamed;
  }

  /** Nothing of it is living. */
  get isFinished(): boolean {
    return this.ordinary.pods === 0 && [...this.runs.values()].every((run) => run.living.pods === 0);
  }

  /** Unix milliseconds at which the last of it ended; when its pods went, where no end was seen. */
  get finishedAt(): number {
    const endedAt = Math.max(0, ...[...this.runs.values()].map((run) => run.endedAt));
    return endedAt > 0 ? endedAt : (this.goneAt ?? 0);
  }

  /** Every pod that makes it up, oldest first. */
  entries(): readonly PodEntry[] {
    return this.pods.all();
  }

  /** Sums of the ordinary pods: those that a controller keeps running. */
  get ordinaryCounts(): PodCounts {
    return this.ordinary;
  }

  /** The newest run; older ones aren't judged. */
  get newestRun(): Run | undefined {
    if (!this.newestIsKnown) this.newest = newestOf(this.runs.values());
    this.newestIsKnown = true;
    return this.newest;
  }

  /** The newest ordinary pod's annotation `kube-shields/min`, where it is a whole number. */
  get minimum(): number | undefined {
    const newest = this.ordinary.pods > 0 ? this.pods.all().findLast((entry) => !entry.pod.isRun) : this.pods.last;
    return minimumOf(newest?.pod);
  }

  /** The image tags of all that is counted, the oldest pod's first; else the last known. */
  get imageTags(): readonly string[] {
    if (this.images.size > 1) return this.imagesByAge();
    const [only] = this.images.keys();
    const known = only ?? this.pods.last?.pod.image ?? this.lastImage;
    return known === undefined ? [] : [known];
  }

  add(entry: PodEntry): void {
    this.goneAt = undefined;
    this.wasNamed ||= !entry.naming.isOneOff;
    this.pods.add(entry);
    this.countImage(entry, 1);
    if (!entry.pod.isRun) this.ordinary.add(entry.tally);
    else this.addToRun(entry);
  }

  /** Unix milliseconds `wall` is when it went. */
  remove(entry: PodEntry, wall: number): void {
    this.takeOut(entry, wall);
    this.dropIfSilent(this.runs.get(runId(entry.pod)));
    if (this.pods.size === 0) this.goneAt = wall;
  }

  /** The same pod in another state: nothing went in between. */
  replace(before: PodEntry, entry: PodEntry, wall: number): void {
    this.takeOut(before, wall);
    this.add(entry);
    this.dropIfSilent(this.runs.get(runId(before.pod)));
  }

  /** How it ended, where nothing of the newest run is living. */
  verdict(wall: number): ReturnType<Run['verdict']> {
    const run = this.newestRun;
    return run && this.isVerdictKept(run, wall) ? run.verdict(wall) : undefined;
  }

  /**
   * Takes over what a list can't tell: what was there before, and how runs ended whose pods are gone. How a run ended
   * that was living when last seen is not known: it says nothing.
   */
  adopt(before: ServiceTally, wall: number): void {
    this.wasNamed ||= before.wasNamed;
    this.lastKind ||= before.kind;
    this.lastImage ??= before.pods.last?.pod.image ?? before.lastImage;
    if (this.pods.size === 0) this.goneAt = before.goneAt ?? wall;
    const living = before.runs.size > 0 ? this.livingRunPods() : undefined;
    for (const run of before.runs.values()) this.adoptRun(run, living, wall);
  }

  /** Puts what was added in its place now, so that who reads it first need not. */
  order(): void {
    this.pods.all();
  }

  /** Whether nothing that can be read of them differs. Of runs that isn't known: their verdicts are a matter of time. */
  readsLike(other: ServiceTally): boolean {
    return (
      this.runs.size === 0 &&
      other.runs.size === 0 &&
      this.kind === other.kind &&
      this.isOneOff === other.isOneOff &&
      this.minimum === other.minimum &&
      this.ordinary.equals(other.ordinary) &&
      this.imageTags.join() === other.imageTags.join()
    );
  }

  /** Unix milliseconds at which it changes, or should be forgotten, by time alone. */
  nextAlarm(wall: number, lifetime: Lifetime): number | undefined {
    const times = [this.newestRun?.settlesAt(), this.verdictEndsAt(), this.forgetAt(lifetime)];
    const ahead = times.filter((time) => time !== undefined && time > wall) as number[];
    return ahead.length === 0 ? undefined : Math.min(...ahead);
  }

  /** Unix milliseconds at which nothing is worth knowing of it any more; undefined while it has pods. */
  forgetAt(lifetime: Lifetime): number | undefined {
    if (this.goneAt === undefined) return undefined;
    if (this.isOneOff) return this.goneAt + lifetime.oneOff;
    return Math.max(this.goneAt + lifetime.service, this.verdictEndsAt() ?? 0);
  }

  private imagesByAge(): readonly string[] {
    const found = new Set<string>();
    for (const { pod, tally } of this.pods.all()) {
      if (tally.isCounted) found.add(pod.image);
      if (found.size === this.images.size) break;
    }
    return [...found];
  }

  private addToRun(entry: PodEntry): void {
    const id = runId(entry.pod);
    const run = this.runs.get(id) ?? new Run(id, cronJobNumberOf(entry.pod));
    const firstPodAt = run.firstPodAt;
    this.runs.set(id, run);
    run.add(entry);
    if (run === this.newest && run.firstPodAt !== firstPodAt) this.newestIsKnown = false;
    this.consider(run);
  }

  private takeOut(entry: PodEntry, wall: number): void {
    this.lastKind = this.kind;
    this.lastImage = entry.pod.image;
    this.pods.delete(entry);
    this.countImage(entry, -1);
    if (!entry.pod.isRun) this.ordinary.remove(entry.tally);
    else this.runs.get(runId(entry.pod))?.remove(entry, wall);
  }

  private countImage({ pod, tally }: PodEntry, by: 1 | -1): void {
    if (!tally.isCounted) return;
    const sum = (this.images.get(pod.image) ?? 0) + by;
    if (sum === 0) this.images.delete(pod.image);
    else this.images.set(pod.image, sum);
  }

  private dropIfSilent(run: Run | undefined): void {
    if (run?.podCount === 0 && (run !== this.newestRun || !run.hasEnded)) this.drop(run);
  }

  /** A newer run puts an end to what an older one has to say without its pods. */
  private consider(run: Run): void {
    const newest = this.newestRun;
    if (newest !== undefined && newest !== run && !run.isNewerThan(newest)) return;
    this.newest = run;
    if (newest?.podCount === 0 && newest !== run) this.drop(newest);
  }

  private drop(run: Run): void {
    this.runs.delete(run.id);
    if (run === this.newest) this.newestIsKnown = false;
  }

  private adoptRun(before: Run, living: ReadonlySet<string> | undefined, wall: number): void {
    const run = this.runs.get(before.id);
    if (run) {
      run.adopt(before, living);
      this.newestIsKnown = false;
    } else if (before.living.pods === 0 && before.hasEnded) {
      const ended = before.withoutPods(wall);
      this.runs.set(ended.id, ended);
      this.consider(ended);
      if (this.newestRun !== ended) this.drop(ended);
    }
  }

  /** Their uids. */
  private livingRunPods(): ReadonlySet<string> {
    const living = new Set<string>();
    for (const { pod } of this.pods.all()) if (pod.isRun && !isTerminal(pod.phase)) living.add(pod.uid);
    return living;
  }

  private verdictEndsAt(): number | undefined {
    const goneAt = this.newestRun?.goneAt;
    return goneAt === undefined ? undefined : goneAt + KEEP_VERDICT;
  }

  private isVerdictKept(run: Run, wall: number): boolean {
    return run.goneAt === undefined || wall < run.goneAt + KEEP_VERDICT;
  }
}

/** How long what has no pods stays known, in milliseconds. */
export interface Lifetime {
  readonly service: number;
  readonly oneOff: number;
}

function minimumOf(pod: Pod | undefined): number | undefined {
  const text = pod?.minAnnotation;
  return text !== undefined && isWholeNumber(text) ? Number(text) : undefined;
}

export function isWholeNumber(text: string): boolean {
  return /^\d{1,9}$/.test(text);
}

/** A run is one owner; a pod that nothing owns is a run of its own. */
function runId(pod: Pod): string {
  return pod.owner?.uid ?? pod.uid;
}

function byAge(a: PodEntry, b: PodEntry): number {
  return a.pod.createdAt - b.pod.createdAt || compareText(a.pod.name, b.pod.name);
}

function newestOf(runs: Iterable<Run>): Run | undefined {
  let newest: Run | undefined;
  for (const run of runs) if (newest === undefined || run.isNewerThan(newest)) newest = run;
  return newest;
}
