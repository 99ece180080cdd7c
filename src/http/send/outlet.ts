// What a stream of events needs of node:http's ServerResponse.

export interface Outlet {
  /** False: wait for `drain` before the next write. */
  write(text: string): boolean;
  end(text?: string): unknown;
  destroy(): unknown;
}

export interface MeasuredOutlet extends Outlet {
  /** Characters that are written and not yet taken. */
  readonly writableLength: number;
}
