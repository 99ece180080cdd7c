// The field numbers of workloads, from Kubernetes' generated.proto files of apps/v1 and batch/v1, for the fields that clients
// may read.
import type { PodTemplate } from '../../cluster/workload-objects.ts';
import { bool, count, each, type FieldEncoder, int, type MessageFields, moment, nested, string } from './fields.ts';
import { encodeMeta } from './metadata.ts';
import { encodeSpec } from './pod.ts';
import { bytes } from './wire.ts';

interface ObjectFields {
  readonly spec: MessageFields;
  readonly status: MessageFields;
}

const CONDITION: MessageFields = {
  type: string(1),
  status: string(2),
  reason: string(4),
  message: string(5),
  lastUpdateTime: moment(6),
  lastTransitionTime: moment(7),
};

const DEPLOYMENT: ObjectFields = {
  spec: {
    replicas: int(1),
    template: template(3),
    minReadySeconds: count(5),
    paused: bool(7),
    progressDeadlineSeconds: int(9),
  },
  status: {
    observedGeneration: count(1),
    replicas: count(2),
    updatedReplicas: count(3),
    availableReplicas: count(4),
    unavailableReplicas: count(5),
    conditions: each(nested(6, CONDITION)),
    readyReplicas: count(7),
    terminatingReplicas: int(9),
  },
};

const STATEFUL_SET: ObjectFields = {
  spec: {
    replicas: int(1),
    template: template(3),
    serviceName: string(5),
    podManagementPolicy: string(6),
    updateStrategy: nested(7, { type: string(1), rollingUpdate: nested(2, { partition: int(1) }) }),
    minReadySeconds: count(9),
    ordinals: nested(11, { start: int(1) }),
  },
  status: {
    observedGeneration: count(1),
    replicas: count(2),
    readyReplicas: count(3),
    currentReplicas: count(4),
    updatedReplicas: count(5),
    currentRevision: string(6),
    updateRevision: string(7),
    availableReplicas: count(11),
  },
};

const DAEMON_SET: ObjectFields = {
  spec: { template: template(2), updateStrategy: nested(3, { type: string(1) }), minReadySeconds: count(4) },
  status: {
    currentNumberScheduled: count(1),
    numberMisscheduled: count(2),
    desiredNumberScheduled: count(3),
    numberReady: count(4),
    observedGeneration: count(5),
    updatedNumberScheduled: count(6),
    numberAvailable: count(7),
    numberUnavailable: count(8),
  },
};

const JOB_SPEC: MessageFields = {
  parallelism: int(1),
  completions: int(2),
  activeDeadlineSeconds: int(3),
  template: template(6),
  backoffLimit: int(7),
  ttlSecondsAfterFinished: int(8),
  completionMode: string(9),
  suspend: bool(10),
};

const JOB: ObjectFields = {
  spec: JOB_SPEC,
  status: {
    conditions: each(
      nested(1, {
        type: string(1),
        status: string(2),
        lastProbeTime: moment(3),
        lastTransitionTime: moment(4),
        reason: string(5),
        message: string(6),
      }),
    ),
    startTime: moment(2),
    completionTime: moment(3),
    active: count(4),
    succeeded: count(5),
    failed: count(6),
    completedIndexes: string(7),
    ready: int(9),
    failedIndexes: string(10),
    terminating: int(11),
  },
};

const CRON_JOB: ObjectFields = {
  spec: {
    schedule: string(1),
    startingDeadlineSeconds: int(2),
    concurrencyPolicy: string(3),
    suspend: bool(4),
    jobTemplate: nested(5, { spec: nested(2, JOB_SPEC) }),
    successfulJobsHistoryLimit: int(6),
    failedJobsHistoryLimit: int(7),
    timeZone: string(8),
  },
  status: {
    active: each(
      nested(1, { kind: string(1), namespace: string(2), name: string(3), uid: string(4), apiVersion: string(5) }),
    ),
    lastScheduleTime: moment(4),
    lastSuccessfulTime: moment(5),
  },
};

export const WORKLOAD_FIELDS: Readonly<Record<string, ObjectFields>> = {
  Deployment: DEPLOYMENT,
  StatefulSet: STATEFUL_SET,
  DaemonSet: DAEMON_SET,
  Job: JOB,
  CronJob: CRON_JOB,
};

function template(field: number): FieldEncoder {
  return (value) => {
    const { metadata = {}, spec } = value as PodTemplate;
    return bytes(field, Buffer.concat([bytes(1, encodeMeta(metadata)), bytes(2, encodeSpec(spec))]));
  };
}
