// What answering needs of node:http's IncomingMessage, so that tests can pass literals.
import type { BodyHeaders } from './has-body.ts';

export interface RequestHead {
  readonly httpVersion?: string;
  readonly method?: string | undefined;
  readonly url?: string | undefined;
  readonly headers: BodyHeaders & {
    readonly 'if-none-match'?: string | undefined;
    readonly 'accept-encoding'?: string | string[] | undefined;
    readonly expect?: string | undefined;
  };
}
