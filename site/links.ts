// Where a link of a Markdown file leads on the site: to a page of it, to a picture or file beside it, or to GitHub. A link
// to something that isn't there fails the build.
import { existsSync, statSync } from 'node:fs';
import { join, posix } from 'node:path';
import { fromPage, pathOf, SOURCES } from './pages.ts';

export const REPOSITORY = 'https://github.com/kube-shields/kube-shields';

const ROOT = join(import.meta.dirname, '..');
/** Files that the site has itself: pictures, the API's document, schemas. */
const COPIED = /^docs\/(?:images\/[^/]+|[^/]+\.json)$/;

export interface SiteLink {
  readonly href: string;
  /** The file of the repository that must be copied for it. */
  readonly copied?: string;
}

export function siteLink(source: string, link: string): SiteLink {
  if (/^[a-z]+:/i.test(link) || link.startsWith('#')) return { href: link };
  const [path = '', fragment] = link.split('#', 2);
  const target = posix.join(posix.dirname(source), decodeURI(path)).replace(/\/$/, '');
  if (!existsSync(join(ROOT, target))) throw new Error(`${source} links to ${link}, which isn't there.`);
  const anchor = fragment === undefined ? '' : `#${fragment}`;
  if (SOURCES.includes(target)) return { href: fromPage(source, pathOf(target)) + anchor };
  if (COPIED.test(target)) return { href: fromPage(source, copyOf(target)), copied: target };
  const view = statSync(join(ROOT, target)).isDirectory() ? 'tree' : 'blob';
  return { href: `${REPOSITORY}/${view}/main/${target}${anchor}` };
}

/** Where the site has a file of docs/. */
export function copyOf(file: string): string {
  return file.replace(/^docs\//, '');
}

/** As GitHub makes anchors of headings. */
export function anchorOf(heading: string, taken: ReadonlySet<string>): string {
  const anchor = heading
    .toLowerCase()
    .replace(/[^\p{L}\p{N} _-]/gu, '')
    .replaceAll(' ', '-');
  for (let count = 0; ; count++) {
    const numbered = count === 0 ? anchor : `${anchor}-${count}`;
    if (!taken.has(numbered)) return numbered;
  }
}
