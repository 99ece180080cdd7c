// Links to badges of a private shield: `?k=KID.EXP.MAC` shows that one badge to anyone who has the address. The MAC covers
// which badge it is and until when, and nothing of how it looks. There is no nonce: image proxies ask again by design.
import { createHmac, timingSafeEqual } from 'node:crypto';
import { type RequestTarget, parseRequestTarget } from '../../http/request/request-target.ts';
import { ROUTES } from '../../http/request/routes.ts';
import { asksForImage } from '../access/access-policy.ts';
import { type Key, type KeyRing, keyById } from '../keys/key-ring.ts';

/** What a link is about, as it is in the address; what doesn't apply is empty. */
export interface LinkScope {
  /** The path's first part: `_`, `a`, `k` or `c`. */
  readonly route: string;
  readonly resource: string;
  readonly name: string;
  /** `*`: the built-in checks and the custom ones. */
  readonly check: string;
  readonly window: string;
  readonly namespace: string;
  readonly cluster: string;
}

export interface GoodLink {
  /** Unix milliseconds; absent: it is good until its key is removed. */
  readonly expires?: number;
}

/** Undefined where the target is no badge. */
export function linkScopeOf({ route, params, query }: RequestTarget): LinkScope | undefined {
  if (route === undefined || ROUTES[route].access !== 'badge') return undefined;
  const [, first = ''] = ROUTES[route].path.split('/');
  const { resource = '', service, prefix, name = service ?? prefix ?? '', check = '' } = params;
  const [window, namespace, cluster] = ['window', 'namespace', 'cluster'].map((key) => query.get(key) ?? '');
  return {
    route: first,
    resource,
    name,
    check,
    window: window ?? '',
    namespace: namespace ?? '',
    cluster: cluster ?? '',
  };
}

/** The value of `k`. `expires` is Unix seconds. */
export function makeLink(scope: LinkScope, key: Key, expires?: number): string {
  const exp = expires === undefined ? '' : String(expires);
  return `${key.id}.${exp}.${macOf(scope, key, exp).toString('base64url')}`;
}

/** Undefined where the target is shown to no one: no link, a wrong or an old one, another badge's, or no image. */
export function goodLinkIn(target: RequestTarget, ring: KeyRing, now: number): GoodLink | undefined {
  const [k, ...more] = target.query.getAll('k');
  const scope = linkScopeOf(target);
  const parts = PARTS.exec(k ?? '');
  if (parts === null || more.length > 0 || scope === undefined) return undefined;
  if (!asksForImage(target) || target.query.has('strict')) return undefined;
  const [, id = '', exp = '', mac = ''] = parts;
  const key = keyById(ring, id);
  if (key === undefined || !scopesFor(scope).some((one) => isMacOf(mac, macOf(one, key, exp)))) return undefined;
  if (exp === '') return {};
  const expires = Number(exp) * 1000;
  return now < expires ? { expires } : undefined;
}

const PARTS = /^([0-9a-f]{16})\.(\d{0,11})\.([A-Za-z0-9_-]{22})$/;

/** The badge itself, and all checks of its name. */
function scopesFor(scope: LinkScope): readonly LinkScope[] {
  return NOT_IN_ALL.has(scope.check) ? [scope] : [scope, { ...scope, check: '*' }];
}

/** They reveal more than a check does, so a link names them. */
const NOT_IN_ALL: ReadonlySet<string> = new Set(['why', 'drift']);

const MAC_BYTES = 16;

function macOf({ route, resource, name, check, window, namespace, cluster }: LinkScope, key: Key, exp: string): Buffer {
  const covered = ['kube-shields link v1', key.id, exp, route, resource, name, check, window, namespace, cluster];
  return createHmac('sha256', key.bytes).update(JSON.stringify(covered), 'utf8').digest().subarray(0, MAC_BYTES);
}

/** The text is compared, so that there is one way to write it (base64url has four for these bits). */
function isMacOf(text: string, mac: Buffer): boolean {
  return timingSafeEqual(Buffer.from(text), Buffer.from(mac.toString('base64url')));
}

/** A badge's address, absolute or not, with a link to it in place of any that it has; undefined where it is no badge's. */
export function withLink(address: string, key: Key, expires?: number): string | undefined {
  const plain = address.replace(/([?&])(?:amp;)*k=[^&]*&?/g, '$1').replace(/[?&]$/, '');
  const scope = scopeIn(plain);
  return scope && `${plain}${plain.includes('?') ? '&' : '?'}k=${makeLink(scope, key, expires)}`;
}

/** Wherever a proxy has put the shield: behind any path. */
function scopeIn(address: string): LinkScope | undefined {
  const [path = ''] = address.split('?');
  for (let at = path.indexOf('/'); at !== -1; at = path.indexOf('/', at + 1)) {
    const target = parseRequestTarget(address.slice(at));
    const scope = 'fault' in target ? undefined : linkScopeOf(target);
    if (scope !== undefined) return scope;
  }
  return undefined;
}
