// A watch in protobuf: cuts its bytes into frames, each of which is an event.
import { type ApiFault, fault } from '../fault/api-fault.ts';
import type { WatchDecoder, WatchItem } from './codec.ts';

export class FrameDecoder<Item> implements WatchDecoder<Item> {
  /** Pieces of a frame whose end hasn't come, joined once it has: joining at every chunk would be quadratic. */
  private pieces: Buffer[] = [];
  private length = 0;
  /** Bytes needed for the next step: four for the length, then those of the frame as well. */
  private needed = LENGTH_BYTES;
  private isBroken = false;

  constructor(
    private readonly readEvent: (frame: Buffer) => WatchItem<Item>,
    private readonly maxLength: number,
  ) {}

  push(chunk: Buffer): readonly WatchItem<Item>[] {
    const items: WatchItem<Item>[] = [];
    if (this.isBroken) return items;
    this.length += chunk.length;
    if (this.length < this.needed) {
      this.pieces.push(Buffer.from(chunk));
      return items;
    }
    const rest = this.readFrames(this.pieces.length === 0 ? chunk : this.readHeld(chunk, items), items);
    this.isBroken = items.at(-1)?.type === 'fault';
    this.pieces = rest.length === 0 || this.isBroken ? [] : [Buffer.from(rest)];
    this.length = this.isBroken ? 0 : rest.length;
    return items;
  }

  end(): ApiFault | undefined {
    return this.length > 0
      ? fault('cut-off', 'The watch ended in the middle of a frame. It is resumed from the last whole one.')
      : undefined;
  }

  /** Reads the frame that began before, which alone is copied together. Returns the bytes that are still to be read. */
  private readHeld(chunk: Buffer, items: WatchItem<Item>[]): Buffer {
    // Not even its length is known.
    if (this.needed === LENGTH_BYTES) return Buffer.concat([...this.pieces, chunk]);
    const missing = this.needed - (this.length - chunk.length);
    this.readFrames(Buffer.concat([...this.pieces, chunk.subarray(0, missing)]), items);
    return chunk.subarray(missing);
  }

  /** Returns the bytes after the last whole frame. */
  private readFrames(bytes: Buffer, items: WatchItem<Item>[]): Buffer {
    let rest = bytes;
    while (items.at(-1)?.type !== 'fault') {
      this.needed = LENGTH_BYTES + (rest.length < LENGTH_BYTES ? 0 : rest.readUInt32BE());
      if (this.needed > this.maxLength) items.push(tooLong(this.maxLength));
      else if (rest.length < Math.max(this.needed, LENGTH_BYTES + 1)) break;
      else items.push(this.readEvent(rest.subarray(LENGTH_BYTES, this.needed)));
      rest = rest.subarray(this.needed);
    }
    return rest;
  }
}

const LENGTH_BYTES = 4;

function tooLong(maxLength: number): ApiFault {
  return fault(
    'too-large',
    `A frame of the watch is longer than ${maxLength} bytes. No object is that large: check what answers at the server address.`,
  );
}
