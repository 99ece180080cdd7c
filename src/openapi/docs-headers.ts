// Response headers of the documentation's page and files.
import { type Headers, pageHeaders } from '../http/answer/headers.ts';

/** Swagger UI writes style attributes, and draws with data: URLs. */
export function docsHeaders(frameAncestors: string): Headers {
  const headers = pageHeaders(frameAncestors);
  const policy = (headers['Content-Security-Policy'] ?? '')
    .replace("style-src 'self'", "style-src 'self' 'unsafe-inline'")
    .replace("img-src 'self'", "img-src 'self' data:");
  return { ...headers, 'Content-Security-Policy': policy };
}

/** Their addresses hold no hash, so each use is a request, which is nearly always answered with 304. */
export function assetHeaders(contentType: string): Headers {
  return {
    'Content-Type': contentType,
    'Cache-Control': 'no-cache',
    Vary: 'Accept-Encoding',
    'Cross-Origin-Resource-Policy': 'same-origin',
  };
}
