// Decodes a page of a protobuf list object by object as its bytes arrive, so that no page is ever in memory as a whole.
// The fields are those of an Unknown until `raw` begins, then those of the list.
import { type ApiFault, unreadable } from '../fault/api-fault.ts';
import type { ListPage, PageDecoder } from './codec.ts';
import { MAGIC, startsWithMagic } from './protobuf-messages.ts';
import { textOf } from '../resource/raw-object.ts';
import type { KnownObjects } from '../resource/resource.ts';

/** Decodes the parts of a list. */
export interface ListReader<Item> {
  /** `PodList`. */
  readonly listKind: string;
  kindOf(typeMeta: Buffer): unknown;
  listMeta(bytes: Buffer): RawListMeta | undefined;
  /** Undefined where the bytes are no object of this kind. */
  listItem(bytes: Buffer, known: KnownObjects<Item> | undefined): { readonly object: Item | undefined } | undefined;
}

export interface RawListMeta {
  readonly resourceVersion?: unknown;
  readonly continue?: unknown;
}

export class ListDecoder<Item> implements PageDecoder<Item> {
  private pending: Buffer = NOTHING;
  /** Holds an object that spans several chunks. */
  private buffer: Buffer = NOTHING;
  /** Bytes needed for the next step. */
  private needed = MAGIC.length;
  private section: 'magic' | 'envelope' | 'list' | 'behind' | 'broken' = 'magic';
  /** Bytes of the list that are still to come. */
  private left = 0;
  private kind: unknown;
  private meta: RawListMeta | undefined;
  private readonly objects: Item[] = [];

  constructor(
    private readonly reader: ListReader<Item>,
    private readonly known: KnownObjects<Item> | undefined,
  ) {}

  get continue(): string | undefined {
    return textOf(this.meta?.continue);
  }

  /** Only an object that spans two chunks is copied together. */
  push(chunk: Buffer): ApiFault | undefined {
    let rest = chunk;
    while (rest.length > 0 && !this.isDone()) {
      const missing = this.pending.length === 0 ? rest.length : Math.max(this.needed - this.pending.length, 1);
      const part = rest.subarray(0, missing);
      this.pending = this.pending.length === 0 ? part : this.join(this.pending, part);
      if (this.pending.length >= this.needed) this.continueReading();
      rest = rest.subarray(missing);
    }
    // The chunk is valid only during the call.
    if (this.pending.buffer === chunk.buffer) this.pending = this.join(NOTHING, this.pending);
    return this.section === 'broken' ? this.notAList() : undefined;
  }

  end(): ListPage<Item> | ApiFault {
    const resourceVersion = textOf(this.meta?.resourceVersion);
    if (this.section !== 'behind' || resourceVersion === undefined) return this.notAList();
    const next = this.continue;
    return { type: 'page', objects: this.objects, resourceVersion, ...(next !== undefined && { continue: next }) };
  }

  /** The buffer is reused, and doubled when it is too small: an object may have megabytes. */
  private join(head: Buffer, tail: Buffer): Buffer {
    const length = head.length + tail.length;
    const into = this.buffer.length < length ? Buffer.allocUnsafeSlow(Math.max(length, MIN_BUFFER) * 2) : this.buffer;
    if (head.buffer !== into.buffer || head.byteOffset !== into.byteOffset) head.copy(into);
    tail.copy(into, head.length);
    this.buffer = into;
    return into.subarray(0, length);
  }

  private continueReading(): void {
    let at = 0;
    for (let next = this.step(0); next > at; next = this.step(at)) at = next;
    this.pending = this.isDone() ? NOTHING : this.pending.subarray(at);
    this.needed -= at;
  }

  private isDone(): boolean {
    return this.section === 'behind' || this.section === 'broken';
  }

  /** The position of the next step; unchanged when more bytes are needed, or none. */
  private step(at: number): number {
    if (this.section === 'magic') return this.readMagic();
    const field = this.isDone() ? undefined : fieldAt(this.pending, at);
    if (field === undefined) {
      this.needed = this.pending.length + 1;
      return at;
    }
    const { start, end } = field;
    if (this.section === 'envelope' && field.number === RAW) return this.enterList(end - start, start);
    this.needed = end;
    if (end > this.pending.length) return at;
    this.take(field, end - at);
    return end;
  }

  private readMagic(): number {
    this.section = startsWithMagic(this.pending) ? 'envelope' : 'broken';
    return MAGIC.length;
  }

  private enterList(length: number, start: number): number {
    this.left = length;
    this.section = this.kind === this.reader.listKind && length > 0 ? 'list' : 'broken';
    return start;
  }

  private take({ number, start, end }: Field, size: number): void {
    const bytes = this.pending.subarray(start, end);
    if (this.section === 'envelope') {
      if (number === TYPE_META) this.kind = this.reader.kindOf(bytes);
      return;
    }
    this.left -= size;
    if (number === LIST_META) this.meta = this.reader.listMeta(bytes);
    const item = number === LIST_ITEM ? this.reader.listItem(bytes, this.known) : undefined;
    if (item?.object !== undefined) this.objects.push(item.object);
    if (this.left === 0) this.section = 'behind';
    if (this.left < 0 || (number === LIST_ITEM && item === undefined)) this.section = 'broken';
  }

  private notAList(): ApiFault {
    return unreadable(`A page of the list isn't a ${this.reader.listKind}`);
  }
}

const NOTHING = Buffer.alloc(0);

/** Bytes of a typical pod. */
const MIN_BUFFER = 16 * 1024;

/** Numbers of fields: an Unknown's, and a list's. */
const TYPE_META = 1;
const RAW = 2;
const LIST_META = 1;
const LIST_ITEM = 2;

interface Field {
  readonly number: number;
  /** Start and end of its content. */
  readonly start: number;
  readonly end: number;
}

/** Undefined while the field's head is incomplete. All fields of these messages are length-delimited. */
function fieldAt(bytes: Buffer, at: number): Field | undefined {
  const tag = varintAt(bytes, at);
  const length = tag && varintAt(bytes, tag.end);
  return length && { number: tag.value >>> 3, start: length.end, end: length.end + length.value };
}

/** Seven bits a byte, the lowest first. */
function varintAt(bytes: Buffer, at: number): { readonly value: number; readonly end: number } | undefined {
  let value = 0;
  for (let i = 0; i < MAX_VARINT; i += 1) {
    const byte = bytes[at + i];
    if (byte === undefined) return undefined;
    value += (byte & 0x7f) * 2 ** (7 * i);
    if (byte < 0x80) return { value, end: at + i + 1 };
  }
  return { value: Infinity, end: at + MAX_VARINT };
}

/** Of 32 bits: no length here is more. */
const MAX_VARINT = 5;
