// Entity tags (RFC 9110, sections 8.8.3 and 13.1.2).
import { createHash } from 'node:crypto';
import type { Answer } from './answer.ts';

/** The answer with a strong tag: a hash of its bytes, so that replicas agree. */
export function withEtag(answer: Answer): Answer {
  return { ...answer, headers: { ...answer.headers, ETag: etagOf(answer.body) } };
}

/** 128 bits of SHA-256 are more than enough to distinguish versions of one resource. */
export function etagOf(body: string | Buffer): string {
  return `"${createHash('sha256').update(body).digest('base64url').slice(0, 22)}"`;
}

/** After a 304 a cache may keep its stored headers. If max-age is 0 it must get the new ones, with the body. */
export function mayBeConfirmed(cacheControl: string | undefined): boolean {
  return cacheControl === undefined || !/\bmax-age=0\b/.test(cacheControl);
}

/** Whether `If-None-Match` names the tag: any of its list, weak or strong, or `*`. */
export function matchesEtag(ifNoneMatch: string, etag: string): boolean {
  if (ifNoneMatch.trim() === '*') return true;
  return ifNoneMatch.match(/"[^"]*"/g)?.includes(etag.replace(/^W\//, '')) ?? false;
}
