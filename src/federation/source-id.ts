// Ids of sources, as shields name them to each other.

/** A watch of pods, rather than a check's runs: a cluster lives by these. */
export function isWatch(id: string): boolean {
  return id === ALL_PODS || id.startsWith(`${ALL_PODS}/`);
}

/** Whether that namespace's pods come from it, or are judged by it. */
export function watches(id: string, namespace: string): boolean {
  const parts = partsOf(id);
  return parts !== undefined && (parts.namespace === undefined || parts.namespace === namespace);
}

/** What a watch's source is about; undefined for a check's runs. */
export function partsOf(id: string): { readonly kind: string; readonly namespace: string | undefined } | undefined {
  const [kind = '', namespace, ...rest] = id.split('/');
  return WATCHED.includes(kind) && rest.length === 0 ? { kind, namespace } : undefined;
}

const ALL_PODS = 'pods';

/** `workloads`: pods and workloads together, as old as the oldest of them. */
const WATCHED: readonly string[] = [ALL_PODS, 'workloads'];
