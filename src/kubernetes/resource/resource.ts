// One kind of object of the Kubernetes API, as far as reading it needs to know: where it is, how its bytes are decoded, and
// what is kept of it. Everything in this folder works for any of them.
import { type RawMetadata, textOf } from './raw-object.ts';

/** What a kind is called. */
export interface ResourceName {
  /** `Pod`; its lists are of kind `PodList`. */
  readonly kind: string;
  /** As URLs have it: `pods`. */
  readonly plural: string;
  /** `v1`, `apps/v1`. */
  readonly groupVersion: string;
}

export interface Resource<Item extends ObjectIdentity> extends ResourceName {
  /** Objects a page: so many that decoding them never blocks the event loop for long. */
  readonly pageSize: { readonly json: number; readonly protobuf: number };
  /** Objects of the first page, which shows how large they are; a usual one where it isn't given. */
  readonly firstPage?: number;
  /** Bytes that a page of JSON should have; the number of objects is the most that are asked for. */
  readonly pageBytes?: number;
  /** What stays of an object as decoded; undefined for one that can't be kept, without a name perhaps. */
  keep(raw: object): Item | undefined;
  /** Decodes the fields that `keep` reads; absent where the API server has this kind in JSON alone. */
  readonly decode?: DecodeObject;
}

/** Undefined where the bytes are no such object. */
export type DecodeObject = (bytes: Uint8Array) => object | undefined;

/** Which object, and which state of it. */
export interface ObjectIdentity {
  /** Empty where the kind has no namespaces. */
  readonly namespace: string;
  readonly name: string;
  readonly uid: string;
  /** `metadata.resourceVersion` as a number; 0 where it isn't one. Tells an old event from a new one. */
  readonly version: number;
}

/** What a watch says of one object. */
export interface ObjectEvent<Item> {
  readonly type: 'set' | 'deleted';
  readonly object: Item;
}

/** Objects that are kept already, from the watch or list before. */
export interface KnownObjects<Item> {
  readonly count: number;
  /** The one of this very version; undefined where it isn't kept, or is another. */
  sameVersion(identity: ObjectIdentity): Item | undefined;
}

/** Undefined for what has no name. */
export function identityOf(metadata: RawMetadata | null | undefined): ObjectIdentity | undefined {
  const name = textOf(metadata?.name);
  if (name === undefined) return undefined;
  const namespace = textOf(metadata?.namespace) ?? '';
  // Every API server gives uids; a proxy that drops them must not make objects disappear.
  const uid = textOf(metadata?.uid) ?? `${namespace}/${name}`;
  return { namespace, name, uid, version: versionOf(metadata?.resourceVersion) };
}

function versionOf(value: unknown): number {
  const version = Number(textOf(value));
  return Number.isSafeInteger(version) && version > 0 ? version : 0;
}

/** `/api/v1/pods`, or `/apis/apps/v1/namespaces/shop/deployments`. */
export function pathOf({ plural, groupVersion }: ResourceName, namespace?: string): string {
  const root = groupVersion.includes('/') ? `/apis/${groupVersion}` : `/api/${groupVersion}`;
  return namespace === undefined
    ? `${root}/${plural}`
    : `${root}/namespaces/${encodeURIComponent(namespace)}/${plural}`;
}

/** As RBAC and `kubectl` say it: `pods`, `deployments.apps`. */
export function fullName({ plural, groupVersion }: ResourceName): string {
  const group = groupOf(groupVersion);
  return group === '' ? plural : `${plural}.${group}`;
}

/** Empty for the core group, as RBAC writes it. */
export function groupOf(groupVersion: string): string {
  return groupVersion.includes('/') ? groupVersion.slice(0, groupVersion.indexOf('/')) : '';
}
