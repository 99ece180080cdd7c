// A pod's containers, each with its status, counted as in `kubectl get pods`.
import { countOf, itemsOf, textOf, timeOf } from '../../kubernetes/resource/raw-object.ts';
import type { RawContainer, RawContainerStatus, RawPodSpec, RawPodStatus } from './raw-pod.ts';
import { sharedName, sharedReason } from './shared-texts.ts';

/** The input of the rules for pods. */
export interface PodContainers {
  /** App containers and restartable init containers (sidecars), which READY counts. */
  readonly counted: readonly Container[];
  /**
   * Containers that may be the reason why the pod isn't ready: also plain init containers while it isn't initialised.
   */
  readonly relevant: readonly Container[];
  /** All containers. */
  readonly all: readonly Container[];
  readonly ready: number;
  readonly restarts: number;
}

export interface Container {
  readonly name: string;
  readonly isCounted: boolean;
  readonly isReady: boolean;
  readonly restarts: number;
  /** Unix milliseconds since which it runs; undefined if it doesn't. */
  readonly runningSince: number | undefined;
  readonly isRunning: boolean;
  readonly isWaiting: boolean;
  readonly waiting: string | undefined;
  readonly ended: Termination | undefined;
  readonly endedBefore: Termination | undefined;
}

export interface Termination {
  readonly isWell: boolean;
  readonly exitCode: number;
  readonly reason: string;
  /** Unix milliseconds. */
  readonly at: number | undefined;
}

/** `isInitialised`: as the pod's condition says. */
export function containersOf(
  spec: RawPodSpec | null | undefined,
  status: RawPodStatus | null | undefined,
  isInitialised: boolean,
): PodContainers {
  const init = paired(spec?.initContainers, status?.initContainerStatuses, initContainerOf);
  const app = paired(appsOf(spec), status?.containerStatuses, appContainerOf);
  const all = init.length === 0 ? app : [...init, ...app];
  const counted = all.every(({ isCounted }) => isCounted) ? all : all.filter(({ isCounted }) => isCounted);
  const relevant = isInitialised || init.every(isInitDone) ? counted : all;
  return {
    counted,
    relevant,
    all,
    ready: counted.reduce((sum, { isReady }) => sum + Number(isReady), 0),
    restarts: relevant.reduce((sum, { restarts }) => sum + restarts, 0),
  };
}

/** A sidecar counts as initialised once it has started, which `ready` implies. */
function isInitDone({ isCounted, isReady, ended }: Container): boolean {
  return isCounted ? isReady : ended?.isWell === true;
}

type ContainerOf = (raw: RawContainer, status: RawContainerStatus | undefined) => Container;

function paired(specs: unknown, statuses: unknown, containerOf: ContainerOf): readonly Container[] {
  const raws: readonly RawContainer[] = entriesOf(specs);
  const known: readonly RawContainerStatus[] = itemsOf(statuses);
  return raws.map((raw) => {
    const name = textOf(raw.name);
    return containerOf(raw, name === undefined ? undefined : known.find((status) => status.name === name));
  });
}

/** Every pod has at least one container: if none can be parsed, one that isn't ready. */
function appsOf(spec: RawPodSpec | null | undefined): readonly object[] {
  const apps = entriesOf(spec?.containers);
  return apps.length === 0 ? UNREADABLE : apps;
}

const UNREADABLE: readonly object[] = [{}];

/** A container that can't be parsed still counts. */
function entriesOf(specs: unknown): readonly object[] {
  const items = itemsOf(specs);
  if (!Array.isArray(specs) || items.length === specs.length) return items;
  return [...items, ...Array.from({ length: specs.length - items.length }, () => ({}))];
}

function appContainerOf(raw: RawContainer, status: RawContainerStatus | undefined): Container {
  return containerOf(raw, status, true, isReadyAndRunning(status));
}

function initContainerOf(raw: RawContainer, status: RawContainerStatus | undefined): Container {
  const isSidecar = raw.restartPolicy === 'Always';
  return containerOf(raw, status, isSidecar, isReadyAndRunning(status) && status?.started === true);
}

/** `ready` may be outdated: a waiting or terminated container isn't ready. */
function isReadyAndRunning(status: RawContainerStatus | undefined): boolean {
  return status?.ready === true && isThere(status.state?.running);
}

function containerOf(
  raw: RawContainer,
  status: RawContainerStatus | undefined,
  isCounted: boolean,
  isReady: boolean,
): Container {
  const { waiting, running } = status?.state ?? {};
  return {
    name: sharedName(raw.name) ?? '',
    isCounted,
    isReady,
    restarts: countOf(status?.restartCount),
    isRunning: isThere(running),
    runningSince: timeOf(running?.startedAt),
    isWaiting: isThere(waiting),
    waiting: sharedReason(waiting?.reason),
    ended: endingOf(status?.state),
    endedBefore: endingOf(status?.lastState),
  };
}

function isThere(value: object | null | undefined): boolean {
  return value !== undefined && value !== null;
}

function endingOf(state: RawContainerStatus['state']): Termination | undefined {
  const terminated = state?.terminated;
  if (terminated === undefined || terminated === null) return undefined;
  const exitCode = typeof terminated.exitCode === 'number' ? terminated.exitCode : NO_EXIT_CODE;
  return {
    isWell: exitCode === 0,
    exitCode,
    reason: sharedReason(terminated.reason) ?? 'Error',
    at: timeOf(terminated.finishedAt),
  };
}

/** No valid exit code. */
const NO_EXIT_CODE = -1;
