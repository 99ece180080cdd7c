// What an intra-shield signature covers, as RFC 9421 (HTTP Message Signatures) has it put in writing. The profile is
// described for other implementers in docs/federation.md.

/** The parts of a request that are signed, as they stand on the wire. */
export interface SignableRequest {
  readonly method: string;
  /** The Host header's value. */
  readonly host: string;
  /** The request line's target, byte for byte: neither decoded nor normalised. */
  readonly target: string;
  /** The value of Last-Event-ID; absent where that header isn't sent. */
  readonly lastEventId?: string;
}

/** The components that a signature of this request covers, exactly and in this order (RFC 9421, 2.3). */
export function coverageOf(request: SignableRequest): string {
  const always = '("@method" "@authority" "@path" "@query"';
  return request.lastEventId === undefined ? `${always})` : `${always} "last-event-id")`;
}

/**
 * The signature base (RFC 9421, 2.5). `signatureParams` is the inner list with its parameters, byte for byte as
 * Signature-Input has it. One character is one byte: encode it as Latin-1, as Node reads and writes header bytes.
 */
export function signatureBase(request: SignableRequest, signatureParams: string): string {
  return [
    `"@method": ${request.method}`,
    `"@authority": ${authorityOf(request.host)}`,
    `"@path": ${pathOf(request.target)}`,
    `"@query": ${queryOf(request.target)}`,
    ...(request.lastEventId === undefined ? [] : [`"last-event-id": ${request.lastEventId}`]),
    `"@signature-params": ${signatureParams}`,
  ].join('\n');
}

/**
 * Lower case, and without a default port (RFC 9421, 2.2.3). Behind an ingress the shield can't know which scheme its
 * caller used, so 80 and 443 are left out alike, by both ends.
 */
export function authorityOf(host: string): string {
  return host.toLowerCase().replace(/:(?:80|443)$/, '');
}

function pathOf(target: string): string {
  const mark = target.indexOf('?');
  return mark === -1 ? target : target.slice(0, mark);
}

/** With its question mark; a target without a query has an empty one (RFC 9421, 2.2.7). */
function queryOf(target: string): string {
  const mark = target.indexOf('?');
  return mark === -1 ? '?' : target.slice(mark);
}
