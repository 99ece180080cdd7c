// The health of a service, judged from the counts of its pods and from its workloads. The first rule that matches
// decides.
import { type PodCounts, sumOf } from '../../discovery/index/pods/pod-counts.ts';
import { worstReason } from '../../discovery/index/pods/reason-counts.ts';
import type { RunOutcome, RunStatus } from '../../discovery/index/runs/run.ts';
import type { ServiceTally } from '../../discovery/index/services/service-tally.ts';
import { type Demand, demandOf, overdueText } from './demand.ts';
import { closedReason } from './reason.ts';
import type { HealthCounts, RunVerdict, State } from './result.ts';

export interface Health {
  readonly status: string;
  readonly color: string;
  readonly state: State;
  readonly reason?: string;
  readonly counts: HealthCounts;
}

/** The input of the rules, at one moment. */
interface ServiceFacts {
  readonly wall: number;
  /** Pods that a controller keeps running, including missing ones. */
  readonly ordinary: readonly PodCounts[];
  /** That, and the newest run's living pods. */
  readonly counted: readonly PodCounts[];
  readonly counts: HealthCounts;
  /** How the newest run ended; undefined while it lives. */
  readonly outcome: RunOutcome | undefined;
  readonly minimum: number;
  /** Why the running run, or the one between two attempts, is at best yellow; undefined if nothing is wrong. */
  readonly runWarning: string | undefined;
  readonly demand: Demand;
}

type Rule = (judged: ServiceFacts) => Health | undefined;

/** At Unix milliseconds `wall`. */
export function healthOf(tally: ServiceTally, wall: number): Health {
  const judged = judgedOf(tally, wall);
  for (const rule of RULES) {
    const found = rule(judged);
    if (found) return withCronWarning(found, judged.demand);
  }
  return withCronWarning(health('green', 'ok', judged), judged.demand);
}

/** `READY/TOTAL (N restarts)` */
export function healthText({ ready, total, restarts }: HealthCounts): string {
  return `${ready}/${total} (${restarts} ${restarts === 1 ? 'restart' : 'restarts'})`;
}

const RULES: readonly Rule[] = [
  suspended,
  ({ outcome }) => (outcome?.verdict === 'failed' ? ended(outcome) : undefined),
  failedOnly,
  ({ demand: { cron }, wall }) => (cron?.is === 'overdue' ? overdue(overdueText(cron, wall)) : undefined),
  (judged) => (judged.outcome?.verdict === 'completed' ? undefined : endedAlone(judged)),
  ({ demand, counts }) => (demand.cron?.is === 'bad schedule' && counts.total === 0 ? BAD_SCHEDULE : undefined),
  endedAlone,
  nothingCounted,
  notReady,
  restarting,
  (judged) => (judged.runWarning === undefined ? undefined : health('yellow', 'degraded', judged, judged.runWarning)),
  belowMinimum,
  ({ demand: { stuck }, counts }) => (stuck === undefined ? undefined : held(counts, 'rollout stuck', stuck)),
  ({ demand: { isUnobserved }, counts }) => (isUnobserved ? held(counts, 'not observed', 'NotObserved') : undefined),
];

function judgedOf(tally: ServiceTally, wall: number): ServiceFacts {
  const demand = demandOf(tally, wall);
  const { missing } = demand;
  const ordinary = missing === undefined ? tally.ordinaryCounts : [...tally.ordinaryCounts, missing];
  const living = tally.newestRun?.livingCounts;
  const outcome = tally.outcome(wall);
  // The pods of a completed or failed Job don't matter.
  const counted = living === undefined || outcome !== undefined ? ordinary : [...ordinary, living];
  return {
    wall,
    ordinary,
    counted,
    counts: { ready: sumOf(counted, 'ready'), total: sumOf(counted, 'total'), restarts: sumOf(counted, 'restarts') },
    outcome,
    minimum: tally.minimum ?? 0,
    runWarning: living === undefined ? warningOf(outcome) : livingWarning(tally, wall),
    demand,
  };
}

/** A living run that is on a later attempt, or comes after one that failed. */
function livingWarning(tally: ServiceTally, wall: number): string | undefined {
  if (tally.newestRun?.isRetry === true) return 'Retrying';
  return tally.followsFailure(wall) ? 'LastRunFailed' : undefined;
}

/** An ended run beside ordinary pods. */
function warningOf(outcome: RunOutcome | undefined): string | undefined {
  if (outcome?.verdict !== 'retrying' && outcome?.verdict !== 'partly failed') return undefined;
  return outcome.reason ?? 'Retrying';
}

/** No run is due, and nothing else is desired. */
function suspended({ demand, counts, outcome }: ServiceFacts): Health | undefined {
  if (!demand.isSuspended || counts.total > 0) return undefined;
  const reason = outcome?.verdict === 'failed' ? 'LastRunFailed' : 'Suspended';
  return { status: 'suspended', color: 'lightgrey', state: 'ok', ...reasonOf(reason), counts };
}

/** Failed pods mean that a service is down, if no pods are running and some are desired. */
function failedOnly({ ordinary, demand }: ServiceFacts): Health | undefined {
  const isFailed = sumOf(ordinary, 'pods') === 0 && sumOf(ordinary, 'failedPods') > 0;
  if (!isFailed || demand.nothingWanted !== undefined) return undefined;
  const reason = worstReason(ordinary.map((counts) => counts.failed));
  return { status: 'failed', ...ENDED.failed, ...reasonOf(reason), counts: { ...NO_COUNTS, ended: 'failed' } };
}

