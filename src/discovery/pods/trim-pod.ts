// Trims a decoded pod to its stored fields. No other code reads raw pods.
import { cleanText } from '../../config/clean-text.ts';
import type { AnnotationName } from '../../config/config.ts';
import type { TextsRead } from '../../kubernetes/decode/protobuf-messages.ts';
import {
  itemsOf,
  type RawMetadata,
  type RawOwner,
  type RawTexts,
  textOf,
  timeOf,
} from '../../kubernetes/resource/raw-object.ts';
import { identityOf } from '../../kubernetes/resource/resource.ts';
import { appImageOf, DEFAULT_CONTAINER } from './app-image.ts';
import { imageTagOf } from './image-tag.ts';
import { type Deletion, isTerminal, type Owner, type Phase, type Pod, type TroubledContainer } from './pod.ts';
import { type Container, containersOf } from './pod-containers.ts';
import { conditionOf, isBeginning, type PodFacts, podReasonOf, readyConditionOf, wasReadyAt } from './pod-reason.ts';
import type { RawPod, RawPodSpec } from './raw-pod.ts';
import { shared, sharedName, sharedReason } from './shared-texts.ts';

export interface TrimRules {
  /** SERVICE_LABELS. */
  readonly serviceLabels: readonly string[];
  /** ANNOTATIONS: the annotations `kube-shields/…` that are used. */
  readonly annotations: readonly AnnotationName[];
  /** SIDECARS: containers whose image isn't the pod's version. */
  readonly sidecars: readonly string[];
}

/** Undefined without a name or namespace. Repeated texts are shared; nothing else of the raw pod is referenced. */
export function trimPod(raw: RawPod, rules: TrimRules): Pod | undefined {
  const { metadata, spec } = raw;
  const identity = identityOf(metadata);
  if (identity === undefined || identity.namespace === '') return undefined;
  const { namespace, name, uid, version } = identity;
  const labels = metadata?.labels;
  const annotations = metadata?.annotations;
  const obeyed = (annotation: AnnotationName): unknown =>
    rules.annotations.includes(annotation) ? annotations?.[keyOf(annotation)] : undefined;
  const judged = judgedOf(raw);
  const { containers } = judged;
  const createdAt = timeOf(metadata?.creationTimestamp) ?? 0;
  const pod: Filling<Pod> = {
    namespace: shared(namespace),
    name,
    uid,
    version,
    createdAt,
    serviceLabels: labelValues(labels, rules.serviceLabels),
    ignored: obeyed('ignore') === 'true',
    phase: judged.phase,
    isRun: isRun(spec),
    total: containers.counted.length,
    ready: containers.ready,
    restarts: containers.restarts,
    isStarting: isStarting(judged),
    image: shared(imageTagOf(appImageOf(spec, annotations, rules.sidecars))),
  };
  // Always in this order, and omitted if absent, so that V8 has few and small object shapes.
  put(pod, 'owner', controllerOf(metadata?.ownerReferences));
  put(pod, 'generateName', sharedName(metadata?.generateName));
  put(pod, 'templateHash', sharedName(labels?.[TEMPLATE_HASH]));
  put(pod, 'ip', textOf(raw.status?.podIP)?.slice(0, MAX_ADDRESS));
  put(pod, 'readyCondition', readyConditionOf(judged));
  put(pod, 'reason', podReasonOf(judged));
  put(pod, 'troubledContainers', troubledContainersOf(judged));
  put(pod, 'finishedAt', finishedAt(judged, createdAt));
  put(pod, 'exitedWellAt', pod.isRun ? exitedWellAt(judged, createdAt) : undefined);
  put(pod, 'deletion', deletionOf(metadata, judged));
  put(pod, 'rolloutHash', sharedName(labels?.[ROLLOUT_HASH]));
  put(pod, 'deploymentConfig', sharedName(labels?.[DEPLOYMENT_CONFIG]));
  put(pod, 'serviceAnnotation', sharedName(obeyed('service')));
  put(pod, 'minAnnotation', sharedName(obeyed('min')));
  put(pod, 'completionIndex', sharedName(annotations?.[COMPLETION_INDEX]));
  return pod;
}

/** The labels and annotations that are read: a decoder may skip all others. */
export function textsRead({ serviceLabels, annotations }: TrimRules): TextsRead {
  return {
    labels: [TEMPLATE_HASH, ROLLOUT_HASH, DEPLOYMENT_CONFIG, ...serviceLabels],
    annotations: [...annotations.map(keyOf), COMPLETION_INDEX, DEFAULT_CONTAINER],
  };
}

const TEMPLATE_HASH = 'pod-template-hash';
const ROLLOUT_HASH = 'rollouts-pod-template-hash';
const DEPLOYMENT_CONFIG = 'deploymentconfig';
const COMPLETION_INDEX = 'batch.kubernetes.io/job-completion-index';
const MAX_ADDRESS = 45;

function keyOf(annotation: AnnotationName): string {
  return `kube-shields/${annotation}`;
}

type Filling<T> = { -readonly [K in keyof T]: T[K] };

function put<K extends keyof Pod>(pod: Filling<Pod>, key: K, value: Pod[K] | undefined): void {
  if (value !== undefined) pod[key] = value;
}

const NO_LABELS: readonly string[] = [];

function labelValues(labels: RawTexts | null | undefined, keys: readonly string[]): readonly string[] {
  const values = keys.map((key) => sharedName(labels?.[key])).filter((value) => value !== undefined);
  return values.length === 0 ? NO_LABELS : values;
}

