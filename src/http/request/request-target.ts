// The only function that maps a request target, as in the request line, to a route. It runs before access control and
// handlers, which use its result and never the raw target, so the access policy can't be evaded by another spelling of
// a path.
import { type Problem, badRequest } from '../problem/problem.ts';
import { URI_TOO_LONG } from '../problem/problems.ts';
import { ROUTES, ROUTE_NAMES, type RouteName } from './routes.ts';

export interface RequestTarget {
  /** Undefined: no route has this path. */
  readonly route: RouteName | undefined;
  /** Decoded, by parameter name. May be any text: the handler validates it. */
  readonly params: Readonly<Record<string, string>>;
  /** `.svg` or `.json` behind a badge's check, without the dot. */
  readonly suffix?: 'svg' | 'json';
  /** Names without `amp;` of doubly escaped links. */
  readonly query: URLSearchParams;
  /** The canonical path: the route's path with the parameters encoded again. */
  readonly path: string;
  /** `?` and what follows, as sent; empty where there is no `?`. */
  readonly search: string;
  /** The target as sent: what a signature covers. */
  readonly raw: string;
}

export interface TargetFault {
  readonly fault: Problem;
}

/** Bytes of path and query together. */
export const MAX_TARGET = 4096;

export function parseRequestTarget(raw: string): RequestTarget | TargetFault {
  if (raw.length > MAX_TARGET) return { fault: URI_TOO_LONG };
  const end = raw.indexOf('?');
  const path = end === -1 ? raw : raw.slice(0, end);
  const fault = faultOfPath(path);
  if (fault !== undefined) return { fault: badRequest(fault) };
  const search = end === -1 ? '' : raw.slice(end);
  return { ...routeOf(segmentsOf(path)), query: queryOf(search), search, raw };
}

/** A link that was HTML-escaped twice asks for `amp;NAME`: NAME is meant. */
function queryOf(search: string): URLSearchParams {
  const query = new URLSearchParams(search);
  if (!/amp(?:;|%3b)/i.test(search)) return query;
  return new URLSearchParams([...query].map(([name, value]) => [name.replace(/^(?:amp;)+/, ''), value]));
}

function faultOfPath(path: string): string | undefined {
  if (!path.startsWith('/')) return 'The request target must begin with a slash, as in `GET /_/web/health/`.';
  if (path.includes('//')) return 'The path holds an empty segment (`//`). Write one slash.';
  if (/%2f/i.test(path)) return 'The path holds an encoded slash (`%2F`), which no name has. Take it out.';
  if (/%00|\0/.test(path)) return 'The path holds a NUL character. Take it out.';
  if (/\/(?:\.|%2e){1,2}(?:\/|$)/i.test(path)) return 'The path holds a dot segment. Write the path that is meant.';
  return undefined;
}

/** One slash at the end makes no difference. */
function segmentsOf(path: string): readonly string[] {
  return path.replace(/\/$/, '').split('/').slice(1);
}

type Routed = Pick<RequestTarget, 'route' | 'params' | 'suffix' | 'path'>;

function routeOf(segments: readonly string[]): Routed {
  const route = ROUTE_NAMES.find((name) => fits(PATTERNS[name], segments));
  if (route === undefined) return { route, params: {}, path: `/${segments.join('/')}` };
  const decoded = segments.map(decode);
  const suffix = ROUTES[route].access === 'badge' ? takeSuffix(decoded) : {};
  const path = `/${decoded.map(encodeURIComponent).join('/')}`;
  return { route, params: paramsOf(PATTERNS[route], decoded), ...suffix, path };
}

/** Fixed parts are compared as they stand: `/p%69ng` is no way to write `/ping`. */
function fits(pattern: readonly string[], segments: readonly string[]): boolean {
  return pattern.length === segments.length && pattern.every((part, i) => part.startsWith(':') || part === segments[i]);
}

const PATTERNS = Object.fromEntries(ROUTE_NAMES.map((name) => [name, segmentsOf(ROUTES[name].path)])) as Record<
  RouteName,
  readonly string[]
>;

function paramsOf(pattern: readonly string[], decoded: readonly string[]): Readonly<Record<string, string>> {
  const pairs = pattern.map((part, i) => [part, decoded[i] ?? ''] as const).filter(([part]) => part.startsWith(':'));
  return Object.fromEntries(pairs.map(([part, value]) => [part.slice(1), value]));
}

/** A segment that can't be decoded stays as it is: its `%` makes it an invalid name. */
function decode(segment: string): string {
  try {
    return decodeURIComponent(segment);
  } catch {
    return segment;
  }
}

/** Checks' names have no dots, so what follows one is the format. No other route is left over: `why.svg.json` is a badge. */
function takeSuffix(decoded: string[]): { suffix?: 'svg' | 'json' } {
  const [, check, suffix] = /^(.+)\.(svg|json)$/s.exec(decoded.at(-1) ?? '') ?? [];
  if (check === undefined || FILES.has(check)) return {};
  decoded[decoded.length - 1] = check;
  return { suffix: suffix === 'svg' ? 'svg' : 'json' };
}

/** Last parts of paths that are fixed and have a dot. */
const FILES: ReadonlySet<string> = new Set(
  Object.values(PATTERNS).flatMap((pattern) => pattern.slice(-1).filter((part) => /^[^:].*\./.test(part))),
);
