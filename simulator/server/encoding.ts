// How objects become bytes, chosen by what the client accepts: JSON, or protobuf as the API server's own clients speak.
import type { ListMeta, Status, StoredPod } from '../cluster/kubernetes-objects.ts';
import { encodeFailure, encodePod, encodeStub, envelope, listItem, listMeta, watchFrame } from './protobuf.ts';

export interface Encoding {
  readonly listType: string;
  readonly watchType: string;
  /** A page, in pieces, so that a big one is never in memory as a whole. */
  list(meta: ListMeta, pods: readonly StoredPod[]): Iterable<Buffer>;
  event(type: 'ADDED' | 'MODIFIED' | 'DELETED', pod: StoredPod): Buffer;
  bookmark(version: number, annotations?: Readonly<Record<string, string>>): Buffer;
  error(status: Status): Buffer;
}

/** The encoding that the Accept header names first; undefined where it wants something else. */
export function encodingFor(accept: string | undefined): Encoding | undefined {
  const ranges = (accept ?? '*/*').split(',').map((range) => range.trim().split(';')[0] ?? '');
  return ranges.map((range) => ENCODINGS.get(range)).find((encoding) => encoding !== undefined);
}

const json: Encoding = {
  listType: 'application/json',
  watchType: 'application/json',
  *list(meta, pods) {
    yield Buffer.from(`{"kind":"PodList","apiVersion":"v1","metadata":${JSON.stringify(meta)},"items":[`);
    for (const [at, pod] of pods.entries()) {
      if (at > 0) yield COMMA;
      yield itemOf(pod);
    }
    yield Buffer.from(']}\n');
  },
  // A list's items have no kind; a watch's objects do.
  event: (type, pod) =>
    Buffer.concat([
      Buffer.from(`{"type":"${type}","object":{"kind":"Pod","apiVersion":"v1",`),
      itemOf(pod).subarray(1),
      EVENT_END,
    ]),
  bookmark: (version, annotations) => line({ type: 'BOOKMARK', object: stub(version, annotations) }),
  error: (status) => line({ type: 'ERROR', object: status }),
};

const protobuf: Encoding = {
  listType: 'application/vnd.kubernetes.protobuf',
  watchType: 'application/vnd.kubernetes.protobuf;stream=watch',
  *list(meta, pods) {
    yield envelope('PodList', Buffer.concat([listMeta(meta), ...pods.map(itemBytesOf)]));
  },
  event: (type, pod) => watchFrame(type, envelope('Pod', encodePod(pod))),
  bookmark: (version, annotations) => watchFrame('BOOKMARK', envelope('Pod', encodeStub(version, annotations))),
  error: (status) => watchFrame('ERROR', envelope('Status', encodeFailure(status))),
};

const ENCODINGS: ReadonlyMap<string, Encoding> = new Map([
  ['application/vnd.kubernetes.protobuf', protobuf],
  ...['application/json', 'application/*', '*/*'].map((range) => [range, json] as const),
]);

const COMMA = Buffer.from(',');
const EVENT_END = Buffer.from('}\n');

// A stored pod never changes, so its bytes are made once for all lists and watches.
const items = new WeakMap<StoredPod, Buffer>();
const protobufItems = new WeakMap<StoredPod, Buffer>();

function itemOf(pod: StoredPod): Buffer {
  return madeOnce(items, pod, () => Buffer.from(JSON.stringify(pod)));
}

function itemBytesOf(pod: StoredPod): Buffer {
  return madeOnce(protobufItems, pod, () => listItem(pod));
}

function madeOnce(known: WeakMap<StoredPod, Buffer>, pod: StoredPod, make: () => Buffer): Buffer {
  const made = known.get(pod) ?? make();
  known.set(pod, made);
  return made;
}

/** What a real server sends as a bookmark's pod: nothing but a version, and `containers: null`. */
function stub(version: number, annotations?: Readonly<Record<string, string>>): object {
  return {
    kind: 'Pod',
    apiVersion: 'v1',
    metadata: { resourceVersion: String(version), creationTimestamp: null, ...(annotations && { annotations }) },
    spec: { containers: null },
    status: {},
  };
}

function line(value: unknown): Buffer {
  return Buffer.from(`${JSON.stringify(value)}\n`);
}
