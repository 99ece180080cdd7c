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
const MAX_UNSENT = 1024 * 1024;

export class PageStream {
  constructor(private readonly outlet: Outlet) {}

  /** Who doesn't read is cut off, and comes back when it does. */
  send(text: string): void {
    if (this.outlet.writableLength + text.length > MAX_UNSENT) this.outlet.destroy();
    else this.outlet.write(text);
  }

  leave(text: string): void {
    this.outlet.end(text);
  }
}

/** As the EventSource standard has it; JSON holds no line break. */
export function eventText(event: string, id: string, data: unknown): string {
  return `event: ${event}\nid: ${id}\ndata: ${JSON.stringify(data)}\n\n`;
}
