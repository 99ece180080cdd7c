// The clusters that may be read, as the fleet needs to know them.
import { merge, type Observable } from 'rxjs';
import type { Change } from '../services/changes/change.ts';
import type { ClusterView } from '../services/service.ts';

export interface ClusterViews {
  readonly changes$: Observable<Change>;
  /** In the order in which an unqualified name is looked up, this cluster first. No two have one name. */
  all(): readonly ClusterView[];
  /** The peers that haven't said their names yet: by host, more where that isn't enough. */
  unnamed(): readonly string[];
  /** Whether a peer that hasn't said its name yet comes before that cluster in the order of look-ups. */
  isUnnamedBefore(view: ClusterView): boolean;
}

/** These, and never others. */
export function fixedClusterViews(...views: readonly ClusterView[]): ClusterViews {
  return {
    changes$: merge(...views.map((view) => view.changes$)),
    all: () => views,
    unnamed: () => [],
    isUnnamedBefore: () => false,
  };
}
