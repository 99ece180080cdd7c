// Changes that were read out of the file, with the times between two runs of a shield, in which nothing was seen.
import type { Interval, StateChange } from '../../services/result/uptime.ts';
import type { StoredChange } from './database-messages.ts';

/** Unseen between two intervals in which a shield was running; afterwards the last state goes on. */
export function withGaps(changes: readonly StoredChange[], seen: readonly Interval[]): readonly StoredChange[] {
  const gaps = seen
    .map(({ to }, i) => ({ from: to, to: seen[i + 1]?.from ?? Infinity }))
    .filter(({ from, to }) => from < to);
  const ends = gaps
    .filter(({ from }) => stateAt(changes, from) !== 'unseen')
    .map(({ from }) => ({ at: from, state: 'unseen' as const, reason: '', version: '' }));
  const all = [...changes, ...ends].sort((a, b) => a.at - b.at);
  return all.filter(({ state }, i) => state !== 'unseen' || all[i - 1]?.state !== 'unseen');
}

function stateAt(changes: readonly StateChange[], time: number): StateChange['state'] {
  return changes.findLast(({ at }) => at <= time)?.state ?? 'unseen';
}
