// What is shown of a service in maintenance, and after it. Times are Unix milliseconds.
import { MAINTENANCE, type MaintenanceWindow } from './maintenance.ts';
import type { Result } from '../result/result.ts';

/** When a service was last seen to come into maintenance, or out of it. */
export interface Maintained {
  readonly maintenance?: MaintenanceWindow;
  readonly changedAt?: number;
}

/** Its checks say what they say; its health says that it is in maintenance, and what it would say without. */
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

/** It is in its state since maintenance ended, at the earliest. */
function resumed(health: Result, changedAt = -Infinity): Result {
  return { ...health, since: Math.max(health.since ?? changedAt, changedAt) };
}
