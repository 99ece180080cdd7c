// The resource types of a cluster, as URLs, lists and watches name them.

export interface ResourceType {
  /** Empty: the core group. */
  readonly group: string;
  readonly version: string;
  /** As in URLs: `deployments`. */
  readonly plural: string;
  readonly kind: string;
  readonly isNamespaced: boolean;
  /** Defined by a CustomResourceDefinition: the items of its lists carry their kind. */
  readonly isCustom: boolean;
  /** A real server has protobuf for all but custom resources; the simulator for the types that clients decode. */
  readonly hasProtobuf: boolean;
}

export const PODS: ResourceType = builtIn('', 'pods', 'Pod', { hasProtobuf: true });

export const NODES: ResourceType = builtIn('', 'nodes', 'Node', { isNamespaced: false });

/** The built-in types that the simulator supports. */
export const BUILT_IN_TYPES: readonly ResourceType[] = [
  PODS,
  NODES,
  builtIn('', 'persistentvolumeclaims', 'PersistentVolumeClaim'),
  builtIn('apps', 'deployments', 'Deployment', { hasProtobuf: true }),
  builtIn('apps', 'statefulsets', 'StatefulSet', { hasProtobuf: true }),
  builtIn('apps', 'daemonsets', 'DaemonSet', { hasProtobuf: true }),
  builtIn('batch', 'jobs', 'Job', { hasProtobuf: true }),
  builtIn('batch', 'cronjobs', 'CronJob', { hasProtobuf: true }),
  builtIn('policy', 'poddisruptionbudgets', 'PodDisruptionBudget'),
  { ...builtIn('autoscaling', 'horizontalpodautoscalers', 'HorizontalPodAutoscaler'), version: 'v2' },
];

/** Only in clusters with Argo Rollouts, see `SimulatedCluster.define()`. */
export const ROLLOUTS: ResourceType = customType('argoproj.io/v1alpha1', 'rollouts', 'Rollout');

/** The type of a CustomResourceDefinition. */
export function customType(
  apiVersion: `${string}/${string}`,
  plural: string,
  kind: string,
  isNamespaced = true,
): ResourceType {
  const [group = '', version = ''] = apiVersion.split('/');
  return { group, version, plural, kind, isNamespaced, isCustom: true, hasProtobuf: false };
}

export function apiVersionOf({ group, version }: ResourceType): string {
  return group === '' ? version : `${group}/${version}`;
}

function builtIn(
  group: string,
  plural: string,
  kind: string,
  { isNamespaced = true, hasProtobuf = false }: Partial<ResourceType> = {},
): ResourceType {
  return { group, version: 'v1', plural, kind, isNamespaced, isCustom: false, hasProtobuf };
}
