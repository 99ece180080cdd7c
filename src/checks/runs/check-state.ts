// One check: its last result, and the state of its runs.
import { MINUTE } from '../../config/duration.ts';
import type { Moment } from '../../config/clock.ts';
import { LogThrottle } from '../../config/log-throttle.ts';
import { isStale, prove, type Source } from '../../kubernetes/watch/source.ts';
import { parseAnswer, type ParsedAnswer } from './check-answer.ts';
import type { ExportedCheck } from '../files/check-exports.ts';
import type { CheckOutcome } from './check-run.ts';
import type { Result, State } from '../../services/result/result.ts';

export interface CheckOrigin {
  readonly cluster: string;
  readonly service: string;
  /** STALE_AFTER, in milliseconds. */
  readonly staleAfter: number;
}

export interface RunError {
  /** `timed-out`, `error`, or the code of what caused that, as `ECONNREFUSED`. */
  readonly code: string;
  /** Unix milliseconds. */
  readonly at: number;
}

/** A run that has ended. Public. */
export interface EndedRun {
  /** Unix milliseconds. */
  readonly at: number;
  /** Milliseconds. */
  readonly took: number;
  readonly state: State;
  /** What went wrong: `misconfigured`, or as a RunError has it. */
  readonly reason?: string;
}

export class CheckState {
  readonly check: string;
  readonly interval: number;
  readonly timeout: number;
  readonly source: Source;
  result: Result;
  /** In a row. */
  failures = 0;
  isRunning = false;
  /** When it runs next, in Unix milliseconds. */
  dueAtWall: number | undefined;
  /** Unix milliseconds. */
  lastRunAt: number | undefined;
  /** Milliseconds. */
  took: number | undefined;
  /** The last failure's. Public; it stays when the check answers again. */
  lastError: RunError | undefined;
  /** Newest first. */
  lastRuns: readonly EndedRun[] = [];
  private readonly failureThrottle = new LogThrottle({ interval: 10 * MINUTE, max: MAX_TEXTS });
  private readonly oddityThrottle = new LogThrottle({ interval: 24 * 60 * MINUTE, max: MAX_TEXTS });

  /** `before`: the same check of the file's previous version. Its result is valid until the new one has run. */
  constructor({ cluster, service, staleAfter }: CheckOrigin, exported: ExportedCheck, before: CheckState | undefined) {
    this.check = exported.check;
    this.interval = exported.interval;
    this.timeout = exported.timeout;
    this.source = {
      id: `check/${service}/${exported.check}`,
      cluster,
      provenAt: before?.source.provenAt,
      ...(before?.source.provenAtWall !== undefined && { provenAtWall: before.source.provenAtWall }),
      staleAfter: exported.interval + exported.timeout + staleAfter,
    };
    this.result = { ...(before?.result ?? pending(exported.check)), source: this.source };
    this.failures = before?.failures ?? 0;
    this.lastRunAt = before?.lastRunAt;
    this.took = before?.took;
    this.lastError = before?.lastError;
    this.lastRuns = before?.lastRuns ?? [];
  }

  /**
   * An equal result stays the same object. Returns whether readers see a difference. The result is no newer than the
   * pods that were passed to the run: `podsProvenAt`, monotonic milliseconds.
   */
  end(end: CheckOutcome, now: Moment, podsProvenAt = now.monotonic): boolean {
    const wasStale = isStale(this.source, now);
    const before = this.result;
    const said =
      end.type === 'answered' ? parseAnswer(end.answer, this.check).answer : failed(end.reason, before.label);
    this.failures = end.type === 'answered' ? 0 : this.failures + 1;
    this.lastRunAt = now.wall;
    this.took = end.took;
    const reason = end.type === 'failed' ? (end.code ?? end.reason) : said.reason;
    if (end.type === 'failed') this.lastError = { code: end.code ?? end.reason, at: now.wall };
    const ended = { at: now.wall, took: end.took, state: said.state, ...(reason !== undefined && { reason }) };
    this.lastRuns = [ended, ...this.lastRuns].slice(0, MAX_RUNS);
    if (podsProvenAt !== -Infinity) prove(this.source, now, Math.max(0, now.monotonic - podsProvenAt));
    if (!isSame(before, said)) this.result = { ...said, ...this.sinceOf(before, said, now), source: this.source };
    return wasStale || this.result !== before;
  }

  /** The first result has not been seen to change. A version changes with its text, because its state is always ok. */
  private sinceOf(before: Result, said: ParsedRun, now: Moment): Pick<Result, 'since'> {
    if (before.reason === 'pending') return {};
    const what = this.check === 'version' ? 'status' : 'state';
    if (before[what] !== said[what]) return { since: now.wall };
    return before.since === undefined ? {} : { since: before.since };
  }

  /** Warnings about the answer that may be logged now. */
  odditiesToLog(answer: unknown, { monotonic }: Moment): readonly string[] {
    return parseAnswer(answer, this.check).oddities.filter((oddity) => this.oddityThrottle.isDue(oddity, monotonic));
  }

  /** The first failure after an answer is always logged; consecutive ones once per interval and first line. */
  isFailureToLog(text: string, { monotonic }: Moment): boolean {
    if (this.failures === 1) this.failureThrottle.reset();
    const [line = ''] = text.split('\n');
    return this.failureThrottle.isDue(line, monotonic);
  }
}

/** As many as the service's page shows. */
const MAX_RUNS = 5;

/** Texts may contain varying parts, such as a port. */
const MAX_TEXTS = 20;

type ParsedRun = Omit<ParsedAnswer, 'reason'> & Pick<Result, 'reason'>;

function pending(check: string): ParsedRun {
  return { label: check, status: 'pending', color: 'lightgrey', state: 'unknown', reason: 'pending' };
}

const TEXTS = { 'timed-out': 'timed out', error: 'error' } as const;

/** With its previous label. */
function failed(reason: 'timed-out' | 'error', label: string): ParsedRun {
  return { label, status: TEXTS[reason], color: 'lightgrey', state: 'unknown', reason };
}

function isSame(result: Result, said: ParsedRun): boolean {
  return (
    result.label === said.label &&
    result.status === said.status &&
    result.color === said.color &&
    result.state === said.state &&
    result.reason === said.reason
  );
}
