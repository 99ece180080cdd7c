// The maintenance windows that the annotations of a service's workloads plan.
import type { WorkloadState } from '../../discovery/index/services/workload-state.ts';
import { type MaintenanceWindow, parseAnnotation } from './maintenance.ts';

/** An invalid annotation, which is ignored. */
export interface AnnotationFault {
  readonly namespace: string;
  readonly workload: string;
  readonly fault: string;
}

export function annotatedWindows(
  workloads: readonly WorkloadState[],
  onFault: (fault: AnnotationFault) => void,
): readonly MaintenanceWindow[] {
  if (!workloads.some(({ workload }) => workload?.maintenanceAnnotation !== undefined)) return NONE;
  return workloads.flatMap(({ workload }) => {
    if (workload?.maintenanceAnnotation === undefined) return [];
    const parsed = parseAnnotation(workload.maintenanceAnnotation);
    if (!('fault' in parsed)) return [parsed];
    onFault({ namespace: workload.namespace, workload: `${workload.kind} ${workload.name}`, ...parsed });
    return [];
  });
}

const NONE: readonly MaintenanceWindow[] = [];
