// The clusters that may be read, as the fleet needs to know them.
import { merge, type Observable } from 'rxjs';
import type { ServiceChange } from '../services/change.ts';
import type { ClusterView } from '../services/service.ts';

export interface ClusterViews {
  readonly changes$: Observable<ServiceChange>;
  /** In the order in which an unqualified name is looked up, this cluster first. No two have one name. */
  all(): readonly ClusterView[];
  /** Where peers are that were never heard, so that nobody knows what they are called: by host, more where that isn't enough. */
  nameless(): readonly string[];
}

/** These, and never others. */
export function fixedClusterViews(...sites: readonly ClusterView[]): ClusterViews {
  return { changes$: merge(...sites.map((site) => site.changes$)), all: () => sites, nameless: () => [] };
}
