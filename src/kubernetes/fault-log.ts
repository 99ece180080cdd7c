// Which faults are worth a line of the log: each kind of a source once a minute, however often it comes and goes.

export class FaultLog {
  private readonly sources = new Map<string, Told>();

  /** How often it happened since its last line, itself included; undefined where there shall be none. `now` is monotonic. */
  worthTelling(source: string, code: string, now: number): number | undefined {
    const told = this.of(source);
    const last = told.lines.get(code);
    const times = (last?.since ?? 0) + 1;
    const isDue = last === undefined || now - last.at >= INTERVAL;
    told.lines.set(code, isDue ? { at: now, since: 0 } : { at: last.at, since: times });
    told.isDown ||= isDue;
    return isDue ? times : undefined;
  }

  /** Whether a fault was told that the log's reader still takes for the last word. */
  isRecoveryNews(source: string): boolean {
    const told = this.of(source);
    const isNews = told.isDown;
    told.isDown = false;
    return isNews;
  }

  private of(source: string): Told {
    const told = this.sources.get(source) ?? { isDown: false, lines: new Map() };
    this.sources.set(source, told);
    return told;
  }
}

interface Told {
  isDown: boolean;
  readonly lines: Map<string, { readonly at: number; readonly since: number }>;
}

const INTERVAL = 60_000;
