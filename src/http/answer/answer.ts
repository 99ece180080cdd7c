// An answer before it is sent: what a handler decides, apart from how Express or a bare listener writes it.

export interface Answer {
  readonly status: number;
  /** Header names as they are written. Content-Length is the writer's business. */
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string | Buffer;
}
