// A list is split into items, wherever its bytes are cut into chunks.
import { JsonListSplitter } from './json-list.ts';

interface SplitList {
  readonly items: readonly unknown[];
  readonly rest: unknown;
}

function split(text: string, size: number): SplitList {
  const items: unknown[] = [];
  const splitter = new JsonListSplitter((item) => items.push(JSON.parse(item.toString())));
  const bytes = Buffer.from(text);
  for (let from = 0; from < bytes.length; from += size) {
    // As a connection reads: each chunk is overwritten by the next.
    const chunk = Buffer.from(bytes.subarray(from, from + size));
    splitter.push(chunk);
    chunk.fill(0);
  }
  return { items, rest: JSON.parse(splitter.rest()) };
}

const ITEMS = [
  { metadata: { name: 'a', annotations: { 'x]},"items":[{': 'say "hi" \\ }{][' } } },
  { metadata: { name: 'ü€😀' }, spec: { items: [{ deep: [1, [2]] }] } },
  {},
];
const AROUND = { apiVersion: 'v1', kind: 'NodeList', metadata: { resourceVersion: '7', continue: 'abc' } };

const LISTS: readonly (readonly [what: string, text: string, items: readonly unknown[]])[] = [
  ['metadata first', JSON.stringify({ ...AROUND, items: ITEMS }), ITEMS],
  ['items before metadata, as custom resources have them', JSON.stringify({ items: ITEMS, ...AROUND }), ITEMS],
  ['blanks and line feeds', JSON.stringify({ items: ITEMS, ...AROUND }, undefined, 2), ITEMS],
  ['no items', JSON.stringify({ ...AROUND, items: [] }), []],
];

it.each(LISTS)('finds each item, and the fields around them: %s', (_, text, items) => {
  for (const size of [1, 2, 3, 7, 64, 10_000]) {
    const list = split(text, size);
    expect(list.items).toEqual(items);
    expect(list.rest).toEqual({ ...AROUND, items: [] });
  }
});

it('leaves null and other lists unchanged', () => {
  const text = JSON.stringify({ ...AROUND, items: null, others: [{ a: 1 }] });
  expect(split(text, 5)).toEqual({ items: [], rest: { ...AROUND, items: null, others: [{ a: 1 }] } });
});
