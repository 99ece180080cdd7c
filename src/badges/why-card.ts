// Why a service is as it is, as a wide picture for wikis: state, reason, since when, version, and the past day. Like a
// badge it loads nothing and links nowhere, and equal cards give equal bytes; so times are moments, never "2 h ago".
import { createHash } from 'node:crypto';
import { cutText } from '../config/clean-text.ts';
import type { BarRun } from '../history/windows/bars.ts';
import type { State } from '../services/result/result.ts';
import { escapedXml } from './escaped-xml.ts';

/** Everything that the drawing depends on. Texts are clean. */
export interface WhyCard {
  readonly name: string;
  /** `east / shop`, or how many services it stands for. */
  readonly place: string;
  readonly state: State;
  /** Its badge is red, whatever the word. */
  readonly isRed: boolean;
  /** What its badge says: `0/3 (5 restarts)`. */
  readonly status: string;
  readonly sentence: string;
  readonly version: string;
  /** Unix milliseconds. */
  readonly since?: number;
  readonly day: Day;
}

export interface Day {
  /** The bar in which the present moment falls, by history/windows/bars.ts. */
  readonly last: number;
  readonly runs: readonly BarRun[];
  /** `99.95 % up (seen 71 %)`, or how little was seen */
  readonly upText: string;
}

/** Milliseconds of one bar, and how many there are: 24 hours. */
export const CARD_BAR = 900_000;
export const CARD_BARS = 96;

export function renderWhyCard(card: WhyCard): string {
  const id = `why-${createHash('sha256').update(JSON.stringify(card)).digest('hex').slice(0, 8)}`;
  const name = escapedXml(nameOf(card));
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" id="${id}" width="${WIDTH}" height="${HEIGHT}" viewBox="0 0 ${WIDTH} ${HEIGHT}" role="img" aria-label="${name}" font-family="${FONT}">`,
    `<title>${name}</title>`,
    styleOf(id),
    `<rect class="card" x=".5" y=".5" width="${WIDTH - 1}" height="${HEIGHT - 1}" rx="8" fill="${LIGHT.card}" stroke="${LIGHT.line}"/>`,
    headOf(card),
    ...sentenceLines(card.sentence).map(lineOf),
    dayOf(card.day),
    '</svg>',
  ].join('');
}

const WIDTH = 640;
const HEIGHT = 164;
const LEFT = 18;
const RIGHT = WIDTH - LEFT;
const FONT = "system-ui,-apple-system,'Segoe UI',Roboto,'Helvetica Neue',Arial,sans-serif".replaceAll("'", '&apos;');

/** Characters, so many as have room in most fonts; all of it whole is in the title. */
const MAX_LINE = 90;
const MAX_LAST_LINE = 56;
const MAX_NAME = 30;
const MAX_LOCATION = 36;
const MAX_STATUS = 34;
const MAX_VERSION = 18;

/** `checkout is down: 0/3 (5 restarts). checkout-1 is in CrashLoopBackOff (…). v1.8.5, since …` */
function nameOf({ name, state, status, sentence, version, since }: WhyCard): string {
  return `${name} is ${state}: ${status}. ${sentence} ${factsOf({ version, since }).join(', ')}`.trim();
}

type Role = 'text' | 'quiet' | 'ok' | 'degraded' | 'down' | 'stale';
type Palette = Readonly<Record<Role | 'card' | 'line' | 'ok-bar' | 'unseen', string>>;

/** As the page's stylesheet has them. */
const LIGHT: Palette = {
  card: '#ffffff',
  line: '#d5dae1',
  text: '#161b22',
  quiet: '#56606d',
  ok: '#1a7f3c',
  degraded: '#8a5a00',
  down: '#c21a2a',
  stale: '#5c6672',
  'ok-bar': '#83bd97',
  unseen: '#e8ebef',
};

const DARK: Palette = {
  card: '#13171d',
  line: '#2d343e',
  text: '#e8ebf0',
  quiet: '#9aa5b2',
  ok: '#46b966',
  degraded: '#e0a530',
  down: '#ff7b74',
  stale: '#98a3b0',
  'ok-bar': '#27663c',
  unseen: '#222831',
};

/** Light by attributes, which every viewer heeds; dark where the viewer knows what its reader wishes. */
function styleOf(id: string): string {
  const rules = Object.entries(DARK).map(([name, color]) => `#${id} .${name}{fill:${color}}`);
  return `<style>@media (prefers-color-scheme:dark){${rules.join('')}#${id} .card{stroke:${DARK.line}}#${id} .cut{stroke:${DARK.card}}}</style>`;
}

/** The second has how long it was up beside it. */
function sentenceLines(sentence: string): readonly string[] {
  if (sentence.length <= MAX_LINE) return [sentence];
  const space = sentence.lastIndexOf(' ', MAX_LINE);
  const end = space === -1 ? MAX_LINE : space;
  return [sentence.slice(0, end), cutText(sentence.slice(end).trim(), MAX_LAST_LINE)];
}

/** An SVG within clips what is wider than it. */
function lineOf(line: string, i: number): string {
  const width = i === 0 ? RIGHT - LEFT : LAST_LINE_WIDTH;
  const drawn = text({ x: 0, y: 13, size: 12, role: 'quiet' }, line);
  return `<svg x="${LEFT}" y="${62 + i * 17}" width="${width}" height="17">${drawn}</svg>`;
}

