// What a service asks of people: its state, or `degraded` where that is better and a custom check of it is bad. It is
// derived from results by those who show it, never sent or kept, so a red check keeps asking whatever takes its name.
import type { Moment } from '../config/clock.ts';
import { type Result, type State, STATES } from './result.ts';
import { resolveResult, type Service, stateOf } from './service.ts';

export function attentionOf(service: Service, now: Moment): State {
  const state = stateOf(service, now);
  if (STATES.indexOf(state) <= STATES.indexOf('degraded')) return state;
  return [...service.results].some(([check, result]) => check !== 'health' && isBad(result, now)) ? 'degraded' : state;
}

/** Red, orange or yellow by the check's own word: a color that is only the default, or yellowgreen, asks nothing. */
function isBad(result: Result, now: Moment): boolean {
  const { state, color } = resolveResult(result, now);
  return (state === 'down' || state === 'degraded') && color !== 'yellowgreen';
}
