// Bytes of the Kubernetes API become objects, framing included. The answer's own content type says which codec reads it,
// never what was asked for: a proxy may have answered.
import type { ApiFault } from '../fault/api-fault.ts';
import type { KnownObjects, ObjectEvent } from '../resource/resource.ts';

export interface Codec<Item> {
  /** Without parameters: `application/json`. */
  readonly mediaType: string;
  /** Objects per page, few enough that decoding a page never blocks the event loop for long. */
  readonly pageSize: number;
  /** The target size of a page in bytes, for kinds whose objects differ much in size: `limit` is lowered to meet it. */
  readonly pageBytes?: number;
  /**
   * A decoder of one page. For an object whose version is already known, it returns the known one without decoding it.
   */
  openPage(known?: KnownObjects<Item>): PageDecoder<Item>;
  /** A decoder of one watch's stream; it keeps an incomplete frame until the rest of it arrives. */
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
  /** The `continue` token as soon as it is decoded, which in protobuf is long before the end of the page. */
  readonly continue: string | undefined;
  /**
   * Returns a fault as soon as there is one; the rest of the page is then ignored. The chunk is valid only during the
   * call.
   */
  push(chunk: Buffer): ApiFault | undefined;
  /** The page has arrived in full. */
  end(): ListPage<Item> | ApiFault;
}

export interface WatchDecoder<Item> {
  /** The items that this chunk completes. The chunk is valid only during the call. A fault is always the last item. */
  push(chunk: Buffer): readonly WatchItem<Item>[];
  /** The stream has ended; returns a fault if it ended in the middle of a frame. */
  end(): ApiFault | undefined;
}

export type WatchItem<Item> =
  | (ObjectEvent<Item> & { readonly resourceVersion: string })
  /** An event about something we can't keep: no name, a type that is new to us. */
  | { readonly type: 'skipped'; readonly resourceVersion: string }
  | { readonly type: 'bookmark'; readonly resourceVersion: string }
  | { readonly type: 'error'; readonly code: number; readonly reason: string; readonly message: string }
  | ApiFault;

/** The largest frame of a watch, in bytes: etcd stores no object over 1.5 MiB, and JSON may triple its size. */
export const MAX_FRAME = 16 * 1024 * 1024;

/** The largest page of a list, in bytes. */
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
