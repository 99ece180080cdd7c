// The closed list of public reasons. Any other reason of a cluster, a check or a peer could contain anything, so it is
// shown as `Other`. docs/badges.md explains each.

/** The shield's own. */
export const OWN_REASONS = [
  'not-found',
  'no-match',
  'invalid',
  'pending',
  'stale',
  'timed-out',
  'error',
  'misconfigured',
  'no-pods',
  'maintenance',
] as const;
export type OwnReason = (typeof OWN_REASONS)[number];

/** What `kubectl get pods` has as the status of a pod whose container waits. */
export const WAITING_REASONS = [
  'ContainerCreating',
  'PodInitializing',
  'CrashLoopBackOff',
  'ImagePullBackOff',
  'ErrImagePull',
  'ErrImageNeverPull',
  'InvalidImageName',
  'ImageInspectError',
  'RegistryUnavailable',
  'SignatureValidationFailed',
  'CreateContainerConfigError',
  'CreateContainerError',
  'RunContainerError',
  'PreCreateHookError',
  'PreStartHookError',
  'PostStartHookError',
  'CreatePodSandboxError',
] as const;

/** As Kubernetes writes them into statuses, and those that the shield judges from conditions and times, which read like them. */
export const KUBERNETES_REASONS = [
  // Judged by the shield from a pod's conditions and times.
  'NodeNotReady',
  'ReadinessGate',
  'Terminating',
  'Starting',
  'Unfinished',
  // Judged by the shield from what was asked for.
  'BelowMin',
  'MissingPods',
  'Ordered',
  // Judged by the shield from runs.
  'Retrying',
  'LastRunFailed',
  'Overrun',
  'Overdue',
  'MissedBefore',
  'BadSchedule',
  'Suspended',
  // Judged by the shield from how often a service changed.
  'Flapping',
  // Conditions of a workload.
  'ProgressDeadlineExceeded',
  'ReplicaSetCreateError',
  'ReplicaFailure',
  'NotObserved',
  ...WAITING_REASONS,
  // A container ended.
  'Completed',
  'Error',
  'OOMKilled',
  'StartError',
  'ContainerCannotRun',
  'ContainerStatusUnknown',
  'DeadlineExceeded',
  // Conditions of a pod.
  'Unschedulable',
  'SchedulingGated',
  'SchedulerError',
  'ContainersNotReady',
  'ContainersNotInitialized',
  'ReadinessGatesNotReady',
  'PodCompleted',
  'PodFailed',
  'PreemptionByScheduler',
  'DeletionByTaintManager',
  'EvictionByEvictionAPI',
  'DeletionByPodGC',
  'TerminationByKubelet',
  // A pod as a whole.
  'Evicted',
  'NodeLost',
  'NodeShutdown',
  'NodeAffinity',
  'Terminated',
  'Shutdown',
  'Preempting',
  // The node refused the pod; the last stands for any other resource that it lacked.
  'OutOfcpu',
  'OutOfmemory',
  'OutOfpods',
  'OutOfResource',
  'UnexpectedAdmissionError',
  'TopologyAffinityError',
  'SMTAlignmentError',
  'PodOSNotSupported',
  'PodOSSelectorNodeLabelDoesNotMatch',
  'AppArmor',
  'SysctlForbidden',
  'NodeName',
  'NodePorts',
  'TaintToleration',
  'InitContainerRestartPolicyForbidden',
  'PodLevelResourcesNotAdmittedReason',
  // A Job as a whole.
  'BackoffLimitExceeded',
] as const;

export type Reason = OwnReason | (typeof KUBERNETES_REASONS)[number] | 'Other';

export function closedReason(text: string): Reason {
  return KNOWN.get(text) ?? (text.startsWith('OutOf') ? 'OutOfResource' : 'Other');
}

const KNOWN: ReadonlyMap<string, Reason> = new Map(
  [...OWN_REASONS, ...KUBERNETES_REASONS].map((reason) => [reason, reason]),
);
