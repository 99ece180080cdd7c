// A custom check of /v1/checks. Times are RFC 3339, durations as the configuration writes them.
import { formatDuration } from '../config/duration.ts';
import { timestamp } from '../config/timestamp.ts';
import type { CheckState } from '../checks/check-state.ts';
import type { LoadError } from '../checks/load-error.ts';

export interface CheckItem {
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
  /** Absent while it runs. */
  readonly nextRun?: string;
  /** It has a process to itself. */
  readonly runsAlone?: boolean;
  /** Why the file as it stands now isn't in force. */
  readonly loadError?: LoadError;
}

export interface CheckFileState {
  readonly file: string;
  readonly service: string;
  readonly loadError: LoadError | undefined;
  readonly runsAlone: boolean;
  readonly checks: readonly CheckState[];
}

export function checkItems({ file, service, loadError, runsAlone, checks }: CheckFileState): readonly CheckItem[] {
  const error = loadError === undefined ? {} : { loadError };
  if (checks.length === 0) return [{ file, service, ...error }];
  return checks.map((state) => ({ file, service, ...runsOf(state), runsAlone, ...error }));
}

function runsOf({ check, interval, timeout, lastRunAt, took, failures, isRunning, dueAtWall }: CheckState): object {
  return {
    check,
    interval: formatDuration(interval),
    timeout: formatDuration(timeout),
    ...(lastRunAt !== undefined && { lastRun: timestamp(lastRunAt) }),
    ...(took !== undefined && { duration: formatDuration(Math.round(took)) }),
    failuresInARow: failures,
    ...(!isRunning && dueAtWall !== undefined && { nextRun: timestamp(dueAtWall) }),
  };
}
