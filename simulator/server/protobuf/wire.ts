// The parts of the protobuf wire format that Kubernetes uses.

/** Go writes a time that isn't set as a message without fields. */
export function time(field: number, rfc3339: string | undefined): Buffer {
  if (rfc3339 === undefined) return message(field);
  const ms = Date.parse(rfc3339);
  return message(field, number(1, Math.floor(ms / 1000)), number(2, 0));
}

export function texts(field: number, map: Readonly<Record<string, string>> = {}): Buffer {
  return Buffer.concat(Object.entries(map).map(([key, value]) => message(field, text(1, key), text(2, value))));
}

/** Filler for fields that no client reads, about as long as their encoding: protobuf doesn't contain field names. */
export function filler(field: number, value: unknown): Buffer {
  const text = Buffer.from(JSON.stringify(value));
  return bytes(field, text.subarray(0, Math.ceil(text.length * SHORTER)));
}

const SHORTER = 0.75;

export const NOTHING = Buffer.alloc(0);

export function message(field: number, ...parts: readonly Buffer[]): Buffer {
  return bytes(field, Buffer.concat(parts));
}

export function text(field: number, value: string | undefined): Buffer {
  return value === undefined ? NOTHING : bytes(field, Buffer.from(value));
}

export function bytes(field: number, value: Buffer): Buffer {
  return Buffer.concat([varint((field << 3) | LENGTH_DELIMITED), varint(value.length), value]);
}

export function number(field: number, value: number): Buffer {
  return Buffer.concat([varint((field << 3) | VARINT), varint(value)]);
}

export function flag(field: number, value: boolean): Buffer {
  return number(field, value ? 1 : 0);
}

const VARINT = 0;
export const LENGTH_DELIMITED = 2;

/** Cached: nearly all are tags and lengths. */
export function varint(value: number): Buffer {
  if (value < 0 || value >= MADE_ONCE) return encodeVarint(value);
  const made = VARINTS[value] ?? encodeVarint(value);
  VARINTS[value] = made;
  return made;
}

const MADE_ONCE = 16_384;
const VARINTS: Buffer[] = [];

/** Seven bits per byte, lowest first; negative numbers as 64 bits. */
function encodeVarint(value: number): Buffer {
  const out: number[] = [];
  let rest = BigInt.asUintN(64, BigInt(value));
  for (; rest > 0x7fn; rest >>= 7n) out.push(Number(rest & 0x7fn) | 0x80);
  out.push(Number(rest));
  return Buffer.from(out);
}
