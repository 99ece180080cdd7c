// A custom check of /v1/checks. Times are RFC 3339, durations as the configuration writes them.
import { formatDuration } from '../../config/duration.ts';
import { timestamp } from '../../config/timestamp.ts';
import type { CheckFileState } from '../../checks/runs/check-files.ts';
import type { CheckState } from '../../checks/runs/check-state.ts';
import type { LoadError } from '../../checks/files/load-error.ts';

export interface CheckItemJson {
  /** The base name. */
  readonly file: string;
  readonly service: string;
  /** Absent: the file has none that could be loaded. */
  readonly check?: string;
  readonly interval?: string;
  readonly timeout?: string;
  readonly lastRun?: string;
  readonly duration?: string;
  readonly failuresInARow?: number;
  /** `timed-out`, `error`, or the code of what caused it; it stays when the check answers again. */
  readonly lastError?: string;
  readonly lastErrorAt?: string;
  /** Absent while it runs. */
  readonly nextRun?: string;
  /** It has a process to itself. */
  readonly runsAlone?: boolean;
  /** Why the file as it stands now isn't in force. */
  readonly loadError?: LoadError;
  /** Line and column of the first fault, as `4:7`, in a file without code. */
  readonly loadErrorAt?: string;
}

export function checkItems(state: CheckFileState): readonly CheckItemJson[] {
  const { file, service, loadError, loadErrorAt: at, runsAlone, checks } = state;
  const where = at === undefined ? {} : { loadErrorAt: `${at.line}:${at.column}` };
  const error = loadError === undefined ? {} : { loadError, ...where };
  if (checks.length === 0) return [{ file, service, ...error }];
  return checks.map((check) => ({ file, service, ...runsOf(check), runsAlone, ...error }));
}

function runsOf(state: CheckState): object {
  const { check, interval, timeout, lastRunAt, took, failures, lastError, isRunning, dueAtWall } = state;
  return {
    check,
    interval: formatDuration(interval),
    timeout: formatDuration(timeout),
    ...(lastRunAt !== undefined && { lastRun: timestamp(lastRunAt) }),
    ...(took !== undefined && { duration: formatDuration(Math.round(took)) }),
    failuresInARow: failures,
    ...(lastError && { lastError: lastError.code, lastErrorAt: timestamp(lastError.at) }),
    ...(!isRunning && dueAtWall !== undefined && { nextRun: timestamp(dueAtWall) }),
  };
}
