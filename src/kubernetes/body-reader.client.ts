// Reads the body of an answer of the Kubernetes API: a chunk at a time, within its time, and no more at once than the
// event loop can spare.
import type { IncomingMessage } from 'node:http';
import { setImmediate as nextTurn } from 'node:timers/promises';
import type { Clock } from '../config/clock.ts';
import { type ApiFault, fault } from './api-fault.ts';
import type { WatchEnd } from './reflector.ts';

export interface Deadline {
  /** Milliseconds. */
  readonly within: number;
  readonly clock: Clock;
}

export interface BodyLimits extends Deadline {
  /** Bytes. */
  readonly maxLength: number;
}

/**
 * Gives the chunks on as they come; undefined once all of them have, which must be in time: a body that drips would hold
 * a list up for ever. What `take` finds fault with ends it.
 */
export async function readBody(
  response: IncomingMessage,
  limits: BodyLimits,
  take: (chunk: Buffer) => ApiFault | undefined,
): Promise<ApiFault | undefined> {
  const read = await inTime(response, limits, () => readAll(response, limits.maxLength, take));
  return read === 'late' ? tooSlow(limits.within) : read;
}

async function readAll(
  response: IncomingMessage,
  maxLength: number,
  take: (chunk: Buffer) => ApiFault | undefined,
): Promise<ApiFault | undefined> {
  const reader = new BodyReader(response);
  let length = 0;
  for (;;) {
    const chunk = await reader.next();
    if (chunk.type === 'fault') return chunk;
    if (chunk.type === 'end') return undefined;
    length += chunk.bytes.length;
    const problem = length > maxLength ? tooLarge(maxLength) : take(chunk.bytes);
    if (problem === undefined) continue;
    response.destroy();
    return problem;
  }
}

/** What `reading` comes to, or `late`: then the connection was dropped. */
export async function inTime<Read>(
  response: IncomingMessage,
  { within, clock }: Deadline,
  reading: () => Promise<Read>,
): Promise<Read | 'late'> {
  let isLate = false as boolean;
  const cancel = clock.after(within, () => {
    isLate = true;
    response.destroy();
  });
  try {
    const read = await reading();
    return isLate ? 'late' : read;
  } finally {
    cancel();
  }
}

export class BodyReader {
  private readonly chunks: AsyncIterator<unknown, unknown>;
  /** Bytes, since everything else had its turn. */
  private readNow = 0;

  constructor(private readonly response: IncomingMessage) {
    this.chunks = response[Symbol.asyncIterator]();
  }

  async next(): Promise<Body | WatchEnd | ApiFault> {
    if (this.readNow >= TURN) {
      this.readNow = 0;
      await nextTurn();
    }
    const chunk = await this.read();
    if (chunk.type === 'body') this.readNow += chunk.bytes.length;
    return chunk;
  }

  private async read(): Promise<Body | WatchEnd | ApiFault> {
    try {
      const { done, value } = await this.chunks.next();
      if (done !== true && Buffer.isBuffer(value)) return { type: 'body', bytes: value };
      return this.response.complete ? END : CUT_OFF;
    } catch {
      return CUT_OFF;
    }
  }
}

/**
 * Bytes after which everything else has their turn. Node reads up to 2 MiB of a fast server at once, which are 140 pods
 * and 20 ms in which nothing else happens.
 */
const TURN = 512 * 1024;

export interface Body {
  readonly type: 'body';
  readonly bytes: Buffer;
}

const END: WatchEnd = { type: 'end' };

const CUT_OFF = fault(
  'cut-off',
  'The connection to the API server broke in the middle of an answer. It is asked again.',
);

function tooSlow(within: number): ApiFault {
  return fault(
    'timeout',
    `The API server's answer was not whole within ${within / 1000} s. The connection was dropped; it is asked again.`,
  );
}

function tooLarge(maxLength: number): ApiFault {
  return fault(
    'too-large',
    `An answer is longer than ${maxLength} bytes. Check that the server address is a Kubernetes API.`,
  );
}
