// A source of /v1/sources: a watch of this cluster's API server, or one that a peer reports. Times are RFC 3339;
// unknown fields are absent.
import type { Moment } from '../../config/clock.ts';
import { timestamp } from '../../config/timestamp.ts';
import { rulesFor } from '../../discovery/rbac-rules.ts';
import { partsOf } from '../../federation/source-id.ts';
import type { FaultCode } from '../../kubernetes/fault/api-fault.ts';
import { fullName } from '../../kubernetes/resource/resource.ts';
import { isStale, type Source } from '../../kubernetes/watch/source.ts';
import type { WatchedSource, WatchState } from '../../kubernetes/watch/source-watch.ts';

export interface SourceItemJson {
  readonly cluster: string;
  readonly id: string;
  /** As in RBAC: `pods`, `deployments.apps`; `workloads`: a peer's pods and workloads together. */
  readonly kind: string;
  /** Absent: all namespaces that are watched. */
  readonly namespace?: string;
  readonly state: WatchState;
  /** Number of objects; unknown for a peer's source. */
  readonly objects?: number;
  /** When it was last proven. */
  readonly checked?: string;
  readonly fault?: FaultCode;
  /** The RBAC rule to add to the service account's role, if one is missing. */
  readonly rule?: string;
}

export function sourceItem(watch: WatchedSource): SourceItemJson {
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

/** A kind of WATCH_OBJECTS that the API server doesn't serve (yet). */
export function missingItem(name: string, { id, cluster }: Pick<Source, 'id' | 'cluster'>): SourceItemJson {
  return { cluster, id, kind: name, state: 'not-granted', objects: 0, fault: 'not-found' };
}

/** A custom resource that the API server doesn't serve can't be granted. */
export function isThere({ state, lastFault, resource }: WatchedSource): boolean {
  return !(state === 'not-granted' && lastFault === 'not-found' && resource.groupVersion.includes('.'));
}

export function peerSourceItem(source: Source, now: Moment): SourceItemJson {
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

function checkedOf({ provenAtWall }: Source): Pick<SourceItemJson, 'checked'> {
  return provenAtWall === undefined ? {} : { checked: timestamp(provenAtWall) };
}
