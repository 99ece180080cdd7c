// A change of a service in words, as "What happened" lists it: `down · CrashLoopBackOff`, `rollout v1.8.2 → v1.8.5 began`.
import type { RecordedChange } from '../../../history/spans/recorded-change.ts';
import { saysWhy, type ShownChange } from './shown-changes.ts';
import { durationText } from '../../../config/duration.ts';

/** `all`: those before it too, oldest first. */
export function eventText({ change, before }: ShownChange, all: readonly RecordedChange[]): string {
  const { state, version } = change;
  if (before === undefined) return `first seen, ${state}${version === '' ? '' : `, ${version}`}`;
  const hasTurned = before.state !== state || (before.version === version && before.reason !== change.reason);
  const texts = [rolloutText(before.version, version), hasTurned ? stateText(change, before, all) : ''];
  return texts.filter((text) => text !== '').join(', ');
}

const ARROW = ' → ';

/** Several versions at once are joined by arrows, the oldest pods' first. */
function rolloutText(before: string, after: string): string {
  if (before === after || after === '') return '';
  if (before === '') return `version ${after}`;
  if (after.includes(ARROW)) return `rollout ${after} ${before.includes(ARROW) ? 'goes on' : 'began'}`;
  if (before.endsWith(ARROW + after)) return `rollout of ${after} is through`;
  if (before.startsWith(after + ARROW)) return `rolled back to ${after}`;
  return `version ${before}${ARROW}${after}`;
}

function stateText(change: RecordedChange, before: RecordedChange, all: readonly RecordedChange[]): string {
  const { state, reason, at } = change;
  if (state === 'unseen') return 'not seen from then on';
  if (state === 'ok') return isBad(before) ? `ok again, after ${durationText(at - badSince(all, before))}` : 'ok';
  return saysWhy(change) ? `${state} · ${reason}` : state;
}

function isBad({ state }: RecordedChange): boolean {
  return state !== 'ok' && state !== 'unseen';
}

/** Since when it hadn't been ok when it was again. */
function badSince(all: readonly RecordedChange[], last: RecordedChange): number {
  const earlier = all.slice(0, all.indexOf(last) + 1);
  const lastOk = earlier.findLastIndex(({ state }) => state === 'ok');
  return earlier[lastOk + 1]?.at ?? last.at;
}
