// The name of a pod's service. Rules are tried in order; the first that matches gives the name.
import { isName } from '../../config/names.ts';
import { isOwnerOf, type Owner, type Pod } from './pod.ts';

export interface Naming {
  readonly name: string;
  /** `Deployment`, `CronJob`. The service has that of its newest pod. */
  readonly kind: string;
  /** A run without a CronJob, label or annotation that names it. */
  readonly isOneOff: boolean;
  /** It has a controller: it isn't orphaned, nor created by hand with a `generateName`. */
  readonly isOwned: boolean;
  /** A pod owns it, so its end doesn't count as the end of its run. */
  readonly isPart: boolean;
  /** The run that it belongs to; absent for ordinary pods. */
  readonly run?: RunIdentity;
  /** The workload that made it. */
  readonly workload?: WorkloadRef;
  /** Its name in kube-shields 0.0.6 (`web-5d4f8c7b6d`), if that differs. */
  readonly alias?: string;
}

/** One execution of something that ends. */
export interface RunIdentity {
  /** The owner's uid; a pod without an owner is a run by itself. */
  readonly id: string;
  /** How the ends of its pods are interpreted. */
  readonly owner: 'Job' | 'VirtualMachineInstance' | 'other';
  /** Unix seconds in the name that a CronJob gave it. */
  readonly scheduledAt?: number;
}

/** By kind and name, in the pod's namespace. */
export interface WorkloadRef {
  readonly kind: 'Deployment' | 'StatefulSet' | 'DaemonSet' | 'Job' | 'Rollout';
  readonly name: string;
}

export interface NamingRules {
  /** The naming of a known pod, for pods that it owns. */
  namingOfPod(namespace: string, name: string, uid: string): Naming | undefined;
}

/** The pod's service; undefined if no controller made the pod, or if the name can't be used in a URL. */
export function serviceNameOf(pod: Pod, rules: NamingRules): Naming | undefined {
  if (pod.ignored) return undefined;
  const maker = makerOf(pod);
  if (maker === undefined) return undefined;
  const parent = isPodOwner(pod) ? rules.namingOfPod(pod.namespace, maker.name, pod.owner?.uid ?? '') : undefined;
  const given = givenName(pod);
  const template = templateOf(maker, pod);
  const cronJob = cronJobRunOf(maker.owner);
  const name = given ?? template?.name ?? cronJob?.name ?? parent?.name ?? maker.name;
  if (!isName(name)) return undefined;
  const run = runOf(pod, maker, parent, cronJob);
  const workload = workloadOf(pod, template);
  return {
    name,
    kind: template?.kind ?? (cronJob ? 'CronJob' : (parent?.kind ?? (maker.kind || 'Pod'))),
    isOneOff: run !== undefined && given === undefined && cronJob === undefined && (parent?.isOneOff ?? true),
    isOwned: maker.kind !== '',
    isPart: isPodOwner(pod),
    ...(run && { run }),
    ...(workload && { workload }),
    ...(maker.name !== name && isName(maker.name) && { alias: maker.name }),
  };
}

/** The workload that made the pod, whatever its service is called, and even if it is ignored. */
export function workloadRefOf(pod: Pod): WorkloadRef | undefined {
  const maker = makerOf(pod);
  return maker && workloadOf(pod, templateOf(maker, pod));
}

/** Whether the annotation is set, but isn't a valid name: it is ignored with a warning. */
export function hasBadAnnotation({ serviceAnnotation }: Pod): boolean {
  return serviceAnnotation !== undefined && !isName(serviceAnnotation);
}

interface Maker {
  /** `''`: none, the name is that of a template. */
  readonly kind: string;
  readonly name: string;
  readonly owner?: Owner;
}

/**
 * A controller, or the template whose `generateName` was given; mirror pods (owned by a Node) have none. What runs no pods
 * (a Service, as virtual clusters write it) owns none: such a pod goes by its template's name, or its own.
 */
function makerOf(pod: Pod): Maker | undefined {
  const { owner } = pod;
  if (isOwnerOf('', 'Node', owner)) return undefined;
  if (owner && !NO_CONTROLLERS.some((kind) => isOwnerOf('', kind, owner))) {
    return { kind: owner.kind, name: owner.name, owner };
  }
  if (pod.generateName !== undefined) return { kind: '', name: pod.generateName.replace(/-$/, '') };
  return owner && { kind: '', name: pod.name };
}

const NO_CONTROLLERS = ['Service', 'ConfigMap', 'Secret', 'Namespace'];

function isPodOwner({ owner }: Pod): boolean {
  return isOwnerOf('', 'Pod', owner);
}

