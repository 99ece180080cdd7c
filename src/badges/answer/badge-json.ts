// A result as data: the product's own JSON, 0.0.6's raw form, and the endpoint schema of shields.io.
import { askedJson, type AskedJson, resultJson, type ResultJson } from '../../services/projection.ts';
import type { ResolvedResult, State, UptimeDetail } from '../../services/result/result.ts';
import { HISTORIC_STATES } from '../../services/result/uptime.ts';
import { timestamp } from '../../config/timestamp.ts';
import type { Badge } from '../draw/badge.ts';
import type { BadgeQuery, Style } from '../request/badge-query.ts';

/** `health` of one service says what was asked for, as far as that is known. */
export interface BadgeJson extends Omit<ResultJson, 'reason'>, Partial<AskedJson> {
  readonly reason?: string;
  readonly cluster?: string;
  readonly namespace?: string;
  readonly service?: string;
  readonly resource?: string;
  readonly name?: string;
  readonly check: string;
  readonly missing?: readonly string[];
  readonly uptime?: UptimeJson;
}

/** How an `uptime` came about: seconds in each state within the window, and those in which it wasn't seen. */
export interface UptimeJson {
  readonly window: string;
  readonly from: string;
  readonly to: string;
  readonly seconds: Readonly<Record<State | 'unseen', number>>;
}

/** In the order that it is written; what doesn't apply is left out. */
export function badgeJson(resolved: ResolvedResult): BadgeJson {
  const { cluster, namespace, service, resource, name, check, missing = [], uptime, asked, ...result } = resolved;
  return {
    ...(cluster !== undefined && { cluster }),
    ...(namespace !== undefined && { namespace }),
    ...(service !== undefined && { service }),
    ...(resource !== undefined && { resource }),
    ...(name !== undefined && { name }),
    check,
    ...resultJson({ ...result, label: result.label || check }),
    // An object's reason is its API's own word (readiness.ts), which may be any.
    ...(resource !== undefined && result.reason !== undefined && { reason: result.reason }),
    ...(asked !== undefined && askedJson(asked)),
    ...(missing.length > 0 && { missing }),
    ...(uptime !== undefined && { uptime: uptimeJson(uptime) }),
  };
}

function uptimeJson({ window, from, to, durations }: UptimeDetail): UptimeJson {
  const { ok, degraded, down, stale, unknown, unseen } = durations;
  const seconds = { ok, degraded, down, stale, unknown, unseen };
  for (const state of HISTORIC_STATES) seconds[state] /= 1000;
  return { window, from: timestamp(from), to: timestamp(to), seconds };
}

export interface RawHealthJson {
  readonly ready: number;
  readonly total: number;
  readonly restarts: number;
  readonly color: string;
}

export interface RawResultJson {
  readonly label: string;
  readonly status: string;
  readonly color: string;
}

/** What has nothing to sum, as an ended run, has a color and zeros. */
export function rawJson({ check, label, status, color, counts }: ResolvedResult): RawHealthJson | RawResultJson {
  if (check !== 'health') return { label: label || check, status, color };
  if (counts === undefined || counts.ended !== undefined) return { ready: 0, total: 0, restarts: 0, color };
  return { ready: counts.ready, total: counts.total, restarts: counts.restarts, color };
}

/** https://shields.io/badges/endpoint-badge */
export interface ShieldsJson {
  readonly schemaVersion: 1;
  readonly label: string;
  readonly message: string;
  readonly color: string;
  readonly labelColor?: string | undefined;
  readonly style?: Style | undefined;
  readonly isError: boolean;
  readonly cacheSeconds: number;
}

/** The style is sent only where the reader chose one: shields.io has its own default. */
export function shieldsJson(
  { label, message, color, labelColor }: Badge,
  { style }: BadgeQuery,
  { isError, cacheSeconds }: { readonly isError: boolean; readonly cacheSeconds: number },
): ShieldsJson {
  return { schemaVersion: 1, label, message, color, labelColor, style, isError, cacheSeconds };
}
