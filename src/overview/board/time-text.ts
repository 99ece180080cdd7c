// How long something has lasted, in as few characters as say it; and a moment as the log would write it.

/** `ms` milliseconds. The page's script says it in the same words as time goes by. */
export function durationText(ms: number): string {
  const seconds = Math.max(0, Math.floor(ms / 1000));
  if (seconds < 60) return `${seconds} s`;
  if (seconds < 3600) return `${Math.floor(seconds / 60)} min`;
  if (seconds < 48 * 3600) return `${Math.floor(seconds / 3600)} h`;
  return `${Math.floor(seconds / 86_400)} d`;
}

/** RFC 3339. */
export function instant(wall: number): string {
  return new Date(wall).toISOString();
}

/** `2026-11-23 14:02:11 UTC`, for readers without a script that knows their time zone. */
export function instantText(wall: number): string {
  return `${instant(wall).slice(0, 19).replace('T', ' ')} UTC`;
}
