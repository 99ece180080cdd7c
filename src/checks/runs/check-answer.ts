// Parses what a check's function returned to a result. It comes from a process that runs untrusted code.
import { cleanText } from '../../config/clean-text.ts';
import { resolveColor, stateOfColor } from '../../services/result/color.ts';
import type { State } from '../../services/result/result.ts';

/** The part of a Result that the check itself decides. */
export interface ParsedAnswer {
  readonly label: string;
  readonly status: string;
  readonly color: string;
  readonly state: State;
  readonly reason?: 'misconfigured';
}

export interface JudgedAnswer {
  readonly answer: ParsedAnswer;
  /** Warnings about what was ignored, each a line for the log. */
  readonly oddities: readonly string[];
}

/** Characters of a status, and of a label. */
const MAX_TEXT = 256;

/** A raw value is the status; the rest has defaults: the check's name, `misconfigured`, `orange`. */
export function parseAnswer(value: unknown, check: string): JudgedAnswer {
  const given = isFields(value) ? value : { status: value };
  const status = textOf(given.status);
  const { color, isGiven, ...colorOddity } = colorOf(given.color);
  const { state, ...stateOddity } = stateOf(given.state);
  const texts = { label: textOf(given.label) ?? check, color };
  const oddities = [colorOddity.oddity, stateOddity.oddity].filter((oddity) => oddity !== undefined);
  if (status === undefined) {
    return { answer: { ...texts, status: 'misconfigured', state: 'unknown', reason: 'misconfigured' }, oddities };
  }
  return { answer: { ...texts, status, state: state ?? (isGiven ? stateOfColor(color) : 'ok') }, oddities };
}

interface Fields {
  readonly label?: unknown;
  readonly status?: unknown;
  readonly color?: unknown;
  readonly state?: unknown;
}

function isFields(value: unknown): value is Fields {
  return typeof value === 'object' && value !== null;
}

/** Undefined if there is no text. */
function textOf(value: unknown): string | undefined {
  if (typeof value !== 'string' && typeof value !== 'number' && typeof value !== 'boolean') return undefined;
  const text = cleanText(String(value));
  return isBlank(text) ? undefined : cut(text);
}

/** Contains only invisible characters: control and format characters, and all kinds of spaces. */
function isBlank(text: string): boolean {
  return /^[\p{C}\p{Z}]*$/u.test(text);
}

/** Cuts between characters. */
function cut(text: string): string {
  return text.length <= MAX_TEXT ? text : text.slice(0, MAX_TEXT).replace(/[\uD800-\uDBFF]$/, '');
}

interface GivenColor {
  readonly color: string;
  readonly isGiven: boolean;
  readonly oddity?: string;
}

function colorOf(value: unknown): GivenColor {
  if (value === undefined || value === null) return { color: 'orange', isGiven: false };
  const color = typeof value === 'string' ? resolveColor(value) : undefined;
  if (color !== undefined) return { color, isGiven: true };
  const oddity = `${quote(value)} is not a color, so it is shown in orange. Use a name such as green, or hex digits without #.`;
  return { color: 'orange', isGiven: true, oddity };
}

/** `stale` is reserved for the shield. */
const STATES: ReadonlyMap<unknown, State> = new Map(
  (['ok', 'degraded', 'down', 'unknown'] as const).map((state) => [state, state]),
);

function stateOf(value: unknown): { readonly state?: State; readonly oddity?: string } {
  if (value === undefined || value === null) return {};
  const state = STATES.get(value);
  if (state !== undefined) return { state };
  return { oddity: `${quote(value)} is not a state, so the color decides. Use ok, degraded, down or unknown.` };
}

function quote(value: unknown): string {
  return JSON.stringify(value).slice(0, 60);
}
