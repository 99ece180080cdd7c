// Whether a request announces a body (RFC 9112, section 6.3).

type Value = string | readonly string[] | undefined;

export interface BodyHeaders {
  readonly 'content-length'?: Value;
  readonly 'transfer-encoding'?: Value;
}

export function hasBody(headers: BodyHeaders): boolean {
  return headers['transfer-encoding'] !== undefined || (headers['content-length'] ?? '0') !== '0';
}
