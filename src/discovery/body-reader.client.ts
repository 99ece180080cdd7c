// Reads the body of an answer of the Kubernetes API: a chunk at a time, each within its time.
import type { IncomingMessage } from 'node:http';
import type { Clock } from '../config/clock.ts';
import { fault } from './api-fault.ts';
import type { ApiFault } from './api-fault.ts';
import type { WatchEnd } from './reflector.ts';

export class BodyReader {
  private readonly chunks: AsyncIterator<unknown, unknown>;

  constructor(
    private readonly response: IncomingMessage,
    private readonly within: number,
    private readonly clock: Clock,
  ) {
    this.chunks = response[Symbol.asyncIterator]();
  }

  async next(): Promise<Body | WatchEnd | ApiFault> {
    let isSilent = false;
    const cancel = this.clock.after(this.within, () => {
      isSilent = true;
      this.response.destroy();
    });
    try {
      const { done, value } = await this.chunks.next();
      if (done !== true && Buffer.isBuffer(value)) return { type: 'body', bytes: value };
      return this.response.complete ? END : cutOff(isSilent, this.within);
    } catch {
      return cutOff(isSilent, this.within);
    } finally {
      cancel();
    }
  }
}

export interface Body {
  readonly type: 'body';
  readonly bytes: Buffer;
}

const END: WatchEnd = { type: 'end' };

function cutOff(isSilent: boolean, within: number): ApiFault {
  return isSilent
    ? fault(
        'silent',
        `The API server sent nothing for ${within / 1000} s. The connection was dropped; it is asked again.`,
      )
    : fault('cut-off', 'The connection to the API server broke in the middle of an answer. It is asked again.');
}
