// Response headers by kind of answer. What all answers have is added where they are sent (send-answer.ts).

export type Headers = Readonly<Record<string, string>>;

/** On every answer, whatever its kind. */
export const COMMON_HEADERS: Headers = {
  'X-Content-Type-Options': 'nosniff',
  'Referrer-Policy': 'no-referrer',
};

/** What a response's headers depend on, besides its kind and body. */
export interface Audience {
  /** The route is open to anyone. Otherwise the request was authenticated, and no cache may store the response. */
  readonly isPublic: boolean;
  /** The request's `Origin`. */
  readonly origin?: string | undefined;
  readonly corsOrigins: readonly string[];
}

const NOTHING_LOADS = "default-src 'none'; frame-ancestors 'none'";

/** For responses of authenticated routes, instead of the usual cache and CORS headers. */
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

/** Only the origins of CORS_ORIGINS may read; `Vary` keeps their responses apart in caches. */
function corsHeaders({ origin, corsOrigins }: Audience): Headers {
  if (corsOrigins.length === 0) return {};
  const vary = { Vary: 'Accept-Encoding, Origin' };
  if (origin === undefined || !corsOrigins.includes(origin)) return vary;
  return { ...vary, 'Access-Control-Allow-Origin': origin, 'Access-Control-Expose-Headers': 'ETag' };
}

/** `frameAncestors` is FRAME_ANCESTORS: who may embed the page. `style`: a source of the content security policy. */
export function pageHeaders(frameAncestors: string, style = "'self'"): Headers {
  return {
    'Content-Type': 'text/html; charset=utf-8',
    'Cache-Control': 'no-cache',
    Vary: 'Accept-Encoding',
    'Content-Security-Policy': [
      "default-src 'none'",
      "script-src 'self'",
      `style-src ${style}`,
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

/** For a page that contains links to badges: no cache may store them. */
export const NO_STORE: Headers = { 'Cache-Control': 'no-store' };

/** For files with a content hash in their address. */
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

/** Of a problem that browsers get as a page and programs as JSON. */
export const NEGOTIATED: Headers = { 'Cache-Control': 'no-store', Vary: 'Accept, Accept-Encoding' };

export const PROBE_HEADERS: Headers = {
  'Content-Type': 'text/plain; charset=utf-8',
  'Cache-Control': 'no-store',
  'Cross-Origin-Resource-Policy': 'same-origin',
};

/** Server-sent events. Proxies that buffer or compress would delay them. */
export const STREAM_HEADERS: Headers = {
  'Content-Type': 'text/event-stream',
  'Cache-Control': 'no-store, no-transform',
  'X-Accel-Buffering': 'no',
  'Cross-Origin-Resource-Policy': 'same-origin',
};
