import { firstInOrder } from './first-in-order.ts';

const byRank = (a: readonly [number, number], b: readonly [number, number]): number => a[0] - b[0];

/** The same numbers each time: their rank, of which there are few, and where they came. */
const items = Array.from({ length: 3_000 }, (_, at) => [(at * 7_919) % 97, at] as const);

it.each([0, 1, 100, 999, 1_000, 1_001, 3_000, 5_000])('finds what sorting would find: the first %i', (count) => {
  const sorted = [...items].sort(byRank);
  expect(firstInOrder(items, count, byRank)).toEqual(sorted.slice(0, count));
  expect(firstInOrder(sorted, count, byRank)).toEqual(sorted.slice(0, count));
  const backwards = sorted.toReversed();
  expect(firstInOrder(backwards, count, byRank)).toEqual([...backwards].sort(byRank).slice(0, count));
});

it('compares each of 20,000 a few times only, in the worst order too', () => {
  let compared = 0;
  const compare = (a: number, b: number): number => {
    compared += 1;
    return b - a;
  };
  const ascending = Array.from({ length: 20_000 }, (_, at) => at);
  expect(firstInOrder(ascending, 100, compare)).toEqual(ascending.toReversed().slice(0, 100));
  expect(compared).toBeLessThan(10 * ascending.length);
});
