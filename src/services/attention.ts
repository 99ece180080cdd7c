// A service's attention: its state, or `degraded` if its state is better but one of its custom checks is bad. It is
// derived from results wherever it is shown, never sent or stored. A service in maintenance needs no attention.
import type { Moment } from '../config/clock.ts';
import { colorRank } from './result/color.ts';
import { type Result, type State, STATES } from './result/result.ts';
import { resolveResult, type Service, sinceOf, stateOf } from './service.ts';

export function attentionOf(service: Service, now: Moment): State {
  const state = stateOf(service, now);
  if (service.maintenance !== undefined || STATES.indexOf(state) <= STATES.indexOf('degraded')) return state;
  return [...service.results].some(([check, result]) => check !== 'health' && isBad(result, now)) ? 'degraded' : state;
}

/** Its badge is red, so pages show it in red even if its state is `degraded`. */
export function isRed(service: Service, attention: State, now: Moment): boolean {
  return attention === 'down' || (attention === 'degraded' && isHealthRed(service, now));
}

/**
 * Unix milliseconds. If a check raises the attention above the service's own state, the time since which that check
 * does.
 */
export function sinceAttention(service: Service, attention: State, now: Moment): number | undefined {
  if (stateOf(service, now) === attention) return sinceOf(service, now);
  const resolved = [...service.results.values()].map((result) => resolveResult(result, now));
  return resolved.find(({ state }) => state === 'down' || state === 'degraded')?.since;
}

function isHealthRed({ results }: Service, now: Moment): boolean {
  const health = results.get('health');
  return health !== undefined && colorRank(resolveResult(health, now).color) === RED;
}

const RED = colorRank('red');

/** Red, orange or yellow, chosen by the check itself. Default colors and yellowgreen don't raise attention. */
function isBad(result: Result, now: Moment): boolean {
  const { state, color } = resolveResult(result, now);
  return (state === 'down' || state === 'degraded') && color !== 'yellowgreen';
}
