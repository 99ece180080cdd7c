import type { SeenSpan } from '../spans/state-history.ts';
import { barRuns } from './bars.ts';

it('draws the worst of each bar: down before degraded, of those red before amber', () => {
  const spans: readonly SeenSpan[] = [
    { state: 'degraded', from: 0 },
    { state: 'degraded', isRed: true, from: 15 },
    { state: 'degraded', from: 18 },
    { state: 'down', from: 25 },
    { state: 'degraded', isRed: true, from: 28 },
    { state: 'unseen', from: 40 },
  ];
  expect(barRuns(spans, 59, 6, 10)).toEqual([
    { state: 'degraded', from: 0, to: 1 },
    { state: 'degraded', isRed: true, from: 1, to: 2 },
    { state: 'down', from: 2, to: 3 },
    { state: 'degraded', isRed: true, from: 3, to: 4 },
  ]);
});
