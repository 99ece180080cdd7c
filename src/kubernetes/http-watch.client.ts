// An open watch: its bytes, decoded as they come, each piece in time.
import type { IncomingMessage } from 'node:http';
import { type ApiFault, fault } from './api-fault.ts';
import { BodyReader, type Deadline, inTime } from './body-reader.client.ts';
import type { WatchDecoder } from './codec.ts';
import type { OpenWatch, WatchBatch, WatchEnd } from './reflector.ts';

export class HttpWatch<Kept> implements OpenWatch<Kept> {
  readonly type = 'watch';
  private readonly reader: BodyReader;

  constructor(
    private readonly response: IncomingMessage,
    private readonly decoder: WatchDecoder<Kept>,
    private readonly deadline: Deadline,
  ) {
    this.reader = new BodyReader(response);
  }

  async next(): Promise<WatchBatch<Kept> | WatchEnd | ApiFault> {
    const chunk = await inTime(this.response, this.deadline, () => this.reader.next());
    if (chunk === 'late') return silent(this.deadline.within);
    switch (chunk.type) {
      case 'body':
        return { type: 'items', items: this.decoder.push(chunk.bytes) };
      case 'end':
        return this.decoder.end() ?? chunk;
      case 'fault':
        return chunk;
    }
  }

  close(): void {
    this.response.destroy();
  }
}

function silent(within: number): ApiFault {
  return fault(
    'silent',
    `The API server sent nothing for ${within / 1000} s. The connection was dropped; it is asked again.`,
  );
}
