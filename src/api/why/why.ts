// Why a service is in its state, as the API, its page and its card show it.
import type { CheckState } from '../../checks/runs/check-state.ts';
import type { RecordedChange } from '../../history/spans/recorded-change.ts';
import type { PodDetails } from '../../services/details/pod-details.ts';
import type { WorkloadDetails } from '../../services/details/workload-details.ts';
import type { SafeLink } from '../../services/details/workload-link.ts';
import type { Deployer } from './deployer.ts';
import type { Service } from '../../services/service.ts';

export interface Why {
  readonly service: Service;
  readonly sentence: string;
  /** Unhealthy ones first, at most 50; empty if they aren't known here. */
  readonly pods: readonly PodDetails[];
  /** Empty if they aren't known here. */
  readonly workloads: readonly WorkloadDetails[];
  /** From its workloads' annotations. */
  readonly links: readonly SafeLink[];
  /** Its custom checks, with their runs; empty where these aren't known here. */
  readonly checks: readonly CheckState[];
  readonly kubectl?: string;
  readonly deployedBy?: Deployer;
  /** Of the same name. */
  readonly elsewhere: readonly Service[];
  /** Of state and version in the past week, oldest first. */
  readonly changes: readonly RecordedChange[];
}
