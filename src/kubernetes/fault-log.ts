// Which faults are worth a line of the log: each kind of a source once a minute, however often it comes and goes.

export class FaultLog {
  private readonly sources = new Map<string, SourceLines>();

  /** How often it happened since its last line, itself included; undefined where no line is due. `now` is monotonic. */
  timesIfDue(source: string, code: string, now: number): number | undefined {
    const of = this.of(source);
    const last = of.lines.get(code);
    const times = (last?.since ?? 0) + 1;
    const isDue = last === undefined || now - last.at >= INTERVAL;
    of.lines.set(code, isDue ? { at: now, since: 0 } : { at: last.at, since: times });
    of.isDown ||= isDue;
    return isDue ? times : undefined;
  }

  /** Whether a fault was logged that the log's reader still takes for the last word. */
  endsOutage(source: string): boolean {
    const of = this.of(source);
    const { isDown } = of;
    of.isDown = false;
    return isDown;
  }

  private of(source: string): SourceLines {
    const known = this.sources.get(source) ?? { isDown: false, lines: new Map() };
    this.sources.set(source, known);
    return known;
  }
}

interface SourceLines {
  isDown: boolean;
  readonly lines: Map<string, { readonly at: number; readonly since: number }>;
}

const INTERVAL = 60_000;
