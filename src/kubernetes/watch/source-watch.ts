// Runs the reflector of one source: passes its objects to the sink, and tracks the state of the watch.
import type { Clock } from '../../config/clock.ts';
import { type ApiFault, type FaultCode, isRefusal } from '../fault/api-fault.ts';
import type { ObjectSink } from './object-sink.ts';
import type { Reflector } from './reflector.ts';
import { needsList, type ReceivedItem, type ReflectorEvent, type ReflectorState, START } from './reflector-state.ts';
import type { ResourceName } from '../resource/resource.ts';
import type { Source } from './source.ts';
import { WatchProof } from './watch-proof.ts';

export const WATCH_STATES = ['listing', 'watching', 'failing', 'refused', 'not-granted'] as const;
export type WatchState = (typeof WATCH_STATES)[number];

export interface SourceWatchParts<Item> {
  readonly source: Source;
  readonly resource: ResourceName;
  /** Undefined: the whole cluster. */
  readonly namespace: string | undefined;
  /**
   * Whether the shield can do without the source for now. If so, a refused first list means that it isn't granted, and
   * nothing waits for it.
   */
  readonly isOptional?: () => boolean;
  readonly reflector: Reflector<Item>;
  readonly sink: ObjectSink<Item> & { readonly count: number };
  readonly clock: Clock;
  /** Yields to the event loop. */
  readonly nextTurn: () => Promise<unknown>;
  readonly observer: WatchObserver;
}

/** For the log and the metrics. */
export interface WatchObserver {
  faulted(fault: ApiFault, watch: WatchedSource): void;
  /** The first list is complete. */
  listed(watch: WatchedSource): void;
  /** The first success after faults. */
  recovered(watch: WatchedSource): void;
  received(type: ReceivedItem<unknown>['type']): void;
  /** A list other than the first begins. */
  relisted(reason: FaultCode | 'silence'): void;
}

/** The state of a source, independent of the kind that it watches. */
export interface WatchedSource {
  readonly source: Source;
  readonly resource: ResourceName;
  readonly namespace: string | undefined;
  readonly state: WatchState;
  /** Number of objects. */
  readonly objects: number;
  readonly hasListed: boolean;
  readonly wasRefused: boolean;
  /** Whether its first list is still expected. */
  readonly isAwaited: boolean;
  /** Monotonic milliseconds since which access isn't granted; undefined if it is, as far as known. */
  readonly notGrantedSince: number | undefined;
  readonly lastFault: FaultCode | undefined;
}

export class SourceWatch<Item> implements WatchedSource {
  readonly source: Source;
  readonly resource: ResourceName;
  readonly namespace: string | undefined;
  state: WatchState = 'listing';
  /** The first list is complete. */
  hasListed = false;
  /** The first list was refused with 403 or 404 for longer than a starting API server does so, so it isn't awaited. */
  wasRefused = false;
  lastFault: FaultCode | undefined;
  notGrantedSince: number | undefined;
  /** Monotonic milliseconds of the first of the latest consecutive refusals. */
  private refusedSince: number | undefined;
  /** The reason for the next list. */
  private cause: FaultCode | undefined;
  private readonly proof: WatchProof;

  constructor(private readonly parts: SourceWatchParts<Item>) {
    this.source = parts.source;
    this.proof = new WatchProof(parts.source, parts.clock);
    this.resource = parts.resource;
    this.namespace = parts.namespace;
  }

  get objects(): number {
    return this.parts.sink.count;
  }

  get isAwaited(): boolean {
    return !this.hasListed && !this.wasRefused && this.notGrantedSince === undefined;
  }

  /** Requests a first list that was refused, without the rest of the backoff. */
  retryFirstList(): void {
    if (this.isAwaited && this.state === 'failing') this.parts.reflector.retryNow();
  }

  /** Runs until `signal` aborts. */
  async run(signal: AbortSignal): Promise<void> {
    let state: ReflectorState<Item> = START;
    const isRunning = (): boolean => !signal.aborted;
    while (isRunning()) {
      const [event, next] = await this.parts.reflector.step(state, signal);
      const isUnconfirmed = needsList(next) || endedSilent(state, event, next);
      state = next;
      if (!isRunning()) continue;
      await this.take(event);
      if (state.name !== 'watching') this.proof.cancelPending();
      if (isUnconfirmed) this.proof.withdraw();
    }
    this.proof.cancelPending();
    if (state.name === 'watching') state.watch.close();
  }

