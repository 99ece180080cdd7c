// Messages as tables: the number and the encoder of each field.
import { NOTHING, bytes, filler, flag, number, text, time } from './wire.ts';

export type MessageFields = Readonly<Record<string, FieldEncoder>>;

/** Gets the field's value, undefined when the object doesn't have it. */
export type FieldEncoder = (value: unknown) => Buffer;

/** Unknown fields become filler of the same length, with a number that clients skip. */
export function encodeFields(fields: MessageFields, object: object): Buffer {
  const values: ReadonlyMap<string, unknown> = new Map(Object.entries(object));
  const known = Object.entries(fields).map(([name, encode]) => encode(values.get(name)));
  const rest = [...values].filter(([name, value]) => !(name in fields) && value !== undefined);
  return Buffer.concat([...known, ...rest.map(([, value]) => filler(SKIPPED, value))]);
}

/** A field number that no Kubernetes message uses. */
const SKIPPED = 100;

/** Omitted when unset, like a pointer field in Go. */
export function int(field: number): FieldEncoder {
  return (value) => (typeof value === 'number' ? number(field, value) : NOTHING);
}

/** Written even when unset, like a non-pointer field in Go. */
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

/** A repeated field. */
export function each(encode: FieldEncoder): FieldEncoder {
  return (value) => (Array.isArray(value) ? Buffer.concat(value.map((element: unknown) => encode(element))) : NOTHING);
}

function isObject(value: unknown): value is object {
  return typeof value === 'object' && value !== null;
}
