// The pods of a service, as its page and `/why` show them: unhealthy ones first. Reasons are from the closed list.
import type { PodEntry } from '../../discovery/index/pods/pod-entry.ts';
import type { ServiceTally } from '../../discovery/index/services/service-tally.ts';
import type { Phase, TroubledContainer } from '../../discovery/pods/pod.ts';
import { closedReason, type Reason } from '../result/reason.ts';

export interface PodDetails {
  readonly name: string;
  readonly phase: Phase;
  /** Whether its containers count for `health`. Pods that have ended, are terminating or have no owner don't count. */
  readonly isCounted: boolean;
  /** It is being deleted. */
  readonly isTerminating: boolean;
  /** Containers, as `kubectl get pods` counts them, but ready only if `health` counts them as ready. */
  readonly ready: number;
  readonly total: number;
  readonly restarts: number;
  /** Unix milliseconds. */
  readonly createdAt: number;
  /** The image tag of its main container. */
  readonly version: string;
  /** Why it isn't ready, restarts, or failed. */
  readonly reason?: Reason;
  /** Those that aren't ready, or restarted. */
  readonly containers: readonly ContainerDetails[];
}

export interface ContainerDetails extends Omit<TroubledContainer, 'reason'> {
  readonly reason?: Reason;
}

/** At most `limit` pods: unhealthy ones first, then the newest. */
export function podDetailsOf(tally: ServiceTally, limit: number): readonly PodDetails[] {
  return [...tally.entries()].sort(byTrouble).slice(0, limit).map(detailsOf);
}

/** Pods because of which the service isn't ok, including failed ones. */
export function isInTrouble({ tally }: Pick<PodEntry, 'tally'>): boolean {
  return tally.isFailed || (tally.isCounted && (tally.ready < tally.total || tally.restartsOften));
}

/** Of those in trouble the first has the reason of `health`: that of a pod that isn't ready, the worst of these. */
function byTrouble(a: PodEntry, b: PodEntry): number {
  return (
    Number(isInTrouble(b)) - Number(isInTrouble(a)) ||
    (isInTrouble(a) && Number(isUnready(b)) - Number(isUnready(a))) ||
    (isInTrouble(a) && rankOf(a) - rankOf(b)) ||
    Number(b.tally.isCounted) - Number(a.tally.isCounted) ||
    b.pod.createdAt - a.pod.createdAt
  );
}

function isUnready({ tally }: PodEntry): boolean {
  return tally.isCounted && tally.ready < tally.total;
}

function rankOf({ tally }: PodEntry): number {
  return tally.reason?.rank ?? Number.MAX_SAFE_INTEGER;
}

function detailsOf({ pod, tally }: PodEntry): PodDetails {
  const { name, phase, total, createdAt, restarts, image, troubledContainers = [] } = pod;
  const reason = (tally.reason ?? (phase === 'Failed' ? pod.reason : undefined))?.reason;
  return {
    name,
    phase,
    isCounted: tally.isCounted,
    isTerminating: pod.deletion !== undefined,
    ready: tally.isCounted ? tally.ready : pod.ready,
    total,
    restarts,
    createdAt,
    version: image,
    ...(reason !== undefined && { reason: closedReason(reason) }),
    containers: troubledContainers.map(containerOf),
  };
}

function containerOf({ reason, ...rest }: TroubledContainer): ContainerDetails {
  return { ...rest, ...(reason !== undefined && { reason: closedReason(reason) }) };
}