  private async take(event: ReflectorEvent<Item>): Promise<void> {
    switch (event.type) {
      case 'page':
        await this.takePage(event);
        break;
      case 'abandoned':
        this.parts.sink.abandon(this.parts.clock.now());
        this.fail(event.fault);
        break;
      case 'opened':
        this.proof.opened(event.proves);
        this.cause = undefined;
        this.recover('watching');
        break;
      case 'probed':
        this.cause = event.isBehind ? 'went-back' : undefined;
        this.recover('watching');
        break;
      case 'received':
        await this.takeItems(event.items);
        if (event.fault) this.fail(event.fault);
        break;
      case 'failed':
        this.fail(event.fault);
        break;
      case 'nothing':
        break;
    }
  }

  private async takePage(page: Extract<ReflectorEvent<Item>, { type: 'page' }>): Promise<void> {
    const { sink, clock } = this.parts;
    this.recover('listing');
    if (page.isFirst) {
      sink.begin(clock.now());
      if (this.hasListed) this.parts.observer.relisted(this.cause ?? 'silence');
    }
    sink.add(page.objects, clock.now());
    if (!page.isLast) return;
    await this.yieldingBetween(sink.prepare(clock.now()));
    this.proof.sent(page.askedAt);
    await this.yieldingBetween(sink.commit(clock.now()));
    const isFirst = !this.hasListed;
    this.hasListed = true;
    this.notGrantedSince = undefined;
    if (isFirst) this.parts.observer.listed(this);
  }

  /** Yields to the event loop between pieces. */
  private async yieldingBetween(work: Iterable<void>): Promise<void> {
    const pieces = work[Symbol.iterator]();
    while (pieces.next().done !== true) await this.parts.nextTurn();
  }

  /** Proves the source before applying the events, so that readers see the changes as proven by them. Yields after each few. */
  private async takeItems(items: readonly ReceivedItem<Item>[]): Promise<void> {
    if (items.length === 0) return;
    // A bookmark means that everything before it was sent.
    this.proof.received(items.some(({ type }) => type === 'bookmark'));
    this.recover('watching');
    const now = this.parts.clock.now();
    for (const [at, item] of items.entries()) {
      if (at > 0 && at % EVENTS_PER_TURN === 0) await this.parts.nextTurn();
      this.parts.observer.received(item.type);
      if (item.type === 'set' || item.type === 'deleted') this.parts.sink.apply(item, now);
    }
  }

  private fail(fault: ApiFault): void {
    this.lastFault = fault.code;
    this.cause = fault.code;
    this.state = this.stateAfter(fault);
    this.wasRefused ||= this.state === 'refused' && !this.hasListed;
    this.parts.observer.faulted(fault, this);
  }

  private stateAfter(fault: ApiFault): WatchState {
    const isRefused = this.isRefusedForGood(fault);
    if (!this.hasListed && isRefusal(fault) && this.parts.isOptional?.() === true) {
      this.notGrantedSince ??= this.parts.clock.now().monotonic;
    }
    if (this.notGrantedSince !== undefined) return 'not-granted';
    return isRefused ? 'refused' : 'failing';
  }

  private isRefusedForGood(fault: ApiFault): boolean {
    const now = this.parts.clock.now().monotonic;
    this.refusedSince = isRefusal(fault) ? (this.refusedSince ?? now) : undefined;
    return this.refusedSince !== undefined && now - this.refusedSince >= REFUSAL_LASTS;
  }

  private recover(state: WatchState): void {
    const isRecovery = this.state === 'failing' || this.state === 'refused';
    this.state = state;
    this.refusedSince = undefined;
    if (isRecovery) this.parts.observer.recovered(this);
  }
}

/** Four milliseconds, if each of them changes what its service shows. */
const EVENTS_PER_TURN = 10;

/** Milliseconds. A starting API server answers 403 until its RBAC rules are loaded, which takes some seconds. */
export const REFUSAL_LASTS = 60_000;

/** A watch without events proves nothing, and neither does its acceptance. */
function endedSilent(
  before: ReflectorState<unknown>,
  { type }: ReflectorEvent<unknown>,
  { name }: ReflectorState<unknown>,
): boolean {
  return before.name === 'watching' && before.receivedAt === undefined && type !== 'received' && name !== 'watching';
}
