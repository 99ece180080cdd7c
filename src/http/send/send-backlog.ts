// Bytes queued to readers who don't take them.
import { Backlog } from './backlog.ts';

/** What is needed of a socket or a response. */
export interface Reader {
  /** Of what was written, that which isn't taken yet; in bytes or characters, whichever it was written in. */
  readonly writableLength: number;
  destroy(): unknown;
}

export class SendBacklog extends Backlog<Reader> {
  /** `max` in bytes. */
  constructor(max: number) {
    super(max, ({ writableLength }) => writableLength);
  }
}
