// A naive recount of a simulated cluster: what every service's health ought to read, from the pods as the cluster
// was made to have them. Written from the rules in words and apart from the product's code, which it judges: it keeps
// nothing, adds everything up each time, and knows no events.
import type { ContainerStatus, OwnerReference, PodObject, StoredPod } from '../simulator/cluster/kubernetes-objects.ts';

export interface Counted {
  readonly status: string;
  readonly color: string;
}

/** By `namespace/name`, the services that have pods, at Unix milliseconds `wall`. */
export type Recount = ReadonlyMap<string, Counted>;

export function recount(pods: readonly StoredPod[], wall: number): Recount {
  const byService = Map.groupBy(pods, (pod) => serviceOf(pod, pods) ?? '');
  byService.delete('');
  return new Map([...byService].map(([service, its]) => [service, countOf(its, wall)]));
}

/** `namespace/name`; undefined for pods that have no service. */
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
  // The worlds of these tests number their CronJobs' runs from 29,000,000 on.
  if (owner?.kind === 'Job' && /-29\d{6}$/.test(base)) return base.slice(0, -9);
  const parent = owner?.kind === 'Pod' ? all.find((other) => other.metadata.uid === owner.uid) : undefined;
  if (parent?.metadata.namespace === namespace) return nameOf(parent, all) ?? base;
  return base;
}

/** The health of the pods of one service. Pods that are gone may stand among those of runs: how they ended. */
export function countOf(pods: readonly StoredPod[], wall: number): Counted {
  const ordinary = pods.filter((pod) => !isRunPod(pod)).map((pod) => lookAt(pod, wall));
  const run = newestRun(pods.filter(isRunPod));
  const running = run.map((pod) => lookAt(pod, wall));
  const living = ordinary.filter(({ is }) => is === 'living');
  const runLives = running.some(({ is }) => is === 'living');
  const verdict = runLives ? undefined : verdictOf(run, wall);

  if (verdict === 'failed') return { status: 'failed', color: 'red' };
  if (living.length === 0) {
    if (ordinary.some(({ is }) => is === 'failed')) return { status: 'failed', color: 'red' };
    if (verdict === 'retrying') return { status: 'retrying', color: 'yellow' };
    if (verdict === 'completed') return { status: 'completed', color: 'green' };
  }
  return counted([...living, ...running.filter(({ is }) => is === 'living')], verdict === 'retrying');
}

function counted(living: readonly Look[], isRetrying: boolean): Counted {
  const ready = sum(living.map((look) => look.ready));
  const total = sum(living.map((look) => look.total));
  const restarts = sum(living.map((look) => look.restarts));
  if (total === 0) return { status: 'no pods', color: 'lightgrey' };
  const status = `${ready}/${total} (${restarts} ${restarts === 1 ? 'restart' : 'restarts'})`;
  if (ready < total) return { status, color: 'red' };
  return { status, color: isRetrying || living.some(({ restless }) => restless) ? 'yellow' : 'green' };
}

interface Look {
  readonly is: 'living' | 'failed' | 'not counted';
  readonly ready: number;
  readonly total: number;
  readonly restarts: number;
  readonly restless: boolean;
}

const UNCOUNTED: Look = { is: 'not counted', ready: 0, total: 0, restarts: 0, restless: false };

function lookAt(pod: StoredPod, wall: number): Look {
  const { phase } = pod.status;
  if (phase === 'Succeeded') return UNCOUNTED;
  if (phase === 'Failed') return isRunPod(pod) ? UNCOUNTED : { ...UNCOUNTED, is: 'failed' };
  const statuses = statusesOf(pod);
  const total = statuses.length;
  const restarts = sum(statuses.map((status) => status?.restartCount ?? 0));
  const { deletionTimestamp } = pod.metadata;
  if (deletionTimestamp !== undefined) {
    const isStuck = wall >= Date.parse(deletionTimestamp) + 60_000;
    const isReplaced = pod.metadata.ownerReferences?.some(({ kind }) => kind === 'ReplicaSet') === true;
    return isStuck && !isReplaced ? { is: 'living', ready: 0, total, restarts, restless: false } : UNCOUNTED;
  }
  const isNodeDead =
    statuses.every((status) => status?.ready === true) &&
    pod.status.conditions?.some(({ type, status }) => type === 'Ready' && status !== 'True') === true;
  const ready = isNodeDead ? 0 : statuses.filter((status) => isReady(status, isRunPod(pod))).length;
  const days = Math.max(Math.floor(Math.max(wall - Date.parse(pod.metadata.creationTimestamp), 0) / 86_400_000), 1);
  return { is: 'living', ready, total, restarts, restless: restarts / days > 0.5 };
}

function isReady(status: ContainerStatus | undefined, isOfRun: boolean): boolean {
  return status?.ready === true || (isOfRun && status?.state?.terminated?.exitCode === 0);
}

/** One for every app container and sidecar; undefined where the pod says nothing of it. */
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

/** The pods of the run with the greatest number, or the latest first pod. */
function newestRun(pods: readonly StoredPod[]): readonly StoredPod[] {
  const runs = [...Map.groupBy(pods, ownerOf).entries()];
  runs.sort(([a, ofA], [b, ofB]) => numberOf(a) - numberOf(b) || bornAt(ofA) - bornAt(ofB));
  return runs.at(-1)?.[1] ?? [];
}

export function ownerOf({ metadata }: StoredPod): string {
  return metadata.ownerReferences?.[0]?.name ?? '';
}

function numberOf(owner: string): number {
  return Number(/-(29\d{6})$/.exec(owner)?.[1] ?? 0);
}

function bornAt(pods: readonly StoredPod[]): number {
  return Math.min(...pods.map(({ metadata }) => Date.parse(metadata.creationTimestamp)));
}

/** What the pod that finished last says. */
function verdictOf(run: readonly StoredPod[], wall: number): 'completed' | 'failed' | 'retrying' | undefined {
  const last = run
    .filter(hasEnded)
    .sort((a, b) => endOf(a) - endOf(b))
    .at(-1);
  if (last === undefined) return undefined;
  if (last.status.phase === 'Succeeded') return 'completed';
  return wall < endOf(last) + 30_000 ? 'retrying' : 'failed';
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
