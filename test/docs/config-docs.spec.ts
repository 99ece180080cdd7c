// docs/configuration.md describes every variable that is read, and no other, and every exit code. Numbers that several
// documents mention equal the program's.
import { readFile, readdir } from 'node:fs/promises';

const folder = new URL('../../src/config/', import.meta.url);

it('docs/configuration.md has a row for each variable', async () => {
  const files = (await readdir(folder, { recursive: true })).filter(
    (name) => name.endsWith('.ts') && !name.endsWith('.spec.ts'),
  );
  const sources = await Promise.all(files.map((name) => readFile(new URL(name, folder), 'utf8')));
  const page = await readFile(new URL('../../docs/configuration.md', import.meta.url), 'utf8');
  const read = matches(
    sources.join('\n'),
    /(?:read\.\w+\(|textIn\(env, |parseBaseUrl\(read, )\s*'([A-Z_]+)'|^\s*\.listOf\('([A-Z_]+)'/gm,
  );
  expect(matches(page, /^\| `([A-Z_]+)` /gm)).toEqual(read);
});

it('docs/configuration.md has a row for each exit code', async () => {
  const sources = await Promise.all(
    ['main.ts', 'auth/signature/sign.runner.ts'].map((name) => text(`../../src/${name}`)),
  );
  const [, table = ''] = (await text('../../docs/configuration.md')).split('## Exit codes');
  expect(matches(table, /^\| (\d+) /gm)).toEqual(matches(`0\n${sources.join('\n')}`, /^0$|(?:EX|EXIT)_\w+ = (\d+);/gm));
});

it('pages, operations and the ingress name the interval of heartbeats', async () => {
  const page = /const MAX_HEARTBEAT = (\d+)_000;/.exec(await text('../../src/overview/board/valid-for.ts'))?.[1];
  const peers = /const (?:LONGEST|MAX)_HEARTBEAT = (\d+)_000;/.exec(
    await text('../../src/federation/hub/peers.service.ts'),
  )?.[1];
  const places = ['docs/overview.md', 'docs/operations.md', 'kustomize/components/ingress/ingress.yaml'];
  const texts = (await Promise.all(places.map((name) => text(`../../${name}`)))).map((each) =>
    each.replaceAll(/\n#?/g, ' '),
  );
  expect(texts.map((each) => /(?:heartbeat comes|get something) every (\d+) s/.exec(each)?.[1])).toEqual([
    page,
    page,
    page,
  ]);
  expect(texts.map((each) => /every (\d+) s +at most/.exec(each)?.[1])).toEqual([peers, undefined, peers]);
  for (const each of texts) expect(each).toMatch(/(?:rest for|at least) 30 s/);
});

function text(path: string): Promise<string> {
  return readFile(new URL(path, import.meta.url), 'utf8');
}

function matches(text: string, pattern: RegExp): string[] {
  return [...new Set([...text.matchAll(pattern)].map(([all, one, other]) => one ?? other ?? all))].sort();
}
