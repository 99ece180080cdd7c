// The workloads of a service, as its page and the API show them. Times are Unix milliseconds.
import { type CronVerdict, newestRunOf } from '../../discovery/index/runs/cron-state.ts';
import type { ServiceTally } from '../../discovery/index/services/service-tally.ts';
import type { WorkloadState } from '../../discovery/index/services/workload-state.ts';
import type { CronJob, Workload, WorkloadLink } from '../../discovery/workloads/workload.ts';
import type { Asked } from '../result/asked.ts';
import { closedReason, type Reason } from '../result/reason.ts';

export interface WorkloadDetails {
  readonly kind: Workload['kind'];
  readonly name: string;
  readonly wanted?: number;
  /** Its pods that count, that are ready, and that have been missing for a while. */
  readonly counted: number;
  readonly ready: number;
  readonly missing: number;
  /** Pods of its newest version, from its status. */
  readonly updated?: number;
  readonly isPaused: boolean;
  readonly isSuspended: boolean;
  /** Why it isn't as desired, from its conditions. */
  readonly reason?: Reason;
  readonly schedule?: string;
  readonly timeZone?: string;
  readonly next?: number;
  readonly lastStart?: number;
  readonly lastSuccess?: number;
  /** Values of its annotations `kube-shields/link.NAME`. */
  readonly links: readonly WorkloadLink[];
  /** Value of its annotation `kube-shields/maintenance`. */
  readonly maintenance?: string;
}

/** Undefined for runs, which want no pods once they have ended. */
export function askedOf(tally: ServiceTally, wall: number): Asked | undefined {
  const states = tally.workloads;
  const cron = states.find((state) => state.cron !== undefined);
  const wanted = wantedBy(states);
  if (wanted === 'unknown' && cron === undefined && tally.kind === 'Job') return undefined;
  return cron === undefined ? { wanted } : { wanted, ...startsOf(cron, tally, wall) };
}

function wantedBy(states: readonly WorkloadState[]): Asked['wanted'] {
  let sum: number | undefined;
  for (const { wanted } of states) if (wanted !== undefined) sum = (sum ?? 0) + wanted;
  return sum ?? 'unknown';
}

export function workloadDetailsOf(tally: ServiceTally, wall: number): readonly WorkloadDetails[] {
  return tally.workloads.flatMap((state) => detailsOf(state, tally, wall) ?? []);
}

export function isSameAsked(a: Asked | undefined, b: Asked | undefined): boolean {
  return KEYS.every((key) => a?.[key] === b?.[key]);
}

const KEYS = ['wanted', 'next', 'lastStart', 'lastSuccess'] as const;

function detailsOf(state: WorkloadState, tally: ServiceTally, wall: number): WorkloadDetails | undefined {
  const { workload, wanted, missing, own } = state;
  if (workload === undefined) return undefined;
  const { kind, name, links, maintenanceAnnotation: maintenance } = workload;
  const reason = reasonOf(state, tally, wall);
  return {
    kind,
    name,
    ...(wanted !== undefined && { wanted }),
    counted: own?.counted ?? 0,
    ready: own?.ready ?? 0,
    missing,
    ...('updated' in workload && { updated: workload.updated }),
    isPaused: 'isPaused' in workload && workload.isPaused,
    isSuspended: 'isSuspended' in workload && workload.isSuspended,
    ...(reason !== undefined && { reason: closedReason(reason) }),
    ...(workload.kind === 'CronJob' && scheduleOf(workload)),
    ...(state.cron && startsOf(state, tally, wall)),
    links,
    ...(maintenance !== undefined && { maintenance }),
  };
}

function reasonOf(state: WorkloadState, tally: ServiceTally, wall: number): string | undefined {
  const { workload, cron } = state;
  if (workload?.kind === 'Job') return workload.conditions.find(({ type }) => type.startsWith('Fail'))?.reason;
  const verdict = cron?.judge(newestRunOf(tally.newestRun), wall);
  const late = verdict && CRON_REASONS[verdict.is];
  return late ?? state.stuck(wall) ?? (state.isUnobserved(wall) ? 'NotObserved' : undefined);
}

/** As `health` says them of a service whose pods give no worse reason. */
const CRON_REASONS: Readonly<Partial<Record<CronVerdict['is'], Reason>>> = {
  overdue: 'Overdue',
  'bad schedule': 'BadSchedule',
  overrun: 'Overrun',
  'missed before': 'MissedBefore',
};

function scheduleOf({ schedule, timeZone }: CronJob): Pick<WorkloadDetails, 'schedule' | 'timeZone'> {
  return { schedule, ...(timeZone !== undefined && { timeZone }) };
}

function startsOf({ workload, cron }: WorkloadState, tally: ServiceTally, wall: number): Omit<Asked, 'wanted'> {
  const next = cron?.next(newestRunOf(tally.newestRun), wall);
  const { lastScheduledAt, lastSucceededAt } = workload?.kind === 'CronJob' ? workload : NEVER;
  return {
    ...(next !== undefined && { next }),
    ...(lastScheduledAt !== undefined && { lastStart: lastScheduledAt }),
    ...(lastSucceededAt !== undefined && { lastSuccess: lastSucceededAt }),
  };
}

const NEVER: Pick<CronJob, 'lastScheduledAt' | 'lastSucceededAt'> = {};
