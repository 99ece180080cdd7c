// One hub's open stream, as this shield writes it: a snapshot where it has none, then every change. It takes from the
// feed what the connection takes from it, so a slow reader holds no memory but what is on its way.
import type { Service } from '../../services/service.ts';
import type { ChangeFeed } from './change-feed.ts';
import { agesInPieces, eventText, inPieces, wireService } from './encoder.ts';
import type { WireSource } from '../wire.ts';

/** What is told, as far as one reader needs it. */
export interface Feed {
  readonly cluster: string;
  readonly feed: ChangeFeed;
  /** There is something to tell: a shield that has only just started must not say that its cluster is empty. */
  isHeard(): boolean;
  services(): readonly Service[];
  /** With their ages now. */
  sources(): readonly WireSource[];
}

/** What is needed of node:http's ServerResponse. */
export interface Outlet {
  /** False: enough for now, until `drain`. */
  write(text: string): boolean;
  end(text?: string): unknown;
  destroy(): unknown;
}

type Phase =
  | { readonly name: 'waiting' }
  | { readonly name: 'snapshot'; readonly pieces: Iterator<string, undefined>; readonly sequence: number }
  | { readonly name: 'changes'; readonly sequence: number };

export class StreamReader {
  private phase: Phase;
  private isBlocked = false;
  /** Nothing may be written any more, though the connection may live until all of it is read. */
  private isOver = false;
  private wrote = 0;
  private wroteBefore = -1;

  constructor(
    private readonly told: Feed,
    private readonly outlet: Outlet,
    lastEventId: string | undefined,
  ) {
    const sequence = told.feed.resume(lastEventId);
    this.phase = sequence === undefined ? { name: 'waiting' } : { name: 'changes', sequence };
  }

  /** Ages, and proof that the line is alive; nothing where it is still busy with what was written. */
  beat(): void {
    if (!this.isBlocked && !this.isOver) this.write(this.heartbeats(agesInPieces(this.told.sources())));
    this.pump();
  }

  drained(): void {
    this.isBlocked = false;
    this.pump();
  }

  /** Writes what there is, as far as it is taken. */
  pump(): void {
    while (!this.isBlocked && !this.isOver) {
      const text = this.next();
      if (text === undefined) return;
      this.write(text);
    }
  }

  /** To be asked now and then: it has stopped reading, or reads more slowly than things change. */
  isTooSlow(): boolean {
    const isStuck = this.isBlocked && this.wrote === this.wroteBefore;
    this.wroteBefore = this.wrote;
    return isStuck || (this.isBlocked && this.unsent() > MAX_UNSENT);
  }

  leave(): void {
    if (this.isOver) return;
    this.isOver = true;
    this.outlet.end(eventText({ type: 'reconnect' }));
  }

  cut(): void {
    this.isOver = true;
    this.outlet.destroy();
  }

  private write(text: string): void {
    this.wrote += 1;
    this.isBlocked = !this.outlet.write(text);
  }

  private unsent(): number {
    return this.phase.name === 'changes' ? this.told.feed.behind(this.phase.sequence) : 0;
  }

  private next(): string | undefined {
    switch (this.phase.name) {
      case 'waiting':
        return this.told.isHeard() ? this.begin() : undefined;
      case 'snapshot':
        return this.nextPiece(this.phase);
      case 'changes':
        return this.nextChange(this.phase.sequence);
    }
  }

  /** Services are never changed but replaced, so the list can be written bit by bit. */
  private begin(): string {
    const { cluster, feed } = this.told;
    const pieces = partsOf(this.told.services());
    this.phase = { name: 'snapshot', pieces, sequence: feed.sequence };
    return eventText({ type: 'begin', cluster, epoch: feed.epoch });
  }

  private nextPiece({ pieces, sequence }: Extract<Phase, { name: 'snapshot' }>): string {
    const { value } = pieces.next();
    if (value !== undefined) return value;
    this.phase = { name: 'changes', sequence };
    const at = { epoch: this.told.feed.epoch, sequence };
    // A hub keeps ages of whatever it has been told of before `end`.
    const [sources = [], ...more] = agesInPieces(this.told.sources());
    return this.heartbeats(more) + eventText({ type: 'end', at, sources });
  }

  /** Who fell behind further than history reaches gets everything anew. */
  private nextChange(sequence: number): string | undefined {
    if (!this.told.feed.reaches(sequence)) return this.begin();
    const text = this.told.feed.after(sequence);
    if (text !== undefined) this.phase = { name: 'changes', sequence: sequence + 1 };
    return text;
  }

  private heartbeats(pieces: readonly (readonly WireSource[])[]): string {
    const { cluster, feed } = this.told;
    return pieces.map((sources) => eventText({ type: 'heartbeat', cluster, epoch: feed.epoch, sources })).join('');
  }
}

/** Characters that a reader may be behind while it doesn't take any more. */
const MAX_UNSENT = 1024 * 1024;

/** At most so many services are made into text at once. */
const SLICE = 250;

function* partsOf(services: readonly Service[]): Generator<string, undefined> {
  for (let from = 0; from < services.length; from += SLICE) {
    for (const piece of inPieces(services.slice(from, from + SLICE).map(wireService)))
      yield eventText({ type: 'part', services: piece });
  }
  return undefined;
}
