// A value as a JSON answer.
import type { Answer } from './answer.ts';
import { withEtag } from './etag.ts';
import { type Audience, jsonHeaders } from './headers.ts';

export function jsonAnswer(value: unknown, audience: Audience): Answer {
  return withEtag({ status: 200, headers: jsonHeaders(audience), body: JSON.stringify(value) });
}
