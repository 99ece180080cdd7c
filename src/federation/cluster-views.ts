// The clusters that the fleet reads.
import { merge, type Observable } from 'rxjs';
import type { Change } from '../services/changes/change.ts';
import type { ClusterView } from '../services/service.ts';

export interface ClusterViews {
  readonly changes$: Observable<Change>;
  /** In lookup order, this cluster first. Names are unique. */
  all(): readonly ClusterView[];
  /** Peers whose names aren't known yet: by host, or more of the address if hosts aren't unique. */
  unnamed(): readonly string[];
  /** Whether a peer whose name isn't known yet precedes that cluster in lookup order. */
  isUnnamedBefore(view: ClusterView): boolean;
}

/** A fixed set of views. */
export function fixedClusterViews(...views: readonly ClusterView[]): ClusterViews {
  return {
    changes$: merge(...views.map((view) => view.changes$)),
    all: () => views,
    unnamed: () => [],
    isUnnamedBefore: () => false,
  };
}
