// How many services are in which state, the worst first.
import { type State, STATES } from '../../../services/result/result.ts';
import type { ServiceSummary } from './service-summary.ts';

export type Counts = Readonly<Record<State, number>>;

export function countsOf(summaries: readonly ServiceSummary[]): Counts {
  const counts = { down: 0, degraded: 0, stale: 0, unknown: 0, ok: 0 };
  for (const { attention } of summaries) counts[attention] += 1;
  return counts;
}

export function totalOf(counts: Counts): number {
  return STATES.reduce((sum, state) => sum + counts[state], 0);
}
