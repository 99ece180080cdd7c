// A service of this cluster, judged from its tally, and completed by its check file and its maintenance.
import type { Touch } from '../discovery/index/partition.ts';
import type { ServiceTally } from '../discovery/index/services/service-tally.ts';
import { type DeployedBy, isSameDeployment } from '../discovery/workloads/deployed-by.ts';
import type { Source } from '../kubernetes/watch/source.ts';
import type { CustomResults } from './custom-results.ts';
import { askedOf, isSameAsked } from './details/workload-details.ts';
import { type Maintained, maintainedResults } from './maintenance/maintained-results.ts';
import { healthOf } from './result/health.ts';
import type { Result } from './result/result.ts';
import { versionOf } from './result/version.ts';
import type { Service } from './service.ts';

export interface LocalService extends Service, Maintained {
  /** Results that come from its pods and workloads. */
  readonly own: ReadonlyMap<string, Result>;
  /** Results of the check file for its name: the same objects in every namespace. */
  readonly custom: CustomResults | undefined;
}

export type BareService = Omit<LocalService, 'results'>;

/** `before`: the same service as it was judged last. Without its check file and its maintenance. */
export function judgedService(
  touch: Touch,
  tally: ServiceTally,
  before: LocalService | undefined,
  {
    cluster,
    healthSource,
    namesDeployments,
  }: { readonly cluster: string; readonly healthSource: Source; readonly namesDeployments: boolean },
): Omit<BareService, 'custom'> {
  const { wall } = touch.now;
  const health: Result = { label: 'health', ...healthOf(tally, wall), source: healthSource };
  const version: Result = { label: 'version', ...versionOf(tally.imageTags), source: touch.source };
  const own = new Map([
    ['health', withSince(health, before?.own.get('health'), touch, (result) => result.state)],
    ['version', withSince(version, before?.own.get('version'), touch, (result) => result.status)],
  ]);
  const { namespace, name, kind } = tally;
  const asked = askedOf(tally, wall);
  const deployedBy = namesDeployments ? deploymentIn(tally) : undefined;
  const more = { ...(asked && { asked }), ...(deployedBy && { deployedBy }) };
  return { cluster, namespace, name, kind, isOneOff: tally.isOneOff(wall), ...more, own };
}

function deploymentIn({ workloads }: ServiceTally): DeployedBy | undefined {
  return workloads.find(({ workload }) => workload?.deployedBy)?.workload?.deployedBy;
}

/** With the time at which what it says (`what`) was seen to change. What the first list shows has not been seen to change. */
function withSince(result: Result, before: Result | undefined, touch: Touch, what: (result: Result) => string): Result {
  if (before && what(before) === what(result)) {
    return before.since === undefined ? result : { ...result, since: before.since };
  }
  return touch.isFirst ? result : { ...result, since: touch.now.wall };
}

/** With its results as readers get them: those of its check file, and what maintenance makes of its health. */
export function withResults(bare: BareService, maintained: Maintained): LocalService {
  return {
    ...withoutMaintenance(bare),
    ...maintained,
    results: maintainedResults(withCustom(bare), bare.own.get('health'), maintained),
  };
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
    [...b.own].every(([check, result]) => isSameResult(a.own.get(check), result))
  );
}

const COMPARED = ['status', 'color', 'state', 'reason', 'since', 'source'] as const;

function isSameResult(a: Result | undefined, b: Result): boolean {
  return COMPARED.every((key) => a?.[key] === b[key]) && a?.counts?.ended === b.counts?.ended;
}
