// The resources of a cluster: the names by which URLs, lists and watches know the objects of one kind.

export interface ResourceType {
  /** Empty: the core group. */
  readonly group: string;
  readonly version: string;
  /** As URLs have it: `deployments`. */
  readonly plural: string;
  readonly kind: string;
  readonly isNamespaced: boolean;
  /** Defined by a CustomResourceDefinition: the items of its lists carry their kind. */
  readonly isCustom: boolean;
  /** A real server has it for all but custom resources; the simulator where a client asks for it. */
  readonly hasProtobuf: boolean;
}

export const PODS: ResourceType = builtIn('', 'pods', 'Pod', { hasProtobuf: true });

export const NODES: ResourceType = builtIn('', 'nodes', 'Node', { isNamespaced: false });

/** What every cluster has, as far as the simulator knows it. */
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

/** Argo Rollouts' own: only in clusters that install it, see `SimulatedCluster.define()`. */
export const ROLLOUTS: ResourceType = customType('argoproj.io/v1alpha1', 'rollouts', 'Rollout');

/** Of a CustomResourceDefinition. */
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
