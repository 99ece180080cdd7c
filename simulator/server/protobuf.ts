// Kubernetes' objects as protobuf, by the field numbers of its generated.proto files. What has a field of its own here
// is what clients may look at; all else goes into fields that they have to skip, so that a pod is as long as a real one.
import type {
  Container,
  ContainerState,
  ContainerStatus,
  ListMeta,
  ObjectMeta,
  OwnerReference,
  PodCondition,
  PodSpec,
  PodStatus,
  Status,
  StoredPod,
} from '../cluster/kubernetes-objects.ts';

/** A whole object: `k8s\0`, and an Unknown that holds it. */
export function envelope(kind: string, raw: Buffer): Buffer {
  return Buffer.concat([MAGIC, message(1, text(1, 'v1'), text(2, kind)), bytes(2, raw), text(3, ''), text(4, '')]);
}

const MAGIC = Buffer.from('k8s\0');

/** What stands before and behind a PodList of that many bytes: for who would rather not copy it. */
export function listEnvelope(length: number): readonly [Buffer, Buffer] {
  const type = message(1, text(1, 'v1'), text(2, 'PodList'));
  const head = [MAGIC, type, varint((2 << 3) | LENGTH_DELIMITED), varint(length)];
  return [Buffer.concat(head), Buffer.concat([text(3, ''), text(4, '')])];
}

/** A frame of a watch. */
export function watchFrame(type: string, object: Buffer): Buffer {
  const event = Buffer.concat([text(1, type), message(2, bytes(1, object))]);
  const length = Buffer.alloc(4);
  length.writeUInt32BE(event.length);
  return Buffer.concat([length, event]);
}

/** One item of a PodList, its tag included. */
export function listItem(pod: StoredPod): Buffer {
  return bytes(2, encodePod(pod));
}

export function listMeta({ resourceVersion, continue: token, remainingItemCount }: ListMeta): Buffer {
  return message(
    1,
    text(2, resourceVersion),
    text(3, token),
    remainingItemCount === undefined ? NOTHING : number(4, remainingItemCount),
  );
}

export function encodePod({ metadata, spec, status }: StoredPod): Buffer {
  return Buffer.concat([bytes(1, encodeMeta(metadata)), bytes(2, encodeSpec(spec)), bytes(3, encodeStatus(status))]);
}

/** A bookmark's pod: nothing but a version and annotations. */
export function encodeStub(version: number, annotations: Readonly<Record<string, string>> = {}): Buffer {
  const meta = message(1, text(6, String(version)), message(8), texts(12, annotations));
  return Buffer.concat([meta, message(2), message(3)]);
}

export function encodeFailure({ metadata, status, message: said, reason, code }: Status): Buffer {
  return Buffer.concat([
    message(1, text(3, metadata.continue)),
    text(2, status),
    text(3, said),
    text(4, reason),
    number(6, code),
  ]);
}

function encodeMeta(meta: ObjectMeta): Buffer {
  const { managedFields, ...own } = meta;
  return Buffer.concat([
    text(1, own.name),
    text(2, own.generateName ?? ''),
    text(3, own.namespace),
    text(4, ''),
    text(5, own.uid),
    text(6, own.resourceVersion),
    number(7, 0),
    time(8, own.creationTimestamp),
    own.deletionTimestamp === undefined ? NOTHING : time(9, own.deletionTimestamp),
    texts(11, own.labels),
    texts(12, own.annotations),
    ...(own.ownerReferences ?? []).map((owner) => bytes(13, encodeOwner(owner))),
    ...listOf(managedFields).map((entry) =>
      message(17, text(1, 'kubelet'), text(2, 'Update'), message(7, json(1, entry))),
    ),
  ]);
}

function encodeOwner({ apiVersion, kind, name, uid, controller, blockOwnerDeletion }: OwnerReference): Buffer {
  return Buffer.concat([
    text(1, kind),
    text(3, name),
    text(4, uid),
    text(5, apiVersion),
    controller === undefined ? NOTHING : flag(6, controller),
    blockOwnerDeletion === undefined ? NOTHING : flag(7, blockOwnerDeletion),
  ]);
}

