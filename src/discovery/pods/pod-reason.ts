// Why a pod isn't healthy, in Kubernetes' terms, and the few facts that only its conditions have.
import { type RawCondition, timeOf } from '../../kubernetes/resource/raw-object.ts';
import type { Phase, PodReason, ReadyCondition } from './pod.ts';
import type { PodContainers } from './pod-containers.ts';
import { sharedReason } from './shared-texts.ts';

export interface PodFacts {
  readonly phase: Phase;
  /** The reason of the pod itself. */
  readonly reason: string | undefined;
  readonly conditions: readonly RawCondition[];
  readonly containers: PodContainers;
}

/**
 * A failed pod has a reason of its own (Evicted, OutOfcpu) or a disruption condition; for others, containers have the
 * best reason.
 */
export function podReasonOf(judged: PodFacts): PodReason | undefined {
  const own = ranked(3, judged.reason);
  const ended = ranked(1, endedReason(judged.containers));
  if (judged.phase === 'Failed') return own ?? ranked(3, disruptionOf(judged)) ?? ended;
  return ranked(0, waitingReason(judged.containers)) ?? ended ?? ranked(2, unscheduledReason(judged)) ?? own;
}

export function conditionOf({ conditions }: Pick<PodFacts, 'conditions'>, type: string): RawCondition | undefined {
  return conditions.find((condition) => condition.type === type);
}

const READY: ReadyCondition = { isTrue: true };

export function readyConditionOf(judged: PodFacts): ReadyCondition | undefined {
  const condition = conditionOf(judged, 'Ready');
  if (condition === undefined) return undefined;
  const reason = sharedReason(condition.reason);
  const isTrue = condition.status === 'True';
  if (reason === undefined) return isTrue ? READY : { isTrue };
  return { isTrue, reason };
}

/**
 * Whether it was ready at Unix milliseconds `askedAt`. A pod whose deletion is requested turns unready within that
 * second, so a change at `askedAt` means that it was ready before.
 */
export function wasReadyAt(askedAt: number, judged: PodFacts): boolean {
  const condition = conditionOf(judged, 'Ready');
  const { ready, counted } = judged.containers;
  if (condition === undefined) return ready === counted.length;
  const changedAt = timeOf(condition.lastTransitionTime);
  if (condition.status === 'True') return changedAt === undefined || changedAt <= askedAt;
  return changedAt !== undefined && changedAt >= askedAt;
}

/** Reasons that every starting pod has. */
export function isBeginning(reason: string): boolean {
  return reason === 'ContainerCreating' || reason === 'PodInitializing';
}

function ranked(rank: number, reason: string | undefined): PodReason | undefined {
  return reason === undefined ? undefined : { rank, reason };
}

function waitingReason({ relevant }: PodContainers): string | undefined {
  const reasons = relevant
    .filter((container) => !container.isReady)
    .map((container) => container.waiting)
    .filter((reason) => reason !== undefined);
  return reasons.find((reason) => !isBeginning(reason)) ?? reasons[0];
}

function endedReason({ relevant }: PodContainers): string | undefined {
  const now = relevant.find(({ isReady, ended }) => !isReady && ended?.isWell === false);
  const before = relevant.find(({ restarts, endedBefore }) => restarts > 0 && endedBefore?.isWell === false);
  return now?.ended?.reason ?? before?.endedBefore?.reason;
}

function unscheduledReason(judged: PodFacts): string | undefined {
  const scheduled = conditionOf(judged, 'PodScheduled');
  return scheduled?.status === 'False' ? (sharedReason(scheduled.reason) ?? 'Unschedulable') : undefined;
}

/**
 * The cause of a disruption: https://kubernetes.io/docs/concepts/workloads/pods/disruptions/#pod-disruption-conditions
 */
function disruptionOf(judged: PodFacts): string | undefined {
  const disrupted = conditionOf(judged, 'DisruptionTarget');
  return disrupted?.status === 'True' ? sharedReason(disrupted.reason) : undefined;
}
