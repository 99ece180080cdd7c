// Aggregates several results of one check: counts are summed, the worst color wins, and the color is never good while a
// part isn't confirmed.
import type { Moment } from '../config/clock.ts';
import { isStale, type Source, validFor } from '../kubernetes/watch/source.ts';
import { colorRank, isGoodColor } from './result/color.ts';
import { healthText } from './result/health.ts';
import { MAINTENANCE } from './maintenance/maintenance.ts';
import type { HealthCounts, ResolvedResult, Result, RunVerdict, State, SummedResult } from './result/result.ts';
import { resolveResult, worstState } from './service.ts';

type Joined = Omit<ResolvedResult, 'check'>;

/** The aggregate as it is shown now. `missing`: clusters that should be part of it, but aren't completely known. */
export function joinResults(
  check: string,
  results: readonly SummedResult[],
  missing: readonly string[],
  now: Moment,
): Joined {
  return new Summary(check, results, now).joined(missing, now);
}

/** The aggregate of several results, valid until one of them changes, or one of their sources turns stale or fresh. */
export class Summary {
  /** Whether each was stale when they were aggregated. */
  private readonly sources = new Map<Source, boolean>();
  private readonly sum: Omit<Joined, 'validFor'>;
  private readonly hasStalePart: boolean;

  /** At least one result. */
  constructor(check: string, results: readonly SummedResult[], now: Moment) {
    const resolved = this.resolveAll(results, now);
    const { adding, shown } = addingOf(check, results, resolved);
    const worst = shown.reduce(worse);
    const resolvedStates = statesOf(resolved);
    this.hasStalePart = resolvedStates.includes('stale');
    this.sum = {
      label: onlyLabel(adding) ?? check,
      ...textOf(check, adding),
      color: worst.color,
      state: worstState(shown === resolved ? resolvedStates : statesOf(shown)),
      ...(worst.reason !== undefined && { reason: worst.reason }),
      ...(shown.length === 1 && worst.since !== undefined && { since: worst.since }),
    };
  }

  isStillTrue(now: Moment): boolean {
    for (const [source, wasStale] of this.sources) if (isStale(source, now) !== wasStale) return false;
    return true;
  }

  /** Each source is judged once, however many thousand results come from it. Returns the same list if all are fresh. */
  private resolveAll(results: readonly Result[], now: Moment): readonly Result[] {
    let isAnyStale = false;
    let last: Source | undefined;
    for (const { source } of results) {
      if (source === last) continue;
      last = source;
      const wasStale = this.sources.get(source) ?? isStale(source, now);
      this.sources.set(source, wasStale);
      isAnyStale ||= wasStale;
    }
    return isAnyStale ? results.map((result) => resolveResult(result, now)) : results;
  }

  joined(missing: readonly string[], now: Moment): Joined {
    const sources = [...this.sources.keys()];
    const joined = {
      ...this.sum,
      ...checkedOf(sources),
      validFor: Math.max(0, least(sources.map((source) => validFor(source, now)))),
      ...(missing.length > 0 && { missing }),
    };
    const isWhole = missing.length === 0 && !this.hasStalePart;
    return isWhole || isBad(joined.color) ? joined : staled(joined);
  }
}

interface Adding {
  readonly adding: readonly SummedResult[];
  /** The same, as shown now. */
  readonly shown: readonly Result[];
}

/** Results without anything to add are left out, unless there are no others. */
function addingOf(check: string, results: readonly SummedResult[], resolved: readonly Result[]): Adding {
  const adds = (result: Result): boolean =>
    result.reason !== 'no-pods' && result.reason !== MAINTENANCE.reason && !(check === 'health' && isIdle(result));
  const adding = results.filter(adds);
  if (adding.length === 0 || adding.length === results.length) return { adding: results, shown: resolved };
  if (resolved === results) return { adding, shown: adding };
  const isAdding = results.map(adds);
  return { adding, shown: resolved.filter((_, i) => isAdding[i]) };
}

function statesOf(results: readonly Result[]): readonly State[] {
  const states = new Set<State>();
  for (const { state } of results) states.add(state);
  return [...states];
}

/** Grey, but not a problem: scaled to 0, suspended, not run yet. */
function isIdle({ color, state }: Result): boolean {
  return state === 'ok' && colorRank(color) === colorRank('lightgrey');
}

/** Fast path: usually all have one color. */
function worse(a: Result, b: Result): Result {
  return a.color !== b.color && colorRank(b.color) < colorRank(a.color) ? b : a;
}

