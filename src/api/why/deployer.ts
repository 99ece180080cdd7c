// What deployed a service, and the status of that object if its kind is watched.
import type { Moment } from '../../config/clock.ts';
import type { DeployedBy } from '../../discovery/workloads/deployed-by.ts';
import type { ClusterObject, ObjectView } from '../../services/objects/object-view.ts';
import type { Result, State } from '../../services/result/result.ts';
import { resolveResult } from '../../services/service.ts';

export interface Deployer extends DeployedBy {
  readonly cluster: string;
  /** Set if the object is watched. */
  readonly object?: DeployerObject;
}

export interface DeployerObject {
  readonly resource: string;
  readonly namespace: string;
  readonly name: string;
  readonly state: State;
  readonly status: string;
  readonly version?: string;
}

/** `view`: of the service's cluster. */
export function deployerOf(
  deployedBy: DeployedBy,
  view: ObjectView | undefined,
  cluster: string,
  now: Moment,
): Deployer {
  const { resource = '' } = deployedBy;
  const found = view?.resources().includes(resource) === true ? objectOf(deployedBy, view, resource) : undefined;
  return { ...deployedBy, cluster, ...(found && { object: shown(resource, found, now) }) };
}

/** Without a namespace, only if the name is unique. */
function objectOf({ namespace, name }: DeployedBy, view: ObjectView, resource: string): ClusterObject | undefined {
  if (namespace !== '') return view.get(resource, namespace, name);
  const [first, ...others] = view.named(resource, name);
  return others.length === 0 ? first : undefined;
}

function shown(resource: string, object: ClusterObject, now: Moment): DeployerObject {
  const results = object.resultsAt(now);
  const ready = resolved(results.get('ready'), now);
  const version = results.get('version')?.status;
  return {
    resource,
    namespace: object.namespace,
    name: object.name,
    state: ready?.state ?? 'unknown',
    status: ready?.status ?? '',
    ...(version !== undefined && { version }),
  };
}

function resolved(result: Result | undefined, now: Moment): Result | undefined {
  return result && resolveResult(result, now);
}
