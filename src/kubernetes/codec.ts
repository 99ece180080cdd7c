// Bytes of the Kubernetes API become pods, framing included. Which codec reads an answer is told by the answer's own
// content type, never by what was asked for: a proxy may have answered.
import type { ApiFault } from './api-fault.ts';
import type { Pod, PodIdentity } from '../discovery/pods/pod.ts';

export interface PodCodec {
  /** Without parameters: `application/json`. */
  readonly mediaType: string;
  /** Pods a page: so many that decoding them never blocks the event loop for long. */
  readonly pageSize: number;
  /** A decoder of one page. What is known already is given as it is known, and costs next to nothing. */
  openPage(known?: KnownPods): PageDecoder;
  /** A decoder of one watch's stream; it remembers the half frame at the end of what it has read. */
  openWatch(): WatchDecoder;
}

/** Pods that are kept already, from the watch or list before. */
export interface KnownPods {
  readonly podCount: number;
  /** The one of this very version; undefined where it isn't kept, or is another. */
  kept(pod: PodIdentity): Pod | undefined;
}

export interface PodPage {
  readonly type: 'page';
  readonly pods: readonly Pod[];
  readonly resourceVersion: string;
  /** The token of the next page; absent on the last. */
  readonly continue?: string;
}

export interface PageDecoder {
  /** The token of the next page, as soon as it has come: where it stands first, long before the end. */
  readonly continue: string | undefined;
  /** A fault as soon as it is seen: what follows doesn't matter then. */
  push(chunk: Buffer): ApiFault | undefined;
  /** All of it has come. */
  end(): PodPage | ApiFault;
}

export interface WatchDecoder {
  /** The items whose last byte is in this chunk. After a fault there is nothing more to come. */
  push(chunk: Buffer): readonly WatchItem[];
  /** The stream has ended: a fault where it ended in the middle of a frame. */
  end(): ApiFault | undefined;
}

export type WatchItem =
  | { readonly type: 'set' | 'deleted'; readonly pod: Pod; readonly resourceVersion: string }
  /** An event about something we can't keep: no name, a type that is new to us. */
  | { readonly type: 'skipped'; readonly resourceVersion: string }
  | { readonly type: 'bookmark'; readonly resourceVersion: string }
  | { readonly type: 'error'; readonly code: number; readonly reason: string; readonly message: string }
  | ApiFault;

/** The longest frame of a watch, in bytes: etcd keeps no object over 1.5 MiB, and JSON may triple it. */
export const LONGEST_FRAME = 16 * 1024 * 1024;

/** The longest page of a list, in bytes. */
export const LONGEST_PAGE = 64 * 1024 * 1024;

export function codecFor(contentType: string | undefined, codecs: readonly PodCodec[]): PodCodec | undefined {
  const mediaType = contentType?.split(';', 1)[0]?.trim().toLowerCase();
  return codecs.find((codec) => codec.mediaType === mediaType);
}
