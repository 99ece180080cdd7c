// Several results of one check as one: sums where they can be summed, the worst color, and never a good color while
// a part of it isn't known to be true.
import type { Moment } from '../config/clock.ts';
import { validFor } from '../kubernetes/source.ts';
import { colorRank, isGoodColor } from './color.ts';
import { healthText } from './health.ts';
import type { HealthCounts, ResolvedResult, Result } from './result.ts';
import { resolveResult, worstState } from './service.ts';

type Joined = Omit<ResolvedResult, 'check'>;

/**
 * One result or several, as shown now. `missing`: clusters that should have a part in it and were not heard, or fell
 * silent.
 */
export function joinResults(
  check: string,
  results: readonly Result[],
  missing: readonly string[],
  now: Moment,
): Joined {
  const speaking = speakingOf(results);
  const shown = speaking.map((result) => resolveResult(result, now));
  const worst = shown.reduce((a, b) => (colorRank(b.color) < colorRank(a.color) ? b : a));
  const joined: Joined = {
    label: onlyOne(speaking.map((result) => result.label)) ?? check,
    ...textOf(check, speaking),
    color: worst.color,
    state: worstState(shown.map((result) => result.state)),
    ...(worst.reason !== undefined && { reason: worst.reason }),
    ...(shown.length === 1 && worst.since !== undefined && { since: worst.since }),
    ...checkedOf(results),
    validFor: Math.max(0, least(results.map((result) => validFor(result.source, now)))),
    ...(missing.length > 0 && { missing }),
  };
  const isWhole = missing.length === 0 && !results.some((result) => resolveResult(result, now).state === 'stale');
  return isWhole || isBad(joined.color) ? joined : staled(joined);
}

/** What has nothing to say adds nothing, unless there is nothing else. */
function speakingOf(results: readonly Result[]): readonly Result[] {
  const speaking = results.filter((result) => result.reason !== 'no-pods');
  return speaking.length > 0 ? speaking : results;
}

/** Red, orange, yellow and yellowgreen stay what they are: they promise nothing. */
function isBad(color: string): boolean {
  return !isGoodColor(color) && colorRank(color) < colorRank('lightgrey');
}

function staled(joined: Joined): Joined {
  return {
    ...joined,
    status: `${joined.status} (stale)`,
    color: 'lightgrey',
    state: worstState([joined.state, 'stale']),
    reason: 'stale',
    validFor: 0,
  };
}

function textOf(check: string, results: readonly Result[]): { status: string; counts?: HealthCounts } {
  if (check === 'health') return healthTextOf(results);
  const statuses = results.map((result) => result.status);
  return { status: (check === 'version' ? undefined : sumOf(statuses)) ?? listOf(statuses) };
}

/** Ended runs give their color, and their number where nothing else is there. */
function healthTextOf(results: readonly Result[]): { status: string; counts: HealthCounts } {
  const counts = results.map((result) => result.counts).filter((count) => count !== undefined);
  const sum = { ready: total(counts, 'ready'), total: total(counts, 'total'), restarts: total(counts, 'restarts') };
  if (sum.total > 0) return { status: healthText(sum), counts: sum };
  const ended = counts.map((count) => count.ended).filter((verdict) => verdict !== undefined);
  return { status: endedText(ended), counts: { ...sum, ...(ended[0] && { ended: ended[0] }) } };
}

function endedText(ended: readonly NonNullable<HealthCounts['ended']>[]): string {
  if (ended.length === 0) return 'no pods';
  for (const verdict of ['failed', 'retrying'] as const) {
    const count = ended.filter((one) => one === verdict).length;
    if (count > 0) return `${count} of ${ended.length} ${verdict}`;
  }
  return `${ended.length} completed`;
}

function total(counts: readonly HealthCounts[], key: 'ready' | 'total' | 'restarts'): number {
  return counts.reduce((sum, count) => sum + count[key], 0);
}

const DECIMAL = /^-?\d{1,40}(?:\.\d{1,40})?$/;

/** Exact, as people add decimals; undefined where a status isn't one. */
function sumOf(statuses: readonly string[]): string | undefined {
  if (!statuses.every((status) => DECIMAL.test(status))) return undefined;
  const places = statuses.reduce((most, status) => Math.max(most, fractionOf(status).length), 0);
  const sum = statuses.reduce((all, status) => all + scaled(status, places), 0n);
  return unscaled(sum, places);
}

function fractionOf(decimal: string): string {
  return decimal.split('.')[1] ?? '';
}

function scaled(decimal: string, places: number): bigint {
  return BigInt(decimal.replace('.', '') + '0'.repeat(places - fractionOf(decimal).length));
}

function unscaled(sum: bigint, places: number): string {
  const sign = sum < 0n ? '-' : '';
  const digits = (sum < 0n ? -sum : sum).toString().padStart(places + 1, '0');
  const fraction = digits.slice(digits.length - places).replace(/0+$/, '');
  const whole = digits.slice(0, digits.length - places);
  return sign + (places > 0 && fraction !== '' ? `${whole}.${fraction}` : whole);
}

const MAX_LISTED = 5;

function listOf(statuses: readonly string[]): string {
  const distinct = [...new Set(statuses)];
  const more = distinct.length - MAX_LISTED;
  return distinct.slice(0, MAX_LISTED).join(', ') + (more > 0 ? ` +${more}` : '');
}

function onlyOne(texts: readonly string[]): string | undefined {
  return texts.every((text) => text === texts[0]) ? texts[0] : undefined;
}

/** The oldest proof of all that has a part in it. */
function checkedOf(results: readonly Result[]): { checked?: number } {
  const times = results.map((result) => result.source.provenAtWall).filter((time) => time !== undefined);
  return times.length < results.length ? {} : { checked: least(times) };
}

/** Not `Math.min(...)`: there is a limit to how many arguments a call may have. */
function least(numbers: readonly number[]): number {
  return numbers.reduce((a, b) => Math.min(a, b), Infinity);
}