function encodeSpec({ containers, initContainers = [], restartPolicy, nodeName, ...rest }: PodSpec): Buffer {
  return Buffer.concat([
    ...Object.entries(rest).map(([, value]) => json(1, value)),
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
    ...Object.entries(rest).map(([, value]) => json(7, value)),
    text(24, restartPolicy),
  ]);
}

function encodeStatus(status: PodStatus): Buffer {
  const {
    phase,
    conditions = [],
    reason,
    message: said,
    podIP,
    containerStatuses = [],
    initContainerStatuses = [],
  } = status;
  return Buffer.concat([
    text(1, phase),
    ...conditions.map((condition) => bytes(2, encodeCondition(condition))),
    text(3, said),
    text(4, reason),
    text(5, '10.0.0.7'),
    text(6, podIP),
    ...containerStatuses.map((container) => bytes(8, encodeContainerStatus(container))),
    text(9, 'Burstable'),
    ...initContainerStatuses.map((container) => bytes(10, encodeContainerStatus(container))),
  ]);
}

function encodeCondition({ type, status, lastTransitionTime, reason, message: said }: PodCondition): Buffer {
  return Buffer.concat([
    text(1, type),
    text(2, status),
    time(3, undefined),
    time(4, lastTransitionTime),
    text(5, reason ?? ''),
    text(6, said ?? ''),
  ]);
}

function encodeContainerStatus(status: ContainerStatus): Buffer {
  const { name, state = {}, lastState = {}, ready, restartCount, image, ...rest } = status;
  return Buffer.concat([
    text(1, name),
    bytes(2, encodeState(state)),
    bytes(3, encodeState(lastState)),
    flag(4, ready),
    number(5, restartCount),
    text(6, image),
    ...Object.entries(rest).map(([, value]) => json(12, value)),
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

/** Go writes a time that isn't set as a message without fields. */
function time(field: number, rfc3339: string | undefined): Buffer {
  if (rfc3339 === undefined) return message(field);
  const ms = Date.parse(rfc3339);
  return message(field, number(1, Math.floor(ms / 1000)), number(2, 0));
}

function texts(field: number, map: Readonly<Record<string, string>> = {}): Buffer {
  return Buffer.concat(Object.entries(map).map(([key, value]) => message(field, text(1, key), text(2, value))));
}

function listOf(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : [];
}

/** Something that nobody reads, as long as it would be: protobuf says the same in fewer bytes, as it names no fields. */
function json(field: number, value: unknown): Buffer {
  const said = Buffer.from(JSON.stringify(value));
  return bytes(field, said.subarray(0, Math.ceil(said.length * SHORTER)));
}

const SHORTER = 0.75;

const NOTHING = Buffer.alloc(0);

function message(field: number, ...parts: readonly Buffer[]): Buffer {
  return bytes(field, Buffer.concat(parts));
}

function text(field: number, value: string | undefined): Buffer {
  return value === undefined ? NOTHING : bytes(field, Buffer.from(value));
}

function bytes(field: number, value: Buffer): Buffer {
  return Buffer.concat([varint((field << 3) | LENGTH_DELIMITED), varint(value.length), value]);
}

function number(field: number, value: number): Buffer {
  return Buffer.concat([varint((field << 3) | VARINT), varint(value)]);
}

function flag(field: number, value: boolean): Buffer {
  return number(field, value ? 1 : 0);
}

const VARINT = 0;
const LENGTH_DELIMITED = 2;

/** Nearly all are tags and lengths, so they are made once. */
function varint(value: number): Buffer {
  if (value < 0 || value >= MADE_ONCE) return encodeVarint(value);
  const made = varints[value] ?? encodeVarint(value);
  varints[value] = made;
  return made;
}

const MADE_ONCE = 16_384;
const varints: Buffer[] = [];

/** Seven bits a byte, the lowest first; negative numbers as 64 bits. */
function encodeVarint(value: number): Buffer {
  const out: number[] = [];
  let rest = BigInt.asUintN(64, BigInt(value));
  for (; rest > 0x7fn; rest >>= 7n) out.push(Number(rest & 0x7fn) | 0x80);
  out.push(Number(rest));
  return Buffer.from(out);
}
