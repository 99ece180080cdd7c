// Splits the JSON of a list into its items, and the text outside of them, while the bytes arrive. A page that is larger
// than was asked for is parsed object by object this way, so that no single parse blocks the event loop for long.

const QUOTE = 0x22;
const BACKSLASH = 0x5c;
const OPEN_BRACE = 0x7b;
const CLOSE_BRACE = 0x7d;
const OPEN_BRACKET = 0x5b;
const CLOSE_BRACKET = 0x5d;

/** Nesting depth: 1 within the list's braces, 2 within the brackets of `items`. */
const IN_LIST = 1;
const IN_ITEMS = 2;

export class JsonListSplitter {
  private depth = 0;
  private isInString = false;
  private isEscaped = false;
  private isWithinItems = false;
  /** Copies of what earlier chunks held of the current item, and of the text outside of items. */
  private item: Buffer[] = [];
  private readonly outside: Buffer[] = [];
  /** The last characters outside of items. */
  private tail = '';

  /** `found` is called with the bytes of each whole item. */
  constructor(private readonly found: (item: Buffer) => void) {}

  /** The chunk is valid only during the call. */
  push(chunk: Buffer): void {
    let from = 0;
    for (let at = 0; at < chunk.length; at += 1) {
      if (this.isInString) {
        at = this.skipString(chunk, at);
        continue;
      }
      switch (chunk[at]) {
        case QUOTE:
          this.isInString = true;
          break;
        case OPEN_BRACE:
        case OPEN_BRACKET:
          from = this.enter(chunk, from, at);
          break;
        case CLOSE_BRACE:
        case CLOSE_BRACKET:
          from = this.leave(chunk, from, at);
          break;
        default:
          break;
      }
    }
    this.keep(chunk.subarray(from));
  }

  /** The list as JSON, with `items` empty. */
  rest(): string {
    return Buffer.concat(this.outside).toString();
  }

  /** Position of the string's end, or of the chunk's last byte. */
  private skipString(chunk: Buffer, from: number): number {
    for (let at = from; at < chunk.length; at += 1) {
      if (this.isEscaped) this.isEscaped = false;
      else if (chunk[at] === BACKSLASH) this.isEscaped = true;
      else if (chunk[at] === QUOTE) {
        this.isInString = false;
        return at;
      }
    }
    return chunk.length - 1;
  }

  private enter(chunk: Buffer, from: number, at: number): number {
    this.depth += 1;
    if (this.depth === IN_ITEMS && chunk[at] === OPEN_BRACKET && this.endsInItems(chunk.subarray(from, at))) {
      this.keep(chunk.subarray(from, at + 1));
      this.isWithinItems = true;
      return at + 1;
    }
    // Between two items there is only a comma.
    return this.isWithinItems && this.depth === IN_ITEMS + 1 ? at : from;
  }

  private leave(chunk: Buffer, from: number, at: number): number {
    this.depth -= 1;
    if (!this.isWithinItems) return from;
    if (this.depth === IN_ITEMS) {
      this.found(Buffer.concat([...this.item, chunk.subarray(from, at + 1)]));
      this.item = [];
      return at + 1;
    }
    if (this.depth !== IN_LIST) return from;
    this.isWithinItems = false;
    this.item = [];
    return at;
  }

  /** Whether the key before a bracket is `items`, ignoring whitespace. */
  private endsInItems(before: Buffer): boolean {
    return /"items"\s*:\s*$/.test(this.tail + tailOf(before));
  }

  private keep(piece: Buffer): void {
    if (piece.length === 0) return;
    if (!this.isWithinItems) {
      this.outside.push(Buffer.from(piece));
      this.tail = (this.tail + tailOf(piece)).slice(-MAX_TAIL);
    } else if (this.depth > IN_ITEMS) this.item.push(Buffer.from(piece));
  }
}

/** Characters before a bracket that are searched for the key `items`. */
const MAX_TAIL = 64;

function tailOf(bytes: Buffer): string {
  return bytes.subarray(-MAX_TAIL).toString('latin1');
}
