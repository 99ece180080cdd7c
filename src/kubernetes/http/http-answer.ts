// A response of the API server whose headers have arrived; its body is read on demand.

export interface HttpAnswer {
  readonly status: number;
  /** `name` in lower case; undefined if absent. */
  header(name: string): string | undefined;
  /** Waits for more of the body and passes it to `take` in pieces, each valid only during the call. */
  read(take: (bytes: Buffer) => void): Promise<BodyState>;
  /** Closes the connection, unless the body is complete. */
  destroy(): void;
}

/** `cut-off`: the connection broke in the middle of it. */
export type BodyState = 'more' | 'end' | 'cut-off';

/** A request in flight. */
export interface SentRequest {
  /** Rejects if there is no response, with an error whose `code` says why. */
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
