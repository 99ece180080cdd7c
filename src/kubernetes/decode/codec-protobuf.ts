// The protobuf side of the Kubernetes API: twelve times cheaper to read than JSON, and over twice cheaper to write for
// the API server. An object is `k8s\0` and a message Unknown, whose `raw` is the object; a watch is frames of four bytes
// of length and a WatchEvent.
import { unreadable } from '../fault/api-fault.ts';
import { type Codec, MAX_FRAME, PROTOBUF_TYPE, type WatchItem } from './codec.ts';
import { FrameDecoder } from './frame-decoder.ts';
import { ListDecoder, type RawListMeta } from './list-decoder.ts';
import { decoded, type ProtobufMessages, statusOf, unwrap } from './protobuf-messages.ts';
import type { RawObject } from '../resource/raw-object.ts';
import {
  type DecodeObject,
  identityOf,
  type KnownObjects,
  type ObjectIdentity,
  type Resource,
} from '../resource/resource.ts';
import { watchItemOf } from './watch-item.ts';

export function createProtobufCodec<Item extends ObjectIdentity>(
  resource: Resource<Item> & { readonly decode: DecodeObject },
  messages: ProtobufMessages,
  maxFrame = MAX_FRAME,
): Codec<Item> {
  const reader = new ObjectReader(resource, messages);
  return {
    mediaType: PROTOBUF_TYPE,
    pageSize: resource.pageSize.protobuf,
    openPage: (known) => new ListDecoder(reader, known),
    openWatch: () => new FrameDecoder((frame) => reader.event(frame), maxFrame),
  };
}

/** Decodes whole messages, and trims the objects in them. */
export class ObjectReader<Item extends ObjectIdentity> {
  readonly listKind: string;

  constructor(
    private readonly resource: Resource<Item> & { readonly decode: DecodeObject },
    private readonly messages: ProtobufMessages,
  ) {
    this.listKind = `${resource.kind}List`;
  }

  kindOf(typeMeta: Buffer): unknown {
    const raw: { readonly kind?: unknown } | undefined = decoded(this.messages.typeMeta, typeMeta);
    return raw?.kind;
  }

  listMeta(bytes: Buffer): RawListMeta | undefined {
    return decoded(this.messages.listMeta, bytes);
  }

  /** Undefined where the bytes are no object of this kind. */
  listItem(bytes: Buffer, known: KnownObjects<Item> | undefined): { readonly object: Item | undefined } | undefined {
    const object = known !== undefined && known.count > 0 ? this.knownObject(bytes, known) : undefined;
    if (object !== undefined) return { object };
    const raw = this.resource.decode(bytes);
    return raw && { object: this.resource.keep(raw) };
  }

  private knownObject(bytes: Buffer, known: KnownObjects<Item>): Item | undefined {
    const head: RawObject | undefined = decoded(this.messages.objectHead, bytes);
    const identity = identityOf(head?.metadata);
    return identity && known.sameVersion(identity);
  }

  event(bytes: Buffer): WatchItem<Item> {
    const event: WireWatchEvent | undefined = decoded(this.messages.watchEvent, bytes);
    const raw = event?.object?.raw;
    const object = raw instanceof Uint8Array ? this.eventObject(event?.type, raw) : undefined;
    if (object === undefined) return unreadable("A frame of the watch isn't an event");
    return watchItemOf(event?.type, object, (decodedObject) => this.resource.keep(decodedObject));
  }

  private eventObject(type: unknown, bytes: Uint8Array): object | undefined {
    const object = unwrap(this.messages, bytes);
    if (object === undefined) return undefined;
    return type === 'ERROR' ? statusOf(this.messages, object) : this.resource.decode(object);
  }
}

interface WireWatchEvent {
  readonly type?: unknown;
  readonly object?: { readonly raw?: unknown } | null;
}
