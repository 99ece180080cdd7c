// A badge as people paste it into their pages: its address, and the markup of three kinds of text. Addresses are
// absolute where PUBLIC_URL is set; nothing else says where this shield is to be found.
import type { Style } from './request/badge-query.ts';

/** Valid names and values (config/names.ts, badge-query.ts). */
export interface BadgeAddress {
  readonly service: string;
  readonly check: string;
  /** `''`: a logical service, which has none. */
  readonly namespace: string;
  /** Set at a hub: a name in two clusters would otherwise resolve to the first one. */
  readonly cluster?: string;
}

/** All services with a prefix. */
export interface AggregateAddress {
  readonly prefix: string;
  readonly check: string;
  /** `''`: all of them. */
  readonly namespace: string;
  readonly cluster: string;
}

/** Parameters that a badge takes. */
export interface BadgeLook {
  readonly style?: Style;
  readonly label?: string;
  readonly mark?: string;
  readonly palette?: string;
  readonly reason?: string;
  readonly logo?: string;
}

export interface Snippets {
  readonly url: string;
  readonly markdown: string;
  readonly html: string;
  readonly asciidoc: string;
}

/**
 * The image at `url`, linked to `page`. `++` keeps AsciiDoc from setting what is between two `_` in italics, and from
 * making dashes and ellipses of `--` and `...`.
 */
export function snippetsOf(url: string, alt: string, page: string): Snippets {
  return {
    url,
    markdown: `[${markdownOf(url, alt)}](${page})`,
    html: `<a href="${escapeHtml(page)}"><img src="${escapeHtml(url)}" alt="${escapeHtml(alt)}"></a>`,
    asciidoc: `image:++${url}++[++${alt}++,link="++${page}++"]`,
  };
}

export function markdownOf(url: string, alt: string): string {
  return `![${alt.replaceAll('_', '\\_')}](${url})`;
}

/** With an empty `base` it begins with a slash. */
export function badgeUrl(base: string, { service, check, namespace, cluster }: BadgeAddress, look: BadgeLook): string {
  return `${base}/_/${encode(service)}/${encode(check)}/${searchOf({ namespace, cluster, ...look })}`;
}

export function aggregateUrl(
  base: string,
  { prefix, check, namespace, cluster }: AggregateAddress,
  look: BadgeLook,
): string {
  return `${base}/a/${encode(prefix)}/${encode(check)}/${searchOf({ namespace, cluster, ...look })}`;
}

function searchOf(parameters: Readonly<Record<string, string | undefined>>): string {
  const pairs = Object.entries(parameters).filter(([, value = '']) => value !== '');
  return pairs.length === 0 ? '' : `?${pairs.map(([name, value = '']) => `${name}=${encode(value)}`).join('&')}`;
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
