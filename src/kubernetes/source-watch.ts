// One source's life: a reflector's steps, turned into pods for the index, proof for the source, and how it stands.
import type { Clock, Moment } from '../config/clock.ts';
import type { ApiFault, FaultCode } from './api-fault.ts';
import { needsList, START } from './reflector.ts';
import type { HeardItem, PodSink, Reflector, ReflectorEvent, ReflectorState } from './reflector.ts';
import { isStale, prove } from './source.ts';
import type { Source } from './source.ts';

export type WatchState = 'listing' | 'watching' | 'failing' | 'refused';

export interface SourceWatchParts {
  readonly source: Source;
  /** Undefined: the whole cluster. */
  readonly namespace: string | undefined;
  readonly reflector: Reflector;
  readonly sink: PodSink;
  readonly clock: Clock;
  /** Resolves once everybody else had their turn. */
  readonly nextTurn: () => Promise<void>;
  readonly observer: WatchObserver;
}

/** For the log and the metrics. */
export interface WatchObserver {
  faulted(fault: ApiFault, watch: SourceWatch): void;
  /** The first list is in. */
  listed(watch: SourceWatch): void;
  /** The first good news after faults. */
  recovered(watch: SourceWatch): void;
  heard(type: HeardItem['type']): void;
  /** A list is begun that isn't the first. */
  relisted(reason: FaultCode | 'silence'): void;
}

export class SourceWatch {
  readonly source: Source;
  readonly namespace: string | undefined;
  state: WatchState = 'listing';
  /** The first list is in. */
  hasListed = false;
  /** The first list was answered 403 or 404: nobody waits for it. */
  wasRefused = false;
  lastFault: FaultCode | undefined;
  /** Why the next list will be made. */
  private cause: FaultCode | undefined;
  /** When the server last told something of its pods: an event, a bookmark, a whole list. */
  private toldAt: Moment | undefined;
  /** When its watch was opened, in monotonic milliseconds. */
  private openedAt = -Infinity;
  /** Set while what a watch says is not yet believed: cancels that it will be. */
  private cancelBelief: (() => void) | undefined;

  constructor(private readonly parts: SourceWatchParts) {
    this.source = parts.source;
    this.namespace = parts.namespace;
  }

  /** Until `signal` aborts. */
  async run(signal: AbortSignal): Promise<void> {
    let state: ReflectorState = START;
    const isOn = (): boolean => !signal.aborted;
    while (isOn()) {
      const [event, next] = await this.parts.reflector.step(state, signal);
      const isDoubtful = needsList(next) || endedMute(state, event, next);
      state = next;
      if (!isOn()) continue;
      await this.see(event);
      if (state.name !== 'watching') this.dropBelief();
      if (isDoubtful) this.doubt();
    }
    this.dropBelief();
    if (state.name === 'watching') state.watch.close();
  }

  private async see(event: ReflectorEvent): Promise<void> {
    switch (event.type) {
      case 'page':
        await this.takePage(event);
        break;
      case 'abandoned':
        this.parts.sink.abandon();
        this.fail(event.fault);
        break;
      case 'opened':
        this.openedAt = this.parts.clock.now().monotonic;
        if (event.proves)
          this.believe(() => {
            prove(this.source, this.parts.clock.now());
          });
        this.cause = undefined;
        this.recover('watching');
        break;
      case 'probed':
        this.cause = event.isBehind ? 'went-back' : undefined;
        this.recover('watching');
        break;
      case 'heard':
        this.takeItems(event.items);
        if (event.fault) this.fail(event.fault);
        break;
      case 'failed':
        this.fail(event.fault);
        break;
      case 'nothing':
        break;
    }
  }

  private async takePage(page: Extract<ReflectorEvent, { type: 'page' }>): Promise<void> {
    const { sink, clock, nextTurn } = this.parts;
    this.recover('listing');
    if (page.isFirst) {
      sink.begin();
      if (this.hasListed) this.parts.observer.relisted(this.cause ?? 'silence');
    }
    sink.add(page.pods, clock.now());
    if (!page.isLast) return;
    const pieces = sink.prepare(clock.now())[Symbol.iterator]();
    while (pieces.next().done !== true) await nextTurn();
    this.proveByTelling(page.askedAt);
    sink.commit(clock.now());
    const isFirst = !this.hasListed;
    this.hasListed = true;
    if (isFirst) this.parts.observer.listed(this);
  }

  /** Proof first: whoever reads what an event changed reads it as proven by that event. */
  private takeItems(items: readonly HeardItem[]): void {
    if (items.length === 0) return;
    const heardAt = this.parts.clock.now();
    const proveIt = (): void => {
      this.proveByTelling(heardAt);
    };
    // A bookmark says that all before it was told.
    if (items.some(({ type }) => type === 'bookmark')) proveIt();
    else this.believe(proveIt, this.burst - (heardAt.monotonic - this.openedAt));
    this.recover('watching');
    const now = this.parts.clock.now();
    for (const item of items) {
      this.parts.observer.heard(item.type);
      if (item.type === 'set' || item.type === 'deleted') this.parts.sink.apply(item, now);
    }
  }

  private proveByTelling(at: Moment): void {
    if (this.toldAt !== undefined && at.monotonic < this.toldAt.monotonic) return;
    this.toldAt = at;
    prove(this.source, this.toldAt);
  }

  /**
   * What was missed comes in a burst at the head of a watch, and the watch may end in the middle of it: until it is over,
   * nothing of it proves the rest. A while later it counts, if the watch is still open.
   */
  private believe(proveIt: () => void, burstLeft = 0): void {
    const { clock, source } = this.parts;
    if (!isStale(source, clock.now()) && burstLeft <= 0) {
      proveIt();
      return;
    }
    this.cancelBelief ??= clock.after(this.burst, () => {
      this.cancelBelief = undefined;
      proveIt();
    });
  }

  /** Milliseconds: the longest that what was missed may take to come. */
  private get burst(): number {
    return Math.min(LONGEST_BURST, this.source.staleAfter / 10);
  }

  private dropBelief(): void {
    this.cancelBelief?.();
    this.cancelBelief = undefined;
  }

  /** It may have had something to tell after all: what it told last is what was true. */
  private doubt(): void {
    if (this.toldAt !== undefined) prove(this.source, this.toldAt);
  }

  private fail(fault: ApiFault): void {
    const isRefused = fault.code === 'forbidden' || fault.code === 'not-found';
    this.lastFault = fault.code;
    this.cause = fault.code;
    this.wasRefused ||= isRefused && !this.hasListed;
    this.state = isRefused ? 'refused' : 'failing';
    this.parts.observer.faulted(fault, this);
  }

  private recover(state: WatchState): void {
    const isRecovery = this.state === 'failing' || this.state === 'refused';
    this.state = state;
    if (isRecovery) this.parts.observer.recovered(this);
  }
}

/** Milliseconds. */
const LONGEST_BURST = 1_000;

/** A watch that brought nothing proves nothing, and neither does that it was accepted. */
function endedMute(before: ReflectorState, { type }: ReflectorEvent, { name }: ReflectorState): boolean {
  return before.name === 'watching' && before.heardAt === undefined && type !== 'heard' && name !== 'watching';
}
