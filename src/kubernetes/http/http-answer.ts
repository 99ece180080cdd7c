// An answer of the API server: its headers are in, its body is still to come.

export interface HttpAnswer {
  readonly status: number;
  /** Undefined where it wasn't sent; `name` in lower case. */
  header(name: string): string | undefined;
  /** Waits for more of the body, and gives it to `take`: in pieces, each of which is good only until `take` returns. */
  read(take: (bytes: Buffer) => void): Promise<BodyState>;
  /** Drops the connection, unless all of the body has come. */
  destroy(): void;
}

/** `cut-off`: the connection broke in the middle of it. */
export type BodyState = 'more' | 'end' | 'cut-off';

/** A request that was sent. */
export interface SentRequest {
  /** Rejects where there is no answer, with an error whose `code` says why. */
  readonly answered: Promise<HttpAnswer>;
  destroy(): void;
}

export interface ApiRequest {
  /** The request target. */
  readonly path: string;
  readonly headers: Readonly<Record<string, string | string[]>>;
  /** `user:password`, for basic authentication. */
  readonly auth: string | undefined;
}
