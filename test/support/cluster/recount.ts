// The expected health of every service, recounted from all pods of a simulated cluster. Written from the documented rules
// and independent of the product's code, which it checks: stateless, without events.
import type {
  ContainerStatus,
  OwnerReference,
  PodCondition,
  PodObject,
  StoredPod,
} from '../../../simulator/cluster/kubernetes-objects.ts';

export interface Counted {
  readonly status: string;
  readonly color: string;
}

/** By `namespace/name`, the services that have pods, at Unix milliseconds `wall`. */
export type Recount = ReadonlyMap<string, Counted>;

export function recount(pods: readonly StoredPod[], wall: number): Recount {
  const byService = Map.groupBy(pods, (pod) => serviceOf(pod, pods) ?? '');
  byService.delete('');
  return new Map([...byService].map(([service, itsPods]) => [service, countOf(itsPods, wall)]));
}

/** `namespace/name`; undefined for pods without a service. */
export function serviceOf(pod: StoredPod, all: readonly StoredPod[]): string | undefined {
  const { namespace } = pod.metadata;
  const name = nameOf(pod, all);
  return name === undefined || namespace === 'kube-system' ? undefined : `${namespace}/${name}`;
}

function nameOf(pod: StoredPod, all: readonly StoredPod[]): string | undefined {
  const { ownerReferences, generateName, namespace } = pod.metadata;
  const annotations = pod.metadata.annotations ?? {};
  const labels = pod.metadata.labels ?? {};
  const owner = ownerReferences?.find((reference) => (reference as OwnerReference | null)?.controller === true);
  if (annotations['kube-shields/ignore'] === 'true' || owner?.kind === 'Node') return undefined;
  if (owner === undefined && generateName === undefined) return undefined;
  const given = annotations['kube-shields/service'];
  if (given !== undefined && /^[a-z0-9]+$/.test(given)) return given;
  const labelled = labels['serving.knative.dev/service'];
  if (labelled !== undefined) return labelled;
  const base = owner?.name ?? generateName?.slice(0, -1) ?? '';
  const hash = labels['pod-template-hash'] ?? labels['rollouts-pod-template-hash'];
  if ((owner === undefined || owner.kind === 'ReplicaSet') && hash !== undefined && base.endsWith(`-${hash}`))
    return base.slice(0, base.length - hash.length - 1);
  // In these tests CronJobs number their Jobs from 29,000,000 on.
  if (owner?.kind === 'Job' && /-29\d{6}$/.test(base)) return base.slice(0, -9);
  const parent = owner?.kind === 'Pod' ? all.find((other) => other.metadata.uid === owner.uid) : undefined;
  if (parent?.metadata.namespace === namespace) return nameOf(parent, all) ?? base;
  return base;
}

/**
 * The health of one service's pods. `pods` may include deleted pods of runs, for their verdict. `missing`: how many pods of
 * a StatefulSet don't exist and should; each counts as many containers as its newest pod has.
 */
export function countOf(pods: readonly StoredPod[], wall: number, missing = 0): Counted {
  const ordinary = pods.filter((pod) => !isRunPod(pod)).map((pod) => countPod(pod, wall));
  const living = [...ordinary.filter(({ is }) => is === 'living'), ...missingPods(pods, missing)];
  const [run, before] = runsOf(pods.filter(isRunPod));
  const running = (run ?? []).map((pod) => countPod(pod, wall)).filter(({ is }) => is === 'living');
  const verdict = running.length > 0 ? undefined : verdictOf(run ?? [], wall);

  if (verdict === 'failed') return { status: 'failed', color: 'red' };
  if (living.length === 0) {
    if (ordinary.some(({ is }) => is === 'failed')) return { status: 'failed', color: 'red' };
    if (verdict === 'retrying') return { status: 'retrying', color: 'yellow' };
    if (verdict === 'completed') return { status: 'completed', color: 'green' };
  }
  const followsFailure = running.length > 0 && (run?.some(hasFailed) === true || previousFailed(before ?? [], wall));
  return counted([...living, ...running], {
    isYellow: verdict === 'retrying' || followsFailure,
    isRun: living.length === 0,
  });
}

/** Number of missing ordinals between the pods of StatefulSets. */
export function gapsIn(pods: readonly StoredPod[]): number {
  const owned = pods.filter(({ metadata }) => metadata.ownerReferences?.[0]?.kind === 'StatefulSet');
  const ordinals = [...Map.groupBy(owned, ownerOf).values()].map((set) => set.map(ordinalOf).filter(Number.isInteger));
  return sum(ordinals.map((set) => (set.length === 0 ? 0 : Math.max(...set) - Math.min(...set) + 1 - set.length)));
}

