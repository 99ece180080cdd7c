// What changed lately, numbered: who was away for a moment goes on where it was.
import { parsePosition, type Position, type WireChange } from '../wire.ts';
import { eventText } from './encoder.ts';

export class ChangeFeed {
  /** The number of the last change. */
  sequence = 0;
  private texts: string[] = [];
  private size = 0;

  /** `epoch` is random for each process: another one's numbers mean nothing here. `longest` is in characters. */
  constructor(
    readonly epoch: string,
    private readonly longest = LONGEST,
  ) {}

  get position(): Position {
    return { epoch: this.epoch, sequence: this.sequence };
  }

  push(change: WireChange): void {
    this.sequence += 1;
    const text = eventText({ type: 'change', at: this.position, ...change });
    this.texts.push(text);
    this.size += text.length;
    this.trim();
  }

  /** Nobody listens: something changed that isn't written down, so that nobody can go on from before it. */
  skip(): void {
    this.sequence += 1;
    this.texts = [];
    this.size = 0;
  }

  /** Where `Last-Event-ID` says, if the history still reaches back to there. */
  resume(lastEventId: string | undefined): number | undefined {
    const position = parsePosition(lastEventId ?? '');
    if (position?.epoch !== this.epoch) return undefined;
    return this.reaches(position.sequence) ? position.sequence : undefined;
  }

  /** Whether all that came after that change is still here. */
  reaches(sequence: number): boolean {
    return sequence <= this.sequence && sequence >= this.sequence - this.texts.length;
  }

  /** The change after that one; undefined where there is none yet. */
  after(sequence: number): string | undefined {
    return this.texts[this.texts.length - (this.sequence - sequence)];
  }

  /** Characters of everything after that change. */
  behind(sequence: number): number {
    const count = this.sequence - sequence;
    return count === 0 ? 0 : this.texts.slice(-count).reduce((sum, text) => sum + text.length, 0);
  }

  /** In bulk, so that a long history costs nothing per change. */
  private trim(): void {
    if (this.size <= this.longest * 1.25) return;
    let count = 0;
    for (; this.size > this.longest; count += 1) this.size -= this.texts[count]?.length ?? 0;
    this.texts.splice(0, count);
  }
}

/** Minutes of changes in a large cluster. */
const LONGEST = 8 * 1024 * 1024;
