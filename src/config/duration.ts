// Durations as the configuration and check files write them, and as people read them.

export const MINUTE = 60_000;
export const HOUR = 60 * MINUTE;
export const DAY = 24 * HOUR;
export const WEEK = 7 * DAY;

const MILLISECONDS = { ms: 1, s: 1000, m: MINUTE, h: HOUR } as const;

/** `500ms`, `30s`, `5m` and `2h` as milliseconds; a bare `0` needs no unit. Undefined for anything else. */
export function parseDuration(text: string): number | undefined {
  if (text === '0') return 0;
  const match = /^(\d{1,9})(ms|s|m|h)$/.exec(text);
  if (match === null) return undefined;
  return Number(match[1]) * MILLISECONDS[match[2] as keyof typeof MILLISECONDS];
}

/** In the shortest form, for messages. */
export function formatDuration(milliseconds: number): string {
  const units = ['h', 'm', 's'] as const;
  const unit = units.find((each) => milliseconds > 0 && milliseconds % MILLISECONDS[each] === 0) ?? 'ms';
  return `${milliseconds / MILLISECONDS[unit]}${unit}`;
}

/** How long something has lasted, in as few characters as say it: `20 s`, `3 min`, `47 h`, `2 d`. The page's script says it in the same words. */
export function durationText(milliseconds: number): string {
  const seconds = Math.max(0, Math.floor(milliseconds / 1000));
  if (seconds < 60) return `${seconds} s`;
  if (seconds < 3600) return `${Math.floor(seconds / 60)} min`;
  if (seconds < 48 * 3600) return `${Math.floor(seconds / 3600)} h`;
  return `${Math.floor(seconds / 86_400)} d`;
}
