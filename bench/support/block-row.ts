// The row of a report for the longest blocks of the event loop: the thread's own work, and how much of it collected garbage.
import type { Blocks } from './loop-probe.ts';
import { atMost, type Row } from './report.ts';

/** One of `rounds` for each time that was measured. */
export function blockRow(what: string, rounds: readonly Blocks[], limit = LIMIT): Row {
  const longest = Math.max(...rounds.map(({ own }) => own));
  const without = Math.max(...rounds.map(({ withoutCollecting }) => withoutCollecting));
  const note = `: ${rounds.map(textOf).join(', ')}; ${without.toFixed(1)} without a collection`;
  return atMost(what, longest, 'ms', limit, note);
}

/** Milliseconds. */
const LIMIT = 20;

function textOf({ own, collecting }: Blocks): string {
  return collecting < 0.5 ? own.toFixed(0) : `${own.toFixed(0)} (${collecting.toFixed(0)} collecting)`;
}
