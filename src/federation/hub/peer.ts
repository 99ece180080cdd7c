// One peer: opens, reads and reopens its stream for the life of the app.
import { Backoff } from '../../kubernetes/fault/backoff.ts';
import type { Clock, Moment } from '../../config/clock.ts';
import type { PeerConfig } from '../../config/config.ts';
import { CatalogUpdates, type Taking } from './catalog-updates.ts';
import { type Lifetimes, PeerCatalog } from './peer-catalog.ts';
import { peerFault, type PeerFault } from './peer-fault.ts';
import { WorkBudget } from './work-budget.ts';
import type { WireEvent, WireSpeaker } from '../wire/wire.ts';
import type { WireFault } from '../wire/wire-readers.ts';

/**
 * Receives the events of one stream. `size` is in characters; `arrivedAt` is the latest time at which it may have been
 * sent. Nothing is received after `ended`.
 */
export interface StreamListener {
  /** Takes it in slices: other work may be done between two of them, but no other event of the stream. */
  received(event: WireEvent, size: number, arrivedAt: Moment): Iterable<void>;
  ended(fault: PeerFault): void;
}

/** Opens the stream, resuming after `lastEventId` if there is one; the returned function closes it. */
export type StreamOpener = (
  question: {
    readonly lastEventId: string | undefined;
    readonly isPathTakenOff: boolean;
    readonly budget: WorkBudget;
  },
  listener: StreamListener,
) => () => void;

export interface PeerParts {
  readonly config: PeerConfig;
  readonly lifetimes: Lifetimes;
  readonly clock: Clock;
  readonly random: () => number;
  readonly open: StreamOpener;
  /** This process's epoch: a peer that announces it is this shield itself. */
  readonly epoch: string;
  readonly observer: PeerObserver;
}

export interface PeerObserver {
  connected(peer: Peer): void;
  failed(peer: Peer, fault: PeerFault): void;
  /** Its name is now known, or that it is this shield itself. */
  named(peer: Peer): void;
}

export class Peer {
  readonly config: PeerConfig;
  readonly catalog: PeerCatalog;
  private readonly updates: CatalogUpdates;
  isConnected = false;
  /** It is this very shield. */
  isSelf = false;
  /** Unix milliseconds: since when it is connected or disconnected, and when it last responded. */
  since: number;
  lastContact: number | undefined;
  /** Why it was disconnected last; cleared when it is connected again. */
  fault: PeerFault | undefined;
  private readonly backoff: Backoff;
  /** Shared by all of its streams: a new stream gets no new budget. */
  private readonly budget: WorkBudget;
  private readonly parts: PeerParts;
  /** The version of its shield. */
  version: string | undefined;
  /** The name and epoch that the peer announced in this stream. */
  private announcedAs: string | undefined;
  private openedAt = 0;
  private isPathTakenOff = false;
  private close: () => void = () => undefined;

  constructor(parts: PeerParts) {
    this.parts = parts;
    this.config = parts.config;
    this.catalog = new PeerCatalog(parts.config.pinnedName ?? '', parts.lifetimes);
    this.updates = new CatalogUpdates(this.catalog);
    this.backoff = new Backoff(parts.random);
    this.budget = new WorkBudget(parts.clock);
    this.since = parts.clock.now().wall;
  }

  /** `''` until it is known. */
  get name(): string {
    return this.catalog.cluster;
  }

  /** As configured; shown until its name is known. */
  get host(): string {
    return new URL(this.config.url).host;
  }

  get isInsecure(): boolean {
    return this.config.url.startsWith('http:');
  }

  start(): void {
    this.openedAt = this.parts.clock.now().monotonic;
    this.announcedAs = undefined;
    this.catalog.advance(this.parts.clock.now());
    const lastEventId = this.updates.lastEventId();
    this.close = this.parts.open(
      { lastEventId, isPathTakenOff: this.isPathTakenOff, budget: this.budget },
      {
        received: (event, size, arrivedAt) => this.receive(event, size, arrivedAt),
        ended: (fault) => {
          this.fail(fault);
        },
      },
    );
  }

