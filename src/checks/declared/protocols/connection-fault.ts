// Why a connection failed, as one of the closed codes.
import type { FindingFault } from '../answer/finding.ts';

/** OpenSSL's and Node's: https://nodejs.org/api/tls.html#x509-certificate-error-codes */
const FAULT_OF_CODE: ReadonlyMap<string, FindingFault> = new Map([
  ['ABORT_ERR', 'no answer'],
  ['ETIMEDOUT', 'no answer'],
  ['ETIMEOUT', 'no answer'],
  ['ECANCELLED', 'no answer'],
  ['ECONNREFUSED', 'refused'],
  ['EHOSTUNREACH', 'unreachable'],
  ['ENETUNREACH', 'unreachable'],
  ['EADDRNOTAVAIL', 'unreachable'],
  ['ENOTFOUND', 'name not found'],
  ['EAI_AGAIN', 'name not found'],
  ['ENODATA', 'no records'],
  ['ECONNRESET', 'reset'],
  ['EPIPE', 'reset'],
  ['CERT_HAS_EXPIRED', 'expired'],
  ['CERT_NOT_YET_VALID', 'not yet valid'],
  ['ERR_TLS_CERT_ALTNAME_INVALID', 'wrong name'],
  ['ERR_LINK_LOCAL', 'redirected away'],
  ['ERR_HTTP2_ERROR', 'not HTTP'],
  ['ERR_HTTP2_SESSION_ERROR', 'not HTTP'],
  ['ERR_HTTP2_STREAM_ERROR', 'reset'],
]);

export function connectionFault(error: unknown): FindingFault {
  const code = codeOf(error);
  const known = FAULT_OF_CODE.get(code);
  if (known !== undefined) return known;
  if (code.startsWith('HPE_')) return 'not HTTP';
  if (/CERT|ISSUER|SELF_SIGNED|UNABLE_TO|CRL|CHAIN|PURPOSE/.test(code)) return 'not trusted';
  return /^(?:EPROTO|ERR_SSL|ERR_TLS)/.test(code) ? 'tls failed' : 'failed';
}

/** Several addresses that were tried are one error with many; a stream that was cancelled says why in its cause. */
function codeOf(error: unknown): string {
  if (error instanceof AggregateError && error.errors.length > 0) return codeOf(error.errors[0]);
  if (error instanceof Error && error.cause !== undefined) return codeOf(error.cause);
  if (typeof error !== 'object' || error === null || !('code' in error)) return '';
  return typeof error.code === 'string' ? error.code : '';
}
