import fc from 'fast-check';
import { badgeCacheControl } from './cache-headers.ts';

describe('badgeCacheControl', () => {
  it.each([
    [90_000, 10_000, 10, 10, 40],
    [90_000, 45_000, 45, 45, 45],
    [89_999, 45_000, 44, 44, 45],
    [50_000, 10_000, 10, 10, 40],
    [49_999, 10_000, 10, 10, 39],
    [12_500, 10_000, 6, 6, 6],
    [3_000, 10_000, 1, 1, 2],
    [1_500, 10_000, 0, 0, 0],
    [90_000, 0, 0, 0, 0],
  ])(
    'a badge that is valid for %d ms, with at most %d ms: max-age %d, revalidate %d, error %d',
    (validFor, maxAge, age, swr, sie) => {
      expect(badgeCacheControl(validFor, maxAge)).toBe(
        `public, max-age=${age}, s-maxage=${age}, stale-while-revalidate=${swr}, stale-if-error=${sie}`,
      );
    },
  );

  it('lets no cache show a badge past the moment it would turn stale', () => {
    const milliseconds = fc.integer({ min: 1, max: 10_000_000 });
    fc.assert(
      fc.property(milliseconds, milliseconds, (validFor, maxAge) => {
        const seconds = [...badgeCacheControl(validFor, maxAge).matchAll(/\d+/g)].map(Number);
        const [age = NaN, shared, whileRevalidating = NaN, onError = NaN] = seconds;
        expect(shared).toBe(age);
        expect((age + whileRevalidating) * 1000).toBeLessThanOrEqual(validFor);
        expect((age + onError) * 1000).toBeLessThanOrEqual(validFor);
        expect(age * 1000).toBeLessThanOrEqual(maxAge);
        expect(Math.min(age, whileRevalidating, onError)).toBeGreaterThanOrEqual(0);
      }),
    );
  });
});
