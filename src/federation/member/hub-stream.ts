// One hub's open stream, from this shield's side: a snapshot first, then every change. It reads from the history only
// as fast as the connection drains, so a slow reader needs no memory of its own.
import type { ChangeHistory } from '../../services/changes/change-history.ts';
import type { Outlet } from '../../http/send/outlet.ts';
import type { Service } from '../../services/service.ts';
import type { WireSource } from '../wire/wire-answer.ts';
import { agesInPieces, sseText, eventSizedPieces, wireService } from './encoder.ts';

/** What a stream needs of the advertised cluster. */
export interface Advertiser {
  readonly cluster: string;
  /** The version of this shield. */
  readonly version: string;
  /** `change` events as text. */
  readonly history: ChangeHistory<string>;
  /** False right after the start, so that hubs don't take the cluster for empty. */
  hasSynced(): boolean;
  /** All of one moment, a slice at a time. */
  services(): Iterable<readonly Service[]>;
  /** With their current ages. */
  sources(): readonly WireSource[];
  /** Services are left out. */
  isTruncated(): boolean;
  /** `details` events of those services that aren't ok, as text. */
  detailsOf(services: readonly Service[]): string;
  /** `objects` events of all objects, as text. */
  objects(): Iterable<string>;
  /** `objects` events for a heartbeat, as text. */
  objectHeartbeat(): string;
}

type StreamPhase =
  | { readonly name: 'waiting' }
  | { readonly name: 'snapshot'; readonly pieces: Iterator<string, undefined>; readonly sequence: number }
  | { readonly name: 'changes'; readonly sequence: number };

export class HubStream {
  private phase: StreamPhase;
  private isBlocked = false;
  /** Nothing is written any more, though the connection stays open until everything is read. */
  private isOver = false;
  /** A piece of the snapshot was written in this turn of the event loop. */
  private hasTakenTurn = false;
  private wrote = 0;
  private wroteBefore = -1;

  constructor(
    private readonly advertiser: Advertiser,
    private readonly outlet: Outlet,
    lastEventId: string | undefined,
    private readonly inNextTurn: (then: () => void) => void,
  ) {
    const sequence = advertiser.history.resume(lastEventId);
    this.phase = sequence === undefined ? { name: 'waiting' } : { name: 'changes', sequence };
  }

  /** Sends a heartbeat with ages, unless the connection is still busy with earlier writes. */
  beat(): void {
    if (!this.isBlocked && !this.isOver)
      this.write(this.heartbeats(agesInPieces(this.advertiser.sources())) + this.advertiser.objectHeartbeat());
    this.pump();
  }

  drained(): void {
    this.isBlocked = false;
    this.pump();
  }

  /** Writes pending data until the connection is full; of a snapshot, one piece in each turn of the event loop. */
  pump(): void {
    while (!this.isBlocked && !this.isOver && !this.hasTakenTurn) {
      const text = this.next();
      if (text === undefined) return;
      this.write(text);
      if (this.phase.name === 'snapshot') this.pumpInNextTurn();
    }
  }

  /** Called periodically: whether the hub has stopped reading, or reads more slowly than changes arrive. */
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

  /** A connection with room for all of it would otherwise get 20,000 services in one turn. */
  private pumpInNextTurn(): void {
    this.hasTakenTurn = true;
    this.inNextTurn(() => {
      this.hasTakenTurn = false;
      this.pump();
    });
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

  /** Services are immutable, so the list can be written bit by bit. */
  private begin(): string {
    const { cluster, history, version } = this.advertiser;
    const pieces = partsOf(this.advertiser);
    this.phase = { name: 'snapshot', pieces, sequence: history.sequence };
    return sseText({ type: 'begin', cluster, epoch: history.epoch, version });
  }

  private nextPiece({ pieces, sequence }: Extract<StreamPhase, { name: 'snapshot' }>): string {
    const { value } = pieces.next();
    if (value !== undefined) return value;
    this.phase = { name: 'changes', sequence };
    const at = { epoch: this.advertiser.history.epoch, sequence };
    // A hub keeps the ages of all sources that are mentioned before `end`.
    const [sources = [], ...more] = agesInPieces(this.advertiser.sources());
    return (
      this.heartbeats(more) +
      this.advertiser.objectHeartbeat() +
      sseText({ type: 'end', at, ...this.truncated(), sources })
    );
  }

  /** A reader that is too far behind for the history gets a new snapshot. */
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

/** Characters of changes in the history: some minutes' worth in a large cluster. */
export const MAX_HISTORY = 8 * 1024 * 1024;
/** Characters that a stalled reader may be behind. */
const MAX_UNSENT = 1024 * 1024;

function* partsOf(advertiser: Advertiser): Generator<string, undefined> {
  for (const slice of advertiser.services()) {
    for (const piece of eventSizedPieces(slice.map(wireService))) yield sseText({ type: 'part', services: piece });
    const details = advertiser.detailsOf(slice);
    if (details !== '') yield details;
  }
  yield* advertiser.objects();
  return undefined;
}
