// A decoded pod becomes the dozen things we keep of it, at the door: nothing behind it looks at raw pods.
import { imageTagOf } from './image-tag.ts';
import { isTerminal, type Owner, type Phase, type Pod, type PodReason, type ReadyCondition } from './pod.ts';
import {
  countOf,
  itemsOf,
  type RawCondition,
  type RawOwner,
  type RawTexts,
  textOf,
  timeOf,
} from '../../kubernetes/raw-object.ts';
import type { TextsRead } from '../../kubernetes/protobuf-messages.ts';
import { identityOf } from '../../kubernetes/resource.ts';
import { createSharedStrings } from '../../kubernetes/shared-strings.ts';
import type { RawContainer, RawContainerStatus, RawPod, RawPodSpec, RawPodStatus } from './raw-pod.ts';

export interface TrimRules {
  /** SERVICE_LABELS. */
  readonly serviceLabels: readonly string[];
}

/** Undefined for what has no name or namespace. Texts that pods repeat are shared; the result is all that stays. */
export function trimPod(raw: RawPod, rules: TrimRules): Pod | undefined {
  const { metadata, spec, status } = raw;
  const identity = identityOf(metadata);
  if (identity === undefined || identity.namespace === '') return undefined;
  const { namespace, name, uid, version } = identity;
  const labels = metadata?.labels;
  const annotations = metadata?.annotations;
  const seen = lookAt(spec, status);
  const createdAt = timeOf(metadata?.creationTimestamp) ?? 0;
  const pod: Filling<Pod> = {
    namespace: shared(namespace),
    name,
    uid,
    version,
    createdAt,
    serviceLabels: labelValues(labels, rules.serviceLabels),
    ignored: annotations?.[IGNORE] === 'true',
    phase: seen.phase,
    isRun: isRun(spec),
    total: seen.counted.length,
    ready: seen.ready,
    exitedWell: seen.exitedWell,
    restarts: seen.restarts,
    isStarting: isStarting(seen),
    image: shared(imageTagOf(imageOf(spec, annotations))),
  };
  // Always in this order, and left out where absent: few object shapes, and small ones.
  put(pod, 'owner', controllerOf(metadata?.ownerReferences));
  put(pod, 'generateName', short(metadata?.generateName));
  put(pod, 'templateHash', short(labels?.[TEMPLATE_HASH]));
  put(pod, 'ip', textOf(status?.podIP)?.slice(0, LONGEST_ADDRESS));
  put(pod, 'readyCondition', readyConditionOf(seen));
  put(pod, 'reason', podReasonOf(seen));
  put(pod, 'finishedAt', finishedAt(seen, createdAt));
  put(pod, 'deletedAt', timeOf(metadata?.deletionTimestamp));
  put(pod, 'rolloutHash', short(labels?.[ROLLOUT_HASH]));
  put(pod, 'serviceAnnotation', short(annotations?.[SERVICE]));
  put(pod, 'minAnnotation', short(annotations?.[MINIMUM]));
  put(pod, 'completionIndex', short(annotations?.[COMPLETION_INDEX]));
  return pod;
}

/** The labels and annotations that are looked at: a decoder may leave all others out. */
export function textsRead({ serviceLabels }: TrimRules): TextsRead {
  return { labels: [TEMPLATE_HASH, ROLLOUT_HASH, ...serviceLabels], annotations: ANNOTATIONS };
}

const TEMPLATE_HASH = 'pod-template-hash';
const ROLLOUT_HASH = 'rollouts-pod-template-hash';
const IGNORE = 'kube-shields/ignore';
const SERVICE = 'kube-shields/service';
const MINIMUM = 'kube-shields/min';
const COMPLETION_INDEX = 'batch.kubernetes.io/job-completion-index';
const DEFAULT_CONTAINER = 'kubectl.kubernetes.io/default-container';
const ANNOTATIONS: readonly string[] = [IGNORE, SERVICE, MINIMUM, COMPLETION_INDEX, DEFAULT_CONTAINER];

/** What the rules below judge: the pod's containers, each with its status. */
interface Seen {
  readonly phase: Phase;
  readonly reason: string | undefined;
  readonly conditions: readonly RawCondition[];
  /** App and restartable init containers: those that READY counts. */
  readonly counted: readonly Container[];
  /** All that the pod has. A plain init container isn't counted, but it may be what the pod waits for. */
  readonly all: readonly Container[];
  readonly ready: number;
  readonly exitedWell: number;
  readonly restarts: number;
}

