// Trims a decoded workload to its stored fields, by kind. No other code reads raw workloads.
import { countOf, itemsOf, type RawCondition, timeOf } from '../../kubernetes/resource/raw-object.ts';
import {
  generationOf,
  MAX_NAME,
  MAX_REASON,
  short,
  withCommonFields,
  type WorkloadTrimRules,
} from './common-fields.ts';
import type { RawWorkload, RawWorkloadSpec, RawWorkloadStatus } from './raw-workload.ts';
import type {
  CronJob,
  DaemonSet,
  Deployment,
  Job,
  JobCondition,
  JobConditionType,
  Rollout,
  StatefulSet,
  Workload,
  WorkloadCondition,
} from './workload.ts';

export type TrimWorkload<Item extends Workload> = (raw: RawWorkload, rules: WorkloadTrimRules) => Item | undefined;

export function trimDeployment(raw: RawWorkload, rules: WorkloadTrimRules): Deployment | undefined {
  const { spec, status } = raw;
  const conditions: readonly RawCondition[] = itemsOf(status?.conditions);
  const progressing = conditionOf(conditions, 'Progressing');
  const replicaFailure = conditionOf(conditions, 'ReplicaFailure');
  return withCommonFields(raw, spec?.template, rules, {
    kind: 'Deployment',
    replicas: replicasOf(spec),
    isPaused: spec?.paused === true,
    ...progressDeadlineOf(spec),
    ...rolloutOf(status),
    ...(progressing && { progressing }),
    ...(replicaFailure && { replicaFailure }),
  });
}

export function trimStatefulSet(raw: RawWorkload, rules: WorkloadTrimRules): StatefulSet | undefined {
  const { spec, status } = raw;
  return withCommonFields(raw, spec?.template, rules, {
    kind: 'StatefulSet',
    replicas: replicasOf(spec),
    firstOrdinal: countOf(spec?.ordinals?.start),
    isOrdered: spec?.podManagementPolicy !== 'Parallel',
    ...rolloutOf(status),
  });
}

export function trimDaemonSet(raw: RawWorkload, rules: WorkloadTrimRules): DaemonSet | undefined {
  const { spec, status } = raw;
  return withCommonFields(raw, spec?.template, rules, {
    kind: 'DaemonSet',
    desired: countOf(status?.desiredNumberScheduled),
    misscheduled: countOf(status?.numberMisscheduled),
    observedGeneration: generationOf(status?.observedGeneration),
    updated: countOf(status?.updatedNumberScheduled),
    ready: countOf(status?.numberReady),
    available: countOf(status?.numberAvailable),
  });
}

export function trimJob(raw: RawWorkload, rules: WorkloadTrimRules): Job | undefined {
  const { spec, status } = raw;
  const startedAt = timeOf(status?.startTime);
  const completedAt = timeOf(status?.completionTime);
  return withCommonFields(raw, spec?.template, rules, {
    kind: 'Job',
    // None at once: Kubernetes calls that paused.
    isSuspended: spec?.suspend === true || spec?.parallelism === 0,
    active: countOf(status?.active),
    succeeded: countOf(status?.succeeded),
    failed: countOf(status?.failed),
    terminating: countOf(status?.terminating),
    conditions: jobConditionsOf(status?.conditions),
    ...(startedAt !== undefined && { startedAt }),
    ...(completedAt !== undefined && { completedAt }),
  });
}

export function trimCronJob(raw: RawWorkload, rules: WorkloadTrimRules): CronJob | undefined {
  const { spec, status } = raw;
  const timeZone = short(spec?.timeZone, MAX_NAME);
  const lastScheduledAt = timeOf(status?.lastScheduleTime);
  const lastSucceededAt = timeOf(status?.lastSuccessfulTime);
  return withCommonFields(raw, spec?.jobTemplate?.spec?.template, rules, {
    kind: 'CronJob',
    schedule: short(spec?.schedule, MAX_SCHEDULE) ?? '',
    concurrency: concurrencyOf(spec?.concurrencyPolicy),
    isSuspended: spec?.suspend === true,
    active: itemsOf(status?.active).length,
    ...(timeZone !== undefined && { timeZone }),
    ...(lastScheduledAt !== undefined && { lastScheduledAt }),
    ...(lastSucceededAt !== undefined && { lastSucceededAt }),
  });
}

export function trimRollout(raw: RawWorkload, rules: WorkloadTrimRules): Rollout | undefined {
  const { spec, status } = raw;
  const phase = short(status?.phase, MAX_REASON);
  return withCommonFields(raw, spec?.template, rules, {
    kind: 'Rollout',
    replicas: replicasOf(spec),
    isPaused: spec?.paused === true,
    hasWorkloadRef: typeof spec?.workloadRef === 'object' && spec.workloadRef !== null,
    ...rolloutOf(status),
    ...(phase !== undefined && { phase }),
  });
}

/** In JSON it is absent where it wasn't set, which the API server never leaves so. */
function replicasOf(spec: RawWorkloadSpec | null | undefined): number {
  return typeof spec?.replicas === 'number' ? countOf(spec.replicas) : 1;
}

function progressDeadlineOf(spec: RawWorkloadSpec | null | undefined): Pick<Deployment, 'progressDeadline'> {
  const seconds = typeof spec?.progressDeadlineSeconds === 'number' ? spec.progressDeadlineSeconds : DEFAULT_DEADLINE;
  return seconds >= NO_DEADLINE ? {} : { progressDeadline: countOf(seconds) * 1000 };
}

/** Seconds; the largest int32 means none. */
const DEFAULT_DEADLINE = 600;
const NO_DEADLINE = 2 ** 31 - 1;

function rolloutOf(
  status: RawWorkloadStatus | null | undefined,
): Pick<Deployment, 'observedGeneration' | 'updated' | 'ready' | 'available'> {
  return {
    observedGeneration: generationOf(status?.observedGeneration),
    updated: countOf(status?.updatedReplicas),
    ready: countOf(status?.readyReplicas),
    available: countOf(status?.availableReplicas),
  };
}

function conditionOf(conditions: readonly RawCondition[], type: string): WorkloadCondition | undefined {
  const condition = conditions.find((each) => each.type === type);
  if (condition === undefined) return undefined;
  const { status } = condition;
  return { status: status === 'True' || status === 'False' ? status : 'Unknown', ...reasonAndTime(condition) };
}

function jobConditionsOf(value: unknown): readonly JobCondition[] {
  const conditions: readonly RawCondition[] = itemsOf(value);
  return conditions
    .filter(({ status }) => status === 'True')
    .flatMap((condition) => {
      const type = JOB_CONDITIONS.find((known) => known === condition.type);
      return type === undefined ? [] : [{ type, ...reasonAndTime(condition) }];
    });
}

const JOB_CONDITIONS: readonly JobConditionType[] = [
  'Complete',
  'Failed',
  'FailureTarget',
  'SuccessCriteriaMet',
  'Suspended',
];

function reasonAndTime(condition: RawCondition): { readonly reason?: string; readonly since?: number } {
  const reason = short(condition.reason, MAX_REASON);
  const since = timeOf(condition.lastTransitionTime);
  return { ...(reason !== undefined && { reason }), ...(since !== undefined && { since }) };
}

function concurrencyOf(value: unknown): CronJob['concurrency'] {
  return value === 'Forbid' || value === 'Replace' ? value : 'Allow';
}

const MAX_SCHEDULE = 256;
