// Unhealthy pods of services that aren't ok, in separate events, which older shields ignore.
import type { ContainerDetails, PodDetails } from '../../services/details/pod-details.ts';
import { LATEST, MAX_COUNT } from './wire-answer.ts';
import { fieldsOf, keyOf, listOf, misfit, orElse, reasonOf, textOf, type WireKey, wholeOf } from './wire-readers.ts';

export interface WireDetails extends WireKey {
  /** Unhealthy ones first; a pod that can't be parsed is left out. */
  readonly pods: readonly PodDetails[];
}

export const MAX_DETAILED_PODS = 10;
export const MAX_DETAILED_CONTAINERS = 20;
const MAX_DETAILED = 250;

export function detailsOf(value: unknown): readonly WireDetails[] {
  return listOf(value, MAX_DETAILED, 'details', (item) => {
    const { pods } = fieldsOf(item, 'details');
    const read = listOf(pods, MAX_DETAILED_PODS, 'pods', (pod) => orElse(() => podOf(pod), undefined));
    return { ...keyOf(item), pods: read.filter((pod) => pod !== undefined) };
  });
}

function podOf(value: unknown): PodDetails {
  const pod = fieldsOf(value, 'a pod');
  const { reason, containers } = pod;
  return {
    name: textOf(pod['name'], "a pod's name"),
    phase: oneOf(PHASES, pod['phase'], 'phase'),
    isCounted: pod['isCounted'] === true,
    isTerminating: pod['isTerminating'] === true,
    ready: wholeOf(pod['ready'], MAX_COUNT, 'ready'),
    total: wholeOf(pod['total'], MAX_COUNT, 'total'),
    restarts: wholeOf(pod['restarts'], MAX_COUNT, 'restarts'),
    createdAt: wholeOf(pod['createdAt'], LATEST, 'createdAt'),
    version: textOf(pod['version'], 'version'),
    ...(reason !== undefined && { reason: reasonOf(reason) }),
    containers: listOf(containers, MAX_DETAILED_CONTAINERS, 'containers', containerOf),
  };
}

function containerOf(value: unknown): ContainerDetails {
  const { name, state, reason, exitCode, since, restarts } = fieldsOf(value, 'a container');
  return {
    name: textOf(name, "a container's name"),
    state: oneOf(CONTAINER_STATES, state, 'state'),
    ...(reason !== undefined && { reason: reasonOf(reason) }),
    ...(exitCode !== undefined && { exitCode: exitCodeOf(exitCode) }),
    ...(since !== undefined && { since: wholeOf(since, LATEST, 'since') }),
    restarts: wholeOf(restarts, MAX_COUNT, 'restarts'),
  };
}

const PHASES = ['Pending', 'Running', 'Succeeded', 'Failed', 'Unknown'] as const;
const CONTAINER_STATES = ['waiting', 'running', 'terminated', 'unknown'] as const;

function oneOf<const T extends string>(known: readonly T[], value: unknown, what: string): T {
  const found = known.find((one) => one === value);
  if (found === undefined) throw misfit(`${what} must be one of ${known.join(', ')}`);
  return found;
}

/** 32 bits, as in Kubernetes; negative on some systems. */
function exitCodeOf(value: unknown): number {
  if (typeof value === 'number' && Number.isInteger(value) && Math.abs(value) <= 2 ** 31) return value;
  throw misfit('exitCode must be a whole number of 32 bits');
}
