// What a reflector needs of the Kubernetes API: pages of a list, and a watch.
import type { ListPage, WatchItem } from '../decode/codec.ts';
import type { ApiFault } from '../fault/api-fault.ts';

/** For the objects of one namespace or of all. No promise here rejects. */
export interface ObjectApi<Item> {
  /** One page; the first one if there is no token. */
  list(request: ListRequest, signal: AbortSignal): Promise<ListPage<Item> | ApiFault>;
  /** Resolves once the server has accepted the watch: status 200, and a watch's content type. */
  watch(request: WatchRequest, signal: AbortSignal): Promise<OpenWatch<Item> | ApiFault>;
}

export interface ListRequest {
  readonly token?: string;
  /** The maximum number of objects; absent: the best page size, for a list of all objects. */
  readonly limit?: number;
  /** Milliseconds for the response headers, and again for the whole page. */
  readonly within: number;
  /** The server's history has changed (etcd was restored): every object is decoded again, known or not. */
  readonly isFullRelist?: boolean;
}

export interface WatchRequest {
  readonly version: string;
  readonly timeoutSeconds: number;
  /** Milliseconds for the response headers, and between bytes. */
  readonly within: number;
}

export interface OpenWatch<Item> {
  readonly type: 'watch';
  /**
   * The items in the next bytes (none for an incomplete line), the clean end of the watch, or the fault that broke it,
   * such as silence.
   */
  next(): Promise<WatchBatch<Item> | WatchEnd | ApiFault>;
  /** Drops the connection. */
  close(): void;
}

export interface WatchBatch<Item> {
  readonly type: 'items';
  readonly items: readonly WatchItem<Item>[];
}

export interface WatchEnd {
  readonly type: 'end';
}
