// The JSON side of the Kubernetes API: a page is one document, a watch is a document a line.
import { type ApiFault, fault, unreadable } from './api-fault.ts';
import {
  type Codec,
  JSON_TYPE,
  MAX_FRAME,
  type ObjectPage,
  type PageDecoder,
  type WatchDecoder,
  type WatchItem,
} from './codec.ts';
import { itemsOf, type RawObject, textOf } from './raw-object.ts';
import { identityOf, type KnownObjects, type ObjectIdentity, type Resource } from './resource.ts';
import { watchItemOf } from './watch-item.ts';

export function createJsonCodec<Kept extends ObjectIdentity>(
  resource: Resource<Kept>,
  maxFrame = MAX_FRAME,
): Codec<Kept> {
  return {
    mediaType: JSON_TYPE,
    pageSize: resource.pageSize.json,
    openPage: (known) => new JsonPageDecoder(resource, known),
    openWatch: () => new JsonWatchDecoder(resource, maxFrame),
  };
}

/** JSON can only be parsed as a whole. */
class JsonPageDecoder<Kept extends ObjectIdentity> implements PageDecoder<Kept> {
  /** It is seen only with all the rest. */
  readonly continue = undefined;
  private readonly chunks: Buffer[] = [];

  constructor(
    private readonly resource: Resource<Kept>,
    private readonly known: KnownObjects<Kept> | undefined,
  ) {}

  push(chunk: Buffer): undefined {
    this.chunks.push(chunk);
  }

  end(): ObjectPage<Kept> | ApiFault {
    const { resource, known } = this;
    return readPage(
      Buffer.concat(this.chunks),
      `${resource.kind}List`,
      (raw) => keptOf(raw, known) ?? resource.keep(raw),
    );
  }
}

interface RawList {
  readonly kind?: unknown;
  readonly metadata?: RawListMetadata | null;
  readonly items?: unknown;
}

interface RawListMetadata {
  readonly resourceVersion?: unknown;
  readonly continue?: unknown;
}

function keptOf<Kept>({ metadata }: RawObject, known: KnownObjects<Kept> | undefined): Kept | undefined {
  const identity = known && identityOf(metadata);
  return identity && known.kept(identity);
}

function readPage<Kept>(
  bytes: Buffer,
  kind: string,
  keep: (raw: object) => Kept | undefined,
): ObjectPage<Kept> | ApiFault {
  const document: RawList | undefined = parseObject(bytes.toString());
  const resourceVersion = textOf(document?.metadata?.resourceVersion);
  if (resourceVersion === undefined || !isList(document, kind)) {
    return unreadable(`A page of the list isn't a ${kind}`);
  }
  const next = textOf(document?.metadata?.continue);
  return {
    type: 'page',
    objects: itemsOf(document?.items)
      .map(keep)
      .filter((object) => object !== undefined),
    resourceVersion,
    ...(next !== undefined && { continue: next }),
  };
}

/** Go writes a list without items as `null`. */
function isList(document: RawList | undefined, kind: string): boolean {
  return document?.kind === kind && (document.items === null || Array.isArray(document.items));
}

class JsonWatchDecoder<Kept extends ObjectIdentity> implements WatchDecoder<Kept> {
  /** Pieces of a line whose end hasn't come, joined once it has: joining at every chunk would be quadratic. */
  private pieces: Buffer[] = [];
  private length = 0;
  private failed = false;

  constructor(
    private readonly resource: Resource<Kept>,
    private readonly maxLength: number,
  ) {}

  push(chunk: Buffer): readonly WatchItem<Kept>[] {
    const items: WatchItem<Kept>[] = [];
    let start = 0;
    for (let end = chunk.indexOf(NEWLINE); end >= 0 && !this.failed; end = chunk.indexOf(NEWLINE, start)) {
      this.keep(chunk.subarray(start, end));
      this.readLine(items);
      start = end + 1;
    }
    if (!this.failed) this.keep(chunk.subarray(start));
    if (this.length > this.maxLength) this.fail(items, tooLong(this.maxLength));
    return items;
  }

  end(): ApiFault | undefined {
    return this.length > 0
      ? fault('cut-off', 'The watch ended in the middle of a line. It is resumed from the last whole one.')
      : undefined;
  }

  private keep(piece: Buffer): void {
    if (piece.length > 0) this.pieces.push(piece);
    this.length += piece.length;
  }

  private readLine(items: WatchItem<Kept>[]): void {
    const line = Buffer.concat(this.pieces);
    this.pieces = [];
    this.length = 0;
    if (line.length === 0) return;
    const item = line.length > this.maxLength ? tooLong(this.maxLength) : this.readEvent(line.toString());
    if (item.type === 'fault') this.fail(items, item);
    else items.push(item);
  }

  private readEvent(line: string): WatchItem<Kept> {
    const event: RawWatchEvent | undefined = parseObject(line);
    const object = event?.object;
    if (object === undefined || object === null) return unreadable("A line of the watch isn't an event");
    return watchItemOf(event?.type, object, (raw) => this.resource.keep(raw));
  }

  private fail(items: WatchItem<Kept>[], problem: ApiFault): void {
    this.failed = true;
    this.pieces = [];
    this.length = 0;
    items.push(problem);
  }
}

const NEWLINE = 0x0a;

interface RawWatchEvent {
  readonly type?: unknown;
  readonly object?: object | null;
}

function tooLong(maxLength: number): ApiFault {
  return fault(
    'too-large',
    `A line of the watch is longer than ${maxLength} bytes. No object is that large: check what answers at the server address.`,
  );
}

function parseObject(text: string): object | undefined {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === 'object' && value !== null ? value : undefined;
  } catch {
    return undefined;
  }
}
