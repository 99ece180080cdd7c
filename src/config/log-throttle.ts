// Which events are worth a line of the log: of each kind one line per interval, with how many went without since. Events
// come as fast as pods, peers and callers make them; the log must stay readable, and no disk may fill with it.

export interface ThrottleOptions {
  /** Milliseconds. Infinity: one line per kind. */
  readonly interval: number;
  /** Kinds remembered. Past it, a new kind gets no line until one of the others may have its next. Unlimited by default. */
  readonly max?: number;
}

export class LogThrottle {
  private readonly lines = new Map<string, { readonly loggedAt: number; suppressed: number }>();
  private readonly interval: number;
  private readonly max: number;

  constructor({ interval, max = Infinity }: ThrottleOptions) {
    this.interval = interval;
    this.max = max;
  }

  /**
   * How many events of this kind got no line since its last one; undefined where this event gets none either. `now` is
   * monotonic, in milliseconds.
   */
  suppressedIfDue(kind: string, now: number): number | undefined {
    const line = this.lines.get(kind);
    if (line !== undefined && now - line.loggedAt < this.interval) {
      line.suppressed += 1;
      return undefined;
    }
    if (line === undefined && !this.hasRoom(now)) return undefined;
    // Kept in the order of their lines.
    this.lines.delete(kind);
    this.lines.set(kind, { loggedAt: now, suppressed: 0 });
    return line?.suppressed ?? 0;
  }

  isDue(kind: string, now: number): boolean {
    return this.suppressedIfDue(kind, now) !== undefined;
  }

  /** The next event of any kind gets a line. */
  reset(): void {
    this.lines.clear();
  }

  private hasRoom(now: number): boolean {
    if (this.lines.size < this.max) return true;
    const [oldest] = this.lines;
    if (oldest === undefined || now - oldest[1].loggedAt < this.interval) return false;
    this.lines.delete(oldest[0]);
    return true;
  }
}
