// The keys that a federation shares: one a line in the file that INTRA_SECRET names. The first signs, all verify, so
// that a new key can be handed out before it is used and an old one withdrawn after.
import { createHmac } from 'node:crypto';

export interface Key {
  /** Identifies the key without revealing it. */
  readonly id: string;
  readonly bytes: Buffer;
}

/** The first signs. */
export type KeyRing = readonly Key[];

export interface KeyFile {
  readonly keys: KeyRing;
  /** Sentences about keys that are shorter than they should be; never a key. */
  readonly warnings: readonly string[];
}

/** Sentences about what to mend; never a key. */
export interface KeyFileFaults {
  readonly faults: readonly string[];
}

export type KeyFileVariable = 'INTRA_SECRET' | 'READ_TOKENS' | 'BADGE_KEYS';

/** The path isn't printed: somebody may have put the key itself where its path belongs. */
export function keyFileFault(sentence: string, variable: KeyFileVariable = 'INTRA_SECRET'): string {
  return `${variable}: the key file ${sentence}`;
}

/** Otherwise anyone who makes links, or reads, could read what shields send each other. */
export const SHARED_KEY = 'holds a key of INTRA_SECRET. Make one of its own: openssl rand -base64 32';

const MAX_KEYS = 16;
/** HMAC-SHA-256 gains nothing from a longer key, and loses strength with a shorter one (RFC 2104, 3). */
const RECOMMENDED_BYTES = 32;
const MIN_BYTES = 16;

export function parseKeyFile(content: Uint8Array): KeyFile | KeyFileFaults {
  const text = utf8(content);
  if (text === undefined) return { faults: ['is not UTF-8. Write one key a line, as text.'] };
  const lines = keyLines(text);
  const faults = [...countFaults(lines), ...lines.flatMap(tooShort)];
  if (faults.length > 0) return { faults };
  return {
    keys: distinct(lines.map((line) => keyFromBytes(line.bytes))),
    warnings: lines.flatMap(shorterThanRecommended),
  };
}

export function keyById(ring: KeyRing, id: string): Key | undefined {
  return ring.find((key) => key.id === id);
}

/** Ids of the keys that `next` no longer holds. */
export function removedKeys(before: KeyRing, next: KeyRing): string[] {
  return before.filter((key) => keyById(next, key.id) === undefined).map((key) => key.id);
}

export function keyFromBytes(bytes: Buffer): Key {
  return { id: createHmac('sha256', bytes).update('kube-shields keyid v1').digest('hex').slice(0, 16), bytes };
}

interface KeyLine {
  readonly number: number;
  readonly bytes: Buffer;
}

function utf8(content: Uint8Array): string | undefined {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(content);
  } catch {
    return undefined;
  }
}

function keyLines(text: string): KeyLine[] {
  return text
    .split('\n')
    .map((line, index) => ({ number: index + 1, text: line.trim() }))
    .filter((line) => line.text !== '' && !line.text.startsWith('#'))
    .map((line) => ({ number: line.number, bytes: Buffer.from(line.text, 'utf8') }));
}

function countFaults(lines: readonly KeyLine[]): string[] {
  if (lines.length === 0) return ['holds no key. Write one of at least 32 bytes: openssl rand -base64 32'];
  if (lines.length > MAX_KEYS) return [`holds ${lines.length} keys, at most ${MAX_KEYS} are read. Remove old ones.`];
  return [];
}

function tooShort({ number, bytes }: KeyLine): string[] {
  if (bytes.length >= MIN_BYTES) return [];
  return [
    `has ${bytes.length} bytes in line ${number}, a key needs at least ${RECOMMENDED_BYTES}: openssl rand -base64 32`,
  ];
}

function shorterThanRecommended({ number, bytes }: KeyLine): string[] {
  if (bytes.length >= RECOMMENDED_BYTES) return [];
  return [
    `has ${bytes.length} bytes in line ${number}, a key should have at least ${RECOMMENDED_BYTES}: openssl rand -base64 32`,
  ];
}

function distinct(keys: readonly Key[]): KeyRing {
  return [...new Map(keys.map((key) => [key.id, key])).values()];
}
