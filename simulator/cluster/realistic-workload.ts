// Adds to a lean workload what real ones have: a full pod template, a selector, annotations and managed fields. A Deployment
// is then about 15 kB of JSON. Fields that a shield reads stay unchanged.
import type { KubernetesObject } from './kubernetes-objects.ts';
import { fieldsOf, realisticPodSpec } from './realistic-pod.ts';
import type { JobSpec, PodTemplate, WorkloadObject } from './workload-objects.ts';

export function realisticWorkload(lean: WorkloadObject): KubernetesObject {
  const spec = realisticSpec(lean);
  const annotations = {
    'deployment.kubernetes.io/revision': '17',
    'meta.helm.sh/release-name': lean.metadata.name,
    'meta.helm.sh/release-namespace': lean.metadata.namespace,
    ...lean.metadata.annotations,
  };
  const entry = { operation: 'Update', apiVersion: 'apps/v1', time: '2026-10-01T00:00:00Z', fieldsType: 'FieldsV1' };
  const managedFields = [
    { manager: 'helm', ...entry, fieldsV1: fieldsOf({ metadata: { annotations }, spec }) },
    {
      manager: 'kube-controller-manager',
      ...entry,
      fieldsV1: fieldsOf({ status: lean.status }),
      subresource: 'status',
    },
  ];
  return { ...lean, metadata: { ...lean.metadata, annotations, managedFields }, spec };
}

function realisticSpec(lean: WorkloadObject): object {
  switch (lean.kind) {
    case 'CronJob':
      return {
        successfulJobsHistoryLimit: 3,
        failedJobsHistoryLimit: 1,
        ...lean.spec,
        jobTemplate: { ...lean.spec.jobTemplate, spec: realisticJobSpec(lean.spec.jobTemplate.spec) },
      };
    case 'Job':
      return { selector: SELECTOR, ...realisticJobSpec(lean.spec) };
    case 'Deployment':
    case 'Rollout':
    case 'StatefulSet':
    case 'DaemonSet':
      return {
        selector: SELECTOR,
        revisionHistoryLimit: 10,
        ...lean.spec,
        ...(lean.spec.template && { template: realisticTemplate(lean.spec.template) }),
      };
  }
}

const SELECTOR = { matchLabels: { 'app.kubernetes.io/name': 'service', 'app.kubernetes.io/part-of': 'company' } };

function realisticJobSpec(lean: JobSpec): JobSpec {
  return { ...lean, template: realisticTemplate(lean.template) };
}

function realisticTemplate({ metadata, spec }: PodTemplate): PodTemplate {
  return {
    metadata: { ...metadata, labels: { ...SELECTOR.matchLabels, ...metadata?.labels } },
    spec: realisticPodSpec(spec),
  };
}
