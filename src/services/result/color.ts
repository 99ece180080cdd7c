// The colors a badge may have, and what they say. One word per color: aliases, and hex digits that are a named color's,
// are resolved before a state or a rank is taken from them.
import type { State } from './result.ts';

/**
 * A color as results keep it: badge-maker's name, else lower-case hex digits without `#`. Undefined where `text` isn't
 * a color: names are lower-case, and hex digits are 3 or 6 without `#`, in either case.
 */
export function resolveColor(text: string): string | undefined {
  const color = parseColor(text);
  return color === undefined ? undefined : (NAME_OF_HEX.get(sixDigits(color)) ?? color);
}

/** The same, but hex digits stay what was asked for: the color to draw. */
export function parseColor(text: string): string | undefined {
  if (NAMES.has(text)) return text;
  return ALIASES.get(text) ?? (HEX.test(text) ? text.toLowerCase() : undefined);
}

/** 0 is the worst: red, orange, yellow, yellowgreen, grey, any other, green, brightgreen. */
export function colorRank(color: string): number {
  return RANKS.get(color) ?? RANKS.get(resolveOrDefault(color)) ?? RANK_OF_ANY_OTHER;
}

/** Green, brightgreen and any other color that warns of nothing. Grey isn't good: it says that the state isn't known. */
export function isGoodColor(color: string): boolean {
  return colorRank(color) >= RANK_OF_ANY_OTHER;
}

export function stateOfColor(color: string): State {
  return STATES_OF_COLOR.get(resolveOrDefault(color)) ?? 'ok';
}

/** What isn't a color is drawn orange (a check that answers so is misconfigured), and so is judged as orange. */
function resolveOrDefault(color: string): string {
  return resolveColor(color) ?? 'orange';
}

function sixDigits(hex: string): string {
  return hex.length === 3 ? hex.replace(/./g, '$&$&') : hex;
}

const HEX = /^(?:[0-9a-f]{3}|[0-9a-f]{6})$/i;

// Maps, not objects: badge-maker looks names up with `in`, so that `__proto__` and `constructor` pass as colors there.
const NAMES: ReadonlySet<string> = new Set([
  'brightgreen',
  'green',
  'yellow',
  'yellowgreen',
  'orange',
  'red',
  'blue',
  'grey',
  'lightgrey',
]);

const ALIASES: ReadonlyMap<string, string> = new Map([
  ['gray', 'grey'],
  ['lightgray', 'lightgrey'],
  ['inactive', 'lightgrey'],
  ['critical', 'red'],
  ['important', 'orange'],
  ['success', 'brightgreen'],
  ['informational', 'blue'],
]);

// What the names are drawn as by badge-maker 6, and were drawn as for the ten years before, which is what people
// copied into their scripts; and CSS's red.
const NAME_OF_HEX: ReadonlyMap<string, string> = new Map([
  ['44bb00', 'brightgreen'],
  ['44cc11', 'brightgreen'],
  ['67ac09', 'green'],
  ['97ca00', 'green'],
  ['d8b800', 'yellow'],
  ['dfb317', 'yellow'],
  ['95991a', 'yellowgreen'],
  ['a4a61d', 'yellowgreen'],
  ['ea7233', 'orange'],
  ['fe7d37', 'orange'],
  ['dd4343', 'red'],
  ['e05d44', 'red'],
  ['ff0000', 'red'],
  ['007ec6', 'blue'],
  ['555555', 'grey'],
  ['939393', 'lightgrey'],
  ['9f9f9f', 'lightgrey'],
]);

const RANK_OF_ANY_OTHER = 5;

const RANKS: ReadonlyMap<string, number> = new Map([
  ['red', 0],
  ['orange', 1],
  ['yellow', 2],
  ['yellowgreen', 3],
  ['lightgrey', 4],
  ['grey', 4],
  ['green', RANK_OF_ANY_OTHER + 1],
  ['brightgreen', RANK_OF_ANY_OTHER + 2],
]);

const STATES_OF_COLOR: ReadonlyMap<string, State> = new Map([
  ['red', 'down'],
  ['orange', 'degraded'],
  ['yellow', 'degraded'],
  ['yellowgreen', 'degraded'],
  ['grey', 'unknown'],
  ['lightgrey', 'unknown'],
]);
