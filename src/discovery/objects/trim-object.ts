// Trims a decoded object to the few fields that are stored. Texts are bounded, and copied so that they don't keep their
// page in memory.
import { cleanText } from '../../config/clean-text.ts';
import { countOf, itemsOf, textOf, timeOf } from '../../kubernetes/resource/raw-object.ts';
import { identityOf } from '../../kubernetes/resource/resource.ts';
import { detached } from '../../kubernetes/resource/shared-strings.ts';
import type {
  RawObjectCondition,
  RawPart,
  RawRelease,
  RawStatusOfObject,
  RawWatchedObject,
} from './raw-watched-object.ts';
import type { Condition, StatusForm, WatchedObject } from './watched-object.ts';

export interface ObjectKindName {
  /** `Certificate`. */
  readonly kind: string;
  readonly group: string;
}

export function trimObject({ kind, group }: ObjectKindName, raw: RawWatchedObject): WatchedObject | undefined {
  const { metadata, spec, status } = raw;
  const identity = identityOf(metadata);
  if (identity === undefined) return undefined;
  const observedGeneration = generationOf(status?.observedGeneration);
  const appliedVersion = versionOf(status);
  const form = FORMS.get(group === '' ? kind : `${kind}.${group}`);
  return {
    ...identity,
    kind,
    createdAt: timeOf(metadata?.creationTimestamp) ?? 0,
    generation: countOf(metadata?.generation),
    isDeleted: timeOf(metadata?.deletionTimestamp) !== undefined,
    isSuspended: spec?.suspend === true || spec?.paused === true,
    conditions: conditionsOf(status?.conditions),
    ...(observedGeneration !== undefined && { observedGeneration }),
    ...(appliedVersion !== undefined && { appliedVersion }),
    ...(form !== undefined && { form, ...OWN_FIELDS[form]?.(raw) }),
  };
}

type OwnFields = Partial<Pick<WatchedObject, 'phase' | 'isCordoned' | 'health' | 'sync' | 'parts' | 'hasAddress'>>;

/** Kinds with a status form of their own, by group as well: Knative also has Services, and Longhorn nodes. */
const FORMS: ReadonlyMap<string, StatusForm> = new Map([
  ['Node', 'node'],
  ['PersistentVolumeClaim', 'claim'],
  ['Service', 'load-balancer'],
  ['HorizontalPodAutoscaler.autoscaling', 'autoscaler'],
  ['PodDisruptionBudget.policy', 'budget'],
  ['Application.argoproj.io', 'application'],
  ['Rollout.argoproj.io', 'rollout'],
  ['Gateway.gateway.networking.k8s.io', 'gateway'],
  ...['HTTPRoute', 'GRPCRoute', 'TLSRoute', 'TCPRoute', 'UDPRoute'].map(
    (kind) => [`${kind}.gateway.networking.k8s.io`, 'route'] as const,
  ),
]);

const OWN_FIELDS: Readonly<Partial<Record<StatusForm, (raw: RawWatchedObject) => OwnFields>>> = {
  node: ({ spec }) => ({ isCordoned: spec?.unschedulable === true }),
  claim: ({ status }) => named('phase', status?.phase),
  rollout: ({ status }) => named('phase', status?.phase),
  application: ({ status }) => ({ ...named('health', status?.health?.status), ...named('sync', status?.sync?.status) }),
  gateway: ({ status }) => ({ parts: partsOf(status?.listeners) }),
  route: ({ status }) => ({ parts: partsOf(status?.parents) }),
  'load-balancer': ({ spec, status }) =>
    spec?.type === 'LoadBalancer' ? { hasAddress: itemsOf(status?.loadBalancer?.ingress).length > 0 } : {},
};

function named(key: 'phase' | 'health' | 'sync', value: unknown): OwnFields {
  const text = short(value, MAX_WORD);
  return text === undefined ? {} : { [key]: text };
}

/** The version of a node's kubelet, or the revision that a GitOps controller has applied or fetched. */
function versionOf(status: RawStatusOfObject | null | undefined): string | undefined {
  const kubelet = short(status?.nodeInfo?.kubeletVersion, MAX_WORD);
  const revision =
    status?.lastAppliedRevision ??
    status?.sync?.revision ??
    status?.artifact?.revision ??
    chartVersionOf(status?.history);
  return kubelet ?? revisionText(short(revision, MAX_REVISION));
}

/** Of the release that Flux's HelmRelease has deployed; newest first. */
function chartVersionOf(history: unknown): unknown {
  const releases: readonly RawRelease[] = itemsOf(history);
  return releases.find(({ status }) => status === 'deployed')?.chartVersion;
}

/** `main@sha1:abc…` and `sha256:abc…` as their first 12 digits; a tag or a chart's version as it is, up to 12 characters. */
function revisionText(revision: string | undefined): string | undefined {
  const text = revision?.replace(/^.*[@/](?=sha\d*:)/, '').replace(/^sha\d*:/, '');
  return textOf(text && cleanText(text.slice(0, MAX_VERSION)));
}

function conditionsOf(list: unknown): readonly Condition[] {
  const raw: readonly RawObjectCondition[] = itemsOf(list);
  const asked = raw.filter(({ type }) => typeof type === 'string' && ASKED_TYPES.has(type));
  return asked.slice(0, MAX_CONDITIONS).map(conditionOf);
}

/** A condition with an invalid status is ignored. */
function conditionOf({ type, status, reason, ...rest }: RawObjectCondition): Condition {
  const why = short(reason, MAX_REASON);
  const since = timeOf(rest.lastTransitionTime);
  const observedGeneration = generationOf(rest.observedGeneration);
  return {
    type: String(type),
    status: status === 'True' || status === 'False' ? status : 'Unknown',
    ...(why !== undefined && { reason: why }),
    ...(since !== undefined && { since }),
    ...(observedGeneration !== undefined && { observedGeneration }),
  };
}

function partsOf(list: unknown): readonly (readonly Condition[])[] {
  const parts: readonly RawPart[] = itemsOf(list);
  return parts.slice(0, MAX_PARTS).map(({ conditions }) => conditionsOf(conditions));
}

/** Flux begins with -1, Argo Rollouts writes a text. Anything else isn't a generation. */
function generationOf(value: unknown): number | undefined {
  if (value === undefined || value === null || value === '') return undefined;
  const generation = typeof value === 'number' || typeof value === 'string' ? Number(value) : Number.NaN;
  return Number.isSafeInteger(generation) ? generation : -1;
}

function short(value: unknown, max: number): string | undefined {
  const text = textOf(value);
  return text === undefined ? undefined : detached(text.slice(0, max).toWellFormed());
}

/** The condition types that readiness.ts uses. An object may have thousands of others. */
const ASKED_TYPES: ReadonlySet<string> = new Set(
  `Ready Available Healthy Established Programmed Accepted Stalled Reconciling Issuing ResolvedRefs AbleToScale ScalingActive
  DisruptionAllowed MemoryPressure DiskPressure PIDPressure NetworkUnavailable`.split(/\s+/),
);

/** Each type comes once, so more are a mistake. */
const MAX_CONDITIONS = 24;
const MAX_PARTS = 64;
const MAX_WORD = 64;
const MAX_REASON = 128;
const MAX_REVISION = 256;
const MAX_VERSION = 12;
