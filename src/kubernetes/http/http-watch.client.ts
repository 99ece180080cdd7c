// An open watch: decodes its bytes as they arrive, with a timeout for silence.
import { type ApiFault, fault } from '../fault/api-fault.ts';
import { BodyReader, CUT_OFF, type Deadline, inTime } from './body-reader.client.ts';
import type { WatchDecoder, WatchItem } from '../decode/codec.ts';
import type { HttpAnswer } from './http-answer.ts';
import type { OpenWatch, WatchBatch, WatchEnd } from '../watch/object-api.ts';

export class HttpWatch<Item> implements OpenWatch<Item> {
  readonly type = 'watch';
  private readonly reader: BodyReader;

  constructor(
    private readonly response: HttpAnswer,
    private readonly decoder: WatchDecoder<Item>,
    private readonly deadline: Deadline,
  ) {
    this.reader = new BodyReader(response, TURN);
  }

  async next(): Promise<WatchBatch<Item> | WatchEnd | ApiFault> {
    let items: readonly WatchItem<Item>[] = [];
    const read = await inTime(this.response, this.deadline, () =>
      this.reader.next((bytes) => {
        const more = this.decoder.push(bytes);
        items = items.length === 0 ? more : [...items, ...more];
      }),
    );
    switch (read) {
      case 'late':
        return silent(this.deadline.within);
      case 'more':
        return { type: 'items', items };
      case 'end':
        return this.decoder.end() ?? END;
      case 'cut-off':
        return CUT_OFF;
    }
  }

  close(): void {
    this.response.destroy();
  }
}

/** Bytes after which it yields to the event loop: events cost more than the pods of a list, as each is published. */
const TURN = 128 * 1024;

const END: WatchEnd = { type: 'end' };

function silent(within: number): ApiFault {
  return fault(
    'silent',
    `The API server sent nothing for ${within / 1000} s. The connection was dropped; it is asked again.`,
  );
}
