// How many pods of a workload are missing, once that has lasted: controllers need a moment, and two watches have no common
// order. The time begins again whenever fewer are missing, as pods are then on their way, up to START_GRACE. All times are
// Unix milliseconds.

/** So many pods are missing since a moment. */
interface Step {
  readonly missing: number;
  readonly shownAt: number;
  /** When it is shown though fewer and fewer are missing. */
  readonly latestAt: number;
}

const SETTLES_IN = 10_000;
/** Pods that go within this time of each other are shown as missing together. */
const TOGETHER = 1_000;

export class Shortage {
  /** As far as it is shown. */
  missing = 0;
  private lacking = 0;
  /** What isn't shown yet, the fewest and earliest first. */
  private steps: readonly Step[] = [];

  /** `lacking` pods are missing, shown or not. */
  update(lacking: number, wall: number, startGrace: number): void {
    this.lower(lacking, wall);
    if (lacking > this.lacking) this.more(lacking, wall, startGrace);
    this.advance(wall);
  }

  /** So many are known to be missing, and nothing waits to be shown. */
  isSettledAt(lacking: number): boolean {
    return lacking === this.lacking && this.steps.length === 0;
  }

  /** At most so many are missing, whatever else isn't known for now: what is there is never counted as missing too. */
  lower(lacking: number, wall: number): void {
    if (lacking >= this.lacking) return;
    this.lacking = lacking;
    this.missing = Math.min(this.missing, lacking);
    this.fewer(wall);
  }

  /** When more is shown; undefined where nothing waits. */
  get dueAt(): number | undefined {
    const [first] = this.steps;
    return first && Math.min(first.shownAt, first.latestAt);
  }

  advance(wall: number): void {
    while (wall >= (this.dueAt ?? Infinity)) {
      this.missing = this.steps[0]?.missing ?? this.missing;
      this.steps = this.steps.slice(1);
    }
  }

  /** A list has come in: what was missing meanwhile may only have been missing in it. */
  restart(wall: number): void {
    const shownAt = wall + SETTLES_IN;
    this.steps = this.steps.map((step) => ({ ...step, shownAt, latestAt: Math.max(step.latestAt, shownAt) }));
  }

  private more(lacking: number, wall: number, startGrace: number): void {
    this.lacking = lacking;
    const shownAt = wall + SETTLES_IN;
    const last = this.steps.at(-1);
    const isTogether = last !== undefined && last.shownAt > shownAt - TOGETHER;
    const step = {
      shownAt,
      latestAt: wall + Math.max(startGrace, SETTLES_IN),
      ...(isTogether && last),
      missing: lacking,
    };
    this.steps = [...(isTogether ? this.steps.slice(0, -1) : this.steps), step];
  }

  private fewer(wall: number): void {
    const left = this.steps
      .map((step) => ({ ...step, missing: Math.min(step.missing, this.lacking), shownAt: wall + SETTLES_IN }))
      .filter(({ missing }) => missing > this.missing);
    this.steps = left.filter(({ missing }, at) => missing !== left[at - 1]?.missing);
  }
}