interface Container {
  readonly isCounted: boolean;
  readonly isReady: boolean;
  readonly restarts: number;
  readonly waiting: string | undefined;
  readonly ended: Ending | undefined;
  readonly endedBefore: Ending | undefined;
}

interface Ending {
  readonly isWell: boolean;
  readonly reason: string;
  readonly at: number | undefined;
}

type Filling<T> = { -readonly [K in keyof T]: T[K] };

function put<K extends keyof Pod>(pod: Filling<Pod>, key: K, value: Pod[K] | undefined): void {
  if (value !== undefined) pod[key] = value;
}

/** Enough for the words of a cluster with thousands of services; twice this many are kept at most. */
const words = createSharedStrings(20_000);

function shared(text: string): string {
  return words.share(text);
}

/** The longest name that is valid has 253 characters; one more keeps an invalid one invalid. */
const LONGEST_NAME = 254;
const LONGEST_ADDRESS = 45;
const LONGEST_REASON = 64;

function short(value: unknown): string | undefined {
  const text = textOf(value);
  return text === undefined ? undefined : shared(text.slice(0, LONGEST_NAME));
}

function reasonOf(value: unknown): string | undefined {
  const text = textOf(value);
  return text === undefined ? undefined : shared(text.slice(0, LONGEST_REASON));
}

const NO_LABELS: readonly string[] = [];

function labelValues(labels: RawTexts | null | undefined, keys: readonly string[]): readonly string[] {
  const values = keys.map((key) => short(labels?.[key])).filter((value) => value !== undefined);
  return values.length === 0 ? NO_LABELS : values;
}

/** Every pod has a policy; where a decoder doesn't know it, the default `Always` holds. */
function isRun(spec: RawPodSpec | null | undefined): boolean {
  const policy = textOf(spec?.restartPolicy);
  return policy !== undefined && policy !== 'Always';
}

function controllerOf(value: unknown): Owner | undefined {
  const owners: readonly RawOwner[] = itemsOf(value);
  const owner = owners.find((reference) => reference.controller === true);
  const kind = short(owner?.kind);
  const name = short(owner?.name);
  if (kind === undefined || name === undefined) return undefined;
  const uid = short(owner?.uid) ?? `${kind}/${name}`;
  return sharedOwner({ kind, name, uid });
}

/** Pods of one owner come one after another in a list, so remembering the last owner shares most of them. */
let lastOwner: Owner | undefined;

function sharedOwner(owner: Owner): Owner {
  const isSame = lastOwner?.uid === owner.uid && lastOwner.name === owner.name && lastOwner.kind === owner.kind;
  lastOwner = isSame && lastOwner ? lastOwner : owner;
  return lastOwner;
}

function lookAt(spec: RawPodSpec | null | undefined, status: RawPodStatus | null | undefined): Seen {
  const init = containersOf(
    spec?.initContainers,
    status?.initContainerStatuses,
    (raw) => raw.restartPolicy === 'Always',
  );
  const app = containersOf(spec?.containers, status?.containerStatuses, () => true);
  const all = [...init, ...app];
  const counted = all.filter((container) => container.isCounted);
  return {
    phase: phaseOf(status?.phase),
    reason: reasonOf(status?.reason),
    conditions: itemsOf(status?.conditions),
    counted,
    all,
    ready: counted.filter((container) => container.isReady).length,
    exitedWell: counted.filter((container) => !container.isReady && container.ended?.isWell === true).length,
    restarts: counted.reduce((sum, container) => sum + container.restarts, 0),
  };
}

function containersOf(specs: unknown, statuses: unknown, counts: (raw: RawContainer) => boolean): Container[] {
  const raws: readonly RawContainer[] = itemsOf(specs);
  const known: readonly RawContainerStatus[] = itemsOf(statuses);
  return raws.map((raw) => {
    const name = textOf(raw.name);
    const status = name === undefined ? undefined : known.find((candidate) => candidate.name === name);
    return containerOf(status, counts(raw));
  });
}

function containerOf(status: RawContainerStatus | undefined, isCounted: boolean): Container {
  return {
    isCounted,
    isReady: status?.ready === true,
    restarts: countOf(status?.restartCount),
    waiting: reasonOf(status?.state?.waiting?.reason),
    ended: endingOf(status?.state),
    endedBefore: endingOf(status?.lastState),
  };
}