/** Red, orange, yellow and yellowgreen are kept: they are warnings. */
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

function textOf(check: string, results: readonly SummedResult[]): { status: string; counts?: HealthCounts } {
  if (check === 'health') return healthTextOf(results);
  const statuses = results.map((result) => result.status);
  return { status: (check === 'version' ? undefined : sumOf(statuses)) ?? listOf(statuses) };
}

/** Ended runs add their color, and their number if there is nothing else. */
function healthTextOf(results: readonly SummedResult[]): { status: string; counts: HealthCounts } {
  const sum = { ready: 0, total: 0, restarts: 0 };
  const ended = new Map<RunVerdict, number>();
  for (const { counts, actual, parts = 1 } of results) {
    if (counts === undefined || actual !== undefined) continue;
    sum.ready += counts.ready;
    sum.total += counts.total;
    sum.restarts += counts.restarts;
    if (counts.ended !== undefined) ended.set(counts.ended, (ended.get(counts.ended) ?? 0) + parts);
  }
  if (sum.total > 0) return { status: healthText(sum), counts: sum };
  if (results.some(({ reason }) => reason === MAINTENANCE.reason)) return { status: MAINTENANCE.status, counts: sum };
  const [first] = ended.keys();
  return { status: endedText(ended), counts: { ...sum, ...(first && { ended: first }) } };
}

function endedText(ended: ReadonlyMap<RunVerdict, number>): string {
  if (ended.size === 0) return 'no pods';
  const all = [...ended.values()].reduce((sum, count) => sum + count, 0);
  for (const verdict of ['failed', 'retrying'] as const) {
    const count = ended.get(verdict);
    if (count !== undefined) return `${count} of ${all} ${verdict}`;
  }
  return `${all} completed`;
}

const DECIMAL = /^-?\d{1,40}(?:\.\d{1,40})?$/;

/** An exact decimal sum; undefined if a status isn't a decimal number. */
function sumOf(statuses: readonly string[]): string | undefined {
  if (!statuses.every((status) => DECIMAL.test(status))) return undefined;
  const decimals = statuses.reduce((most, status) => Math.max(most, fractionOf(status).length), 0);
  const longest = statuses.reduce((most, status) => Math.max(most, status.length), 0);
  if (decimals === 0 && longest <= SAFE_DIGITS)
    return String(statuses.reduce((sum, status) => sum + Number(status), 0));
  const sum = statuses.reduce((all, status) => all + scaled(status, decimals), 0n);
  return unscaled(sum, decimals);
}

/** A million numbers of so many digits add up exactly without BigInt, which is ten times slower. */
const SAFE_DIGITS = 9;

function fractionOf(decimal: string): string {
  const point = decimal.indexOf('.');
  return point === -1 ? '' : decimal.slice(point + 1);
}

function scaled(decimal: string, decimals: number): bigint {
  return BigInt(decimal.replace('.', '') + '0'.repeat(decimals - fractionOf(decimal).length));
}

function unscaled(sum: bigint, decimals: number): string {
  const sign = sum < 0n ? '-' : '';
  const digits = (sum < 0n ? -sum : sum).toString().padStart(decimals + 1, '0');
  const fraction = digits.slice(digits.length - decimals).replace(/0+$/, '');
  const whole = digits.slice(0, digits.length - decimals);
  return sign + (decimals > 0 && fraction !== '' ? `${whole}.${fraction}` : whole);
}

const MAX_LISTED = 5;

function listOf(statuses: readonly string[]): string {
  const distinct = [...new Set(statuses)];
  const more = distinct.length - MAX_LISTED;
  return distinct.slice(0, MAX_LISTED).join(', ') + (more > 0 ? ` +${more}` : '');
}

function onlyLabel(results: readonly Result[]): string | undefined {
  const label = results[0]?.label;
  return results.every((result) => result.label === label) ? label : undefined;
}

/** The oldest proof among its sources. */
function checkedOf(sources: readonly Source[]): { checked?: number } {
  const times = sources.map(({ provenAtWall }) => provenAtWall).filter((time) => time !== undefined);
  return times.length < sources.length ? {} : { checked: least(times) };
}

/** Not `Math.min(...)`: the number of arguments of a call is limited. */
function least(numbers: readonly number[]): number {
  return numbers.reduce((a, b) => Math.min(a, b), Infinity);
}