const LAST_LINE_WIDTH = 430;

function headOf(card: WhyCard): string {
  const role = roleOf(card);
  const facts = factsOf({ ...card, version: cutText(card.version, MAX_VERSION) }).join(' · ');
  return [
    glyphOf(card.state, role),
    text({ x: 44, y: 30, size: 17, role: 'text', isBold: true }, cutText(card.name, MAX_NAME)),
    text({ x: RIGHT, y: 29, size: 12, role: 'quiet', isEnd: true }, cutText(card.place, MAX_LOCATION)),
    text({ x: LEFT, y: 54, size: 13, role, isBold: true }, cutText(`${card.state} · ${card.status}`, MAX_STATUS)),
    text({ x: RIGHT, y: 54, size: 12, role: 'quiet', isEnd: true }, facts),
  ].join('');
}

function roleOf({ state, isRed }: Pick<WhyCard, 'state' | 'isRed'>): Role {
  if (isRed) return 'down';
  return state === 'unknown' ? 'stale' : state;
}

function factsOf({ version, since }: { readonly version: string; readonly since?: number | undefined }): string[] {
  return [version, since === undefined ? '' : `since ${minuteText(since)}`].filter((fact) => fact !== '');
}

/** `2026-11-29 03:00 UTC` */
function minuteText(wall: number): string {
  return `${new Date(wall).toISOString().slice(0, 16).replace('T', ' ')} UTC`;
}

/** A shape for each state, as on the page: none is known by its color alone. */
function glyphOf(state: State, role: Role): string {
  const [shape, cut] = GLYPHS[state];
  return `<g transform="translate(${LEFT} 15)"><path class="${role}" fill="${LIGHT[role]}" d="${shape}"/><path class="cut" fill="none" stroke="${LIGHT.card}" stroke-width="2" stroke-linecap="round" stroke-linejoin="round" d="${cut}"/></g>`;
}

const CIRCLE = 'M9 0a9 9 0 1 1 0 18a9 9 0 1 1 0-18z';
const GLYPHS: Readonly<Record<State, readonly [shape: string, cut: string]>> = {
  ok: [CIRCLE, 'M5 9.4l2.8 2.8l5.2-6'],
  degraded: ['M9 0.6l8.8 16.4h-17.6z', 'M9 6.4v4.6M9 14.2v.1'],
  down: ['M5.3 0h7.4l5.3 5.3v7.4l-5.3 5.3h-7.4l-5.3-5.3v-7.4z', 'M6 6l6 6M12 6l-6 6'],
  stale: [CIRCLE, 'M9 4.6v4.8l3 2'],
  unknown: [CIRCLE, 'M6.6 6.8a2.4 2.4 0 1 1 3.4 2.2q-1 .5-1 1.6M9 13.6v.1'],
};

const BARS_Y = 104;
const BARS_HEIGHT = 24;
const BAR_WIDTH = (RIGHT - LEFT) / CARD_BARS;
/** Bars between two times on the axis: six hours. */
const MARK = 24;

function dayOf({ last, runs, upText }: Day): string {
  const first = last - CARD_BARS + 1;
  const byRole = Map.groupBy(barsOf(first, runs), ({ role }) => role);
  const bars = [...byRole].map(
    ([role, members]) => `<path class="${role}" fill="${LIGHT[role]}" d="${members.map(({ d }) => d).join('')}"/>`,
  );
  return [...bars, axisOf(first), text({ x: RIGHT, y: 92, size: 12, role: 'quiet', isEnd: true }, upText)].join('');
}

function barsOf(first: number, runs: readonly BarRun[]): { readonly role: keyof Palette; readonly d: string }[] {
  return Array.from({ length: CARD_BARS }, (_, i) => {
    const run = runs.find(({ from, to }) => first + i >= from && first + i < to);
    const x = (LEFT + i * BAR_WIDTH).toFixed(2);
    return {
      role: run === undefined ? 'unseen' : barRoleOf(run),
      d: `M${x} ${BARS_Y}h${(BAR_WIDTH - 1).toFixed(2)}v${BARS_HEIGHT}h-${(BAR_WIDTH - 1).toFixed(2)}z`,
    };
  });
}

function barRoleOf({ state, isRed }: BarRun): keyof Palette {
  if (isRed === true) return 'down';
  if (state === 'ok') return 'ok-bar';
  return state === 'unknown' ? 'stale' : state;
}

/** Times below every sixth hour's bar. */
function axisOf(first: number): string {
  return Array.from({ length: CARD_BARS / MARK }, (_, i) => {
    const time = new Date((first + i * MARK) * CARD_BAR).toISOString().slice(11, 16);
    const x = LEFT + i * MARK * BAR_WIDTH;
    return text({ x, y: 146, size: 11, role: 'quiet' }, i === 0 ? `${time} UTC` : time);
  }).join('');
}

interface TextLook {
  readonly x: number;
  readonly y: number;
  readonly size: number;
  readonly role: Role;
  readonly isBold?: boolean;
  readonly isEnd?: boolean;
}

function text({ x, y, size, role, isBold = false, isEnd = false }: TextLook, content: string): string {
  const weight = isBold ? ' font-weight="600"' : '';
  const anchor = isEnd ? ' text-anchor="end"' : '';
  return `<text class="${role}" fill="${LIGHT[role]}" x="${x}" y="${y}" font-size="${size}"${weight}${anchor}>${escapedXml(content)}</text>`;
}
