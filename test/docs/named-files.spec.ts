// The files that documents and comments name exist under the given path.
import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

const ROOT = join(import.meta.dirname, '../..');
const FOLDERS = '{src,test,tools,bench,demo,simulator,site,checks,charts,kustomize,kubectl,docs,.ci,.github}/**';
const FILES = globSync(['*', FOLDERS], { cwd: ROOT }).filter((file) => !file.includes('node_modules'));
const KNOWN = new Set(FILES.flatMap(pathEndsOf));

const PAGES = globSync(['{README,CONTRIBUTING,SECURITY}.md', '{docs,charts}/**/*.md'], { cwd: ROOT }).sort();
const CODE = globSync('{src,test,tools,bench,demo,simulator,site}/**/!(*.d).{ts,tsx,css}', { cwd: ROOT }).sort();

const NAME = String.raw`[A-Za-z0-9_.-]+(?:/[A-Za-z0-9_.-]+)*\.(?:tsx?|proto|css)`;

/** Users' check files, patterns of names, and files of Kubernetes' sources. */
const EXAMPLES = new Set([
  'noun.ts',
  'verb-noun.ts',
  'web.ts',
  'web-5d4f8c7b6d.ts',
  'NAME.ts',
  '_check.ts',
  'generated.proto',
]);

it.each(PAGES)('%s names existing files', (page) => {
  const named = readFileSync(join(ROOT, page), 'utf8').matchAll(new RegExp(`\`(?:/)?(${NAME})\``, 'g'));
  expect(missing([...named].map(([, name = '']) => name))).toEqual([]);
});

it('comments name existing files', () => {
  const named = CODE.flatMap((file) => namedInComments(readFileSync(join(ROOT, file), 'utf8')));
  expect(named.length).toBeGreaterThan(30);
  expect(missing(named)).toEqual([]);
});

it('docs/design/structure.md has a row for each folder of src/, and no other', () => {
  const rows = readFileSync(join(ROOT, 'docs/design/structure.md'), 'utf8').matchAll(/^\| .*$/gm);
  const named = [...rows].flatMap(([row]) => [...row.matchAll(/`([a-z/]+)\/`/g)].map(([, folder = '']) => folder));
  const folders = globSync('src/*/**/', { cwd: ROOT }).map((folder) => folder.slice('src/'.length));
  expect(named.filter((folder) => folder !== 'src').sort()).toEqual(folders.sort());
});

function missing(names: readonly string[]): readonly string[] {
  return names.filter((name) => !KNOWN.has(name) && !EXAMPLES.has(name));
}

/** A file may be named without its first folders. */
function pathEndsOf(path: string): readonly string[] {
  const parts = path.split('/');
  return parts.map((_, from) => parts.slice(from).join('/'));
}

function namedInComments(source: string): readonly string[] {
  const comments = [...source.matchAll(/^\s*(?:\/\/|\*|\/\*\*)(.*)$/gm)].map(([, text = '']) => text);
  return comments.flatMap((text) => text.match(new RegExp(`(?<![\\w./-])${NAME}(?![\\w/-])`, 'g')) ?? []);
}