function ordinalOf({ metadata }: StoredPod): number {
  return Number(/-(\d+)$/.exec(metadata.name)?.[1] ?? NaN);
}

function missingPods(pods: readonly StoredPod[], missing: number): readonly PodCount[] {
  const byAge = pods.filter(({ metadata }) => metadata.ownerReferences?.[0]?.kind === 'StatefulSet').sort(isOlder);
  const newest = byAge.at(-1);
  const total = newest === undefined ? 1 : statusesOf(newest).length;
  return Array.from({ length: missing }, () => ({ ...UNCOUNTED, is: 'living', total }));
}

/** Times are whole seconds; pods of the same second are ordered by name. */
function isOlder({ metadata: a }: StoredPod, { metadata: b }: StoredPod): number {
  return Date.parse(a.creationTimestamp) - Date.parse(b.creationTimestamp) || (a.name < b.name ? -1 : 1);
}

/** Whether the previous run failed, in which case a running one isn't green. */
function previousFailed(before: readonly StoredPod[], wall: number): boolean {
  const lives = before.some((pod) => countPod(pod, wall).is === 'living');
  const verdict = lives ? undefined : verdictOf(before, wall);
  return verdict === 'failed' || verdict === 'retrying';
}

interface PodContext {
  readonly isYellow: boolean;
  /** Only a run has running pods. */
  readonly isRun: boolean;
}

function counted(living: readonly PodCount[], { isYellow, isRun }: PodContext): Counted {
  const ready = sum(living.map((pod) => pod.ready));
  const total = sum(living.map((pod) => pod.total));
  const restarts = sum(living.map((pod) => pod.restarts));
  if (total === 0) return { status: 'no pods', color: 'lightgrey' };
  const status = `${ready}/${total} (${restarts} ${restarts === 1 ? 'restart' : 'restarts'})`;
  if (ready < total) {
    const areOthersStarting = living.every((pod) => pod.ready === pod.total || pod.isStarting);
    return { status, color: areOthersStarting && (ready > 0 || isRun) ? 'yellow' : 'red' };
  }
  return { status, color: isYellow || living.some(({ restartsOften }) => restartsOften) ? 'yellow' : 'green' };
}

interface PodCount {
  readonly is: 'living' | 'failed' | 'not counted';
  readonly ready: number;
  readonly total: number;
  readonly restarts: number;
  readonly restartsOften: boolean;
  /** Younger than START_GRACE, never restarted, and only starting; or a DaemonSet's pod on a lost node. */
  readonly isStarting: boolean;
}

const UNCOUNTED: PodCount = {
  is: 'not counted',
  ready: 0,
  total: 0,
  restarts: 0,
  restartsOften: false,
  isStarting: false,
};

function countPod(pod: StoredPod, wall: number): PodCount {
  const { phase } = pod.status;
  if (phase === 'Succeeded') return UNCOUNTED;
  if (phase === 'Failed') return isRunPod(pod) ? UNCOUNTED : { ...UNCOUNTED, is: 'failed' };
  const statuses = statusesOf(pod);
  const total = statuses.length;
  const restarts = sum(statuses.map((status) => status?.restartCount ?? 0));
  if (pod.metadata.deletionTimestamp !== undefined) {
    return countsAsNotReady(pod, wall) ? { ...UNCOUNTED, is: 'living', total, restarts } : UNCOUNTED;
  }
  const areReady = statuses.every((status) => isReady(status, false));
  const isNodeDead = areReady && conditionOf(pod, 'Ready')?.status === 'False';
  const ready = isNodeDead ? 0 : statuses.filter((status) => isReady(status, isRunPod(pod))).length;
  const age = Math.max(wall - Date.parse(pod.metadata.creationTimestamp), 0);
  const days = Math.max(Math.floor(age / 86_400_000), 1);
  // A DaemonSet can't run its pod elsewhere: a lost node counts as a delay.
  const isLost = isNodeDead && pod.metadata.ownerReferences?.some((owner) => owner.kind === 'DaemonSet') === true;
  const isStarting = isLost || (!areReady && age < START_GRACE && isOnlyStarting(pod, statuses));
  return { is: 'living', ready, total, restarts, restartsOften: restarts / days > 0.5, isStarting };
}

const START_GRACE = 60_000;

