import { Shortage } from './shortage.ts';

const GRACE = 60_000;

type Steps = readonly (readonly [seconds: number, lacking?: number])[];

/** The number shown after each step: at that second so many pods are missing (undefined: only time passes). */
function shown(steps: Steps): readonly number[] {
  const shortage = new Shortage();
  return steps.map(([seconds, lacking]) => {
    if (lacking === undefined) shortage.advance(seconds * 1_000);
    else shortage.update(lacking, seconds * 1_000, GRACE);
    return shortage.missing;
  });
}

it.each<[string, Steps, readonly number[]]>([
  ['lasts 10 s before it is shown', [[0, 2], [9.9], [10]], [0, 0, 2]],
  ['is not shown if it ends earlier', [[0, 2], [9, 0], [60]], [0, 0, 0]],
  ['begins again when fewer are missing', [[0, 3], [9, 2], [10], [18.9], [19]], [0, 0, 0, 0, 2]],
  [
    'is shown at last though fewer are missing again and again',
    [[0, 9], [9, 8], [18, 7], [27, 6], [36, 5], [45, 4], [54, 3], [59.9], [60]],
    [0, 0, 0, 0, 0, 0, 0, 0, 3],
  ],
  ['grows by what has lasted', [[0, 1], [5, 3], [10], [14.9], [15]], [0, 0, 1, 1, 3]],
  ['is one if pods go within the same second', [[0, 1], [0.5, 3], [10]], [0, 0, 3]],
  ['shrinks at once, and stays', [[0, 3], [10], [11, 2], [12, 2], [13, 0]], [0, 3, 2, 2, 0]],
  ['grows again after it shrank', [[0, 3], [10], [11, 1], [12, 2], [21.9], [22]], [0, 3, 1, 1, 1, 2]],
])('a shortage %s', (_, steps, expected) => {
  expect(shown(steps)).toEqual(expected);
});

it('a shortage starts again after a list', () => {
  const shortage = new Shortage();
  shortage.update(2, 0, GRACE);
  shortage.restart(8_000);
  shortage.advance(17_999);
  expect(shortage.missing).toBe(0);
  shortage.advance(18_000);
  expect(shortage.missing).toBe(2);
});
