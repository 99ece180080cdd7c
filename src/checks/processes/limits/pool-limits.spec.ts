import { poolLimitsFor } from './pool-limits.ts';

const MEBIBYTE = 1024 * 1024;

it.each([
  [undefined, 192, 4, 12],
  [4096, 192, 4, 4],
  [1024, 171, 2, 2],
  [512, 112, 1, 1],
  [256, 112, 1, 1],
])('gives each process its part of %p MiB of memory', (memory, each, alone, aloneInAll) => {
  const limits = poolLimitsFor(memory === undefined ? undefined : memory * MEBIBYTE);
  expect(Math.round(limits.memory / MEBIBYTE)).toBe(each);
  expect(limits.alone).toMatchObject({ max: alone, maxInAll: aloneInAll });
  expect(limits.heap).toBe(limits.memory / 2);
});
