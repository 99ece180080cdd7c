// Messages as tables: which number each field of an object has, and how its value is written.
import { NOTHING, bytes, filler, flag, number, text, time } from './wire.ts';

export type MessageFields = Readonly<Record<string, FieldEncoder>>;

/** Gets what the object has there, undefined where it has nothing. */
export type FieldEncoder = (value: unknown) => Buffer;

/** What the table doesn't know is filler: as long as it would be, under a number that clients have to skip. */
export function encodeFields(fields: MessageFields, object: object): Buffer {
  const values: ReadonlyMap<string, unknown> = new Map(Object.entries(object));
  const known = Object.entries(fields).map(([name, encode]) => encode(values.get(name)));
  const rest = [...values].filter(([name, value]) => !(name in fields) && value !== undefined);
  return Buffer.concat([...known, ...rest.map(([, value]) => filler(SKIPPED, value))]);
}

/** No message of Kubernetes has that many fields yet. */
const SKIPPED = 100;

/** Left out where it isn't set, as Go does with a pointer. */
export function int(field: number): FieldEncoder {
  return (value) => (typeof value === 'number' ? number(field, value) : NOTHING);
}

/** Written even where it isn't set, as Go does with what isn't a pointer. */
export function count(field: number): FieldEncoder {
  return (value) => number(field, typeof value === 'number' ? value : 0);
}

export function bool(field: number): FieldEncoder {
  return (value) => (typeof value === 'boolean' ? flag(field, value) : NOTHING);
}

export function string(field: number): FieldEncoder {
  return (value) => (typeof value === 'string' ? text(field, value) : NOTHING);
}

export function moment(field: number): FieldEncoder {
  return (value) => (typeof value === 'string' ? time(field, value) : NOTHING);
}

export function nested(field: number, fields: MessageFields): FieldEncoder {
  return (value) => (isObject(value) ? bytes(field, encodeFields(fields, value)) : NOTHING);
}

/** The field once for each element of a list. */
export function each(encode: FieldEncoder): FieldEncoder {
  return (value) => (Array.isArray(value) ? Buffer.concat(value.map((element: unknown) => encode(element))) : NOTHING);
}

function isObject(value: unknown): value is object {
  return typeof value === 'object' && value !== null;
}
