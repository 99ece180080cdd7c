// A response before it is sent, independent of whether Express or a bare listener writes it.

export interface Answer {
  readonly status: number;
  /** Header names as they are written. The writer adds Content-Length. */
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string | Buffer;
}