/** Whether a terminating pod counts as not ready: its controller doesn't replace it before it is gone. */
function countsAsNotReady(pod: StoredPod, wall: number): boolean {
  const { deletionTimestamp = '', deletionGracePeriodSeconds = 0, ownerReferences } = pod.metadata;
  if (ownerReferences?.some(({ kind }) => kind === 'ReplicaSet' || kind === 'Job') === true) return false;
  const goneBy = Date.parse(deletionTimestamp);
  const deletedAt = goneBy - deletionGracePeriodSeconds * 1_000;
  const { status, lastTransitionTime } = conditionOf(pod, 'Ready') ?? {};
  const changedAt = Date.parse(String(lastTransitionTime));
  const wasReady = status === 'True' || changedAt >= deletedAt;
  return !wasReady || wall >= goneBy + 60_000;
}

function isOnlyStarting(pod: StoredPod, statuses: readonly (ContainerStatus | undefined)[]): boolean {
  const isStartingNormally = (status: ContainerStatus | undefined): boolean =>
    (status?.restartCount ?? 0) === 0 &&
    ['ContainerCreating', 'PodInitializing', undefined].includes(status?.state?.waiting?.reason) &&
    (status?.state?.terminated?.exitCode ?? 0) === 0;
  return conditionOf(pod, 'PodScheduled')?.status !== 'False' && statuses.every(isStartingNormally);
}

function conditionOf({ status }: PodObject, type: string): PodCondition | undefined {
  return status.conditions?.find((condition) => condition.type === type);
}

function isReady(status: ContainerStatus | undefined, isOfRun: boolean): boolean {
  const { running, terminated } = status?.state ?? {};
  return (status?.ready === true && running !== undefined) || (isOfRun && terminated?.exitCode === 0);
}

/** The status of every app container and sidecar; undefined when the pod has none for it. */
function statusesOf({ spec, status }: PodObject): readonly (ContainerStatus | undefined)[] {
  const find = (all: readonly ContainerStatus[] | undefined, name: string): ContainerStatus | undefined =>
    all?.find((one) => (one as ContainerStatus | null)?.name === name);
  const sidecars = (spec.initContainers ?? []).filter(({ restartPolicy }) => restartPolicy === 'Always');
  return [
    ...spec.containers.map(({ name }) => find(status.containerStatuses, name)),
    ...sidecars.map(({ name }) => find(status.initContainerStatuses, name)),
  ];
}

export function isRunPod({ spec }: PodObject): boolean {
  return spec.restartPolicy === 'Never' || spec.restartPolicy === 'OnFailure';
}

/** Pods by run, the newest run first: by the number in its name, then by its first pod. */
function runsOf(pods: readonly StoredPod[]): readonly (readonly StoredPod[])[] {
  const runs = [...Map.groupBy(pods, ownerOf).entries()];
  runs.sort(([a, ofA], [b, ofB]) => numberOf(b) - numberOf(a) || firstCreatedAt(ofB) - firstCreatedAt(ofA));
  return runs.map(([, runPods]) => runPods);
}

export function ownerOf({ metadata }: StoredPod): string {
  return metadata.ownerReferences?.[0]?.name ?? '';
}

function numberOf(owner: string): number {
  return Number(/-(29\d{6})$/.exec(owner)?.[1] ?? 0);
}

function firstCreatedAt(pods: readonly StoredPod[]): number {
  return Math.min(...pods.map(({ metadata }) => Date.parse(metadata.creationTimestamp)));
}

/** A failure is retried successfully only by a pod that was created after it. */
function verdictOf(run: readonly StoredPod[], wall: number): 'completed' | 'failed' | 'retrying' | undefined {
  if (!run.some(hasEnded)) return undefined;
  const retriedAt = Math.max(...run.filter(hasSucceeded).map((pod) => Date.parse(pod.metadata.creationTimestamp)));
  const failures = run.filter((pod) => hasFailed(pod) && retriedAt <= endOf(pod)).map(endOf);
  if (failures.length === 0) return 'completed';
  return wall < Math.max(...failures) + 30_000 ? 'retrying' : 'failed';
}

function hasFailed({ status }: PodObject): boolean {
  return status.phase === 'Failed';
}

function hasSucceeded({ status }: PodObject): boolean {
  return status.phase === 'Succeeded';
}

export function hasEnded({ status: { phase } }: PodObject): boolean {
  return phase === 'Succeeded' || phase === 'Failed';
}

function endOf(pod: PodObject): number {
  return Date.parse(pod.status.containerStatuses?.[0]?.state?.terminated?.finishedAt ?? '1970-01-01T00:00:00Z');
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((all, one) => all + one, 0);
}
