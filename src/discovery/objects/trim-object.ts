// An object as it was read becomes the few things we keep of it, at the door. Texts are bounded and cut loose from the page
// they came from.
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

/** Kinds that say in a form of their own how they are: Knative has Services too, and Longhorn nodes. */
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

/** A node's kubelet; what a GitOps controller has applied or fetched. */
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

/** A status that isn't one of the API's says nothing. */
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

/** Flux begins with -1, Argo Rollouts writes a text. Anything else is no generation that was seen. */
function generationOf(value: unknown): number | undefined {
  if (value === undefined || value === null || value === '') return undefined;
  const generation = typeof value === 'number' || typeof value === 'string' ? Number(value) : Number.NaN;
  return Number.isSafeInteger(generation) ? generation : -1;
}

function short(value: unknown, max: number): string | undefined {
  const text = textOf(value);
  return text === undefined ? undefined : detached(text.slice(0, max).toWellFormed());
}

/** The types of conditions that readiness.ts asks about: an object may have thousands of others. */
const ASKED_TYPES: ReadonlySet<string> = new Set(
  `Ready Available Healthy Established Programmed Accepted Stalled Reconciling Issuing ResolvedRefs AbleToScale ScalingActive
  DisruptionAllowed MemoryPressure DiskPressure PIDPressure NetworkUnavailable`.split(/\s+/),
);

/** Each type comes once; more than that is someone's mistake. */
const MAX_CONDITIONS = 24;
const MAX_PARTS = 64;
const MAX_WORD = 64;
const MAX_REASON = 128;
const MAX_REVISION = 256;
const MAX_VERSION = 12;