function overdue(status: string): Health {
  return { status, color: 'red', state: 'down', reason: 'Overdue', counts: { ...NO_COUNTS, ended: 'failed' } };
}

const NO_COUNTS = { ready: 0, total: 0, restarts: 0 };

const BAD_SCHEDULE: Health = {
  status: 'bad schedule',
  color: 'lightgrey',
  state: 'unknown',
  reason: 'BadSchedule',
  counts: NO_COUNTS,
};

/** The verdict of the newest run, if no ordinary pod is running or missing. */
function endedAlone({ outcome, ordinary }: ServiceFacts): Health | undefined {
  return outcome && sumOf(ordinary, 'pods') === 0 ? ended(outcome) : undefined;
}

const ENDED: Readonly<Record<RunStatus, { readonly color: string; readonly state: State }>> = {
  failed: { color: 'red', state: 'down' },
  retrying: { color: 'yellow', state: 'degraded' },
  'partly failed': { color: 'yellow', state: 'degraded' },
  completed: { color: 'green', state: 'ok' },
  stopped: { color: 'lightgrey', state: 'unknown' },
};

/** As version 1.0 has it. */
const ENDED_COUNTS: Readonly<Record<RunStatus, RunVerdict | undefined>> = {
  failed: 'failed',
  retrying: 'retrying',
  'partly failed': 'failed',
  completed: 'completed',
  stopped: undefined,
};

function ended({ verdict, reason, counts: { failed, ended: of } }: RunOutcome): Health {
  const known = ENDED_COUNTS[verdict];
  const status = verdict === 'partly failed' ? `${failed} of ${of} failed` : verdict;
  // A stopped virtual machine runs nothing, as if it had no pods.
  const why = reasonOf(verdict === 'stopped' ? 'no-pods' : reason);
  return { status, ...ENDED[verdict], ...why, counts: { ...NO_COUNTS, ...(known && { ended: known }) } };
}

function nothingCounted({ counts, minimum, demand }: ServiceFacts): Health | undefined {
  if (counts.total > 0) return undefined;
  // None of the pods that `kube-shields/min` asks for.
  if (minimum > 0) return health('red', 'down', { counts: { ...NO_COUNTS, total: minimum } }, 'BelowMin');
  if (demand.hasNotRun) return resting('not run yet', counts);
  if (demand.nothingWanted !== undefined) return resting(demand.nothingWanted, counts);
  return { status: 'no pods', color: 'lightgrey', state: 'unknown', reason: 'no-pods', counts };
}

/** Nothing runs, as desired: it adds nothing to aggregates. */
function resting(status: string, counts: HealthCounts): Health {
  return { status, color: 'lightgrey', state: 'ok', counts };
}

function notReady(judged: ServiceFacts): Health | undefined {
  const { counted, counts } = judged;
  if (counts.ready >= counts.total) return undefined;
  const reason = worstReason(counted.map(({ unready }) => unready));
  if (!isOnlyDelayed(judged)) return health('red', counts.ready > 0 ? 'degraded' : 'down', judged, reason);
  const isUnfinished = sumOf(counted, 'unfinishedPods') > 0;
  return health('yellow', 'degraded', judged, counts.ready > 0 || isUnfinished ? reason : 'Starting');
}

/**
 * Every pod that isn't ready is within its grace, has partly completed, or can't run elsewhere. If none is ready, only
 * a run isn't down.
 */
function isOnlyDelayed({ ordinary, counted, counts, demand }: ServiceFacts): boolean {
  const delayed =
    sumOf(counted, 'startingPods') +
    sumOf(counted, 'unfinishedPods') +
    sumOf(counted, 'nodeLostPods') +
    demand.slowStarters;
  const areAll = sumOf(counted, 'pods') <= sumOf(counted, 'readyPods') + delayed;
  return areAll && (counts.ready > 0 || sumOf(ordinary, 'pods') === 0);
}

function restarting(judged: ServiceFacts): Health | undefined {
  const { counted } = judged;
  if (sumOf(counted, 'restartingPods') === 0) return undefined;
  return health('yellow', 'degraded', judged, worstReason(counted.map((counts) => counts.restarting)));
}

function belowMinimum(judged: ServiceFacts): Health | undefined {
  if (sumOf(judged.counted, 'readyPods') >= judged.minimum) return undefined;
  return health('yellow', 'degraded', judged, 'BelowMin');
}

/** All pods are ready, but something keeps the workload from its desired state. */
function held(counts: HealthCounts, why: string, reason: string): Health {
  const status = `${counts.ready}/${counts.total} (${why})`;
  return { status, color: 'yellow', state: 'degraded', ...reasonOf(reason), counts };
}

/** Adds the warning of a CronJob to a result that is otherwise ok. */
function withCronWarning(found: Health, { cron }: Demand): Health {
  if (found.state !== 'ok' && found.reason !== 'no-pods') return found;
  if (cron?.is !== 'missed before' && cron?.is !== 'overrun') return found;
  const reason = cron.is === 'overrun' ? 'Overrun' : 'MissedBefore';
  return { ...found, color: 'yellow', state: 'degraded', reason };
}

function health(color: string, state: State, { counts }: Pick<ServiceFacts, 'counts'>, reason?: string): Health {
  const status = healthText(counts);
  return reason === undefined
    ? { status, color, state, counts }
    : { status, color, state, reason: closedReason(reason), counts };
}

function reasonOf(reason: string | undefined): { reason?: string } {
  return reason === undefined ? {} : { reason: closedReason(reason) };
}
