// Describes one kind of object of the Kubernetes API to the generic code in this folder: its path, its decoder, and
// which fields are kept (`keep`).
import { type RawMetadata, textOf } from './raw-object.ts';

/** The names of a kind. */
export interface ResourceName {
  /** As in `Pod`, whose lists are of kind `PodList`. */
  readonly kind: string;
  /** As in URLs: `pods`. */
  readonly plural: string;
  /** `v1`, `apps/v1`. */
  readonly groupVersion: string;
}

export interface Resource<Item extends ObjectIdentity> extends ResourceName {
  /** Objects per page, few enough that decoding a page never blocks the event loop for long. */
  readonly pageSize: { readonly json: number; readonly protobuf: number };
  /** Objects of the first page, which shows how large objects are. Default: as for other pages. */
  readonly firstPage?: number;
  /** The target size of a JSON page in bytes; the number of objects above is then the maximum. */
  readonly pageBytes?: number;
  /** Trims a decoded object to the item that is stored; undefined if it is unusable, for example without a name. */
  keep(raw: object): Item | undefined;
  /** Decodes the fields that `keep` reads from protobuf; absent if the API server has this kind in JSON only. */
  readonly decode?: DecodeObject;
}

/** Undefined if the bytes are no object of the kind. */
export type DecodeObject = (bytes: Uint8Array) => object | undefined;

/** Identifies an object and one version of it. */
export interface ObjectIdentity {
  /** Empty for cluster-scoped kinds. */
  readonly namespace: string;
  readonly name: string;
  readonly uid: string;
  /** `metadata.resourceVersion` as a number, to distinguish old events from new ones; 0 if it isn't decimal. */
  readonly version: number;
}

/** An event of a watch about one object. */
export interface ObjectEvent<Item> {
  readonly type: 'set' | 'deleted';
  readonly object: Item;
}

/** Objects known from an earlier watch or list. */
export interface KnownObjects<Item> {
  readonly count: number;
  /** The known object, if it has the same version; else undefined. */
  sameVersion(identity: ObjectIdentity): Item | undefined;
}

/** Undefined if the object has no name. */
export function identityOf(metadata: RawMetadata | null | undefined): ObjectIdentity | undefined {
  const name = textOf(metadata?.name);
  if (name === undefined) return undefined;
  const namespace = textOf(metadata?.namespace) ?? '';
  // Every API server sets uids, but a proxy that drops them must not make objects disappear.
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

/** As in RBAC and `kubectl`: `pods`, `deployments.apps`. */
export function fullName({ plural, groupVersion }: ResourceName): string {
  const group = groupOf(groupVersion);
  return group === '' ? plural : `${plural}.${group}`;
}

/** Empty for the core group, as in RBAC. */
export function groupOf(groupVersion: string): string {
  return groupVersion.includes('/') ? groupVersion.slice(0, groupVersion.indexOf('/')) : '';
}
