/** RFC 3339, in UTC, as every time is written. `wall` is Unix milliseconds. */
export function timestamp(wall: number): string {
  return new Date(wall).toISOString();
}
