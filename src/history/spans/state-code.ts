// States as numbers, three bits of each change in memory and a column of it in the file. A degraded state whose badge was
// red has a number of its own, so that bars of the past are as red as the badge was; every sum counts it as degraded.
import { HISTORIC_STATES } from '../../services/result/uptime.ts';
import type { ObservedState } from './recorded-change.ts';

export function codeOfState({ state, isRed }: ObservedState): number {
  return state === 'degraded' && isRed === true ? RED_DEGRADED : HISTORIC_STATES.indexOf(state);
}

/** A number that isn't known was written by a later version: unseen is the answer that promises nothing. */
export function stateOfCode(code: number): ObservedState {
  return code === RED_DEGRADED ? { state: 'degraded', isRed: true } : { state: HISTORIC_STATES[code] ?? 'unseen' };
}

/** The last of three bits. */
const RED_DEGRADED = 7;
