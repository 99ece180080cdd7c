// One hub's open stream, as this shield writes it: a snapshot first, then every change. It takes from the history what
// the connection takes from it, so a slow reader holds no memory but what is on its way.
import type { ChangeHistory } from '../../services/changes/change-history.ts';
import type { Service } from '../../services/service.ts';
import type { WireSource } from '../wire/wire-answer.ts';
import { agesInPieces, sseText, eventSizedPieces, wireService } from './encoder.ts';

/** What is advertised, as far as one stream needs it. */
export interface Advertiser {
  readonly cluster: string;
  /** Of this shield. */
  readonly version: string;
  /** `change` events as text. */
  readonly history: ChangeHistory<string>;
  /** A shield that has only just started must not say that its cluster is empty. */
  hasSynced(): boolean;
  services(): readonly Service[];
  /** With their ages now. */
  sources(): readonly WireSource[];
  /** Services are left out. */
  isTruncated(): boolean;
  /** `details` events of those services that aren't ok, as text. */
  detailsOf(services: readonly Service[]): string;
  /** `objects` events of all objects, as text. */
  objects(): Iterable<string>;
  /** `objects` events of what a heartbeat says of them, as text. */
  objectHeartbeat(): string;
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

export class HubStream {
  private phase: Phase;
  private isBlocked = false;
  /** Nothing may be written any more, though the connection may live until all of it is read. */
  private isOver = false;
  private wrote = 0;
  private wroteBefore = -1;

  constructor(
    private readonly advertiser: Advertiser,
    private readonly outlet: Outlet,
    lastEventId: string | undefined,
  ) {
    const sequence = advertiser.history.resume(lastEventId);
    this.phase = sequence === undefined ? { name: 'waiting' } : { name: 'changes', sequence };
  }

  /** Ages, and a sign of life; nothing where the connection is still busy with what was written. */
  beat(): void {
    if (!this.isBlocked && !this.isOver)
      this.write(this.heartbeats(agesInPieces(this.advertiser.sources())) + this.advertiser.objectHeartbeat());
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
    this.outlet.end(sseText({ type: 'reconnect' }));
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
    return this.phase.name === 'changes' ? this.advertiser.history.sizeSince(this.phase.sequence) : 0;
  }

  private next(): string | undefined {
    switch (this.phase.name) {
      case 'waiting':
        return this.advertiser.hasSynced() ? this.begin() : undefined;
      case 'snapshot':
        return this.nextPiece(this.phase);
      case 'changes':
        return this.nextChange(this.phase.sequence);
    }
  }

  /** Services are never changed but replaced, so the list can be written bit by bit. */
  private begin(): string {
    const { cluster, history, version } = this.advertiser;
    const pieces = partsOf(this.advertiser);
    this.phase = { name: 'snapshot', pieces, sequence: history.sequence };
    return sseText({ type: 'begin', cluster, epoch: history.epoch, version });
  }

  private nextPiece({ pieces, sequence }: Extract<Phase, { name: 'snapshot' }>): string {
    const { value } = pieces.next();
    if (value !== undefined) return value;
    this.phase = { name: 'changes', sequence };
    const at = { epoch: this.advertiser.history.epoch, sequence };
    // A hub keeps the ages of every source that was mentioned before `end`.
    const [sources = [], ...more] = agesInPieces(this.advertiser.sources());
    return (
      this.heartbeats(more) +
      this.advertiser.objectHeartbeat() +
      sseText({ type: 'end', at, ...this.truncated(), sources })
    );
  }

  /** A reader that is further behind than the history reaches gets a new snapshot. */
  private nextChange(sequence: number): string | undefined {
    const { history } = this.advertiser;
    if (!history.reaches(sequence)) return this.begin();
    const text = history.after(sequence);
    if (text !== undefined) this.phase = { name: 'changes', sequence: sequence + 1 };
    return text;
  }

  private heartbeats(pieces: readonly (readonly WireSource[])[]): string {
    const { cluster, history, version } = this.advertiser;
    const head = { type: 'heartbeat', cluster, epoch: history.epoch, version, ...this.truncated() } as const;
    return pieces.map((sources) => sseText({ ...head, sources })).join('');
  }

  private truncated(): { readonly truncated?: true } {
    return this.advertiser.isTruncated() ? { truncated: true } : {};
  }
}

/** Characters of changes that are kept: minutes of them in a large cluster. */
export const MAX_HISTORY = 8 * 1024 * 1024;
/** Characters that a reader may be behind while it doesn't take any more. */
const MAX_UNSENT = 1024 * 1024;

/** At most so many services are made into text at once. */
const SLICE = 250;

function* partsOf(advertiser: Advertiser): Generator<string, undefined> {
  const services = advertiser.services();
  for (let from = 0; from < services.length; from += SLICE) {
    const slice = services.slice(from, from + SLICE);
    for (const piece of eventSizedPieces(slice.map(wireService))) yield sseText({ type: 'part', services: piece });
    const details = advertiser.detailsOf(slice);
    if (details !== '') yield details;
  }
  yield* advertiser.objects();
  return undefined;
}
