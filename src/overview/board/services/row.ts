// A service as the table shows it: in words, with staleness applied.
import type { Moment } from '../../../config/clock.ts';
import { timestamp } from '../../../config/timestamp.ts';
import { MAINTENANCE, type MaintenanceWindow } from '../../../services/maintenance/maintenance.ts';
import { colorRank } from '../../../services/result/color.ts';
import { projectResult } from '../../../services/projection.ts';
import type { Result, State } from '../../../services/result/result.ts';
import type { Service } from '../../../services/service.ts';
import { counted, groupedText, numberText } from '../../../config/number-text.ts';
import type { ServiceSummary } from './service-summary.ts';

export interface Row {
  readonly key: string;
  readonly cluster: string;
  /** `''`: a logical service. */
  readonly namespace: string;
  readonly name: string;
  readonly kind: string;
  readonly attention: State;
  readonly isRed: boolean;
  /** Unix milliseconds since which it is in its state; undefined: since before the shield started. */
  readonly since?: number;
  /** `5/6`; empty where nothing is counted. */
  readonly ready: string;
  readonly why: RowReason;
  readonly version: string;
  /** Label and status of its custom checks that are ok. */
  readonly notes: readonly string[];
}

/** `CrashLoopBackOff` and `5 restarts`. */
export interface RowReason {
  readonly lead: string;
  readonly rest: string;
}

export interface RowCheck {
  readonly check: string;
  readonly label: string;
  readonly status: string;
  readonly state: State;
  readonly isRed: boolean;
  readonly reason?: string;
  readonly since?: number;
  readonly checked?: number;
}

export function rowOf({ service, key, attention, isRed, since }: ServiceSummary, now: Moment): Row {
  const { cluster, namespace, name, kind } = service;
  const checks = checksOf(service, now);
  const custom = checks.filter(({ check }) => check !== 'health' && check !== 'version');
  return {
    key,
    cluster,
    namespace,
    name,
    kind,
    attention,
    isRed,
    ...(since !== undefined && { since }),
    ready: readyText(service.results.get('health')),
    why: whyOf(service, checks, attention),
    version: versionText(checks),
    notes: custom.filter(({ state }) => state === 'ok').map(({ label, status }) => `${label} ${status}`),
  };
}

/** `health` first. */
export function checksOf({ results }: Service, now: Moment): readonly RowCheck[] {
  return [...results].map(([check, result]) => rowCheck(check, result, now));
}

function rowCheck(check: string, result: Result, now: Moment): RowCheck {
  const { label, status, color, state, reason, since, checked } = projectResult(result, now);
  return {
    check,
    label,
    status: check === 'health' ? groupedText(status) : status,
    state,
    isRed: colorRank(color) === RED && (state === 'down' || state === 'degraded'),
    ...(reason !== undefined && isWorthSaying(reason) && { reason }),
    ...(since !== undefined && { since }),
    ...(checked !== undefined && { checked }),
  };
}

const RED = colorRank('red');

/** The shield's own reasons (`no-pods`, `timed-out`) repeat the status; those of Kubernetes begin with a capital. */
function isWorthSaying(reason: string): boolean {
  return /^[A-Z]/.test(reason);
}

/** `no pods` is said once: by health. */
function versionText(checks: readonly RowCheck[]): string {
  const [health, version] = ['health', 'version'].map((name) => checks.find(({ check }) => check === name)?.status);
  return version === undefined || version === health ? '' : version;
}

/** Of living pods: an ended run has no ready pods to count. */
function readyText(health: Result | undefined): string {
  const { counts } = health ?? {};
  if (counts === undefined || counts.ended !== undefined || counts.total === 0) return '';
  return `${numberText(counts.ready)}/${numberText(counts.total)}`;
}

/** The reason of `health` if that is bad, else of the custom check that is. */
function whyOf(service: Service, checks: readonly RowCheck[], attention: State): RowReason {
  if (service.maintenance !== undefined && attention === 'unknown') return maintenanceWhy(service.maintenance);
  const health = service.results.get('health');
  const speaker =
    checks.find(({ check, state }) => check === 'health' && state !== 'ok') ??
    checks.find(({ state, isRed }) => isRed && isBad(state)) ??
    checks.find(({ state }) => state === attention || isBad(state));
  if (speaker === undefined || attention === 'ok') return { lead: '', rest: '' };
  if (speaker.check !== 'health' || health === undefined)
    return { lead: `${speaker.label} ${speaker.status}`, rest: speaker.reason ?? '' };
  return healthWhy(speaker, health);
}

/** `maintenance`, and `until 22:00 UTC, weekly database upgrade`. */
function maintenanceWhy({ to, text }: MaintenanceWindow): RowReason {
  const until = `until ${timestamp(to).slice(11, 16)} UTC`;
  return { lead: MAINTENANCE.status, rest: text === '' ? until : `${until}, ${text}` };
}

function isBad(state: State): boolean {
  return state === 'down' || state === 'degraded';
}

function healthWhy({ status, state, reason }: RowCheck, { counts }: Result): RowReason {
  const restarts = counts === undefined || counts.restarts === 0 ? '' : counted(counts.restarts, 'restart');
  if (state === 'stale') return { lead: 'stale', rest: `was ${status.replace(/ \(stale\)$/, '')}` };
  if (counts === undefined || counts.ended !== undefined || counts.total === 0)
    return { lead: status, rest: reason ?? '' };
  if (counts.ready === counts.total) return { lead: reason ?? 'restarting', rest: qualifierOf(status, restarts) };
  return { lead: reason ?? 'not ready', rest: restarts };
}

/** The text in brackets after the counts, unless it is the number of restarts. */
function qualifierOf(status: string, restarts: string): string {
  const [, said = ''] = /\((.*)\)$/.exec(status) ?? [];
  return said === '' || / restarts?$/.test(said) ? restarts : said;
}