function givenName({ serviceAnnotation, serviceLabels }: Pod): string | undefined {
  return serviceAnnotation !== undefined && isName(serviceAnnotation) ? serviceAnnotation : serviceLabels.find(isName);
}

interface Template {
  readonly kind: 'Deployment' | 'Rollout' | 'DeploymentConfig';
  readonly name: string;
}

/** The owner of a ReplicaSet, or of an OpenShift ReplicationController. */
function templateOf({ kind, name }: Maker, pod: Pod): Template | undefined {
  if (kind === 'ReplicationController') return deploymentConfigOf(name, pod);
  if (kind !== 'ReplicaSet' && kind !== '') return undefined;
  for (const hash of [pod.templateHash, pod.rolloutHash]) {
    if (hash && name.endsWith(`-${hash}`)) {
      return { kind: hash === pod.rolloutHash ? 'Rollout' : 'Deployment', name: name.slice(0, -hash.length - 1) };
    }
  }
  return undefined;
}

function deploymentConfigOf(controller: string, { deploymentConfig }: Pod): Template | undefined {
  if (deploymentConfig === undefined || !controller.startsWith(`${deploymentConfig}-`)) return undefined;
  const number = controller.slice(deploymentConfig.length + 1);
  return /^\d+$/.test(number) ? { kind: 'DeploymentConfig', name: deploymentConfig } : undefined;
}

export interface CronJobRun {
  readonly name: string;
  /** Unix seconds. */
  readonly scheduledAt: number;
}

/**
 * A CronJob names its Jobs after itself and the minute of their schedule since 1970 (8 digits; until Kubernetes 1.20
 * a hash or the second, 10 digits). Eight digits that read as a date are somebody's own name.
 */
export function cronJobRunOf(owner: Owner | undefined): CronJobRun | undefined {
  const match = isOwnerOf('batch', 'Job', owner) ? /^(.+)-([2-4]\d{7}|1\d{9})$/.exec(owner?.name ?? '') : null;
  if (match === null) return undefined;
  const [, name = '', digits = ''] = match;
  if (digits.length === 10) return { name, scheduledAt: Number(digits) };
  return readsAsDate(digits) ? undefined : { name, scheduledAt: Number(digits) * 60 };
}

/** `20YYMMDD` */
function readsAsDate(digits: string): boolean {
  const month = Number(digits.slice(4, 6));
  const day = Number(digits.slice(6, 8));
  return digits.startsWith('20') && month >= 1 && month <= 12 && day >= 1 && day <= 31;
}

/** A pod that is owned by a pod belongs to that pod's run, or to its workload. */
function runOf(
  pod: Pod,
  { owner }: Maker,
  parent: Naming | undefined,
  cronJob: CronJobRun | undefined,
): RunIdentity | undefined {
  if (parent) return parent.run;
  if (!pod.isRun) return undefined;
  const scheduled = cronJob && { scheduledAt: cronJob.scheduledAt };
  return { id: owner?.uid ?? pod.uid, owner: ownerKindOf(owner), ...scheduled };
}

function ownerKindOf(owner: Owner | undefined): RunIdentity['owner'] {
  if (isOwnerOf('batch', 'Job', owner)) return 'Job';
  return isOwnerOf('kubevirt.io', 'VirtualMachineInstance', owner) ? 'VirtualMachineInstance' : 'other';
}

function workloadOf({ owner }: Pod, template: Template | undefined): WorkloadRef | undefined {
  if (owner === undefined) return undefined;
  if (template?.kind === 'Deployment' || template?.kind === 'Rollout')
    return { kind: template.kind, name: template.name };
  for (const kind of ['StatefulSet', 'DaemonSet'] as const) {
    if (isOwnerOf('apps', kind, owner)) return { kind, name: owner.name };
  }
  return isOwnerOf('batch', 'Job', owner) ? { kind: 'Job', name: owner.name } : undefined;
}

export function isSameNaming(a: Naming, b: Naming): boolean {
  return KEYS.every((key) => a[key] === b[key]) && isSameRun(a.run, b.run) && isSameWorkload(a.workload, b.workload);
}

const KEYS = ['name', 'kind', 'isOneOff', 'isOwned', 'isPart', 'alias'] as const;

function isSameRun(a: RunIdentity | undefined, b: RunIdentity | undefined): boolean {
  return a === b || (a?.id === b?.id && a?.owner === b?.owner && a?.scheduledAt === b?.scheduledAt);
}

export function isSameWorkload(a: WorkloadRef | undefined, b: WorkloadRef | undefined): boolean {
  return a === b || (a?.kind === b?.kind && a?.name === b?.name);
}
