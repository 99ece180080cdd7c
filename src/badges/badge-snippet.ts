// A badge as people paste it into their pages: its address, and the markup of three kinds of text. Addresses are
// absolute where PUBLIC_URL is set; nothing else says where this shield is to be found.
import type { Style } from './badge-query.ts';

/** Names and values that fit (config/names.ts, badge-query.ts). */
export interface BadgePlace {
  readonly service: string;
  readonly check: string;
  /** `''`: a logical service, which has none. */
  readonly namespace: string;
  /** At a hub: names that two clusters have would else lead to the nearer one. */
  readonly cluster?: string;
}

export interface BadgeLook {
  readonly style?: Style;
  readonly label?: string;
}

export interface Snippets {
  readonly url: string;
  readonly markdown: string;
  readonly html: string;
  readonly asciidoc: string;
}

/**
 * `base` is PUBLIC_URL without a slash at the end, or empty. `++` keeps AsciiDoc from setting what is between two `_` in
 * italics, and from making dashes and ellipses of `--` and `...`.
 */
export function snippetsOf(base: string, place: BadgePlace, look: BadgeLook = {}): Snippets {
  const url = badgeUrl(base, place, look);
  const alt = `${place.service} ${place.check}`;
  return {
    url,
    markdown: markdownOf(url, alt),
    html: `<img src="${escapeHtml(url)}" alt="${escapeHtml(alt)}">`,
    asciidoc: `image:++${url}++[++${alt}++]`,
  };
}

export function markdownOf(url: string, alt: string): string {
  return `![${alt.replaceAll('_', '\\_')}](${url})`;
}

/** With an empty `base` it begins with a slash. */
export function badgeUrl(base: string, { service, check, namespace, cluster }: BadgePlace, look: BadgeLook): string {
  const pairs = Object.entries({ namespace, cluster, ...look }).filter(([, value = '']) => value !== '');
  const query = pairs.map(([name, value = '']) => `${name}=${encode(value)}`).join('&');
  return `${base}/_/${encode(service)}/${encode(check)}/${query === '' ? '' : `?${query}`}`;
}

/** Also what would end a link, or mean something, in one of the three. */
function encode(text: string): string {
  return encodeURIComponent(text).replaceAll(
    /[!'()*~]/g,
    (found) => `%${found.charCodeAt(0).toString(16).toUpperCase()}`,
  );
}

function escapeHtml(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('"', '&quot;');
}
