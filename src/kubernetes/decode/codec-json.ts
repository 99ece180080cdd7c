// The JSON side of the Kubernetes API: a page is one document, a watch is a document a line.
import { type ApiFault, fault, unreadable } from '../fault/api-fault.ts';
import {
  type Codec,
  JSON_TYPE,
  MAX_FRAME,
  type ListPage,
  type PageDecoder,
  type WatchDecoder,
  type WatchItem,
} from './codec.ts';
import { JsonListSplitter } from './json-list.ts';
import { itemsOf, type RawObject, textOf } from '../resource/raw-object.ts';
import { identityOf, type KnownObjects, type ObjectIdentity, type Resource } from '../resource/resource.ts';
import { watchItemOf } from './watch-item.ts';

export function createJsonCodec<Item extends ObjectIdentity>(
  resource: Resource<Item>,
  maxFrame = MAX_FRAME,
): Codec<Item> {
  return {
    mediaType: JSON_TYPE,
    pageSize: resource.pageSize.json,
    ...(resource.pageBytes !== undefined && { pageBytes: resource.pageBytes }),
    openPage: (known) => new JsonPageDecoder(resource, known),
    openWatch: () => new JsonWatchDecoder(resource, maxFrame),
  };
}

/**
 * A page is parsed as a whole, which is fastest; one larger than MAX_WHOLE is parsed object by object as it arrives.
 */
class JsonPageDecoder<Item extends ObjectIdentity> implements PageDecoder<Item> {
  /** Known only once the whole page is parsed. */
  readonly continue = undefined;
  private chunks: Buffer[] = [];
  private length = 0;
  private splitter: JsonListSplitter | undefined;
  private readonly items: Item[] = [];

  constructor(
    private readonly resource: Resource<Item>,
    private readonly known: KnownObjects<Item> | undefined,
  ) {}

  push(chunk: Buffer): undefined {
    if (this.splitter !== undefined) {
      this.splitter.push(chunk);
      return;
    }
    this.chunks.push(Buffer.from(chunk));
    this.length += chunk.length;
    if (this.length > MAX_WHOLE) this.split();
  }

  end(): ListPage<Item> | ApiFault {
    const text = this.splitter?.rest() ?? Buffer.concat(this.chunks).toString();
    const page = readPage(text, `${this.resource.kind}List`, (raw) => this.keep(raw));
    return page.type === 'page' && this.splitter !== undefined ? { ...page, objects: this.items } : page;
  }

  private split(): void {
    this.splitter = new JsonListSplitter((item) => {
      const raw: object | undefined = parseObject(item.toString());
      const object = raw && this.keep(raw);
      if (object !== undefined) this.items.push(object);
    });
    for (const chunk of this.chunks) this.splitter.push(chunk);
    this.chunks = [];
  }

  private keep(raw: object): Item | undefined {
    return knownObject(raw, this.known) ?? this.resource.keep(raw);
  }
}

/** Bytes. Parsing them takes about 20 ms. */
const MAX_WHOLE = 3 * 1024 * 1024;

interface RawList {
  readonly kind?: unknown;
  readonly metadata?: RawListMetadata | null;
  readonly items?: unknown;
}

interface RawListMetadata {
  readonly resourceVersion?: unknown;
  readonly continue?: unknown;
}

function knownObject<Item>({ metadata }: RawObject, known: KnownObjects<Item> | undefined): Item | undefined {
  const identity = known && identityOf(metadata);
  return identity && known.sameVersion(identity);
}

function readPage<Item>(
  text: string,
  kind: string,
  keep: (raw: object) => Item | undefined,
): ListPage<Item> | ApiFault {
  const document: RawList | undefined = parseObject(text);
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

class JsonWatchDecoder<Item extends ObjectIdentity> implements WatchDecoder<Item> {
  /** Pieces of a line whose end hasn't come, joined once it has: joining at every chunk would be quadratic. */
  private pieces: Buffer[] = [];
  private length = 0;
  private failed = false;

  constructor(
    private readonly resource: Resource<Item>,
    private readonly maxLength: number,
  ) {}

  push(chunk: Buffer): readonly WatchItem<Item>[] {
    const items: WatchItem<Item>[] = [];
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
    if (piece.length > 0) this.pieces.push(Buffer.from(piece));
    this.length += piece.length;
  }

  private readLine(items: WatchItem<Item>[]): void {
    const line = Buffer.concat(this.pieces);
    this.pieces = [];
    this.length = 0;
    if (line.length === 0) return;
    const item = line.length > this.maxLength ? tooLong(this.maxLength) : this.readEvent(line.toString());
    if (item.type === 'fault') this.fail(items, item);
    else items.push(item);
  }

  private readEvent(line: string): WatchItem<Item> {
    const event: RawWatchEvent | undefined = parseObject(line);
    const object = event?.object;
    if (object === undefined || object === null) return unreadable("A line of the watch isn't an event");
    return watchItemOf(event?.type, object, (raw) => this.resource.keep(raw));
  }

  private fail(items: WatchItem<Item>[], problem: ApiFault): void {
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
