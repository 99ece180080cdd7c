// The clusters that may be read, as the fleet needs to know them.
import { merge } from 'rxjs';
import type { Observable } from 'rxjs';
import type { ServiceChange } from '../services/change.ts';
import type { Site } from '../services/service.ts';

export interface Sites {
  readonly changes$: Observable<ServiceChange>;
  /** In the order in which an unqualified name is looked up, this cluster first. No two have one name. */
  all(): readonly Site[];
  /** Where peers are that were never heard, so that nobody knows what they are called: by host, more where that isn't enough. */
  nameless(): readonly string[];
}

/** These, and never others. */
export function onlySites(...sites: readonly Site[]): Sites {
  return { changes$: merge(...sites.map((site) => site.changes$)), all: () => sites, nameless: () => [] };
}
