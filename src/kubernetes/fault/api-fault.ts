// What can go wrong between the shield and the Kubernetes API: a closed list of codes for the public, and a text with
// advice for the log. These failures are expected, so they are values, not exceptions.

export const FAULT_CODES = [
  'unreachable',
  'certificate',
  'credentials',
  'unauthorized',
  'forbidden',
  'not-found',
  'throttled',
  'bad-request',
  'server-error',
  'timeout',
  'silent',
  'cut-off',
  'unreadable',
  'too-large',
  'gone',
  'went-back',
  'endless-list',
  'ended-early',
] as const;

export type FaultCode = (typeof FAULT_CODES)[number];

export interface ApiFault {
  readonly type: 'fault';
  readonly code: FaultCode;
  /** What happened and what to do next, for the log. It may name hosts and paths, never a secret. */
  readonly text: string;
  /** What to do if it persists. Only set for refusals that may be temporary. */
  readonly remedy?: string;
  /** Milliseconds that the server asked to wait (`Retry-After`). */
  readonly retryAfter?: number;
}

export function fault(code: FaultCode, text: string, retryAfter?: number): ApiFault {
  return { type: 'fault', code, text, ...(retryAfter !== undefined && { retryAfter }) };
}

/** The response isn't one of the Kubernetes API. */
export function unreadable(what: string): ApiFault {
  return fault(
    'unreadable',
    `${what}. Check that the server address is a Kubernetes API, with nothing between that rewrites answers.`,
  );
}

/** What was asked of the API server, in RBAC's words. */
export interface Permission {
  readonly verb: 'get' | 'list' | 'watch';
  /** `pods`, `deployments.apps`. */
  readonly resource: string;
}

export interface ApiRefusal {
  readonly status: number;
  /** What the server wrote about it. */
  readonly said: string;
  readonly needs: Permission;
  /** Milliseconds. */
  readonly retryAfter?: number | undefined;
}

/** The fault for a response whose status isn't 200. */
export function faultOfRefusal({ status, said, needs, retryAfter }: ApiRefusal): ApiFault {
  const found = faultOfStatus(status, said, retryAfter);
  return isRefusal(found) ? { ...found, remedy: remedyOf(needs) } : found;
}

/** The fault for an HTTP status; `said` is the server's message. */
export function faultOfStatus(status: number, said: string, retryAfter?: number): ApiFault {
  const code = codeOfStatus(status);
  return fault(code, `${described(status, said)} ${ADVICE[code]}`, retryAfter);
}

/** Forbidden or not found. A starting API server answers 403 to everything for some seconds. */
export function isRefusal({ code }: Pick<ApiFault, 'code'>): boolean {
  return code === 'forbidden' || code === 'not-found';
}

function remedyOf({ verb, resource }: Permission): string {
  const grant = 'a ClusterRole with its binding, or, with WATCH_NAMESPACES, a Role in each namespace';
  return verb === 'list'
    ? `Give the service account \`list\` and \`watch\` on \`${resource}\`: ${grant}. With WATCH_NAMESPACES, check that the namespace exists.`
    : `\`${resource}\` may be listed but not watched: add \`watch\` to the service account's rule (${grant}).`;
}

function codeOfStatus(status: number): StatusCode {
  switch (status) {
    case 401:
      return 'unauthorized';
    case 403:
      return 'forbidden';
    case 404:
      return 'not-found';
    case 410:
      return 'gone';
    case 429:
      return 'throttled';
    case 504:
      return 'timeout';
    default:
      if (status >= 500) return 'server-error';
      return status >= 400 ? 'bad-request' : 'unreadable';
  }
}

type StatusCode =
  | 'unauthorized'
  | 'forbidden'
  | 'not-found'
  | 'gone'
  | 'throttled'
  | 'timeout'
  | 'server-error'
  | 'bad-request'
  | 'unreadable';

const ADVICE: Readonly<Record<StatusCode, string>> = {
  unauthorized:
    'The token or client certificate is not valid (any more). It is read again before the next try; if this stays, renew the service account token or log in again.',
  forbidden:
    "Not allowed, or the namespace doesn't exist. An API server that is starting refuses everything for some seconds; it is asked again.",
  'not-found':
    "Not there, or the server address isn't a Kubernetes API's. An API server that is starting refuses everything for some seconds; it is asked again.",
  gone: 'That is normal after a long pause; everything is listed again.',
  throttled: 'The API server is busy; it is asked again when it said.',
  timeout: 'The API server took too long; it is asked again.',
  'server-error': "Look at the API server's health; it is asked again.",
  'bad-request': 'Something between us and the API server may rewrite requests; it is asked again.',
  unreadable: 'Redirects and odd answers are not followed: check that the server address is the Kubernetes API itself.',
};

/** A Status or an HTML page may be long, and newlines would break the log's lines. */
const MAX_QUOTE = 300;

function described(status: number, said: string): string {
  const quote = said.replace(/\s+/g, ' ').trim().slice(0, MAX_QUOTE).replace(/\.+$/, '');
  return `The API server answered ${status}${quote === '' ? '' : `: ${quote}`}.`;
}
