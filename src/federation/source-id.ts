// Ids of sources, as shields name them to each other.

/** A watch of pods, rather than a check's runs: a cluster lives by these. */
export function isWatch(id: string): boolean {
  return id === ALL_PODS || id.startsWith(`${ALL_PODS}/`);
}

/** Whether that namespace's pods come from it. */
export function watches(id: string, namespace: string): boolean {
  return id === ALL_PODS || id === `${ALL_PODS}/${namespace}`;
}

const ALL_PODS = 'pods';
