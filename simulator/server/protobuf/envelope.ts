// The messages around objects in lists and watches, with the field numbers of Kubernetes' generated.proto files.
import type { ListMeta, Status } from '../../cluster/kubernetes-objects.ts';
import { LENGTH_DELIMITED, NOTHING, bytes, message, number, text, varint } from './wire.ts';

/** A whole object: `k8s\0`, and an Unknown that holds it. */
export function envelope(kind: string, raw: Buffer, apiVersion = 'v1'): Buffer {
  return Buffer.concat([
    MAGIC,
    message(1, text(1, apiVersion), text(2, kind)),
    bytes(2, raw),
    text(3, ''),
    text(4, ''),
  ]);
}

const MAGIC = Buffer.from('k8s\0');

/** The bytes before and after those of a PodList, for callers that don't copy them. */
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

/** One item of a list, its tag included. */
export function listItem(object: Buffer): Buffer {
  return bytes(2, object);
}

export function listMeta({ resourceVersion, continue: token, remainingItemCount }: ListMeta): Buffer {
  return message(
    1,
    text(2, resourceVersion),
    text(3, token),
    remainingItemCount === undefined ? NOTHING : number(4, remainingItemCount),
  );
}

export function encodeFailure({ metadata, status, message: words, reason, code }: Status): Buffer {
  return Buffer.concat([
    message(1, text(3, metadata.continue)),
    text(2, status),
    text(3, words),
    text(4, reason),
    number(6, code),
  ]);
}
