// Encodes objects as protobuf: pods with their own encoder, for speed; workloads by the tables of workload-fields.ts.
import { isPod, kindOf, type StoredObject } from '../../cluster/kubernetes-objects.ts';
import { encodeFields } from './fields.ts';
import { encodeMeta } from './metadata.ts';
import { encodePod } from './pod.ts';
import { bytes, message, text, texts } from './wire.ts';
import { WORKLOAD_FIELDS } from './workload-fields.ts';

export function encodeObject(object: StoredObject): Buffer {
  if (isPod(object)) return encodePod(object);
  const fields = WORKLOAD_FIELDS[kindOf(object)];
  if (fields === undefined) throw new Error(`no protobuf for kind ${kindOf(object)}`);
  return Buffer.concat([
    bytes(1, encodeMeta(object.metadata)),
    bytes(2, encodeFields(fields.spec, object.spec ?? {})),
    bytes(3, encodeFields(fields.status, object.status ?? {})),
  ]);
}

/** A bookmark's object of any kind: only a version and annotations. */
export function encodeStub(version: number, annotations: Readonly<Record<string, string>> = {}): Buffer {
  const meta = message(1, text(6, String(version)), message(8), texts(12, annotations));
  return Buffer.concat([meta, message(2), message(3)]);
}
