// Encodes pods. Fields that clients may read are encoded; the others become filler that they skip, so that a pod is as
// long as a real one.
import type {
  Container,
  ContainerState,
  ContainerStatus,
  PodCondition,
  PodObject,
  PodSpec,
  PodStatus,
} from '../../cluster/kubernetes-objects.ts';
import { encodeMeta } from './metadata.ts';
import { NOTHING, bytes, filler, flag, message, number, text, time } from './wire.ts';

export function encodePod({ metadata, spec, status }: PodObject): Buffer {
  return Buffer.concat([bytes(1, encodeMeta(metadata)), bytes(2, encodeSpec(spec)), bytes(3, encodeStatus(status))]);
}

export function encodeSpec({ containers, initContainers = [], restartPolicy, nodeName, ...rest }: PodSpec): Buffer {
  return Buffer.concat([
    ...Object.entries(rest).map(([, value]) => filler(1, value)),
    ...containers.map((container) => bytes(2, encodeContainer(container))),
    text(3, restartPolicy),
    number(4, 30),
    text(10, nodeName),
    ...initContainers.map((container) => bytes(20, encodeContainer(container))),
  ]);
}

function encodeContainer({ name, image, restartPolicy, ...rest }: Container): Buffer {
  return Buffer.concat([
    text(1, name),
    text(2, image),
    ...Object.entries(rest).map(([, value]) => filler(7, value)),
    text(24, restartPolicy),
  ]);
}

function encodeStatus(status: PodStatus): Buffer {
  const {
    phase,
    conditions = [],
    reason,
    message: words,
    podIP,
    containerStatuses = [],
    initContainerStatuses = [],
  } = status;
  return Buffer.concat([
    text(1, phase),
    ...conditions.map((condition) => bytes(2, encodeCondition(condition))),
    text(3, words),
    text(4, reason),
    text(5, '10.0.0.7'),
    text(6, podIP),
    ...containerStatuses.map((container) => bytes(8, encodeContainerStatus(container))),
    text(9, 'Burstable'),
    ...initContainerStatuses.map((container) => bytes(10, encodeContainerStatus(container))),
  ]);
}

function encodeCondition({ type, status, lastTransitionTime, reason, message: words }: PodCondition): Buffer {
  return Buffer.concat([
    text(1, type),
    text(2, status),
    time(3, undefined),
    time(4, lastTransitionTime),
    text(5, reason ?? ''),
    text(6, words ?? ''),
  ]);
}

function encodeContainerStatus(status: ContainerStatus): Buffer {
  const { name, state = {}, lastState = {}, ready, restartCount, image, started, ...rest } = status;
  return Buffer.concat([
    text(1, name),
    bytes(2, encodeState(state)),
    bytes(3, encodeState(lastState)),
    flag(4, ready),
    number(5, restartCount),
    text(6, image),
    started === undefined ? NOTHING : flag(9, started),
    ...Object.entries(rest).map(([, value]) => filler(12, value)),
  ]);
}

function encodeState({ waiting, running, terminated }: ContainerState): Buffer {
  return Buffer.concat([
    waiting === undefined ? NOTHING : message(1, text(1, waiting.reason), text(2, waiting.message)),
    running === undefined ? NOTHING : message(2, time(1, running.startedAt)),
    terminated === undefined
      ? NOTHING
      : message(
          3,
          number(1, terminated.exitCode),
          number(2, 0),
          text(3, terminated.reason),
          time(5, terminated.startedAt),
          time(6, terminated.finishedAt),
        ),
  ]);
}
