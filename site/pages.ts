// The pages of the site, in the order of its navigation. Their sources are the Markdown files that GitHub shows too.
import { globSync } from 'node:fs';
import { join } from 'node:path';

interface Group {
  readonly title: string;
  /** Paths in the repository. */
  readonly sources: readonly string[];
}

const docs = (...names: readonly string[]): readonly string[] => names.map((name) => `docs/${name}.md`);
/** Every page of docs/design/, so that a new one needs no entry here. */
const DESIGN = globSync('docs/design/*.md', { cwd: join(import.meta.dirname, '..') }).toSorted();

export const START = 'README.md';

export const GROUPS: readonly Group[] = [
  { title: 'Start', sources: [START, ...docs('install', 'configuration'), 'charts/kube-shields/README.md'] },
  { title: 'Using it', sources: docs('badges', 'embedding', 'objects', 'overview', 'history', 'custom-checks') },
  { title: 'Running it', sources: docs('operations', 'metrics', 'federation', 'security', 'reliability') },
  { title: 'More', sources: [...docs('performance', 'migrating'), 'CHANGELOG.md', 'CONTRIBUTING.md'] },
  { title: 'Design', sources: DESIGN },
];

export const SOURCES: readonly string[] = GROUPS.flatMap(({ sources }) => sources);

/** The path of a page below the site's root: `badges/` for docs/badges.md. Empty for the start page. */
export function pathOf(source: string): string {
  if (source === START) return '';
  if (source === 'charts/kube-shields/README.md') return 'chart/';
  return `${source
    .replace(/^docs\//, '')
    .replace(/\.md$/, '')
    .toLowerCase()}/`;
}

/** The link from a page to another path of the site: relative, so that the site works below any address. */
export function fromPage(source: string, path: string): string {
  const up = '../'.repeat(pathOf(source).split('/').length - 1);
  return up + path || './';
}

/** The first heading, without its marks. */
export function titleOf(markdown: string): string {
  const [, title = ''] = /^# (.+)$/m.exec(markdown) ?? [];
  return title.replaceAll('`', '');
}
