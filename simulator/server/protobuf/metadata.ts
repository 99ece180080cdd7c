// ObjectMeta of objects and pod templates.
import type { ObjectMeta, OwnerReference } from '../../cluster/kubernetes-objects.ts';
import { NOTHING, bytes, filler, flag, message, number, text, texts, time } from './wire.ts';

export function encodeMeta(meta: Partial<ObjectMeta>): Buffer {
  const { managedFields, ...own } = meta;
  return Buffer.concat([
    text(1, own.name),
    text(2, own.generateName ?? ''),
    text(3, own.namespace ?? ''),
    text(4, ''),
    text(5, own.uid),
    text(6, own.resourceVersion),
    number(7, own.generation ?? 0),
    time(8, own.creationTimestamp),
    own.deletionTimestamp === undefined ? NOTHING : time(9, own.deletionTimestamp),
    own.deletionGracePeriodSeconds === undefined ? NOTHING : number(10, own.deletionGracePeriodSeconds),
    texts(11, own.labels),
    texts(12, own.annotations),
    ...(own.ownerReferences ?? []).map((owner) => bytes(13, encodeOwner(owner))),
    ...(Array.isArray(managedFields) ? managedFields : []).map((entry: unknown) =>
      message(17, text(1, 'kubelet'), text(2, 'Update'), message(7, filler(1, entry))),
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
