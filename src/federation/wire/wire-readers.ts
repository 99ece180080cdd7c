// Parsers of untrusted data: each returns the value, or throws a Misfit, which the parser of events catches.
import { cleanText } from '../../config/clean-text.ts';
import { isName } from '../../config/names.ts';
import { closedReason, type Reason } from '../../services/result/reason.ts';

export interface WireFault {
  readonly type: 'fault';
  readonly code: 'unreadable' | 'too-large';
  readonly text: string;
}

export interface WireKey {
  /** `''`: a logical service. */
  readonly namespace: string;
  readonly name: string;
}

export const MAX_TEXT = 256;

export function tooLarge(what: string): WireFault {
  return { type: 'fault', code: 'too-large', text: `${what} is more than a shield may send` };
}

/** Thrown by the parsers below, and caught by the parser of events. */
export class Misfit extends Error {
  constructor(readonly fault: WireFault) {
    super(fault.text);
  }
}

export function misfit(what: string): Misfit {
  return new Misfit({ type: 'fault', code: 'unreadable', text: what });
}

/** The default for data that can't be parsed. */
export function orElse<T, U>(parse: () => T, other: U): T | U {
  try {
    return parse();
  } catch (error) {
    if (error instanceof Misfit) return other;
    throw error;
  }
}

export type Fields = Readonly<Record<string, unknown>>;

export function fieldsOf(value: unknown, what: string): Fields {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) throw misfit(`${what} must be an object`);
  return value as Fields;
}

export function listOf<T>(value: unknown, max: number, what: string, parse: (item: unknown) => T): readonly T[] {
  if (!Array.isArray(value)) throw misfit(`${what} must be a list`);
  if (value.length > max) throw new Misfit(tooLarge(`${what} with ${value.length} entries`));
  return value.map(parse);
}

export function keyOf(value: unknown): WireKey {
  const { namespace, name } = fieldsOf(value, 'a place');
  if (typeof namespace !== 'string' || (namespace !== '' && !isName(namespace)))
    throw misfit('namespace must be a name');
  if (typeof name !== 'string' || !isName(name)) throw misfit('name must be a name');
  return { namespace, name };
}

export function textOf(value: unknown, what: string): string {
  if (typeof value !== 'string' || value.length > MAX_TEXT) {
    throw misfit(`${what} must be a text of at most ${MAX_TEXT} characters`);
  }
  return cleanText(value);
}

export function wholeOf(value: unknown, max: number, what: string): number {
  if (typeof value === 'number' && Number.isInteger(value) && value >= 0 && value <= max) return value;
  throw misfit(`${what} must be a whole number from 0 to ${max}`);
}

export function reasonOf(value: unknown): Reason {
  return closedReason(textOf(value, 'reason'));
}
