// All routes. A request with any other target never reaches a handler; a test fails if a handler declares no route of
// these.

/**
 * Who may ask, by mode (access-policy.ts has the table):
 * `probe` anyone, always; `page` people in a browser; `badge` images embedded elsewhere; `card` images that show details,
 * which no link opens; `api` programs; `intra` other shields only, always signed.
 */
export type AccessClass = 'probe' | 'page' | 'badge' | 'card' | 'api' | 'intra';

/** Anyone may ask; only with a signature; it isn't there, signature or not. */
export type Access = 'open' | 'signed' | 'hidden';

/** How a request came in: its route is open, or by a signature, a token or a link. A refused link is answered all the same. */
export type RequestEntry = 'open' | 'signed' | 'token' | 'link' | 'refused-link';

/** Which port it came to: the readers' or the one for badges alone. */
export type Listener = 'readers' | 'badges';

interface Route {
  /** As Express writes it; `:param` is one segment. */
  readonly path: string;
  readonly access: AccessClass;
}

export const ROUTES = {
  page: { path: '/', access: 'page' },
  'service-page': { path: '/s/:name', access: 'page' },
  asset: { path: '/assets/:file', access: 'page' },
  'page-stream': { path: '/shields', access: 'page' },
  'why-card': { path: '/_/:service/why.svg', access: 'card' },
  badge: { path: '/_/:service/:check', access: 'badge' },
  aggregate: { path: '/a/:prefix/:check', access: 'badge' },
  object: { path: '/k/:resource/:name/:check', access: 'badge' },
  cluster: { path: '/c/:check', access: 'badge' },
  services: { path: '/services', access: 'api' },
  'service-checks': { path: '/services/:name', access: 'api' },
  'v1-services': { path: '/v1/services', access: 'api' },
  'v1-service': { path: '/v1/services/:name', access: 'api' },
  'v1-objects': { path: '/v1/objects', access: 'api' },
  'v1-object-history': { path: '/v1/objects/:resource/:name/history', access: 'api' },
  'v1-history': { path: '/v1/services/:name/history', access: 'api' },
  'v1-why': { path: '/v1/services/:name/why', access: 'api' },
  'v1-checks': { path: '/v1/checks', access: 'api' },
  'badges-markdown': { path: '/v1/badges.md', access: 'api' },
  'v1-peers': { path: '/v1/peers', access: 'api' },
  'v1-sources': { path: '/v1/sources', access: 'api' },
  snapshot: { path: '/federation/v1/snapshot', access: 'intra' },
  stream: { path: '/federation/v1/stream', access: 'intra' },
  docs: { path: '/docs', access: 'page' },
  openapi: { path: '/docs/openapi.json', access: 'page' },
  'docs-asset': { path: '/docs/:asset', access: 'page' },
  ping: { path: '/ping', access: 'probe' },
  livez: { path: '/livez', access: 'probe' },
  readyz: { path: '/readyz', access: 'probe' },
} as const satisfies Record<string, Route>;

export type RouteName = keyof typeof ROUTES;

export const ROUTE_NAMES = Object.keys(ROUTES) as readonly RouteName[];
