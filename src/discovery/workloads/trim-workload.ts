// A decoded workload becomes the dozen things we keep of it, at the door: nothing behind it looks at raw workloads.
import {
  countOf,
  itemsOf,
  type RawCondition,
  type RawMetadata,
  type RawOwner,
  type RawTexts,
  textOf,
  timeOf,
} from '../../kubernetes/resource/raw-object.ts';
import { identityOf } from '../../kubernetes/resource/resource.ts';
import { detached } from '../../kubernetes/resource/shared-strings.ts';
import type { Owner } from '../pods/pod.ts';
import { DEPLOYMENT_ANNOTATIONS, DEPLOYMENT_LABELS, deployedByOf } from './deployed-by.ts';
import type { RawTemplate, RawTemplateSpec, RawWorkload, RawWorkloadSpec, RawWorkloadStatus } from './raw-workload.ts';
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
  WorkloadKind,
  WorkloadLink,
} from './workload.ts';

export interface WorkloadTrimRules {
  /** SERVICE_LABELS. */
  readonly serviceLabels: readonly string[];
  /** ANNOTATIONS: of `kube-shields/…`, those that are obeyed. */
  readonly annotations: readonly string[];
}

export type TrimWorkload<Item extends Workload> = (raw: RawWorkload, rules: WorkloadTrimRules) => Item | undefined;

