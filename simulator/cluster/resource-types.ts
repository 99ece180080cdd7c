// The resources of a cluster: the names by which URLs, lists and watches know the objects of one kind.

export interface ResourceType {
  /** Empty: the core group. */
  readonly group: string;
  readonly version: string;
  /** As URLs have it: `deployments`. */
  readonly plural: string;
  readonly kind: string;
  readonly isNamespaced: boolean;
  /** Defined by a CustomResourceDefinition: JSON only, and the items of its lists carry their kind. */
  readonly isCustom: boolean;
}

export const PODS: ResourceType = builtIn('', 'pods', 'Pod');

/** What every cluster has, as far as the simulator knows it. */
export const BUILT_IN_TYPES: readonly ResourceType[] = [
  PODS,
  builtIn('apps', 'deployments', 'Deployment'),
  builtIn('apps', 'statefulsets', 'StatefulSet'),
  builtIn('apps', 'daemonsets', 'DaemonSet'),
  builtIn('batch', 'jobs', 'Job'),
  builtIn('batch', 'cronjobs', 'CronJob'),
];

/** Argo Rollouts' own: only in clusters that install it, see `SimulatedCluster.define()`. */
export const ROLLOUTS: ResourceType = {
  group: 'argoproj.io',
  version: 'v1alpha1',
  plural: 'rollouts',
  kind: 'Rollout',
  isNamespaced: true,
  isCustom: true,
};

export function apiVersionOf({ group, version }: ResourceType): string {
  return group === '' ? version : `${group}/${version}`;
}

function builtIn(group: string, plural: string, kind: string): ResourceType {
  return { group, version: 'v1', plural, kind, isNamespaced: true, isCustom: false };
}