/** Every pod has a restart policy; if it can't be decoded, the default `Always` applies. */
function isRun(spec: RawPodSpec | null | undefined): boolean {
  const policy = textOf(spec?.restartPolicy);
  return policy !== undefined && policy !== 'Always';
}

function controllerOf(value: unknown): Owner | undefined {
  const owners: readonly RawOwner[] = itemsOf(value);
  const owner = owners.find((reference) => reference.controller === true);
  // Unlike names, which the API server keeps to letters and digits.
  const kind = sharedName(cleanText(textOf(owner?.kind) ?? '') || undefined);
  const name = sharedName(owner?.name);
  if (kind === undefined || name === undefined) return undefined;
  const uid = sharedName(owner?.uid) ?? `${kind}/${name}`;
  const apiVersion = sharedName(owner?.apiVersion);
  return sharedOwner({ kind, name, uid, ...(apiVersion !== undefined && { apiVersion }) });
}

/** By uid. Dropped when full: a second copy costs only memory. */
const knownOwners = new Map<string, Owner>();
const MAX_OWNERS = 8_192;

/** All pods of an owner share one object, also those that come as events, in any order. */
function sharedOwner(owner: Owner): Owner {
  const known = knownOwners.get(owner.uid);
  if (known && isSameOwner(known, owner)) return known;
  if (knownOwners.size >= MAX_OWNERS) knownOwners.clear();
  knownOwners.set(owner.uid, owner);
  return owner;
}

function isSameOwner(a: Owner, b: Owner): boolean {
  return a.uid === b.uid && a.name === b.name && a.kind === b.kind && a.apiVersion === b.apiVersion;
}

function judgedOf({ spec, status }: RawPod): PodFacts {
  const conditions = itemsOf(status?.conditions);
  const isInitialised = conditionOf({ conditions }, 'Initialized')?.status === 'True';
  return {
    phase: phaseOf(status?.phase),
    reason: sharedReason(status?.reason),
    conditions,
    containers: containersOf(spec, status, isInitialised),
  };
}

/** Our own copy of the text, shared by all pods. */
function phaseOf(value: unknown): Phase {
  return PHASES.find((phase) => phase === value) ?? 'Unknown';
}

const PHASES: readonly Phase[] = ['Running', 'Pending', 'Succeeded', 'Failed'];

function isStarting(judged: PodFacts): boolean {
  const { ready, counted, all } = judged.containers;
  return (
    !isTerminal(judged.phase) &&
    ready < counted.length &&
    conditionOf(judged, 'PodScheduled')?.status !== 'False' &&
    all.every(
      ({ restarts, waiting, ended }) =>
        restarts === 0 && (waiting === undefined || isBeginning(waiting)) && ended?.isWell !== false,
    )
  );
}

function deletionOf(metadata: RawMetadata | null | undefined, judged: PodFacts): Deletion | undefined {
  const endsAt = timeOf(metadata?.deletionTimestamp);
  if (endsAt === undefined) return undefined;
  const seconds = Number(metadata?.deletionGracePeriodSeconds ?? 0);
  const askedAt = endsAt - (seconds > 0 ? seconds * 1_000 : 0);
  return { endsAt, askedAt, wasReady: wasReadyAt(askedAt, judged) };
}

/** Only for a terminated pod: an init container's end is not the pod's. */
function finishedAt({ phase, containers, conditions }: PodFacts, createdAt: number): number | undefined {
  if (!isTerminal(phase)) return undefined;
  return (
    latest(containers.all.map((container) => container.ended?.at)) ??
    latest(conditions.map((condition) => timeOf(condition.lastTransitionTime))) ??
    createdAt
  );
}

/** For a pod that has not terminated. */
function exitedWellAt({ phase, containers }: PodFacts, createdAt: number): readonly number[] | undefined {
  if (isTerminal(phase)) return undefined;
  const ended = containers.counted.filter(({ isReady, ended }) => !isReady && ended?.isWell === true);
  return ended.length === 0 ? undefined : ended.map(({ ended }) => ended?.at ?? createdAt).sort((a, b) => a - b);
}

function latest(times: readonly (number | undefined)[]): number | undefined {
  const known = times.filter((time) => time !== undefined);
  return known.length === 0 ? undefined : known.reduce((a, b) => Math.max(a, b));
}

function troubledContainersOf({ containers }: PodFacts): readonly TroubledContainer[] | undefined {
  const troubled = containers.relevant.filter(isTroubled);
  return troubled.length === 0 ? undefined : troubled.map(troubledContainerOf);
}

/** A container that exited with 0 is done. */
function isTroubled({ isReady, restarts, ended }: Container): boolean {
  return (!isReady || restarts > 0) && ended?.isWell !== true;
}

function troubledContainerOf(container: Container): TroubledContainer {
  const { name, restarts, waiting, ended, endedBefore } = container;
  const last = ended ?? endedBefore;
  const reason = waiting ?? last?.reason;
  const since = container.runningSince ?? last?.at;
  return {
    name,
    state: stateOf(container),
    restarts,
    ...(reason !== undefined && { reason }),
    ...(last !== undefined && { exitCode: last.exitCode }),
    ...(since !== undefined && { since }),
  };
}

function stateOf({ isWaiting, isRunning, ended }: Container): TroubledContainer['state'] {
  if (isWaiting) return 'waiting';
  if (ended) return 'terminated';
  return isRunning ? 'running' : 'unknown';
}
