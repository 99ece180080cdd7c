// The messages that wrap any object of Kubernetes (object.proto), and the decoder that every kind builds on.
import type { Root, Type } from 'protobufjs';
import type { RawStatus, RawTexts } from '../resource/raw-object.ts';
import type { DecodeObject } from '../resource/resource.ts';

export interface ProtobufMessages {
  readonly unknown: Type;
  readonly typeMeta: Type;
  readonly listMeta: Type;
  readonly watchEvent: Type;
  readonly objectHead: Type;
  readonly status: Type;
}

export function protobufMessages(schema: Root): ProtobufMessages {
  return {
    unknown: messageOf(schema, 'Unknown'),
    typeMeta: messageOf(schema, 'TypeMeta'),
    listMeta: messageOf(schema, 'ListMeta'),
    watchEvent: messageOf(schema, 'WatchEvent'),
    objectHead: messageOf(schema, 'ObjectHead'),
    status: messageOf(schema, 'Status'),
  };
}

function messageOf(schema: Root, name: string): Type {
  return schema.lookupType(`kubernetes.${name}`);
}

/** Undefined where the bytes are no such message. */
export function decoded(message: Type, bytes: Uint8Array): object | undefined {
  try {
    return message.decode(bytes);
  } catch {
    return undefined;
  }
}

/** `k8s\0` and a message Unknown, whose `raw` is the object; undefined for what isn't in that envelope. */
export function unwrap({ unknown }: Pick<ProtobufMessages, 'unknown'>, bytes: Uint8Array): Uint8Array | undefined {
  if (!startsWithMagic(bytes)) return undefined;
  const envelope: { readonly raw?: unknown } | undefined = decoded(unknown, bytes.subarray(MAGIC.length));
  return envelope?.raw instanceof Uint8Array ? envelope.raw : undefined;
}

export function statusOf(messages: ProtobufMessages, bytes: Uint8Array): RawStatus | undefined {
  return decoded(messages.status, bytes);
}

export const MAGIC = [0x6b, 0x38, 0x73, 0x00];

export function startsWithMagic(bytes: Uint8Array): boolean {
  return MAGIC.every((byte, at) => bytes[at] === byte);
}

/** The labels and annotations that are read. All others, often kilobytes, are never decoded. */
export interface TextsRead {
  readonly labels: readonly string[];
  readonly annotations: readonly string[];
  /** Prefixes of annotations whose keys end in a name that users choose. */
  readonly annotationPrefixes?: readonly string[];
}

/** As decoded: labels and annotations are still lists of bytes. */
export interface WireMetadata {
  labels?: unknown;
  annotations?: unknown;
}

/** Replaces the labels and annotations of decoded metadata, in place, with those that are read. */
export type PickTexts = (metadata: WireMetadata | null | undefined) => void;

export function textPicker(schema: Root, read: TextsRead): PickTexts {
  const text = messageOf(schema, 'Text');
  const labels = new TextPicker(text, read.labels);
  const annotations = new TextPicker(text, read.annotations, read.annotationPrefixes);
  return (metadata) => {
    if (!metadata) return;
    metadata.labels = labels.pick(metadata.labels);
    metadata.annotations = annotations.pick(metadata.annotations);
  };
}

/** The decoder of one kind. `pick` does as `PickTexts`, wherever the kind has metadata. */
export function objectDecoder(schema: Root, kind: string, pick: (object: object) => void): DecodeObject {
  const message = messageOf(schema, kind);
  return (bytes) => {
    const object = decoded(message, bytes);
    if (object !== undefined) pick(object);
    return object;
  };
}

class TextPicker {
  private readonly keys: ReadonlySet<unknown>;
  private readonly lengths: ReadonlySet<number | undefined>;

  constructor(
    private readonly text: Type,
    keys: readonly string[],
    private readonly prefixes: readonly string[] = [],
  ) {
    this.keys = new Set(keys);
    this.lengths = new Set(keys.map((key) => Buffer.byteLength(key)));
  }

  /** `entries`: bytes of Text, as decoded. */
  pick(entries: unknown): RawTexts {
    const picked: Record<string, unknown> = {};
    if (!Array.isArray(entries)) return picked;
    for (const entry of entries as readonly unknown[]) {
      if (!(entry instanceof Uint8Array) || !this.mayBeRead(entry)) continue;
      const text: RawText | undefined = decoded(this.text, entry);
      if (typeof text?.key === 'string' && this.isRead(text.key)) picked[text.key] = text.value;
    }
    return picked;
  }

  private isRead(key: string): boolean {
    return this.keys.has(key) || this.prefixes.some((prefix) => key.startsWith(prefix));
  }

  /** An entry begins with the length of its key, which already rules out most keys. */
  private mayBeRead(entry: Uint8Array): boolean {
    const [tag, length = 0] = entry;
    return tag !== KEY_TAG || length >= 0x80 || this.prefixes.length > 0 || this.lengths.has(length);
  }
}

/** Field 1, length-delimited. */
const KEY_TAG = 0x0a;

interface RawText {
  readonly key?: unknown;
  readonly value?: unknown;
}
