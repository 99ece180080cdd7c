// Colors dark enough for white text: WCAG 2.2, 1.4.3, asks for 4.5:1.

/** What badge-maker draws the names as. */
const HEX_OF_NAME: ReadonlyMap<string, string> = new Map([
  ['brightgreen', '44bb00'],
  ['green', '67ac09'],
  ['yellow', 'd8b800'],
  ['yellowgreen', '95991a'],
  ['orange', 'ea7233'],
  ['red', 'dd4343'],
  ['blue', '007ec6'],
  ['grey', '555555'],
  ['lightgrey', '939393'],
]);

const MIN_CONTRAST = 4.5;
const STEP = 0.97;

/** The same hue, as dark as it takes; `color` as results keep it, a name or hex digits. */
export function darkened(color: string): string {
  const hex = HEX_OF_NAME.get(color) ?? color;
  let channels = channelsOf(hex.length === 3 ? hex.replace(/./g, '$&$&') : hex);
  while (contrastWithWhite(channels) < MIN_CONTRAST) channels = channels.map((value) => Math.floor(value * STEP));
  return channels.map((value) => value.toString(16).padStart(2, '0')).join('');
}

function channelsOf(hex: string): readonly number[] {
  return [0, 2, 4].map((at) => Number.parseInt(hex.slice(at, at + 2), 16));
}

export function contrastWithWhite(channels: readonly number[]): number {
  const [red = 0, green = 0, blue = 0] = channels.map(linear);
  return 1.05 / (0.2126 * red + 0.7152 * green + 0.0722 * blue + 0.05);
}

function linear(value: number): number {
  const share = value / 255;
  return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
}
