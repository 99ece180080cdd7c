// Encodes objects as the client accepts them: as JSON, or as protobuf.
import type { ListMeta, Status, StoredObject } from '../cluster/kubernetes-objects.ts';
import { apiVersionOf, PODS, type ResourceType } from '../cluster/resource-types.ts';
import { encodeFailure, envelope, listItem, listMeta, watchFrame } from './protobuf/envelope.ts';
import { encodeObject, encodeStub } from './protobuf/objects.ts';

export interface Encoding {
  readonly listType: string;
  readonly watchType: string;
  /** A page, in pieces, so that a large one is never in memory as a whole. */
  list(meta: ListMeta, objects: readonly StoredObject[]): Iterable<Buffer>;
  event(type: 'ADDED' | 'MODIFIED' | 'DELETED', object: StoredObject): Buffer;
  bookmark(version: number, annotations?: Readonly<Record<string, string>>): Buffer;
  error(status: Status): Buffer;
}

/** The first encoding of the Accept header that the resource supports; undefined when none matches. */
export function encodingFor(accept: string | undefined, type: ResourceType = PODS): Encoding | undefined {
  for (const range of (accept ?? '*/*').split(',')) {
    const mediaType = range.trim().split(';')[0] ?? '';
    if (JSON_RANGES.has(mediaType)) return jsonOf(type);
    if (mediaType === PROTOBUF && type.hasProtobuf) return protobufOf(type);
  }
  return undefined;
}

const PROTOBUF = 'application/vnd.kubernetes.protobuf';
const JSON_RANGES: ReadonlySet<string> = new Set(['application/json', 'application/*', '*/*']);

function jsonOf(type: ResourceType): Encoding {
  const named = { kind: type.kind, apiVersion: apiVersionOf(type) };
  const start = JSON.stringify(named).slice(0, -1);
  return {
    listType: 'application/json',
    watchType: 'application/json',
    *list(meta, objects) {
      const list = { kind: `${type.kind}List`, apiVersion: named.apiVersion, metadata: meta };
      yield Buffer.from(`${JSON.stringify(list).slice(0, -1)},"items":[`);
      for (const [at, object] of objects.entries()) {
        if (at > 0) yield COMMA;
        // The items of a custom resource's list have their kind, those of others don't.
        yield type.isCustom ? Buffer.concat(withKind(object)) : itemOf(object);
      }
      yield Buffer.from(']}\n');
    },
    event: (change, object) =>
      Buffer.concat([Buffer.from(`{"type":"${change}","object":`), ...withKind(object), EVENT_END]),
    bookmark: (version, annotations) =>
      line({ type: 'BOOKMARK', object: { ...named, ...stubOf(type, version, annotations) } }),
    error: (status) => line({ type: 'ERROR', object: status }),
  };

  function withKind(object: StoredObject): readonly Buffer[] {
    return [Buffer.from(`${start},`), itemOf(object).subarray(1)];
  }
}

function protobufOf(type: ResourceType): Encoding {
  const apiVersion = apiVersionOf(type);
  const whole = (raw: Buffer) => envelope(type.kind, raw, apiVersion);
  return {
    listType: PROTOBUF,
    watchType: `${PROTOBUF};stream=watch`,
    *list(meta, objects) {
      const items = objects.map((object) => listItemOf(object));
      yield envelope(`${type.kind}List`, Buffer.concat([listMeta(meta), ...items]), apiVersion);
    },
    event: (change, object) => watchFrame(change, whole(encodeObject(object))),
    bookmark: (version, annotations) => watchFrame('BOOKMARK', whole(encodeStub(version, annotations))),
    error: (status) => watchFrame('ERROR', envelope('Status', encodeFailure(status))),
  };
}

const COMMA = Buffer.from(',');
const EVENT_END = Buffer.from('}\n');

// A stored object never changes, so it is encoded once for all lists and watches.
const items = new WeakMap<StoredObject, Buffer>();
const protobufItems = new WeakMap<StoredObject, Buffer>();

function itemOf(object: StoredObject): Buffer {
  return madeOnce(items, object, () => Buffer.from(JSON.stringify(itemFieldsOf(object))));
}

/** Cluster-scoped objects have no namespace, and items of built-in kinds have no kind. */
function itemFieldsOf({ kind: _, metadata, ...rest }: StoredObject): object {
  const { namespace, ...others } = metadata;
  return { metadata: namespace === '' ? others : metadata, ...rest };
}

function listItemOf(object: StoredObject): Buffer {
  return madeOnce(protobufItems, object, () => listItem(encodeObject(object)));
}

function madeOnce(known: WeakMap<StoredObject, Buffer>, object: StoredObject, make: () => Buffer): Buffer {
  const made = known.get(object) ?? make();
  known.set(object, made);
  return made;
}

/** A bookmark's object as a real server sends it: a version, and `null` for Go's nil slices. */
function stubOf({ kind, isCustom }: ResourceType, version: number, annotations?: Readonly<Record<string, string>>) {
  const metadata = { resourceVersion: String(version), creationTimestamp: null, ...(annotations && { annotations }) };
  return isCustom ? { metadata } : { metadata, spec: STUB_SPECS[kind] ?? {}, status: {} };
}

const STUB_TEMPLATE = { metadata: { creationTimestamp: null }, spec: { containers: null } };
const STUB_SPECS: Readonly<Record<string, object>> = {
  Pod: { containers: null },
  Deployment: { selector: null, template: STUB_TEMPLATE, strategy: {} },
  StatefulSet: { selector: null, template: STUB_TEMPLATE, serviceName: '', updateStrategy: {} },
  DaemonSet: { selector: null, template: STUB_TEMPLATE, updateStrategy: {} },
  Job: { template: STUB_TEMPLATE },
  CronJob: {
    schedule: '',
    jobTemplate: { metadata: { creationTimestamp: null }, spec: { template: STUB_TEMPLATE } },
  },
};

function line(value: unknown): Buffer {
  return Buffer.from(`${JSON.stringify(value)}\n`);
}
