// The results of a service during maintenance, and after it. Times are Unix milliseconds.
import { MAINTENANCE, type MaintenanceWindow } from './maintenance.ts';
import type { Result } from '../result/result.ts';

/** A service's window, and when it was last seen to enter or leave maintenance. */
export interface Maintained {
  readonly maintenance?: MaintenanceWindow;
  readonly changedAt?: number;
}

/** Custom checks are unchanged; `health` shows the maintenance, and keeps the actual health in `actual`. */
export function maintainedResults(
  results: ReadonlyMap<string, Result>,
  health: Result | undefined,
  { maintenance, changedAt }: Maintained,
): ReadonlyMap<string, Result> {
  if (health === undefined || (maintenance === undefined && changedAt === undefined)) return results;
  const turned = maintenance === undefined ? resumed(health, changedAt) : maintained(health, changedAt);
  return new Map(results).set('health', turned);
}

function maintained({ since: _, ...health }: Result, changedAt: number | undefined): Result {
  const { status, color, state, reason } = health;
  const actual = { status, color, state, ...(reason !== undefined && { reason }) };
  return { ...health, ...MAINTENANCE, actual, ...(changedAt !== undefined && { since: changedAt }) };
}

/** `since` is at the earliest the end of the maintenance. */
function resumed(health: Result, changedAt = -Infinity): Result {
  return { ...health, since: Math.max(health.since ?? changedAt, changedAt) };
}
