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

/** Every open page. What they leave lying together is bounded too. */
export class PageStreams {
  private readonly open = new Set<PageStream>();
  /** At most so much, as who has read meanwhile isn't asked. */
  private unsent = 0;

  /** `most` is in characters. */
  constructor(private readonly most: number) {}

  get size(): number {
    return this.open.size;
  }

  add(outlet: Outlet): PageStream {
    const stream = new PageStream(outlet, (size) => {
      this.wrote(size);
    });
    this.open.add(stream);
    return stream;
  }

  delete(stream: PageStream): boolean {
    return this.open.delete(stream);
  }

  private wrote(size: number): void {
    this.unsent += size;
    if (this.unsent > this.most) this.relieve();
  }

  /** Whoever leaves the most is cut, until there is room for long enough that nobody has to be asked again at once. */
  private relieve(): void {
    const streams = [...this.open].sort((a, b) => b.unsent - a.unsent);
    this.unsent = streams.reduce((sum, stream) => sum + stream.unsent, 0);
    if (this.unsent <= this.most) return;
    for (const stream of streams) {
      if (this.unsent <= this.most / 2) return;
      this.unsent -= stream.unsent;
      stream.cut();
    }
  }
}

export class PageStream {
  /** Nothing may be written any more, though the connection may live until all of it is read. */
  private isOver = false;

  private isCut = false;

  constructor(
    private readonly outlet: Outlet,
    private readonly wrote: (size: number) => void,
  ) {}

  get unsent(): number {
    return this.isCut ? 0 : this.outlet.writableLength;
  }

  /** Who doesn't read is cut off, and comes back when it does. */
  send(text: string): void {
    if (this.isOver) return;
    if (this.outlet.writableLength + text.length > MAX_UNSENT) {
      this.cut();
      return;
    }
    this.outlet.write(text);
    this.wrote(text.length);
  }

  cut(): void {
    this.isOver = true;
    this.isCut = true;
    this.outlet.destroy();
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
