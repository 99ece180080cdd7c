// Problems of requests for a moment in the past.
import type { HistoricMoment } from '../history/windows/historic-moment.ts';
import { badRequest, ProblemError, unavailable } from '../http/problem/problem.ts';

/** Throws a ProblemError: 400 for a moment that can't be asked about, 503 where too many ask. */
export function momentFound(found: HistoricMoment | string | undefined): HistoricMoment {
  if (typeof found === 'object') return found;
  throw new ProblemError(found === undefined ? TOO_MANY_MOMENTS : badRequest(found));
}

export const TOO_MANY_MOMENTS = unavailable('Too many moments of the past are being read. Ask again.', 1);
export const NO_PAST_ATTENTION = badRequest('attention is not kept: with at, pick a state instead.');
