// Response headers by kind of answer. What all answers have is added where they are sent (send-answer.ts).

export type Headers = Readonly<Record<string, string>>;

/** On every answer, whatever its kind. */
export const COMMON_HEADERS: Headers = {
  'X-Content-Type-Options': 'nosniff',
  'Referrer-Policy': 'no-referrer',
};

/** What an answer's headers depend on, its kind and its bytes apart. */
export interface Audience {
  /** The route is open to anyone. Otherwise only a signed request gets this far, and no cache may keep the answer. */
  readonly isPublic: boolean;
  /** The request's `Origin`. */
  readonly origin?: string | undefined;
  readonly corsOrigins: readonly string[];
}

const NOTHING_LOADS = "default-src 'none'; frame-ancestors 'none'";

/** Kept and read by the caller alone: what answers of signed routes say instead of their kind's own words. */
export const PRIVATE_HEADERS: Headers = {
  'Cache-Control': 'no-store',
  'Cross-Origin-Resource-Policy': 'same-origin',
};

export function jsonHeaders(audience: Audience): Headers {
  const kind = {
    'Content-Type': 'application/json; charset=utf-8',
    'Cache-Control': 'no-cache',
    Vary: 'Accept-Encoding',
    'Content-Security-Policy': NOTHING_LOADS,
    'Cross-Origin-Resource-Policy': 'same-origin',
  };
  return audience.isPublic ? { ...kind, ...corsHeaders(audience) } : { ...kind, ...PRIVATE_HEADERS };
}

/** Only the origins of CORS_ORIGINS may read; a cache must keep them apart, whichever asks first. */
function corsHeaders({ origin, corsOrigins }: Audience): Headers {
  if (corsOrigins.length === 0) return {};
  const vary = { Vary: 'Accept-Encoding, Origin' };
  if (origin === undefined || !corsOrigins.includes(origin)) return vary;
  return { ...vary, 'Access-Control-Allow-Origin': origin, 'Access-Control-Expose-Headers': 'ETag' };
}

/** `frameAncestors` is FRAME_ANCESTORS: who may embed the page. */
export function pageHeaders(frameAncestors: string): Headers {
  return {
    'Content-Type': 'text/html; charset=utf-8',
    'Cache-Control': 'no-cache',
    Vary: 'Accept-Encoding',
    'Content-Security-Policy': [
      "default-src 'none'",
      "script-src 'self'",
      "style-src 'self'",
      "img-src 'self'",
      "font-src 'self'",
      "connect-src 'self'",
      "base-uri 'none'",
      "form-action 'self'",
      `frame-ancestors ${frameAncestors}`,
    ].join('; '),
    'Cross-Origin-Opener-Policy': 'same-origin',
    'Cross-Origin-Resource-Policy': 'same-origin',
    'Permissions-Policy': 'camera=(), microphone=(), geolocation=()',
  };
}

/** Of a page that holds links to badges: they are for its reader, and for no cache. */
export const NO_STORE: Headers = { 'Cache-Control': 'no-store' };

/** For files whose address holds a hash of their bytes. */
export function assetHeaders(contentType: string): Headers {
  return {
    'Content-Type': contentType,
    'Cache-Control': 'public, max-age=31536000, immutable',
    'Cross-Origin-Resource-Policy': 'same-origin',
  };
}

export const PROBLEM_HEADERS: Headers = {
  'Content-Type': 'application/problem+json',
  'Cache-Control': 'no-store',
  'Content-Security-Policy': NOTHING_LOADS,
  'Cross-Origin-Resource-Policy': 'same-origin',
};

export const PROBE_HEADERS: Headers = {
  'Content-Type': 'text/plain; charset=utf-8',
  'Cache-Control': 'no-store',
  'Cross-Origin-Resource-Policy': 'same-origin',
};

/** Server-sent events. Proxies that gather or compress would hold them back. */
export const STREAM_HEADERS: Headers = {
  'Content-Type': 'text/event-stream',
  'Cache-Control': 'no-store, no-transform',
  'X-Accel-Buffering': 'no',
  'Cross-Origin-Resource-Policy': 'same-origin',
};