  stop(): void {
    this.close();
  }

  private *receive(event: WireEvent, size: number, arrivedAt: Moment): Iterable<void> {
    this.catalog.responded(arrivedAt);
    this.lastContact = arrivedAt.wall;
    const fault = yield* this.take(event, size, arrivedAt);
    if (fault !== undefined) this.drop(fault);
    else if (!this.isConnected && event.type !== 'reconnect' && !this.isSelf) this.connect();
  }

  private *take(event: WireEvent, size: number, arrivedAt: Moment): Taking {
    switch (event.type) {
      case 'heartbeat':
        return this.takeName(event) ?? this.catalog.age(event, arrivedAt);
      case 'begin': {
        // The name first: a new one discards the staged snapshot.
        const fault = this.takeName(event);
        this.updates.begin();
        return fault;
      }
      case 'reconnect':
        this.reopen();
        return undefined;
      default:
        return yield* this.updates.take(event, size, arrivedAt);
    }
  }

  private takeName({ cluster, epoch, version }: WireSpeaker): WireFault | undefined {
    // A changed name is refused: otherwise a peer could cause all its services to be announced again at will.
    if (this.announcedAs !== undefined && this.announcedAs !== cluster) return OTHER_NAME;
    this.announcedAs = cluster;
    this.version = version;
    const name = this.config.pinnedName ?? cluster;
    const isSelf = epoch === this.parts.epoch;
    if (name !== this.name || isSelf !== this.isSelf) {
      this.catalog.rename(name);
      this.isSelf = isSelf;
      this.parts.observer.named(this);
    }
    if (isSelf) this.stopBecauseSelf();
    return undefined;
  }

  /** Tried again later, because the address may lead to another shield one day. */
  private stopBecauseSelf(): void {
    this.close();
    this.disconnect(
      peerFault('self', 'The entry is this shield itself, so it is skipped. Take it out of OTHER_SHIELDS.'),
    );
    this.startAfter(SELF_RETRY);
  }

  private connect(): void {
    this.isConnected = true;
    this.catalog.isCut = false;
    this.fault = undefined;
    this.since = this.parts.clock.now().wall;
    this.parts.observer.connected(this);
  }

  /** The peer shuts down, or wants a new signature. Doing so again and again is a failure too. */
  private reopen(): void {
    this.close();
    if (this.isStable()) this.startAfter(MAX_JITTER * this.parts.random());
    else this.fail(peerFault('cut-off', 'The peer ends each stream as soon as it is open. Look at its log.'));
  }

  private drop({ code, text }: WireFault): void {
    this.close();
    // What it sent before may be wrong as well.
    this.updates.requestSnapshot();
    this.fail(
      peerFault(code, `What the peer sends can't be used: ${text}. If it is a shield, give both the same version.`),
    );
  }

  private fail(fault: PeerFault): void {
    this.catalog.abandon();
    if (this.isStable()) this.backoff.reset();
    if (fault.code === 'bad-signature' && new URL(this.config.url).pathname !== '/')
      this.isPathTakenOff = !this.isPathTakenOff;
    this.disconnect(fault);
    this.startAfter(Math.max(this.backoff.next(), fault.retryAfter ?? 0));
  }

  private disconnect(fault: PeerFault): void {
    if (this.isConnected) this.since = this.parts.clock.now().wall;
    this.isConnected = false;
    this.catalog.isCut = true;
    this.fault = fault;
    this.parts.observer.failed(this, fault);
  }

  private startAfter(ms: number): void {
    this.close = this.parts.clock.after(ms, () => {
      this.start();
    });
  }

  private isStable(): boolean {
    return this.isConnected && this.parts.clock.now().monotonic - this.openedAt >= MIN_LIFETIME;
  }
}

const OTHER_NAME: WireFault = { type: 'fault', code: 'unreadable', text: 'its name is another than before' };

/** Milliseconds. A stream that ends earlier counts as a failure. */
const MIN_LIFETIME = 10_000;
/** Jitter, so that hubs don't all reconnect at the same moment. */
const MAX_JITTER = 200;
const SELF_RETRY = 15 * 60_000;
