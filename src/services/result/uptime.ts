// How long a service was in which state within a window of time, and the badge that says so. What wasn't seen is neither
// up nor down. Times are Unix milliseconds.
import { DAY, durationText, HOUR } from '../../config/duration.ts';
import { type State, STATES } from './result.ts';

/** From `at` on, until the next one. */
export interface StateChange {
  readonly at: number;
  readonly state: HistoricState;
}

export type HistoricState = State | 'unseen';

export interface Interval {
  readonly from: number;
  readonly to: number;
}

/** Milliseconds in each state; together they are the window. */
export type Durations = Readonly<Record<HistoricState, number>>;

/**
 * `changes` oldest first; one that claims to be older than the one before it counts from there. `seen` are the intervals
 * in which a shield was looking, oldest first, none within another: everything else is unseen.
 */
export function durationsOf(changes: Iterable<StateChange>, seen: readonly Interval[], window: Interval): Durations {
  const durations = noDurations();
  let last: StateChange = { at: -Infinity, state: 'unseen' };
  const count = (to: number): void => {
    if (last.state !== 'unseen')
      durations[last.state] += overlap(seen, Math.max(last.at, window.from), Math.min(to, window.to));
  };
  for (const change of changes) {
    const at = Math.max(change.at, last.at);
    count(at);
    last = { at, state: change.state };
  }
  count(Infinity);
  const known = STATES.reduce((sum, state) => sum + durations[state], 0);
  return { ...durations, unseen: Math.max(0, window.to - window.from) - known };
}

/** Of intervals that may touch, but don't overlap. */
function overlap(intervals: readonly Interval[], from: number, to: number): number {
  let sum = 0;
  for (const interval of intervals) sum += Math.max(0, Math.min(interval.to, to) - Math.max(interval.from, from));
  return sum;
}

export function noDurations(): Record<HistoricState, number> {
  return { down: 0, degraded: 0, stale: 0, unknown: 0, ok: 0, unseen: 0 };
}

/** Of several services: each counts for as long as it was seen. */
export function sumDurations(all: Iterable<Durations>): Durations {
  const sum = noDurations();
  for (const one of all) for (const state of HISTORIC_STATES) sum[state] += one[state];
  return sum;
}

export const HISTORIC_STATES: readonly HistoricState[] = [...STATES, 'unseen'];

export interface UptimeResult {
  readonly status: string;
  readonly color: string;
  readonly state: State;
}

/** As a sentence has it: `99.95 % up (seen 71 %)`, `seen 20 s of 24 h`, `no data`. A percentage of next to nothing would mislead. */
export function upText(durations: Durations, window: string): string {
  const percent = upPercent(durations);
  if (percent === undefined) return NO_DATA;
  if (seenPart(durations) < HARDLY) return `seen ${seenTime(durations, window)} of ${spaced(window)}`;
  return `${percent.toFixed(2)} % up${seenText(durations, window)}`;
}

/** Up is ok and degraded, down is down; the rest doesn't count. */
export function uptimeOf(durations: Durations, window: string): UptimeResult {
  const percent = upPercent(durations);
  if (percent === undefined) return { status: NO_DATA, color: 'lightgrey', state: 'unknown' };
  return { status: `${percent.toFixed(2)} %${seenText(durations, window)}`, color: colorOf(percent), state: 'ok' };
}

const NO_DATA = 'no data';

/** Undefined: nothing of it was seen. */
function upPercent({ ok, degraded, down }: Durations): number | undefined {
  const up = ok + degraded;
  return up + down === 0 ? undefined : percentOf(up, up + down);
}

/** With two decimals; 100 only where it was never down. */
function percentOf(up: number, all: number): number {
  const rounded = Math.round((up / all) * 10_000) / 100;
  return rounded === 100 && up < all ? 99.99 : rounded;
}

/** Said where it matters: where under 95 % of the window was seen. That of a month 0 % was seen says nothing: `seen 20 s`. */
function seenText(durations: Durations, window: string): string {
  const part = seenPart(durations);
  if (part >= 0.95) return '';
  return ` (seen ${part < HARDLY ? seenTime(durations, window) : `${Math.floor(part * 100)} %`})`;
}

/** Of the window, or of those of several services together. */
function seenPart(durations: Durations): number {
  const whole = HISTORIC_STATES.reduce((sum, state) => sum + durations[state], 0);
  return (whole - durations.unseen - durations.stale) / whole;
}

function seenTime(durations: Durations, window: string): string {
  return durationText(Math.max(1_000, seenPart(durations) * (parseWindow(window) ?? 0)));
}

/** `24h` as people read it: `24 h`. */
function spaced(window: string): string {
  return window.replace(/[hd]$/, ' $&');
}

/** Below that part of the window its whole percentage is 0. */
const HARDLY = 0.01;

function colorOf(percent: number): string {
  return COLORS.find(([from]) => percent >= from)?.[1] ?? 'red';
}

const COLORS: readonly (readonly [from: number, color: string])[] = [
  [99.9, 'brightgreen'],
  [99, 'green'],
  [97, 'yellowgreen'],
  [95, 'yellow'],
  [90, 'orange'],
];

/** A window that a badge may be about: whole hours up to `72h`, whole days up to `400d`. Undefined: it isn't one. */
export function parseWindow(text: string): number | undefined {
  const [, digits = '', unit] = /^([1-9]\d{0,2})([hd])$/.exec(text) ?? [];
  const count = Number(digits);
  if (unit === 'h') return count <= 72 ? count * HOUR : undefined;
  return unit === 'd' && count <= 400 ? count * DAY : undefined;
}

export const DEFAULT_WINDOW = '30d';
