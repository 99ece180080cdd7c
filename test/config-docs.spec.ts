// docs/configuration.md tells of every variable that is read, and of no other.
import { readFile, readdir } from 'node:fs/promises';

const folder = new URL('../src/config/', import.meta.url);

it('docs/configuration.md has a row for each variable', async () => {
  const files = (await readdir(folder)).filter((name) => name.endsWith('.ts') && !name.endsWith('.spec.ts'));
  const sources = await Promise.all(files.map((name) => readFile(new URL(name, folder), 'utf8')));
  const page = await readFile(new URL('../docs/configuration.md', import.meta.url), 'utf8');
  const read = matches(sources.join('\n'), /(?:read\.\w+\(|textIn\(env, )\s*'([A-Z_]+)'|^\s*\.listOf\('([A-Z_]+)'/gm);
  expect(matches(page, /^\| `([A-Z_]+)` /gm)).toEqual(read);
});

function matches(text: string, pattern: RegExp): string[] {
  return [...new Set([...text.matchAll(pattern)].map(([, one, other]) => one ?? other ?? ''))].sort();
}
