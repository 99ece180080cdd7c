// Where what is known comes from, as /v1/sources shows it: every watch of this cluster's API server, and of the peers' what
// they say of theirs. Times are RFC 3339; what isn't known is left out.
import type { Moment } from '../../config/clock.ts';
import { timestamp } from '../../config/timestamp.ts';
import { rulesFor } from '../../discovery/rbac-rules.ts';
import { partsOf } from '../../federation/source-id.ts';
import type { FaultCode } from '../../kubernetes/fault/api-fault.ts';
import { fullName } from '../../kubernetes/resource/resource.ts';
import { isStale, type Source } from '../../kubernetes/watch/source.ts';
import type { WatchedSource, WatchState } from '../../kubernetes/watch/source-watch.ts';

export interface SourceItem {
  readonly cluster: string;
  readonly id: string;
  /** As RBAC says it: `pods`, `deployments.apps`; `workloads`: what a peer judges by, pods and workloads together. */
  readonly kind: string;
  /** Absent: all namespaces that are watched. */
  readonly namespace?: string;
  readonly state: WatchState;
  /** How many are known; of a peer's only it knows. */
  readonly objects?: number;
  /** When it was last proven. */
  readonly checked?: string;
  readonly fault?: FaultCode;
  /** What to add to the role of the service account, where that is what is missing. */
  readonly rule?: string;
}

export function sourceItem(watch: WatchedSource): SourceItem {
  const { source, resource, namespace, state, objects, lastFault } = watch;
  const isWell = state === 'listing' || state === 'watching';
  return {
    cluster: source.cluster,
    id: source.id,
    kind: fullName(resource),
    ...(namespace !== undefined && { namespace }),
    state,
    objects,
    ...checkedOf(source),
    ...(!isWell && lastFault !== undefined && { fault: lastFault }),
    ...(state === 'not-granted' && lastFault === 'forbidden' && { rule: rulesFor([resource]).yaml }),
  };
}

/** Of WATCH_OBJECTS, one that the API server doesn't have; it is asked for again. */
export function missingItem(name: string, { id, cluster }: Pick<Source, 'id' | 'cluster'>): SourceItem {
  return { cluster, id, kind: name, state: 'not-granted', objects: 0, fault: 'not-found' };
}

/** A custom resource that the API server doesn't have is nothing that could be granted. */
export function isThere({ state, lastFault, resource }: WatchedSource): boolean {
  return !(state === 'not-granted' && lastFault === 'not-found' && resource.groupVersion.includes('.'));
}

export function peerSourceItem(source: Source, now: Moment): SourceItem {
  const { kind = source.id, namespace } = partsOf(source.id) ?? {};
  return {
    cluster: source.cluster,
    id: source.id,
    kind,
    ...(namespace !== undefined && { namespace }),
    state: peerStateOf(source, now),
    ...checkedOf(source),
  };
}

function peerStateOf(source: Source, now: Moment): WatchState {
  if (source.provenAt === undefined) return 'listing';
  return isStale(source, now) ? 'failing' : 'watching';
}

function checkedOf({ provenAtWall }: Source): Pick<SourceItem, 'checked'> {
  return provenAtWall === undefined ? {} : { checked: timestamp(provenAtWall) };
}