function endingOf(state: RawContainerStatus['state']): Ending | undefined {
  const terminated = state?.terminated;
  if (terminated === undefined || terminated === null) return undefined;
  return {
    isWell: terminated.exitCode === 0,
    reason: reasonOf(terminated.reason) ?? 'Error',
    at: timeOf(terminated.finishedAt),
  };
}

function phaseOf(value: unknown): Phase {
  switch (value) {
    case 'Pending':
    case 'Running':
    case 'Succeeded':
    case 'Failed':
      return value;
    default:
      return 'Unknown';
  }
}

function conditionOf(seen: Seen, type: string): RawCondition | undefined {
  return seen.conditions.find((condition) => condition.type === type);
}

const READY: ReadyCondition = { isTrue: true };

function readyConditionOf(seen: Seen): ReadyCondition | undefined {
  const condition = conditionOf(seen, 'Ready');
  if (condition === undefined) return undefined;
  const reason = reasonOf(condition.reason);
  const isTrue = condition.status === 'True';
  if (reason === undefined) return isTrue ? READY : { isTrue };
  return { isTrue, reason };
}

/** What every pod waits for at first. */
function isBeginning(reason: string): boolean {
  return reason === 'ContainerCreating' || reason === 'PodInitializing';
}

function isStarting(seen: Seen): boolean {
  return (
    !isTerminal(seen.phase) &&
    seen.ready < seen.counted.length &&
    conditionOf(seen, 'PodScheduled')?.status !== 'False' &&
    seen.all.every(
      ({ restarts, waiting, ended }) =>
        restarts === 0 && (waiting === undefined || isBeginning(waiting)) && ended?.isWell !== false,
    )
  );
}

/** A pod that failed says so itself (Evicted, DeadlineExceeded); of the others, containers know best. */
function podReasonOf(seen: Seen): PodReason | undefined {
  const own = ranked(3, seen.reason);
  const ended = ranked(1, endedReason(seen));
  if (seen.phase === 'Failed') return own ?? ended;
  return ranked(0, waitingReason(seen)) ?? ended ?? ranked(2, unscheduledReason(seen)) ?? own;
}

function ranked(rank: number, reason: string | undefined): PodReason | undefined {
  return reason === undefined ? undefined : { rank, reason };
}

function waitingReason(seen: Seen): string | undefined {
  const reasons = seen.all
    .filter((container) => !container.isReady)
    .map((container) => container.waiting)
    .filter((reason) => reason !== undefined);
  return reasons.find((reason) => !isBeginning(reason)) ?? reasons[0];
}

function endedReason(seen: Seen): string | undefined {
  const now = seen.all.find(({ isReady, ended }) => !isReady && ended?.isWell === false);
  const before = seen.counted.find(({ restarts, endedBefore }) => restarts > 0 && endedBefore?.isWell === false);
  return now?.ended?.reason ?? before?.endedBefore?.reason;
}

function unscheduledReason(seen: Seen): string | undefined {
  const scheduled = conditionOf(seen, 'PodScheduled');
  return scheduled?.status === 'False' ? (reasonOf(scheduled.reason) ?? 'Unschedulable') : undefined;
}

/** Only of a pod that ended: an init container's end is not the pod's. */
function finishedAt(seen: Seen, createdAt: number): number | undefined {
  if (!isTerminal(seen.phase)) return undefined;
  return (
    latest(seen.all.map((container) => container.ended?.at)) ??
    latest(seen.conditions.map((condition) => timeOf(condition.lastTransitionTime))) ??
    createdAt
  );
}

function latest(times: readonly (number | undefined)[]): number | undefined {
  const known = times.filter((time) => time !== undefined);
  return known.length === 0 ? undefined : Math.max(...known);
}

const MESH_PROXIES: readonly unknown[] = ['istio-proxy', 'linkerd-proxy'];

function imageOf(spec: RawPodSpec | null | undefined, annotations: RawTexts | null | undefined): string {
  const containers: readonly RawContainer[] = itemsOf(spec?.containers);
  const named = textOf(annotations?.[DEFAULT_CONTAINER]);
  const container =
    (named === undefined ? undefined : containers.find(({ name }) => name === named)) ??
    containers.find(({ name }) => !MESH_PROXIES.includes(name)) ??
    containers[0];
  return textOf(container?.image) ?? '';
}
