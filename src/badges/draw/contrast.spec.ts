import { contrastWithWhite, darkened } from './contrast.ts';

const NAMES = ['brightgreen', 'green', 'yellow', 'yellowgreen', 'orange', 'red', 'blue', 'grey', 'lightgrey'];

describe('the palette for white text', () => {
  it.each([...NAMES, 'fff', 'ffffff', 'ff0', '00ff00', 'e05d44'])('has %s at 4.5:1 or better', (color) => {
    const hex = darkened(color);
    expect(hex).toMatch(/^[0-9a-f]{6}$/);
    const channels = [0, 2, 4].map((at) => Number.parseInt(hex.slice(at, at + 2), 16));
    expect(contrastWithWhite(channels)).toBeGreaterThanOrEqual(4.5);
  });

  it('leaves colors unchanged that are dark enough', () => {
    expect(darkened('555555')).toBe('555555');
  });
});
