// Bytes of the Kubernetes API become objects, framing included. The answer's own content type says which codec reads it,
// never what was asked for: a proxy may have answered.
import type { ApiFault } from '../fault/api-fault.ts';
import type { KnownObjects, ObjectEvent } from '../resource/resource.ts';

export interface Codec<Item> {
  /** Without parameters: `application/json`. */
  readonly mediaType: string;
  /** Objects a page: so many that decoding them never blocks the event loop for long. */
  readonly pageSize: number;
  /** Bytes that a page should have, where objects differ much in size: fewer objects are asked for then. */
  readonly pageBytes?: number;
  /** A decoder of one page. An object that is known already is given as it is known, and costs next to nothing. */
  openPage(known?: KnownObjects<Item>): PageDecoder<Item>;
  /** A decoder of one watch's stream; it remembers the half frame at the end of what it has read. */
  openWatch(): WatchDecoder<Item>;
}

export interface ListPage<Item> {
  readonly type: 'page';
  readonly objects: readonly Item[];
  readonly resourceVersion: string;
  /** The token of the next page; absent on the last. */
  readonly continue?: string;
}

export interface PageDecoder<Item> {
  /** The token of the next page, as soon as it has come: where it stands first, long before the end. */
  readonly continue: string | undefined;
  /** A fault as soon as it is seen: what follows doesn't matter then. The chunk is good only until it returns. */
  push(chunk: Buffer): ApiFault | undefined;
  /** All of it has come. */
  end(): ListPage<Item> | ApiFault;
}

export interface WatchDecoder<Item> {
  /** The items whose last byte is in this chunk, which is good only until it returns. After a fault nothing more comes. */
  push(chunk: Buffer): readonly WatchItem<Item>[];
  /** The stream has ended: a fault where it ended in the middle of a frame. */
  end(): ApiFault | undefined;
}

export type WatchItem<Item> =
  | (ObjectEvent<Item> & { readonly resourceVersion: string })
  /** An event about something we can't keep: no name, a type that is new to us. */
  | { readonly type: 'skipped'; readonly resourceVersion: string }
  | { readonly type: 'bookmark'; readonly resourceVersion: string }
  | { readonly type: 'error'; readonly code: number; readonly reason: string; readonly message: string }
  | ApiFault;

/** The longest frame of a watch, in bytes: etcd keeps no object over 1.5 MiB, and JSON may triple it. */
export const MAX_FRAME = 16 * 1024 * 1024;

/** The longest page of a list, in bytes. */
export const MAX_PAGE = 64 * 1024 * 1024;

export function codecFor<Item>(
  contentType: string | undefined,
  codecs: readonly Codec<Item>[],
): Codec<Item> | undefined {
  const mediaType = mediaTypeOf(contentType);
  return codecs.find((codec) => codec.mediaType === mediaType);
}

export function mediaTypeOf(contentType: string | undefined): string | undefined {
  return contentType?.split(';', 1)[0]?.trim().toLowerCase();
}

export const JSON_TYPE = 'application/json';
export const PROTOBUF_TYPE = 'application/vnd.kubernetes.protobuf';
