// Which service a workload belongs to, by what is known of it and of its pods.
import { isName } from '../../config/names.ts';
import { isOwnerOf, type Owner } from '../pods/pod.ts';
import { cronJobRunOf, type RunIdentity } from '../pods/service-name.ts';
import { jobStateOf } from '../workloads/job-state.ts';
import type { Job, Workload } from '../workloads/workload.ts';
import type { Claim } from './services/bounded-services.ts';
import type { OwnPods } from './pods/own-pods.ts';
import type { WorkloadState } from './services/workload-state.ts';

export interface WorkloadNaming {
  readonly name: string;
  readonly isOneOff: boolean;
}

/** By its template's annotation or labels, as its pods are; else by its own name, a CronJob's Job by the CronJob's. */
function namingOf(workload: Workload): WorkloadNaming | undefined {
  const { serviceAnnotation, serviceLabels } = workload;
  const given =
    serviceAnnotation !== undefined && isName(serviceAnnotation) ? serviceAnnotation : serviceLabels.find(isName);
  const cronJob = workload.kind === 'Job' ? cronJobNameOf(workload) : undefined;
  const name = given ?? cronJob ?? workload.name;
  const isOneOff = workload.kind === 'Job' && given === undefined && cronJob === undefined;
  return isName(name) ? { name, isOneOff } : undefined;
}

function cronJobNameOf(job: Job): string | undefined {
  const { owner } = job;
  return isOwnerOf('batch', 'CronJob', owner) ? owner?.name : cronJobRunOf(asOwner(job))?.name;
}

/** As its pods are called, or were, where it has no template that would say so. */
export function namingIn({ workload, own }: WorkloadState, before: string | undefined): WorkloadNaming | undefined {
  if (workload === undefined) return namingOfPods(own);
  if (!hasTemplate(workload)) {
    const name = own?.serviceName ?? before;
    if (name !== undefined) return { name, isOneOff: false };
  }
  return namingOf(workload);
}

/** A Rollout may take another workload's. */
export function hasTemplate(workload: Workload): boolean {
  return workload.kind !== 'Rollout' || !workload.hasWorkloadRef;
}

/** Made from a CronJob, and not by its schedule. */
export function isByHand(job: Job): boolean {
  return isOwnerOf('batch', 'CronJob', job.owner) && cronJobRunOf(asOwner(job)) === undefined;
}

function namingOfPods(own: OwnPods | undefined): WorkloadNaming | undefined {
  return own?.serviceName === undefined ? undefined : { name: own.serviceName, isOneOff: false };
}

export function claimOf(namespace: string, workload: Workload | undefined): Claim {
  const end = workload?.kind === 'Job' ? jobStateOf(workload).end : undefined;
  return { namespace, isLiving: end === undefined, finishedAt: end ? (end.at ?? 0) : Infinity };
}

export function runIdentityOf(job: Job): RunIdentity {
  const scheduled = cronJobRunOf(asOwner(job));
  return { id: job.uid, owner: 'Job', ...(scheduled && { scheduledAt: scheduled.scheduledAt }) };
}

function asOwner({ name, uid }: Job): Owner {
  return { apiVersion: 'batch/v1', kind: 'Job', name, uid };
}
