import { GrowingCache } from './growing-cache.ts';

const NAMES = ['a', 'b', 'c', 'd', 'e', 'f', 'g', 'h', 'i', 'j'];

const cacheOf = (max: number, ...keys: readonly string[]): GrowingCache<{ size: number }> => {
  const cache = new GrowingCache<{ size: number }>({ max, maxSize: 100 }, ({ size }) => size);
  for (const key of keys) cache.set(key, { size: 10 });
  return cache;
};

describe('GrowingCache', () => {
  it('drops the least recently used entry once it is full', () => {
    const cache = cacheOf(3, 'a', 'b', 'c');
    cache.get('a');
    cache.set('d', { size: 10 });
    expect([...cache.keys()].sort()).toEqual(['a', 'c', 'd']);
  });

  it('drops no entry for a value that replaces another', () => {
    const cache = cacheOf(3, 'a', 'b', 'c', 'c');
    expect([...cache.keys()].sort()).toEqual(['a', 'b', 'c']);
  });

  it('drops several entries for a large one', () => {
    const cache = cacheOf(20, ...NAMES);
    cache.set('large', { size: 75 });
    expect([...cache.keys()].sort()).toEqual(['i', 'j', 'large']);
  });
});
