// The search index of the site: each page, split at its headings.
import { pathOf } from './pages.ts';

export interface Section {
  /** Below the site's root, with the anchor. */
  readonly path: string;
  readonly page: string;
  readonly heading: string;
  readonly text: string;
}

const HEADING = /<h[1-4] id="([^"]*)"[^>]*>(.*?)<\/h[1-4]>/g;

export function sectionsOf(source: string, html: string): readonly Section[] {
  const headings = [...html.matchAll(HEADING)];
  const page = textOf(headings[0]?.[2] ?? source);
  return headings.map((match, i) => ({
    path: `${pathOf(source)}#${match[1] ?? ''}`,
    page,
    heading: textOf(match[2] ?? ''),
    text: textOf(html.slice(match.index + match[0].length, headings[i + 1]?.index)),
  }));
}

const ENTITIES: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"' };

function textOf(html: string): string {
  return html
    .replace(/<!--[^]*?-->|<[^>]*>/g, ' ')
    .replace(/&(amp|lt|gt|quot);/g, (_, name: string) => ENTITIES[name] ?? '')
    .replace(/\s+/g, ' ')
    .trim();
}
