// Query parameters of a badge. Invalid ones are ignored and listed in `faults`, so that even an invalid request is
// answered in the requested style and format.
import { parseColor } from '../../services/result/color.ts';
import { misspeltScopes } from '../../http/request/scopes.ts';
import { parseWindow } from '../../services/result/uptime.ts';
import { LOGOS } from './logos.ts';
import { isClusterName, isName } from '../../config/names.ts';

export const STYLES = ['flat', 'flat-square', 'plastic', 'for-the-badge', 'social'] as const;
export type Style = (typeof STYLES)[number];

/** `aa`: white text at 4.5:1 or better. */
export const PALETTES = ['aa'] as const;
export type Palette = (typeof PALETTES)[number];

export const FORMATS = ['svg', 'json', 'shields', 'raw'] as const;
export type Format = (typeof FORMATS)[number];

export interface BadgeQuery {
  readonly format: Format;
  /** The status says what is wrong too; the image is the same. */
  readonly strict: boolean;
  readonly style: Style | undefined;
  readonly label: string | undefined;
  readonly labelColor: string | undefined;
  readonly color: string | undefined;
  readonly namespace: string | undefined;
  readonly cluster: string | undefined;
  /** `✓`, `!`, `✕` or `?` before the text. */
  readonly mark: boolean;
  readonly palette: Palette | undefined;
  /** The reason after the text. */
  readonly reason: boolean;
  /** Of LOGOS. */
  readonly logo: string | undefined;
  /** Of `uptime`: hours or days, as services/result/uptime.ts reads them. */
  readonly window: string | undefined;
  /** Sentences about invalid parameters; empty if all are valid. They repeat nothing that was sent. */
  readonly faults: readonly string[];
}

/** Every parameter there is. */
export const BADGE_PARAMETERS: ReadonlySet<string> = new Set(
  'style label labelColor color namespace cluster window mark palette reason logo strict format raw k'.split(' '),
);

export const MAX_LABEL = 64;

/**
 * `suffix` is the format that the path names (`health.svg`). Parameters that aren't known are ignored, known ones given
 * twice don't fit, and an empty value counts as not given, because HTML forms send those.
 */
export function parseBadgeQuery(query: URLSearchParams, suffix?: 'svg' | 'json'): BadgeQuery {
  const reader = new QueryReader(query);
  reader.faults.push(...misspeltScopes(query, BADGE_PARAMETERS));
  return {
    style: reader.read('style', oneOf(STYLES), `one of ${STYLES.join(', ')}`),
    label: reader.read('label', fits(isShortEnough), `at most ${MAX_LABEL} characters`),
    labelColor: reader.read('labelColor', parseColor, A_COLOR),
    color: reader.read('color', parseColor, A_COLOR),
    namespace: reader.read('namespace', fits(isName), A_NAME),
    cluster: reader.read('cluster', fits(isClusterName), `${A_NAME}, at most 63`),
    window: reader.read('window', fits(isWindow), 'whole hours up to 72h, or whole days up to 400d'),
    mark: reader.readFlag('mark'),
    palette: reader.read('palette', oneOf(PALETTES), `one of ${PALETTES.join(', ')}`),
    reason: reader.readFlag('reason'),
    logo: reader.read('logo', fits(isLogo), 'one of the logos in docs/badges.md'),
    strict: reader.readFlag('strict'),
    format: readFormat(reader, suffix),
    faults: reader.faults,
  };
}

class QueryReader {
  readonly faults: string[] = [];

  constructor(private readonly query: URLSearchParams) {}

  /** Undefined where it isn't given, or doesn't fit. */
  read<T>(name: string, parse: (text: string) => T | undefined, expected: string): T | undefined {
    const text = this.single(name);
    if (text === undefined || text === '') return undefined;
    const value = parse(text);
    if (value === undefined) this.faults.push(`${name} must be ${expected}.`);
    return value;
  }

  /** On where bare. */
  readFlag(name: string): boolean {
    const text = this.single(name);
    if (text === undefined) return false;
    const value = FLAGS.get(text);
    if (value === undefined) this.faults.push(`${name} must be bare, 1, true, 0 or false.`);
    return value ?? false;
  }

  private single(name: string): string | undefined {
    const [text, ...more] = this.query.getAll(name);
    if (more.length === 0) return text;
    this.faults.push(`${name} is given ${more.length + 1} times. Give it once.`);
    return undefined;
  }
}

const FLAGS: ReadonlyMap<string, boolean> = new Map([
  ['', true],
  ['1', true],
  ['true', true],
  ['0', false],
  ['false', false],
]);

const A_NAME = 'a name of letters, digits, dots, hyphens and underscores';
const A_COLOR = "a color's name as in docs/badges.md, or 3 or 6 hex digits without #";

/** An explicit format beats `?raw`, which 0.0.6 knew; beside a path that names another one it doesn't fit. */
function readFormat(reader: QueryReader, suffix: 'svg' | 'json' | undefined): Format {
  const wanted = reader.read('format', oneOf(FORMATS), `one of ${FORMATS.join(', ')}`);
  const raw = reader.readFlag('raw');
  if (wanted !== undefined && suffix !== undefined && wanted !== suffix) {
    reader.faults.push(`format must be ${suffix}, as the path says, or be left out.`);
    return 'svg';
  }
  return wanted ?? suffix ?? (raw ? 'raw' : 'svg');
}

function oneOf<T extends string>(known: readonly T[]): (text: string) => T | undefined {
  return (text) => known.find((one) => one === text);
}

function fits(isFitting: (text: string) => boolean): (text: string) => string | undefined {
  return (text) => (isFitting(text) ? text : undefined);
}

function isWindow(text: string): boolean {
  return parseWindow(text) !== undefined;
}

function isLogo(name: string): boolean {
  return LOGOS.has(name);
}

function isShortEnough(label: string): boolean {
  return Array.from(label).length <= MAX_LABEL;
}
