// A pod and the service that it is counted in.
import type { PodEntry } from './pods/pod-entry.ts';
import type { ServiceTally } from './services/service-tally.ts';

export interface PlacedPod extends PodEntry {
  /** Undefined where MAX_SERVICES refused its name. */
  service: ServiceTally | undefined;
  /** The number of the last list that showed a pod of its name. */
  list: number;
}
