// For how long what the page shows is valid. Judged by both of the reader's clocks: one may be set back, the other stops
// while the machine sleeps, so the one that says more time has passed is believed.

/** Milliseconds. */
interface Instant {
  readonly wall: number;
  readonly monotonic: number;
}

export class Validity {
  private from: Instant = { wall: 0, monotonic: 0 };
  private validFor = 0;

  /** `age` milliseconds ago the shield said that the page is valid for `validFor`. */
  confirm(validFor: number, age: number): void {
    this.from = { wall: Date.now() - age, monotonic: performance.now() - age };
    this.validFor = validFor;
  }

  /** Milliseconds; 0 or less: it is over. */
  get left(): number {
    const gone = Math.max(Date.now() - this.from.wall, performance.now() - this.from.monotonic);
    return this.validFor - gone;
  }

  /** Unix milliseconds of the last confirmation. */
  get confirmedAt(): number {
    return this.from.wall;
  }
}

/** Milliseconds since the page was asked for; a page that the browser had kept is of any age. */
export function ageOfPage(): number {
  const [navigation] = performance.getEntriesByType('navigation') as PerformanceNavigationTiming[];
  return navigation?.transferSize === 0 ? Infinity : performance.now();
}
