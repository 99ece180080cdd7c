// The health of a service, judged from what its pods add up to. The first rule that fits decides.
import type { Run } from '../discovery/index/run.ts';
import type { ServiceTally } from '../discovery/index/service-tally.ts';
import { type PodCounts, worstReason } from '../discovery/index/pod-counts.ts';
import { closedReason } from './reason.ts';
import type { HealthCounts, RunVerdict, State } from './result.ts';

export interface Health {
  readonly status: string;
  readonly color: string;
  readonly state: State;
  readonly reason?: string;
  readonly counts: HealthCounts;
}

/** At Unix milliseconds `wall`. */
export function healthOf(tally: ServiceTally, wall: number): Health {
  const ordinary = tally.ordinaryCounts;
  const verdict = tally.verdict(wall);
  if (verdict === 'failed') return ended('failed', tally.newestRun?.failure);
  if (ordinary.pods === 0 && ordinary.failedPods > 0) return ended('failed', worstReason([ordinary.failed]));
  if (verdict !== undefined && ordinary.pods === 0) return ended(verdict, tally.newestRun?.failure);
  return judge(countsOf(ordinary, tally.newestRun), tally.minimum, verdict === 'retrying');
}

/** `READY/TOTAL (N restarts)` */
export function healthText({ ready, total, restarts }: HealthCounts): string {
  return `${ready}/${total} (${restarts} ${restarts === 1 ? 'restart' : 'restarts'})`;
}

const ENDED: Record<RunVerdict, { readonly color: string; readonly state: State }> = {
  failed: { color: 'red', state: 'down' },
  retrying: { color: 'yellow', state: 'degraded' },
  completed: { color: 'green', state: 'ok' },
};

function ended(verdict: RunVerdict, reason: string | undefined): Health {
  const counts = { ready: 0, total: 0, restarts: 0, ended: verdict };
  return { status: verdict, ...ENDED[verdict], ...reasonOf(verdict === 'completed' ? undefined : reason), counts };
}

/** The ordinary pods, and the newest run's living ones. */
function countsOf(ordinary: PodCounts, run: Run | undefined): readonly PodCounts[] {
  return run && run.living.pods > 0 ? [ordinary, run.living] : [ordinary];
}

function judge(sums: readonly PodCounts[], minimum: number | undefined, isRetrying: boolean): Health {
  const counts = { ready: total(sums, 'ready'), total: total(sums, 'total'), restarts: total(sums, 'restarts') };
  const status = healthText(counts);
  if (counts.total === 0) return { status: 'no pods', color: 'lightgrey', state: 'unknown', reason: 'no-pods', counts };
  if (counts.ready < counts.total) {
    const color = counts.ready > 0 && isOnlyStarting(sums) ? 'yellow' : 'red';
    const reason = reasonOf(worstReason(sums.map((sum) => sum.unready)));
    return { status, color, state: counts.ready > 0 ? 'degraded' : 'down', ...reason, counts };
  }
  const isBelow = minimum !== undefined && total(sums, 'readyPods') < minimum;
  if (total(sums, 'restlessPods') > 0 || isBelow || isRetrying) {
    const reason = reasonOf(worstReason(sums.map((sum) => sum.restless)));
    return { status, color: 'yellow', state: 'degraded', ...reason, counts };
  }
  return { status, color: 'green', state: 'ok', counts };
}

/** Every pod that isn't ready is within START_GRACE. */
function isOnlyStarting(sums: readonly PodCounts[]): boolean {
  return total(sums, 'pods') === total(sums, 'readyPods') + total(sums, 'startingPods');
}

function reasonOf(reason: string | undefined): { reason?: string } {
  return reason === undefined ? {} : { reason: closedReason(reason) };
}

function total(
  sums: readonly PodCounts[],
  key: 'pods' | 'readyPods' | 'startingPods' | 'restlessPods' | 'ready' | 'total' | 'restarts',
): number {
  return sums.reduce((sum, of) => sum + of[key], 0);
}
