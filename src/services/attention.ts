// What a service asks of people: its state, or `degraded` where that is better and a custom check of it is bad. It is
// derived from results by those who show it, never sent or kept, so a red check keeps asking whatever takes its name. In maintenance it asks for nothing.
import type { Moment } from '../config/clock.ts';
import { colorRank } from './result/color.ts';
import { type Result, type State, STATES } from './result/result.ts';
import { resolveResult, type Service, sinceOf, stateOf } from './service.ts';

export function attentionOf(service: Service, now: Moment): State {
  const state = stateOf(service, now);
  if (service.maintenance !== undefined || STATES.indexOf(state) <= STATES.indexOf('degraded')) return state;
  return [...service.results].some(([check, result]) => check !== 'health' && isBad(result, now)) ? 'degraded' : state;
}

/** Its badge is red, so whatever shows it is red, whatever the word. */
export function isRed(service: Service, attention: State, now: Moment): boolean {
  return attention === 'down' || (attention === 'degraded' && isHealthRed(service, now));
}

/** Unix milliseconds. Where a check asks for more than the service's own state does, since when that check does. */
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

/** Red, orange or yellow by the check's own word: a color that is only the default, or yellowgreen, asks nothing. */
function isBad(result: Result, now: Moment): boolean {
  const { state, color } = resolveResult(result, now);
  return (state === 'down' || state === 'degraded') && color !== 'yellowgreen';
}
