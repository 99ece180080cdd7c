// The kinds of workloads, as resources of the Kubernetes API.
import type { Root } from 'protobufjs';
import { objectDecoder, textPicker, type WireMetadata } from '../../kubernetes/decode/protobuf-messages.ts';
import type { DecodeObject, Resource } from '../../kubernetes/resource/resource.ts';
import { type WorkloadTrimRules, workloadTextsRead } from './common-fields.ts';
import type { RawWorkload } from './raw-workload.ts';
import {
  trimCronJob,
  trimDaemonSet,
  trimDeployment,
  trimJob,
  trimRollout,
  trimStatefulSet,
  type TrimWorkload,
} from './trim-workload.ts';
import type { Workload, WorkloadKind } from './workload.ts';

export const WORKLOAD_PROTO = new URL('./workload.proto', import.meta.url);

/** `schema`: of pod.proto and workload.proto; without it all are read as JSON. */
export function workloadResources(rules: WorkloadTrimRules, schema?: Root): readonly WorkloadResource[] {
  const pick = schema && textPicker(schema, workloadTextsRead(rules));
  return KINDS.map(({ trim, hasProtobuf, ...kind }) => ({
    ...kind,
    pageSize: PAGE_SIZE,
    keep: (raw: RawWorkload) => trim(raw, rules),
    ...(schema && pick && hasProtobuf && { decode: workloadDecoder(schema, kind.kind, pick) }),
  }));
}

export interface WorkloadResource extends Resource<Workload> {
  readonly kind: WorkloadKind;
}

interface KindOfWorkload extends Pick<WorkloadResource, 'kind' | 'plural' | 'groupVersion'> {
  readonly trim: TrimWorkload<Workload>;
  readonly hasProtobuf: boolean;
}

const KINDS: readonly KindOfWorkload[] = [
  { kind: 'Deployment', plural: 'deployments', groupVersion: 'apps/v1', trim: trimDeployment, hasProtobuf: true },
  { kind: 'StatefulSet', plural: 'statefulsets', groupVersion: 'apps/v1', trim: trimStatefulSet, hasProtobuf: true },
  { kind: 'DaemonSet', plural: 'daemonsets', groupVersion: 'apps/v1', trim: trimDaemonSet, hasProtobuf: true },
  { kind: 'Job', plural: 'jobs', groupVersion: 'batch/v1', trim: trimJob, hasProtobuf: true },
  { kind: 'CronJob', plural: 'cronjobs', groupVersion: 'batch/v1', trim: trimCronJob, hasProtobuf: true },
  // A custom resource, which API servers have in JSON alone.
  { kind: 'Rollout', plural: 'rollouts', groupVersion: 'argoproj.io/v1alpha1', trim: trimRollout, hasProtobuf: false },
];

/** As pods': a workload is as long as the template of its pods. */
const PAGE_SIZE = { json: 25, protobuf: 500 };

/** As decoded: labels and annotations are still to be picked. */
interface WireWorkload {
  readonly metadata?: WireMetadata | null;
  readonly spec?: WireSpec | null;
}

interface WireSpec {
  readonly template?: { readonly metadata?: WireMetadata | null } | null;
  readonly jobTemplate?: { readonly spec?: WireSpec | null } | null;
}

function workloadDecoder(
  schema: Root,
  kind: WorkloadKind,
  pick: (metadata: WireMetadata | null | undefined) => void,
): DecodeObject {
  return objectDecoder(schema, kind, ({ metadata, spec }: WireWorkload) => {
    pick(metadata);
    pick(spec?.template?.metadata);
    pick(spec?.jobTemplate?.spec?.template?.metadata);
  });
}
