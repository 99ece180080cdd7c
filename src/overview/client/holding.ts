// For how long what the page shows may still be taken for true. Judged by both of the reader's clocks: one may be set
// back, the other stands still while the machine sleeps, so the one that says more has gone by is believed.

/** Milliseconds. */
interface Instant {
  readonly wall: number;
  readonly monotonic: number;
}

export class Holding {
  private start: Instant = { wall: 0, monotonic: 0 };
  private holds = 0;

  /** `age` milliseconds ago the shield said that it holds for `holds`. */
  confirm(holds: number, age: number): void {
    this.start = { wall: Date.now() - age, monotonic: performance.now() - age };
    this.holds = holds;
  }

  /** Milliseconds; 0 or less: it is over. */
  get left(): number {
    const gone = Math.max(Date.now() - this.start.wall, performance.now() - this.start.monotonic);
    return this.holds - gone;
  }

  /** Unix milliseconds of the last confirmation. */
  get from(): number {
    return this.start.wall;
  }
}

/** Milliseconds since the page was asked for; a page that the browser had kept is of any age. */
export function ageOfPage(): number {
  const [navigation] = performance.getEntriesByType('navigation') as PerformanceNavigationTiming[];
  return navigation?.transferSize === 0 ? Infinity : performance.now();
}
