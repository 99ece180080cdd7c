// Every link between the pages of this repository leads to an existing file and heading.
import { existsSync, globSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

const ROOT = join(import.meta.dirname, '../..');
const PAGES = globSync(['*.md', '{docs,checks,charts,.github}/**/*.md'], { cwd: ROOT }).sort();

it('finds the pages of all folders', () => {
  expect(PAGES).toEqual(expect.arrayContaining(['README.md', 'docs/install.md', 'docs/design/structure.md']));
});

it.each(PAGES)('%s links to files and headings that exist', (page) => {
  expect(deadLinks(page)).toEqual([]);
});

it('every page of docs/ is linked from another', () => {
  const linked = PAGES.flatMap((page) => linksOf(page).map(({ file }) => join(dirname(page), file)));
  const documents = PAGES.filter((page) => page.startsWith('docs/') && !page.startsWith('docs/design/'));
  expect(documents.filter((page) => !linked.includes(page))).toEqual([]);
});

const LINK = /\]\((?!https?:)([^)\s#]*)(?:#([^)\s]*))?\)/g;

function deadLinks(page: string): readonly string[] {
  return linksOf(page)
    .filter(({ file, heading }) => {
      const target = file === '' ? join(ROOT, page) : join(ROOT, dirname(page), file);
      if (!existsSync(target)) return true;
      return heading !== undefined && !headingsOf(readFileSync(target, 'utf8')).includes(heading);
    })
    .map(({ file, heading }) => `${file}#${heading ?? ''}`);
}

interface Link {
  /** Relative to the page; empty for the page itself. */
  readonly file: string;
  readonly heading: string | undefined;
}

function linksOf(page: string): readonly Link[] {
  const text = readFileSync(join(ROOT, page), 'utf8').replace(/^```[^]*?^```$/gm, '');
  return [...text.matchAll(LINK)].map(([, file = '', heading]) => ({ file, heading }));
}

/** The anchors that GitHub gives headings. */
function headingsOf(page: string): readonly string[] {
  return [...page.matchAll(/^#+ (.+)$/gm)].map(([, title = '']) =>
    title
      .toLowerCase()
      .replace(/[^\p{L}\p{N} _-]/gu, '')
      .replaceAll(' ', '-'),
  );
}
