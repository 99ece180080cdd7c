// A moment as the log would write it.

/** RFC 3339. */
export function instant(wall: number): string {
  return new Date(wall).toISOString();
}

/** `2026-11-23 14:02:11 UTC`, for readers without a script that knows their time zone. */
export function instantText(wall: number): string {
  return `${instant(wall).slice(0, 19).replace('T', ' ')} UTC`;
}
