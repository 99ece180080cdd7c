// Faults of requests that couldn't be sent, or got no response.
import { type ApiFault, fault } from './api-fault.ts';

/**
 * Node throws if a certificate or key can't be parsed (it may be half written), or if the token is no valid header
 * value.
 */
export function unsendable(error: unknown): ApiFault {
  const code = error instanceof Error && 'code' in error ? String(error.code) : 'unknown';
  return fault(
    'credentials',
    `No request can be made with these credentials (${code}). Check the certificates, the key and the token; they are read again.`,
  );
}

/** Where a request goes. */
export interface Way {
  readonly server: URL;
  readonly proxy: URL | undefined;
}

export function timedOut(way: Way, within: number): ApiFault {
  return fault(
    'timeout',
    `${named(way)} didn't answer within ${within / 1000} s. Look at the API server's health; it is asked again.`,
  );
}

export function faultOfError(error: unknown, way: Way): ApiFault {
  const { server, proxy } = way;
  const code = codeOf(error);
  if (code === 'ECONNRESET' || code === 'EPIPE' || code === 'ABORT_ERR') {
    return fault('cut-off', `${named(way)} dropped the connection (${code}). It is asked again.`);
  }
  if (proxy !== undefined && !isAboutCertificates(code)) return faultOfProxy(error, server, proxy);
  if (UNREACHABLE.has(code)) {
    return fault(
      'unreachable',
      `${server.origin} can't be reached (${code}). Check the server address, network policies and that the API server runs; it is asked again.`,
    );
  }
  if (isAboutCertificates(code)) {
    return fault(
      'certificate',
      `The certificate of ${named(way)} is not trusted (${code}). Check the kubeconfig's or service account's CA, and that the address is one the certificate names; both are read again before the next try.`,
    );
  }
  if (code.startsWith('HPE_')) {
    return fault(
      'unreadable',
      `${server.origin} answers with something else than HTTP (${code}). Check that the server address is a Kubernetes API.`,
    );
  }
  return fault(
    'unreachable',
    `${server.origin} can't be asked: ${code || 'no reason given'}. Check that the server address is a Kubernetes API.`,
  );
}

function faultOfProxy(error: unknown, server: URL, proxy: URL): ApiFault {
  const status = statusOf(error);
  const reason = status === undefined ? codeOf(error) || 'no reason given' : `status ${status}`;
  const text =
    status === PROXY_AUTHENTICATION
      ? `The proxy ${originOf(proxy)} wants a user and a password. Write them into HTTPS_PROXY, or the kubeconfig's proxy-url: http://USER:PASSWORD@HOST:PORT.`
      : `${server.origin} can't be reached through the proxy ${originOf(proxy)} (${reason}). Have the proxy allow it, correct HTTPS_PROXY or the kubeconfig's proxy-url, or name the server in NO_PROXY; it is asked again.`;
  return fault('unreachable', text);
}

/** https://www.rfc-editor.org/rfc/rfc9110#name-407-proxy-authentication-re */
const PROXY_AUTHENTICATION = 407;

/** What a proxy answered that was asked for a connection. */
function statusOf(error: unknown): number | undefined {
  const hasStatus = typeof error === 'object' && error !== null && 'statusCode' in error;
  return hasStatus && typeof error.statusCode === 'number' ? error.statusCode : undefined;
}

const named = ({ server, proxy }: Way): string =>
  proxy === undefined ? server.origin : `${server.origin} (through the proxy ${originOf(proxy)})`;

/** Without a password. */
const originOf = ({ protocol, host }: URL): string => `${protocol}//${host}`;

function codeOf(error: unknown): string {
  const hasCode = typeof error === 'object' && error !== null && 'code' in error;
  return hasCode && typeof error.code === 'string' ? error.code : '';
}

const UNREACHABLE: ReadonlySet<string> = new Set([
  'ECONNREFUSED',
  'EHOSTUNREACH',
  'ENETUNREACH',
  'ENOTFOUND',
  'EAI_AGAIN',
  'ETIMEDOUT',
  'EADDRNOTAVAIL',
]);

/** OpenSSL's and Node's own names. */
function isAboutCertificates(code: string): boolean {
  return /CERT|SELF_SIGNED|^UNABLE_TO_|^ERR_TLS_|^ERR_SSL_|^EPROTO$/.test(code);
}
