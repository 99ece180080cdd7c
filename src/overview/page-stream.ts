// One open page, as its stream is written.

/** What is needed of node:http's ServerResponse. */
export interface Outlet {
  /** Characters that are written and not yet taken. */
  readonly writableLength: number;
  write(text: string): unknown;
  end(text?: string): unknown;
  destroy(): unknown;
}

/** Characters that a reader may leave lying. */
export const MAX_UNSENT = 1024 * 1024;

export class PageStream {
  /** Nothing may be written any more, though the connection may live until all of it is read. */
  private isOver = false;

  constructor(private readonly outlet: Outlet) {}

  /** Who doesn't read is cut off, and comes back when it does. */
  send(text: string): void {
    if (this.isOver) return;
    this.isOver = this.outlet.writableLength + text.length > MAX_UNSENT;
    if (this.isOver) this.outlet.destroy();
    else this.outlet.write(text);
  }

  leave(text: string): void {
    if (this.isOver) return;
    this.isOver = true;
    this.outlet.end(text);
  }
}

/** As the EventSource standard has it; JSON holds no line break. */
export function eventText(event: string, id: string, data: unknown): string {
  return `event: ${event}\nid: ${id}\ndata: ${JSON.stringify(data)}\n\n`;
}
