// One open page, as its stream is written.
import type { MeasuredOutlet } from '../../http/send/outlet.ts';
import type { Reader, SendBacklog } from '../../http/send/send-backlog.ts';

/** The most characters queued to one reader. */
export const MAX_UNSENT = 1024 * 1024;

export class PageStream implements Reader {
  /** Nothing may be written any more, though the connection may live until all of it is read. */
  private isOver = false;

  /** `sendBacklog`: of all open pages. */
  constructor(
    private readonly outlet: MeasuredOutlet,
    private readonly sendBacklog: SendBacklog,
  ) {}

  get writableLength(): number {
    return this.outlet.writableLength;
  }

  /** A page that doesn't read is disconnected; its script opens the stream again. */
  send(text: string): void {
    if (this.isOver) return;
    if (this.writableLength + text.length > MAX_UNSENT) {
      this.destroy();
      return;
    }
    this.outlet.write(text);
    this.sendBacklog.add(this, text.length);
  }

  destroy(): void {
    this.isOver = true;
    this.outlet.destroy();
  }

  leave(text: string): void {
    if (this.isOver) return;
    this.isOver = true;
    this.outlet.end(text);
  }
}

/** As the EventSource standard has it; JSON holds no line break. */
export function sseText(event: string, id: string, data: unknown): string {
  return `event: ${event}\nid: ${id}\ndata: ${JSON.stringify(data)}\n\n`;
}
