// The observation of a service: its resolved state, the reason, and its version.
import type { Moment } from '../../config/clock.ts';
import { isRed } from '../../services/attention.ts';
import { MAINTENANCE } from '../../services/maintenance/maintenance.ts';
import { resolveResult, type Service, sinceOf, stateOf } from '../../services/service.ts';
import type { Observation } from '../spans/recorded-change.ts';

export function observationOf(service: Service, now: Moment): Observation {
  const state = stateOf(service, now);
  const version = service.results.get('version');
  const isKnown = version !== undefined && version.state !== 'unknown';
  return {
    state,
    ...(state === 'degraded' && isRed(service, state, now) && { isRed: true as const }),
    reason: reasonOf(service, state, now),
    version: isKnown ? version.status : '',
  };
}

function reasonOf(service: Service, state: string, now: Moment): string {
  if (service.maintenance !== undefined && state === MAINTENANCE.state) return MAINTENANCE.reason;
  const health = service.results.get('health');
  const results = health === undefined ? [...service.results.values()] : [health];
  return results.map((result) => resolveResult(result, now)).find((result) => result.state === state)?.reason ?? '';
}

/**
 * Unix milliseconds since when it is so, as far as that was seen here: a peer's dates are by another machine's clock, so
 * they count from their arrival. What turned stale wasn't seen since its last proof.
 */
export function seenSince(service: Service, isLocal: boolean, now: Moment): number {
  if (stateOf(service, now) === 'stale') return Math.min(now.wall, ...proofsOf(service));
  return isLocal ? (sinceOf(service, now) ?? now.wall) : now.wall;
}

function proofsOf({ results }: Service): readonly number[] {
  const speaking = results.get('health');
  const sources = speaking === undefined ? [...results.values()].map(({ source }) => source) : [speaking.source];
  return sources.map(({ provenAtWall }) => provenAtWall).filter((time) => time !== undefined);
}
