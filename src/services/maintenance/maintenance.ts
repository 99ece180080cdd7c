// Planned maintenance: windows in which a service shows `maintenance` instead of its health. Times are Unix
// milliseconds.
import { cleanText, cutText } from '../../config/clean-text.ts';
import { formatDuration, parseDuration } from '../../config/duration.ts';

export interface MaintenanceWindow {
  readonly from: number;
  readonly to: number;
  /** Its purpose, in a few words; may be empty. */
  readonly text: string;
}

/** Bounded, because a window without an end would hide an outage for good. */
export const MAX_WINDOW = 24 * 60 * 60_000;
export const MAX_WINDOW_TEXT = 100;
const MIN_WINDOW = 60_000;

/** How a service's health reads in a window. */
export const MAINTENANCE = { status: 'maintenance', color: 'blue', state: 'unknown', reason: 'maintenance' } as const;

/** `2026-12-01T22:00Z/2h weekly database upgrade`: a window, or what is wrong with it. */
export function parseAnnotation(annotation: string): MaintenanceWindow | { readonly fault: string } {
  const [, start = '', length = '', text = ''] = /^\s*([^\s/]+)\/(\S+)(?:\s+([^]*))?$/.exec(annotation) ?? [];
  const [from, duration] = [parseStart(start), parseLength(length)];
  if (from === undefined) return { fault: `must begin with ${A_START}, then a slash and ${A_LENGTH}` };
  if (duration === undefined) return { fault: `must have ${A_LENGTH} after the slash` };
  return { from, to: from + duration, text: windowText(text) };
}

/** A time with its offset from UTC, because machines and people are in several zones. Undefined if it is invalid. */
export function parseStart(text: string): number | undefined {
  const parts = /^(\d{4})-(\d\d)-(\d\d)T\d\d:\d\d(?::\d\d)?(?:Z|[+-]\d\d:\d\d)$/.exec(text);
  const [year = 0, month = 0, day = 0] = (parts ?? []).slice(1).map(Number);
  // Date.parse takes 30 February for 2 March.
  if (parts === null || day > new Date(Date.UTC(year, month, 0)).getUTCDate()) return undefined;
  const time = Date.parse(text);
  return Number.isNaN(time) ? undefined : time;
}

export function parseLength(text: string): number | undefined {
  const length = parseDuration(text);
  return length === undefined || length < MIN_WINDOW || length > MAX_WINDOW ? undefined : length;
}

export const A_START = 'a start with its zone, as 2026-12-01T22:00Z or 2026-12-01T22:00+01:00';
export const A_LENGTH = `a length from ${formatDuration(MIN_WINDOW)} to ${formatDuration(MAX_WINDOW)}, as 2h`;

/** On one line, and short. */
export function windowText(text: string): string {
  return cutText(cleanText(text).trim(), MAX_WINDOW_TEXT);
}
