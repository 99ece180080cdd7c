// Where a link of a Markdown file leads on the site: to another page, to a copied picture or file, or to GitHub. A link to a
// missing file fails the build.
import { existsSync, statSync } from 'node:fs';
import { join, posix } from 'node:path';
import { fromPage, pathOf, SOURCES } from './pages.ts';

export const REPOSITORY = 'https://github.com/kube-shields/kube-shields';

const ROOT = join(import.meta.dirname, '..');
/** Files that are copied to the site: pictures, the OpenAPI document, schemas. */
const COPIED = /^docs\/(?:images\/[^/]+|[^/]+\.json)$/;

export interface SiteLink {
  readonly href: string;
  /** The file of the repository to copy to the site, if the link leads to one. */
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

/** The path of a copied file on the site. */
export function copyOf(file: string): string {
  return file.replace(/^docs\//, '');
}

/** The anchor of a heading, as GitHub makes it. */
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
