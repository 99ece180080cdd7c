// The health of a service, judged from what its pods add up to. The first rule that fits decides.
import { type PodCounts, sumOf } from '../discovery/index/pod-counts.ts';
import { worstReason } from '../discovery/index/reason-counts.ts';
import type { RunOutcome, Verdict } from '../discovery/index/run.ts';
import type { ServiceTally } from '../discovery/index/service-tally.ts';
import { closedReason } from './reason.ts';
import type { HealthCounts, RunVerdict, State } from './result.ts';

export interface Health {
  readonly status: string;
  readonly color: string;
  readonly state: State;
  readonly reason?: string;
  readonly counts: HealthCounts;
}

/** What the rules look at, at one moment. */
interface Judged {
  readonly ordinary: readonly PodCounts[];
  /** The ordinary pods, and the newest run's living ones. */
  readonly counted: readonly PodCounts[];
  readonly counts: HealthCounts;
  /** How the newest run ended; undefined while it lives. */
  readonly outcome: RunOutcome | undefined;
  readonly minimum: number;
  /** Why the living run, or the one between attempts, is at best yellow; undefined where nothing speaks against it. */
  readonly runWarning: string | undefined;
}

type Rule = (judged: Judged) => Health | undefined;

/** At Unix milliseconds `wall`. */
export function healthOf(tally: ServiceTally, wall: number): Health {
  const judged = judgedOf(tally, wall);
  for (const rule of RULES) {
    const health = rule(judged);
    if (health) return health;
  }
  return health('green', 'ok', judged);
}

/** `READY/TOTAL (N restarts)` */
export function healthText({ ready, total, restarts }: HealthCounts): string {
  return `${ready}/${total} (${restarts} ${restarts === 1 ? 'restart' : 'restarts'})`;
}

const RULES: readonly Rule[] = [
  ({ outcome }) => (outcome?.verdict === 'failed' ? ended(outcome) : undefined),
  ({ ordinary }) => (failedOnly(ordinary) ? failed(worstReason(ordinary.map((counts) => counts.failed))) : undefined),
  ({ ordinary, outcome }) => (outcome && sumOf(ordinary, 'pods') === 0 ? ended(outcome) : undefined),
  ({ counts, minimum }) => (counts.total === 0 && minimum === 0 ? noPods(counts) : undefined),
  ({ counts, minimum }) => (counts.total === 0 ? noneOf(minimum) : undefined),
  notReady,
  ({ counted, ...judged }) =>
    sumOf(counted, 'restartingPods') > 0
      ? health('yellow', 'degraded', judged, worstReason(counted.map((counts) => counts.restarting)))
      : undefined,
  (judged) => (judged.runWarning === undefined ? undefined : health('yellow', 'degraded', judged, judged.runWarning)),
  ({ counted, minimum, ...judged }) =>
    sumOf(counted, 'readyPods') < minimum ? health('yellow', 'degraded', judged, 'BelowMin') : undefined,
];

function judgedOf(tally: ServiceTally, wall: number): Judged {
  const ordinary = tally.ordinaryCounts;
  const living = tally.newestRun?.livingCounts;
  const counted = living === undefined ? ordinary : [...ordinary, living];
  const outcome = tally.outcome(wall);
  return {
    ordinary,
    counted,
    counts: { ready: sumOf(counted, 'ready'), total: sumOf(counted, 'total'), restarts: sumOf(counted, 'restarts') },
    outcome,
    minimum: tally.minimum ?? 0,
    runWarning: living === undefined ? warningOf(outcome) : livingWarning(tally, wall),
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

const ENDED: Readonly<Record<Verdict, { readonly color: string; readonly state: State; readonly ended?: RunVerdict }>> =
  {
    failed: { color: 'red', state: 'down', ended: 'failed' },
    retrying: { color: 'yellow', state: 'degraded', ended: 'retrying' },
    'partly failed': { color: 'yellow', state: 'degraded', ended: 'failed' },
    completed: { color: 'green', state: 'ok', ended: 'completed' },
    stopped: { color: 'lightgrey', state: 'unknown' },
  };

function ended({ verdict, reason, counts: { failed, ended: of } }: RunOutcome): Health {
  const { color, state, ended } = ENDED[verdict];
  const status = verdict === 'partly failed' ? `${failed} of ${of} failed` : verdict;
  const counts = { ...NO_COUNTS, ...(ended && { ended }) };
  // Of a machine that was stopped nothing runs, as where there are no pods.
  return { status, color, state, ...reasonOf(verdict === 'stopped' ? 'no-pods' : reason), counts };
}

const NO_COUNTS = { ready: 0, total: 0, restarts: 0 };

/** Pods that failed say that a service is down where nothing lives beside them. */
function failedOnly(ordinary: readonly PodCounts[]): boolean {
  return sumOf(ordinary, 'pods') === 0 && sumOf(ordinary, 'failedPods') > 0;
}

function failed(reason: string | undefined): Health {
  return {
    status: 'failed',
    color: 'red',
    state: 'down',
    ...reasonOf(reason),
    counts: { ...NO_COUNTS, ended: 'failed' },
  };
}

function noPods(counts: HealthCounts): Health {
  return { status: 'no pods', color: 'lightgrey', state: 'unknown', reason: 'no-pods', counts };
}

/** None of the pods that `kube-shields/min` asks for. */
function noneOf(minimum: number): Health {
  return health('red', 'down', { counts: { ...NO_COUNTS, total: minimum } }, 'BelowMin');
}

function notReady(judged: Judged): Health | undefined {
  const { counted, counts } = judged;
  if (counts.ready >= counts.total) return undefined;
  const reason = worstReason(counted.map(({ unready }) => unready));
  if (!isOnlyDelayed(judged)) return health('red', counts.ready > 0 ? 'degraded' : 'down', judged, reason);
  const isUnfinished = sumOf(counted, 'unfinishedPods') > 0;
  return health('yellow', 'degraded', judged, counts.ready > 0 || isUnfinished ? reason : 'Starting');
}

/** Every pod that isn't ready is within START_GRACE, or has ended in part. With none ready only a run isn't down. */
function isOnlyDelayed({ ordinary, counted, counts }: Judged): boolean {
  const delayed = sumOf(counted, 'startingPods') + sumOf(counted, 'unfinishedPods');
  const areAll = sumOf(counted, 'pods') === sumOf(counted, 'readyPods') + delayed;
  return areAll && (counts.ready > 0 || sumOf(ordinary, 'pods') === 0);
}

function health(color: string, state: State, { counts }: Pick<Judged, 'counts'>, reason?: string): Health {
  return { status: healthText(counts), color, state, ...reasonOf(reason), counts };
}

function reasonOf(reason: string | undefined): { reason?: string } {
  return reason === undefined ? {} : { reason: closedReason(reason) };
}
