// A request as a signature sees it: header values as they came, nothing decoded, and nothing that a proxy claims.
import { hasBody } from '../../http/request/has-body.ts';
import type { ReceivedRequest } from './signature.ts';

/** What is needed of node:http's IncomingMessage. */
interface Incoming {
  readonly method?: string | undefined;
  readonly headers: Readonly<Record<string, string | string[] | undefined>>;
  readonly rawHeaders: readonly string[];
}

/** `target` is the request line's, before anything rewrote it. */
export function receivedRequest(incoming: Incoming, target: string): ReceivedRequest {
  const value = (name: string): string | undefined => fieldValue(incoming.rawHeaders, name);
  const [lastEventId, signatureInput, signature] = [
    value('last-event-id'),
    value('signature-input'),
    value('signature'),
  ];
  return {
    method: incoming.method ?? '',
    host: value('host') ?? '',
    target,
    hasBody: hasBody(incoming.headers),
    ...(lastEventId !== undefined && { lastEventId }),
    ...(signatureInput !== undefined && { signatureInput }),
    ...(signature !== undefined && { signature }),
  };
}

/** Repeated fields are joined (RFC 9421, 2.1). Node's own `headers` would drop a second Host. */
function fieldValue(rawHeaders: readonly string[], name: string): string | undefined {
  const values = rawHeaders.filter((_, i) => i % 2 === 1 && rawHeaders[i - 1]?.toLowerCase() === name);
  return values.length === 0 ? undefined : values.map((value) => value.trim()).join(', ');
}
