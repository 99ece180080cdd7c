// An object as it was read becomes the few things we keep of it, at the door. Texts are bounded and cut loose from the page
// they came from.
import { itemsOf, textOf, timeOf } from '../../kubernetes/raw-object.ts';
import { identityOf } from '../../kubernetes/resource.ts';
import { detached } from '../../kubernetes/shared-strings.ts';
import type { RawObjectCondition, RawPart, RawStatusOfObject, RawWatchedObject } from './raw-watched-object.ts';
import type { Condition, WatchedObject } from './watched-object.ts';

export function trimObject(kind: string, raw: RawWatchedObject): WatchedObject | undefined {
  const { metadata, spec, status } = raw;
  const identity = identityOf(metadata);
  if (identity === undefined) return undefined;
  const observedGeneration = generationOf(status?.observedGeneration);
  const appliedVersion = versionOf(status);
  return {
    ...identity,
    kind,
    createdAt: timeOf(metadata?.creationTimestamp) ?? 0,
    generation: generationOf(metadata?.generation) ?? 0,
    isDeleted: timeOf(metadata?.deletionTimestamp) !== undefined,
    isSuspended: spec?.suspend === true || spec?.paused === true,
    conditions: conditionsOf(status?.conditions),
    ...(observedGeneration !== undefined && { observedGeneration }),
    ...(appliedVersion !== undefined && { appliedVersion }),
    ...OWN_FIELDS[kind]?.(raw),
  };
}

type OwnFields = Partial<Pick<WatchedObject, 'phase' | 'isCordoned' | 'health' | 'sync' | 'parts' | 'hasAddress'>>;

/** Kinds that say in fields of their own how they are. */
const OWN_FIELDS: Readonly<Record<string, (raw: RawWatchedObject) => OwnFields>> = {
  Node: ({ spec }) => ({ isCordoned: spec?.unschedulable === true }),
  PersistentVolumeClaim: ({ status }) => named('phase', status?.phase),
  Rollout: ({ status }) => named('phase', status?.phase),
  Application: ({ status }) => ({ ...named('health', status?.health?.status), ...named('sync', status?.sync?.status) }),
  Gateway: ({ status }) => ({ parts: partsOf(status?.listeners) }),
  HTTPRoute: ({ status }) => ({ parts: partsOf(status?.parents) }),
  Service: ({ spec, status }) =>
    spec?.type === 'LoadBalancer' ? { hasAddress: itemsOf(status?.loadBalancer?.ingress).length > 0 } : {},
};

function named(key: 'phase' | 'health' | 'sync', value: unknown): OwnFields {
  const text = short(value, MAX_WORD);
  return text === undefined ? {} : { [key]: text };
}

/** A node's kubelet; what a GitOps controller has applied or fetched. */
function versionOf(status: RawStatusOfObject | null | undefined): string | undefined {
  const kubelet = short(status?.nodeInfo?.kubeletVersion, MAX_WORD);
  const revision = status?.lastAppliedRevision ?? status?.sync?.revision ?? status?.artifact?.revision;
  return kubelet ?? revisionText(short(revision, MAX_REVISION));
}

/** `main@sha1:abc…` and `sha256:abc…` as their first 12 digits; a tag or a chart's version as it is, up to 12 characters. */
function revisionText(revision: string | undefined): string | undefined {
  return revision
    ?.replace(/^.*[@/](?=sha\d*:)/, '')
    .replace(/^sha\d*:/, '')
    .slice(0, MAX_VERSION);
}

function conditionsOf(list: unknown): readonly Condition[] {
  const raw: readonly RawObjectCondition[] = itemsOf(list);
  return raw.slice(0, MAX_CONDITIONS).flatMap((condition) => conditionOf(condition) ?? []);
}

function conditionOf({ type, status, reason, ...rest }: RawObjectCondition): Condition | undefined {
  const name = short(type, MAX_WORD);
  if (name === undefined || (status !== 'True' && status !== 'False' && status !== 'Unknown')) return undefined;
  const why = short(reason, MAX_REASON);
  const since = timeOf(rest.lastTransitionTime);
  const observedGeneration = generationOf(rest.observedGeneration);
  return {
    type: name,
    status,
    ...(why !== undefined && { reason: why }),
    ...(since !== undefined && { since }),
    ...(observedGeneration !== undefined && { observedGeneration }),
  };
}

function partsOf(list: unknown): readonly (readonly Condition[])[] {
  const parts: readonly RawPart[] = itemsOf(list);
  return parts.slice(0, MAX_PARTS).map(({ conditions }) => conditionsOf(conditions));
}

const generationOf = (value: unknown): number | undefined =>
  typeof value === 'number' && Number.isSafeInteger(value) && value >= 0 ? value : undefined;

function short(value: unknown, max: number): string | undefined {
  const text = textOf(value);
  return text === undefined ? undefined : detached(text.slice(0, max));
}

/** As many as the API conventions leave room for, and more. */
const MAX_CONDITIONS = 24;
const MAX_PARTS = 64;
const MAX_WORD = 64;
const MAX_REASON = 128;
const MAX_REVISION = 256;
const MAX_VERSION = 12;
