// A service of this cluster, judged from its tally, and completed by its check file and its maintenance.
import type { Touch } from '../discovery/index/partition.ts';
import type { ServiceTally } from '../discovery/index/services/service-tally.ts';
import { type DeployedBy, isSameDeployment } from '../discovery/workloads/deployed-by.ts';
import type { Source } from '../kubernetes/watch/source.ts';
import type { CustomResults } from './custom-results.ts';
import { askedOf, isSameAsked } from './details/workload-details.ts';
import { type Maintained, maintainedResults } from './maintenance/maintained-results.ts';
import { healthOf } from './result/health.ts';
import type { HealthCounts, Result } from './result/result.ts';
import { versionOf } from './result/version.ts';
import type { Service } from './service.ts';

export interface LocalService extends Service, Maintained {
  /** Results that come from its pods and workloads. */
  readonly own: ReadonlyMap<string, Result>;
  /** Results of the check file for its name: the same objects in every namespace. */
  readonly custom: CustomResults | undefined;
}

export type BareService = Omit<LocalService, 'results'>;

type Filling<T> = { -readonly [K in keyof T]: T[K] };

export interface JudgedWith {
  readonly cluster: string;
  readonly healthSource: Source;
  readonly namesDeployments: boolean;
  readonly custom: CustomResults | undefined;
}

/** `before`: the same service as it was judged last, of which unchanged parts are kept. Without its maintenance. */
export function judgedService(
  touch: Touch,
  tally: ServiceTally,
  before: LocalService | undefined,
  { cluster, healthSource, namesDeployments, custom }: JudgedWith,
): BareService {
  const { wall } = touch.now;
  const { namespace, name, kind } = tally;
  const own = ownResults(touch, tally, before?.own, healthSource);
  const service: Filling<BareService> = { cluster, namespace, name, kind, isOneOff: tally.isOneOff(wall), own, custom };
  const asked = askedOf(tally, wall);
  if (asked) service.asked = before?.asked && isSameAsked(before.asked, asked) ? before.asked : asked;
  const deployedBy = namesDeployments ? deploymentIn(tally) : undefined;
  if (deployedBy) service.deployedBy = deployedBy;
  return service;
}

function ownResults(
  touch: Touch,
  tally: ServiceTally,
  before: ReadonlyMap<string, Result> | undefined,
  healthSource: Source,
): ReadonlyMap<string, Result> {
  const healthBefore = before?.get('health');
  const versionBefore = before?.get('version');
  const health = resultOf('health', { ...healthOf(tally, touch.now.wall), source: healthSource }, healthBefore, touch);
  const version = resultOf('version', { ...versionOf(tally.imageTags), source: touch.source }, versionBefore, touch);
  if (before && health === healthBefore && version === versionBefore) return before;
  return new Map([
    ['health', health],
    ['version', version],
  ]);
}

function deploymentIn({ workloads }: ServiceTally): DeployedBy | undefined {
  return workloads.find(({ workload }) => workload?.deployedBy)?.workload?.deployedBy;
}

/** The result before, where it says the same: most events change one of a service's two results. */
function resultOf(
  label: 'health' | 'version',
  said: Omit<Result, 'label' | 'since'>,
  before: Result | undefined,
  touch: Touch,
): Result {
  const since = sinceOf(label, said, before, touch);
  const result: Result = since === undefined ? { ...said, label } : { ...said, label, since };
  return before && isSameResult(before, result) && isSameCounts(before.counts, result.counts) ? before : result;
}

/** The time at which what it says was seen to change. What the first list shows has not been seen to change. */
function sinceOf(
  label: 'health' | 'version',
  { state, status }: Pick<Result, 'state' | 'status'>,
  before: Result | undefined,
  touch: Touch,
): number | undefined {
  const isSame = label === 'health' ? before?.state === state : before?.status === status;
  if (before && isSame) return before.since;
  return touch.isFirst ? undefined : touch.now.wall;
}

/** With its results as readers get them: those of its check file, and what maintenance makes of its health. */
export function withResults(bare: BareService, maintained: Maintained): LocalService {
  const results = maintainedResults(withCustom(bare), bare.own.get('health'), maintained);
  const isPlain = bare.maintenance === undefined && bare.changedAt === undefined;
  const service: Filling<LocalService> = { ...(isPlain ? bare : withoutMaintenance(bare)), results };
  if (maintained.maintenance !== undefined) service.maintenance = maintained.maintenance;
  if (maintained.changedAt !== undefined) service.changedAt = maintained.changedAt;
  return service;
}

function withoutMaintenance({
  maintenance: _,
  changedAt: __,
  ...service
}: BareService): Omit<BareService, keyof Maintained> {
  return service;
}

/** A check file may replace `version`. */
function withCustom({ own, custom }: BareService): ReadonlyMap<string, Result> {
  return custom === undefined ? own : new Map([...own, ...custom]);
}

/** Whether readers would see no difference. */
export function isSameService(a: LocalService, b: LocalService): boolean {
  return (
    a.kind === b.kind &&
    a.isOneOff === b.isOneOff &&
    isSameAsked(a.asked, b.asked) &&
    isSameDeployment(a.deployedBy, b.deployedBy) &&
    a.custom === b.custom &&
    a.maintenance === b.maintenance &&
    a.changedAt === b.changedAt &&
    isSameOwn(a.own, b.own)
  );
}

function isSameOwn(a: ReadonlyMap<string, Result>, b: ReadonlyMap<string, Result>): boolean {
  if (a === b) return true;
  for (const [check, result] of b) if (!isSameResult(a.get(check), result)) return false;
  return true;
}

function isSameResult(a: Result | undefined, b: Result): boolean {
  return (
    a?.status === b.status &&
    a.color === b.color &&
    a.state === b.state &&
    a.reason === b.reason &&
    a.since === b.since &&
    a.source === b.source &&
    a.counts?.ended === b.counts?.ended
  );
}

function isSameCounts(a: HealthCounts | undefined, b: HealthCounts | undefined): boolean {
  return a?.ready === b?.ready && a?.total === b?.total && a?.restarts === b?.restarts;
}
