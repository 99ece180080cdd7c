// The problems that more than one room answers, and the OpenAPI document shows.
import { badRequest, notFound, type Problem, unavailable } from './problem.ts';

export const METHOD_NOT_ALLOWED: Problem = {
  type: 'method-not-allowed',
  title: 'Method not allowed',
  status: 405,
  detail: 'Nothing can be changed here. Ask with GET or HEAD.',
  headers: { Allow: 'GET, HEAD' },
};

export const REQUEST_TIMEOUT: Problem = {
  type: 'request-timeout',
  title: 'Request Timeout',
  status: 408,
  detail: 'The request did not arrive in time. Send it again, as a whole.',
};

export const CONTENT_TOO_LARGE: Problem = {
  type: 'content-too-large',
  title: 'Content too large',
  status: 413,
  detail: 'No request may have a body. Send it without one.',
  headers: { Connection: 'close' },
};

export const URI_TOO_LONG: Problem = {
  type: 'uri-too-long',
  title: 'URI too long',
  status: 414,
  detail: 'Path and query together may have 4096 bytes. Leave parameters out, or shorten them.',
};

export const HEADERS_TOO_LARGE: Problem = {
  type: 'headers-too-large',
  title: 'Request Header Fields Too Large',
  status: 431,
  detail: 'All header fields together may have 16 kB. Send fewer cookies and headers.',
};

export const INTERNAL_ERROR: Problem = {
  type: 'internal-error',
  title: 'Internal error',
  status: 500,
  detail:
    "This is a mistake in kube-shields. The log says what happened, under this answer's instance: please report it.",
};

/** Within a minute enough nonces age out. */
export const TOO_MANY_NONCES = unavailable(
  'More signed requests have come than can be remembered. Ask less often.',
  60,
);

export const SHUTTING_DOWN = unavailable(
  'This shield is shutting down. Ask again: another replica, or the next process, answers.',
  1,
);

export const NO_SUCH_PATH = notFound(
  'There is nothing at this path. Badges are at /_/SERVICE/CHECK/, as in /_/web/health/.',
);

export const UNKNOWN_SERVICE = notFound('No service of that name is known. /services/ lists those of this cluster.');

export const BAD_LIMIT = badRequest('limit must be a whole number from 1 to 500.');
