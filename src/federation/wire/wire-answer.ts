// The fields that all results on the wire share, of services and of objects; and the sources that they refer to.
import { resolveColor } from '../../services/result/color.ts';
import { type State, STATES } from '../../services/result/result.ts';
import { type Fields, fieldsOf, listOf, misfit, textOf, wholeOf } from './wire-readers.ts';

/** The id of a source: `pods`, `pods/NAMESPACE`, or anything else for a check's runs. */
export interface WireSource {
  readonly id: string;
  /** Milliseconds since its last proof, when this was sent; absent: never proven. */
  readonly age?: number;
  /** Milliseconds by which its proofs may be further apart than those of a watch; absent: 0. */
  readonly grace?: number;
}

export interface WireAnswer {
  readonly status: string;
  readonly color: string;
  readonly state: State;
}

/** Every custom check may be a source. If they don't fit into one event, several heartbeats are sent. */
export const MAX_SOURCES = 4_000;
/** The maximum of a Date. */
export const LATEST = 8.64e15;

/** The maximum for pods, containers and restarts. Sums of 20,000 of them are still exact. */
export const MAX_COUNT = 1e9;

/** Replaces a result that can't be parsed, so that aggregates that include it aren't green. */
export const UNREADABLE = { status: 'unreadable', color: 'lightgrey', state: 'stale', reason: 'stale' } as const;

export function answerOf(value: unknown): WireAnswer {
  const { status, color, state }: Fields = fieldsOf(value, 'a result');
  return { status: textOf(status, 'status'), color: colorOf(color), state: stateOf(state) };
}

export function sourcesOf(value: unknown): readonly WireSource[] {
  return listOf(value, MAX_SOURCES, 'sources', (item) => {
    const { id, age, grace } = fieldsOf(item, 'a source');
    return {
      id: textOf(id, "a source's id"),
      ...(age !== undefined && { age: durationOf(age, 'age') }),
      ...(grace !== undefined && { grace: durationOf(grace, 'grace') }),
    };
  });
}

function colorOf(value: unknown): string {
  const color = typeof value === 'string' ? resolveColor(value) : undefined;
  if (color === undefined) throw misfit("color must be a color's name, or 3 or 6 hex digits");
  return color;
}

function stateOf(value: unknown): State {
  const state = STATES.find((known) => known === value);
  if (state === undefined) throw misfit(`state must be one of ${STATES.join(', ')}`);
  return state;
}

/** A check runs at least once a week, for at most an hour. */
const MAX_INTERVAL = 1e12;

function durationOf(value: unknown, what: string): number {
  return wholeOf(value, MAX_INTERVAL, what);
}
