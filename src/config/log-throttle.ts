// Log throttling: one line per kind of event and interval, with the number of suppressed events. Events come as fast as
// pods, peers and callers cause them; the log must stay readable and bounded.

export interface ThrottleOptions {
  /** Milliseconds. Infinity: one line per kind. */
  readonly interval: number;
  /**
   * Maximum number of kinds. Beyond it, a new kind is suppressed until the interval of another one is over. Unlimited
   * by default.
   */
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
   * The number of events of this kind that were suppressed since its last line; undefined if this event is suppressed
   * as well. `now` is monotonic, in milliseconds.
   */
  suppressedIfDue(kind: string, now: number): number | undefined {
    const line = this.lines.get(kind);
    if (line !== undefined && now - line.loggedAt < this.interval) {
      line.suppressed += 1;
      return undefined;
    }
    if (line === undefined && !this.hasRoom(now)) return undefined;
    // In the order of their last lines.
    this.lines.delete(kind);
    this.lines.set(kind, { loggedAt: now, suppressed: 0 });
    return line?.suppressed ?? 0;
  }

  isDue(kind: string, now: number): boolean {
    return this.suppressedIfDue(kind, now) !== undefined;
  }

  /** Forgets all kinds: the next event of each is logged. */
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
