// Limits the bytes that are queued to slow readers.
import { Backlog } from './backlog.ts';

/** What is needed of a socket or a response. */
export interface Reader {
  /** What was written and not yet sent, in bytes, or in characters if text was written. */
  readonly writableLength: number;
  destroy(): unknown;
}

export class SendBacklog extends Backlog<Reader> {
  /** `max` in bytes. */
  constructor(max: number) {
    super(max, ({ writableLength }) => writableLength);
  }
}
