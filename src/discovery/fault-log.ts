// Which faults are worth a line of the log: the first of its kind at once, the same again once a minute.
import type { FaultCode } from './api-fault.ts';

export class FaultLog {
  private readonly told = new Map<string, Told>();

  /** How often it happened since the last line; undefined where there shall be none now. `now` is monotonic. */
  worthTelling(source: string, code: FaultCode, now: number): number | undefined {
    const last = this.told.get(source) ?? { code: undefined, at: 0, since: 0 };
    const isNew = last.code !== code || now - last.at >= INTERVAL;
    this.told.set(source, isNew ? { code, at: now, since: 0 } : { ...last, since: last.since + 1 });
    return isNew ? last.since + 1 : undefined;
  }

  /** All is well again; how many faults were not told. */
  forget(source: string): number {
    const silenced = this.told.get(source)?.since ?? 0;
    this.told.delete(source);
    return silenced;
  }
}

interface Told {
  readonly code: FaultCode | undefined;
  readonly at: number;
  /** Times it happened after that line. */
  readonly since: number;
}

const INTERVAL = 60_000;
