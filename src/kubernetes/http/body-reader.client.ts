// Reads the body of a response of the Kubernetes API: chunk by chunk, with a deadline, and yielding to the event loop
// after every so many bytes.
import { setImmediate as nextTurn } from 'node:timers/promises';
import type { Clock } from '../../config/clock.ts';
import { type ApiFault, fault } from '../fault/api-fault.ts';
import type { BodyState, HttpAnswer } from './http-answer.ts';

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
 * Passes the chunks to `take` as they arrive; each is valid only during the call. Returns undefined at the end of the
 * body, or a fault: that of `take`, or a timeout, because a server that sends a byte now and then would hold up a list
 * for ever.
 */
export async function readBody(
  response: HttpAnswer,
  limits: BodyLimits,
  take: (chunk: Buffer) => ApiFault | undefined,
): Promise<ApiFault | undefined> {
  const read = await inTime(response, limits, () => readAll(response, limits.maxLength, take));
  return read === 'late' ? tooSlow(limits.within) : read;
}

async function readAll(
  response: HttpAnswer,
  maxLength: number,
  take: (chunk: Buffer) => ApiFault | undefined,
): Promise<ApiFault | undefined> {
  const reader = new BodyReader(response, TURN);
  let length = 0;
  let problem: ApiFault | undefined;
  const takeIn = (bytes: Buffer): void => {
    length += bytes.length;
    problem ??= length > maxLength ? tooLarge(maxLength) : take(bytes);
  };
  for (;;) {
    const state = await reader.next(takeIn);
    if (problem !== undefined) {
      response.destroy();
      return problem;
    }
    if (state !== 'more') return state === 'end' ? undefined : CUT_OFF;
  }
}

/** The result of `reading`, or `late` after the deadline, when the connection was dropped. */
export async function inTime<Read>(
  response: HttpAnswer,
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
  /** Bytes since the last yield to the event loop. */
  private readSinceYield = 0;

  /** `turn`: bytes after which it yields to the event loop. */
  constructor(
    private readonly response: HttpAnswer,
    private readonly turn: number,
  ) {}

  /** Passes on the next bytes, which are valid only during the call. */
  async next(take: (bytes: Buffer) => void): Promise<BodyState> {
    if (this.readSinceYield >= this.turn) {
      this.readSinceYield = 0;
      await nextTurn();
    }
    return this.response.read((bytes) => {
      this.readSinceYield += bytes.length;
      take(bytes);
    });
  }
}

/**
 * Bytes of a list after which it yields to the event loop. Node reads up to 2 MiB of a fast server at once: 140 pods, and 20 ms
 * in which nothing else runs.
 */
const TURN = 512 * 1024;

export const CUT_OFF = fault(
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
