// Ids of sources, as used between shields.

/** A watch, rather than a check's runs. Clusters depend on watches. */
export function isWatch(id: string): boolean {
  return id === ALL_PODS || id.startsWith(`${ALL_PODS}/`);
}

/** Whether results of that namespace's pods depend on the source. */
export function watches(id: string, namespace: string): boolean {
  const parts = partsOf(id);
  return parts !== undefined && (parts.namespace === undefined || parts.namespace === namespace);
}

/** Kind and namespace of a watch's source; undefined for a check's runs. */
export function partsOf(id: string): { readonly kind: string; readonly namespace: string | undefined } | undefined {
  const [kind = '', namespace, ...rest] = id.split('/');
  return WATCHED.includes(kind) && rest.length === 0 ? { kind, namespace } : undefined;
}

const ALL_PODS = 'pods';

/** `workloads`: pods and workloads together, as old as the oldest of their sources. */
const WATCHED: readonly string[] = [ALL_PODS, 'workloads'];
