// An origin with an optional path.
import type { EnvReader } from './env-reader.ts';

/** Without a slash at the end. */
export function parseBaseUrl(read: EnvReader, variable: 'PUBLIC_URL' | 'BADGES_URL'): string | undefined {
  const text = read.text(variable);
  if (text === undefined) return undefined;
  const url = URL.parse(text);
  const isPlain = url !== null && url.username + url.password + url.search + url.hash === '';
  if (isPlain && /^https?:$/.test(url.protocol)) return url.href.replace(/\/+$/, '');
  read.fault(
    variable,
    'is not an origin with a path. Write it as https://shields.example.com or https://example.com/status.',
  );
  return undefined;
}
