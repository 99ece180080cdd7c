import { sortNames } from './check-file.ts';

it('accepts files with a valid name and extension, and derives their service', () => {
  const names = ['web.ts', 'api.mts', 'db.js', 'a.mjs', 'orders-db.v2.cjs'];
  expect(sortNames(names).files.map(({ service }) => service)).toEqual(['a', 'api', 'db', 'orders-db.v2', 'web']);
});

it.each([
  'README.md',
  '_lib.ts',
  '..data',
  '.web.ts.swp',
  '.hidden.ts',
  'web.cts',
  'web.json',
  'web',
  'kube-shields.d.ts',
])('ignores %s', (name) => {
  expect(sortNames([name])).toEqual({ files: [], duplicates: [], misnamed: [] });
});

it.each(['wéb.ts', 'my web.ts', 'web-.js', '-web.js', `${'x'.repeat(254)}.ts`])(
  "reports that %s isn't a valid name",
  (name) => {
    expect(sortNames([name])).toEqual({ files: [], duplicates: [], misnamed: [name] });
  },
);

it('accepts one file per service', () => {
  const { files, duplicates } = sortNames(['web.cjs', 'web.js', 'web.ts']);
  expect(files.map(({ file }) => file)).toEqual(['web.ts']);
  expect(duplicates.map(({ file }) => file)).toEqual(['web.js', 'web.cjs']);
});
