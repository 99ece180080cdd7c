import { makeBadge } from 'badge-maker';
import { colorRank, isGoodColor, parseColor, resolveColor, stateOfColor } from './color.ts';

describe('resolveColor', () => {
  it.each([
    ['green', 'green'],
    ['lightgrey', 'lightgrey'],
    ['critical', 'red'],
    ['important', 'orange'],
    ['success', 'brightgreen'],
    ['informational', 'blue'],
    ['inactive', 'lightgrey'],
    ['gray', 'grey'],
    ['lightgray', 'lightgrey'],
    ['f00', 'red'],
    ['FF0000', 'red'],
    ['e05d44', 'red'],
    ['4c1', 'brightgreen'],
    ['44CC11', 'brightgreen'],
    ['97ca00', 'green'],
    ['555', 'grey'],
    ['abc', 'abc'],
    ['C0FFEE', 'c0ffee'],
  ])('resolves %s to %s', (text, color) => {
    expect(resolveColor(text)).toBe(color);
  });

  it.each([
    '',
    '#f00',
    'Green',
    'RED',
    'purple',
    'ff00',
    'ff00000',
    'ggg',
    ' red',
    'red ',
    'red\n',
    'f00\n',
    '__proto__',
    'constructor',
    'toString',
    'hasOwnProperty',
    'rgb(255,0,0)',
    'url(#r)',
  ])('%j is not a color', (text) => {
    expect(resolveColor(text)).toBeUndefined();
  });

  it('keeps hex digits as they are in parseColor', () => {
    expect(parseColor('F00')).toBe('f00');
    expect(parseColor('critical')).toBe('red');
  });

  it.each(['brightgreen', 'green', 'yellow', 'yellowgreen', 'orange', 'red', 'blue', 'grey', 'lightgrey'])(
    'names the hex digits that badge-maker draws %s with',
    (color) => {
      const drawn = /<rect x="\d+" width="\d+" height="20" fill="#([0-9a-f]+)"/.exec(
        makeBadge({ label: 'a', message: 'b', style: 'flat-square', color }),
      );
      expect(resolveColor(drawn?.[1] ?? '')).toBe(color);
    },
  );
});

describe('colorRank', () => {
  it('orders colors from the worst to the best', () => {
    const worstFirst = ['red', 'orange', 'yellow', 'yellowgreen', 'lightgrey', 'c0ffee', 'green', 'brightgreen'];
    expect(worstFirst.toReversed().sort((a, b) => colorRank(a) - colorRank(b))).toEqual(worstFirst);
  });

  it.each([
    ['grey', 'lightgrey'],
    ['inactive', 'lightgrey'],
    ['blue', 'c0ffee'],
    ['critical', 'red'],
    ['f00', 'red'],
    ['not-a-color', 'orange'],
    ['__proto__', 'orange'],
  ])('ranks %s as %s', (color, other) => {
    expect(colorRank(color)).toBe(colorRank(other));
  });
});

describe('the state of a color', () => {
  it.each([
    ['red', 'down', false],
    ['f00', 'down', false],
    ['orange', 'degraded', false],
    ['yellow', 'degraded', false],
    ['yellowgreen', 'degraded', false],
    ['grey', 'unknown', false],
    ['lightgrey', 'unknown', false],
    ['gray', 'unknown', false],
    ['blue', 'ok', true],
    ['c0ffee', 'ok', true],
    ['green', 'ok', true],
    ['brightgreen', 'ok', true],
    ['constructor', 'degraded', false],
  ])('%s: %s, good: %s', (color, state, good) => {
    expect([stateOfColor(color), isGoodColor(color)]).toEqual([state, good]);
  });
});
