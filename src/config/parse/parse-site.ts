// What the site is called and where it is: SHIELD_SITE_NAME, PUBLIC_URL, FRAME_ANCESTORS, CORS_ORIGINS.
import { cleanText } from '../clean-text.ts';
import type { SiteConfig } from '../config.ts';
import type { EnvReader } from './env-reader.ts';
import { parseBaseUrl } from './parse-base-url.ts';

export function parseSite(read: EnvReader): SiteConfig {
  const publicUrl = parseBaseUrl(read, 'PUBLIC_URL');
  return {
    name: parseSiteName(read),
    frameAncestors: parseFrameAncestors(read),
    corsOrigins: read.listOf('CORS_ORIGINS', isOrigin, 'an origin. Write it as https://dashboards.example.com'),
    ...(publicUrl !== undefined && { publicUrl }),
  };
}

function parseSiteName(read: EnvReader): string {
  const name = read.text('SHIELD_SITE_NAME') ?? 'kube-shields';
  if (name.length > 200) read.fault('SHIELD_SITE_NAME', 'is too long for a page title. Use at most 200 characters.');
  if (cleanText(name) !== name)
    read.fault(
      'SHIELD_SITE_NAME',
      'holds control characters, or such as turn the direction of text. Write it on one line.',
    );
  return name;
}

function parseFrameAncestors(read: EnvReader): string {
  for (const item of read.list('FRAME_ANCESTORS').filter((each) => /^(?:self|none)$/i.test(each)))
    read.fault('FRAME_ANCESTORS', `${item} needs quotes of its own. Write it as '${item.toLowerCase()}'.`);
  const ancestors = read.listOf('FRAME_ANCESTORS', isFrameAncestor, "an origin, 'self' or 'none'");
  return ancestors.length === 0 ? "'self'" : ancestors.join(' ');
}

/** A CSP host source; quotes, `;` and `,` would end the directive. */
const isFrameAncestor = (text: string): boolean => /^(?:'self'|'none'|[A-Za-z0-9*][A-Za-z0-9*.:/_-]*)$/.test(text);

const isOrigin = (text: string): boolean => /^https?:/.test(text) && URL.parse(text)?.origin === text;
