// The proxy on the way to an API server: the one that the kubeconfig names, else the environment's, chosen as client-go chooses it.
// https://pkg.go.dev/golang.org/x/net/http/httpproxy
import { BlockList, isIP } from 'node:net';
import type { Env } from '../../config/parse/env-reader.ts';

/** Undefined: it is asked without one. Throws where what is set is no proxy's address; the message doesn't repeat it. */
export function proxyFor(server: URL, named: string | undefined, environment: Env): URL | undefined {
  if (named !== undefined) return parseProxy(named, 'its proxy-url');
  const variable = server.protocol === 'http:' ? 'HTTP_PROXY' : 'HTTPS_PROXY';
  const [found] = valuesOf(variable, environment);
  if (found === undefined || isThisMachine(server)) return undefined;
  const [exceptions = ''] = valuesOf('NO_PROXY', environment);
  return isExcepted(server, exceptions) ? undefined : parseProxy(found, variable);
}

/** Upper case first, as client-go reads them. */
function valuesOf(variable: string, environment: Env): readonly string[] {
  return [variable, variable.toLowerCase()].flatMap((name) => {
    const value = environment[name]?.trim() ?? '';
    return value === '' ? [] : [value];
  });
}

function parseProxy(text: string, where: string): URL {
  const url = URL.parse(/^[a-z][a-z0-9+.-]*:\/\//i.test(text) ? text : `http://${text}`);
  if (url !== null && url.hostname !== '' && KINDS.has(url.protocol) && isDecodable(url)) return askingForNames(url);
  throw new Error(`${where} is not the address of a proxy (http://HOST:PORT, https://HOST:PORT or socks5://HOST:PORT)`);
}

const KINDS: ReadonlySet<string> = new Set(['http:', 'https:', 'socks:', 'socks4:', 'socks4a:', 'socks5:', 'socks5h:']);

function isDecodable({ username, password }: URL): boolean {
  try {
    return typeof decodeURIComponent(`${username}:${password}`) === 'string';
  } catch {
    return false;
  }
}

/** The proxy looks names up, as with client-go: behind `ssh -D` this machine may not know them. */
function askingForNames(url: URL): URL {
  return url.protocol === 'socks5:' ? new URL(url.href.replace(/^socks5:/, 'socks5h:')) : url;
}

function isThisMachine(server: URL): boolean {
  const host = hostOf(server);
  return host === 'localhost' || host === '::1' || (isIP(host) === 4 && host.startsWith('127.'));
}

function isExcepted(server: URL, exceptions: string): boolean {
  const entries = exceptions.toLowerCase().split(/[\s,]+/);
  return entries.some((entry) => entry === '*' || isInRange(hostOf(server), entry) || isNamed(server, entry));
}

/** `10.0.0.0/8` */
function isInRange(host: string, entry: string): boolean {
  const [, network = '', bits = ''] = /^(.+)\/(\d{1,3})$/.exec(entry) ?? [];
  const family = isIP(network);
  if (family === 0 || isIP(host) !== family || Number(bits) > (family === 4 ? 32 : 128)) return false;
  const kind = family === 4 ? 'ipv4' : 'ipv6';
  const range = new BlockList();
  range.addSubnet(network, Number(bits), kind);
  return range.check(host, kind);
}

/** An address or a name, perhaps with a port. A name means what is below it, too; `.name` and `*.name` only that. */
function isNamed(server: URL, entry: string): boolean {
  const host = hostOf(server);
  const [, written = entry, port = ''] = /^(\[.+\]|[^:]+)(?::(\d+))?$/.exec(entry) ?? [];
  const name = withoutBrackets(written).replace(/^\*(?=\.)/, '');
  if (name === '' || (port !== '' && port !== portOf(server))) return false;
  if (isIP(name) !== 0) return isInRange(host, `${name}/${isIP(name) === 4 ? 32 : 128}`);
  return name.startsWith('.') ? host.endsWith(name) : host === name || host.endsWith(`.${name}`);
}

const hostOf = ({ hostname }: URL): string => withoutBrackets(hostname.toLowerCase());

const withoutBrackets = (host: string): string => host.replace(/^\[(.*)\]$/, '$1');

const portOf = ({ port, protocol }: URL): string => (port === '' ? (protocol === 'http:' ? '80' : '443') : port);
