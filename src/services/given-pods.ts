// The pods that are passed to a check: those that `health` counts.
import type { PodEntry } from '../discovery/index/pods/pod-entry.ts';
import type { ServiceTally } from '../discovery/index/services/service-tally.ts';
import type { Service } from './service.ts';

export interface CountedPod {
  readonly namespace: string;
  readonly name: string;
  /** Absent until the pod has one. */
  readonly ip?: string;
  /** Containers, as `kubectl get pods` counts them. */
  readonly ready: number;
  readonly total: number;
  readonly restarts: number;
}

export interface GivenPods {
  readonly pods: readonly CountedPod[];
  /**
   * Monotonic milliseconds of the oldest proof among their sources; -Infinity if one was never proven. Absent: no
   * service of the name comes from pods.
   */
  readonly provenAt?: number;
}

export function givenPodsOf(
  services: readonly Service[],
  tallyOf: (service: Service) => ServiceTally | undefined,
): GivenPods {
  const pods = services.flatMap((service) => tallyOf(service)?.entries() ?? []).flatMap(countedPodOf);
  const sources = services.flatMap(({ results }) => results.get('health')?.source ?? []);
  if (sources.length === 0) return { pods };
  return {
    pods,
    provenAt: sources.reduce((oldest, { provenAt = -Infinity }) => Math.min(oldest, provenAt), Infinity),
  };
}

function countedPodOf({ pod, tally }: PodEntry): readonly CountedPod[] {
  if (!tally.isCounted) return [];
  const { namespace, name, ip } = pod;
  const { ready, total, restarts } = tally;
  return [{ namespace, name, ready, total, restarts, ...(ip !== undefined && { ip }) }];
}
