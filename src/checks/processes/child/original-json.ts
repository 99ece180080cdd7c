// JSON as it was before untrusted code could replace it: imported before any check file is.

export const { stringify, parse } = JSON;

/** NaN and Infinity are sent as text, because JSON doesn't have them. */
export function jsonOf(value: unknown): string {
  const json = stringify(value, (_key, inner: unknown) => {
    if (typeof inner === 'bigint' || (typeof inner === 'number' && !Number.isFinite(inner))) return String(inner);
    return inner;
  }) as string | undefined;
  return json ?? 'null';
}