export function trimDeployment(raw: RawWorkload, rules: WorkloadTrimRules): Deployment | undefined {
  const { spec, status } = raw;
  const conditions: readonly RawCondition[] = itemsOf(status?.conditions);
  const progressing = conditionOf(conditions, 'Progressing');
  const replicaFailure = conditionOf(conditions, 'ReplicaFailure');
  return trimmed(raw, spec?.template, rules, {
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
  return trimmed(raw, spec?.template, rules, {
    kind: 'StatefulSet',
    replicas: replicasOf(spec),
    firstOrdinal: countOf(spec?.ordinals?.start),
    isOrdered: spec?.podManagementPolicy !== 'Parallel',
    ...rolloutOf(status),
  });
}

export function trimDaemonSet(raw: RawWorkload, rules: WorkloadTrimRules): DaemonSet | undefined {
  const { spec, status } = raw;
  return trimmed(raw, spec?.template, rules, {
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
  return trimmed(raw, spec?.template, rules, {
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
  return trimmed(raw, spec?.jobTemplate?.spec?.template, rules, {
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
  return trimmed(raw, spec?.template, rules, {
    kind: 'Rollout',
    replicas: replicasOf(spec),
    isPaused: spec?.paused === true,
    hasWorkloadRef: typeof spec?.workloadRef === 'object' && spec.workloadRef !== null,
    ...rolloutOf(status),
    ...(phase !== undefined && { phase }),
  });
}

/** The labels and annotations that are looked at, on workloads and their templates; a decoder may leave all others out. */
export function workloadTextsRead({ serviceLabels, annotations }: WorkloadTrimRules): {
  readonly labels: readonly string[];
  readonly annotations: readonly string[];
  readonly annotationPrefixes: readonly string[];
} {
  return {
    labels: [...serviceLabels, ...DEPLOYMENT_LABELS],
    annotations: [
      ...annotations.filter((name) => name !== 'link').map((name) => PREFIX + name),
      ...DEPLOYMENT_ANNOTATIONS,
    ],
    annotationPrefixes: annotations.includes('link') ? [LINK] : [],
  };
}

type Base = Omit<Deployment, 'kind' | keyof OfDeployment>;
type OfDeployment = Pick<
  Deployment,
  | 'replicas'
  | 'isPaused'
  | 'progressDeadline'
  | 'observedGeneration'
  | 'updated'
  | 'ready'
  | 'available'
  | 'progressing'
  | 'replicaFailure'
>;

function trimmed<Own extends { readonly kind: WorkloadKind }>(
  { metadata }: RawWorkload,
  template: RawTemplate | null | undefined,
  rules: WorkloadTrimRules,
  own: Own,
): (Base & Own) | undefined {
  const identity = identityOf(metadata);
  if (identity === undefined || identity.namespace === '') return undefined;
  const onIt = obeyed(metadata?.annotations, rules);
  const onTemplate = obeyed(template?.metadata?.annotations, rules);
  const owner = ownerOf(metadata);
  const deletedAt = timeOf(metadata?.deletionTimestamp);
  const service = short(onTemplate('service'), MAX_NAME);
  const min = short(onTemplate('min'), MAX_NAME);
  const maintenance = short(onIt('maintenance'), MAX_MAINTENANCE);
  const deployedBy = deployedByOf(metadata);
  return {
    ...identity,
    ...own,
    createdAt: timeOf(metadata?.creationTimestamp) ?? 0,
    generation: generationOf(metadata?.generation),
    ignored: onIt('ignore') === 'true' || onTemplate('ignore') === 'true',
    serviceLabels: rules.serviceLabels
      .map((key) => short(template?.metadata?.labels?.[key], MAX_NAME))
      .filter((value) => value !== undefined),
    links: rules.annotations.includes('link') ? linksOf(metadata?.annotations) : [],
    containers: containersOf(template?.spec),
    ...(owner && { owner }),
    ...(deployedBy && { deployedBy }),
    ...(deletedAt !== undefined && { deletedAt }),
    ...(service !== undefined && { serviceAnnotation: service }),
    ...(min !== undefined && { minAnnotation: min }),
    ...(maintenance !== undefined && { maintenanceAnnotation: maintenance }),
  };
}

function obeyed(annotations: RawTexts | null | undefined, rules: WorkloadTrimRules): (name: string) => unknown {
  return (name) => (rules.annotations.includes(name) ? annotations?.[PREFIX + name] : undefined);
}

const PREFIX = 'kube-shields/';
const LINK = `${PREFIX}link.`;

function linksOf(annotations: RawTexts | null | undefined): readonly WorkloadLink[] {
  return Object.entries(annotations ?? {})
    .filter(([key]) => key.startsWith(LINK))
    .slice(0, MAX_LINKS)
    .flatMap(([key, value]) => {
      const url = short(value, MAX_URL);
      // One that is cut leads elsewhere.
      return url === undefined || url !== value
        ? []
        : [{ name: detached(key.slice(LINK.length, LINK.length + MAX_REASON)), url }];
    });
}

function ownerOf(metadata: RawMetadata | null | undefined): Owner | undefined {
  const owners: readonly RawOwner[] = itemsOf(metadata?.ownerReferences);
  const owner = owners.find(({ controller }) => controller === true);
  const kind = short(owner?.kind, MAX_NAME);
  const name = short(owner?.name, MAX_NAME);
  if (kind === undefined || name === undefined) return undefined;
  const apiVersion = short(owner?.apiVersion, MAX_NAME);
  const uid = short(owner?.uid, MAX_NAME) ?? `${kind}/${name}`;
  return { kind, name, uid, ...(apiVersion !== undefined && { apiVersion }) };
}

/** App containers and restartable init containers, as READY counts. */
function containersOf(spec: RawTemplateSpec | null | undefined): number {
  const sidecars: readonly { readonly restartPolicy?: unknown }[] = itemsOf(spec?.initContainers);
  return itemsOf(spec?.containers).length + sidecars.filter(({ restartPolicy }) => restartPolicy === 'Always').length;
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

/** A Rollout writes its observedGeneration as text, before Argo Rollouts 1.0 as a hash, which nothing is behind. */
function generationOf(value: unknown): number {
  const text = textOf(value);
  if (text !== undefined && !/^\d+$/.test(text)) return Number.MAX_SAFE_INTEGER;
  return countOf(text === undefined ? value : Math.min(Number(text), Number.MAX_SAFE_INTEGER));
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

function short(value: unknown, length: number): string | undefined {
  const text = textOf(value);
  return text === undefined || text.length <= length ? text : detached(text.slice(0, length));
}

/** The longest name that is valid has 253 characters; one more keeps an invalid one invalid. */
const MAX_NAME = 254;
const MAX_REASON = 64;
const MAX_SCHEDULE = 256;
const MAX_MAINTENANCE = 256;
const MAX_URL = 2_048;
const MAX_LINKS = 8;
