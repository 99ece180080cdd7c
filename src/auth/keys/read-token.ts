// `Authorization: Bearer TOKEN` (RFC 6750, 2.1), beside the tokens in force.
import { createHash, timingSafeEqual } from 'node:crypto';
import type { KeyRing } from './key-ring.ts';

/** As it was sent; undefined where the header holds no bearer token. */
export function bearerTokenIn(authorization: string | undefined): Buffer | undefined {
  const [, token] = /^Bearer +(\S+) *$/i.exec(authorization ?? '') ?? [];
  return token === undefined ? undefined : Buffer.from(token, 'latin1');
}

/** Takes the same time whichever of them it is, or none. */
export function isOneOf(token: Buffer, ring: KeyRing): boolean {
  const given = digest(token);
  return ring.map(({ bytes }) => timingSafeEqual(digest(bytes), given)).includes(true);
}

function digest(bytes: Buffer): Buffer {
  return createHash('sha256').update(bytes).digest();
}
