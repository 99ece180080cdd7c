// Lists and watches one kind of object, and recovers from every failure. A state machine like kube-rs' watcher: a step
// does one thing and returns the event and the next state; failures are events, never exceptions. The rules are in
// docs/design/watching.md.
import type { Clock } from '../../config/clock.ts';
import { sleep } from '../../config/sleep.ts';
import { type ApiFault, fault, type FaultCode, faultOfStatus, isRefusal } from '../fault/api-fault.ts';
import { Backoff } from '../fault/backoff.ts';
import type { ListPage, WatchItem } from '../decode/codec.ts';
import { isOlder } from '../resource/resource-version.ts';
import type { ObjectApi } from './object-api.ts';
import {
  afterSilence,
  FULL_RELIST,
  type Listing,
  type ReceivedItem,
  type ReflectorEvent,
  type ReflectorState,
  type ReflectorStep,
  type Resume,
  START,
  type Watching,
} from './reflector-state.ts';

export interface ReflectorOptions {
  readonly clock: Clock;
  /** Numbers from 0 up to 1. */
  readonly random: () => number;
  /** STALE_AFTER, in milliseconds. */
  readonly staleAfter: number;
  /** Milliseconds until a refused request is repeated, if not after the usual backoff. */
  readonly refusalWait?: () => number | undefined;
  readonly maxPages?: number;
}

export class Reflector<Item> {
  private readonly backoff: Backoff;
  /** Milliseconds: the maximum timeout of a watch. */
  private readonly third: number;
  /** Ends the current wait, if there is one. */
  private waiting: AbortController | undefined;

  constructor(
    private readonly api: ObjectApi<Item>,
    private readonly options: ReflectorOptions,
  ) {
    this.backoff = new Backoff(options.random);
    this.third = Math.max(Math.floor(Math.min(options.staleAfter, MAX_STALE_AFTER) / 3), 1000);
  }

  /**
   * Does one thing: a page, a chunk of the watch, or a wait. Never rejects; once `signal` aborts, the result is void.
   */
  step(state: ReflectorState<Item>, signal: AbortSignal): Promise<ReflectorStep<Item>> {
    switch (state.name) {
      case 'listing':
        return this.list(state, signal);
      case 'opening':
        return this.open(state.from, state.tries, signal);
      case 'watching':
        return this.receive(state);
      case 'probing':
        return this.probe(state.from, signal);
      case 'waiting':
        return this.wait(state.ms, state.then, signal);
    }
  }

  private async list(state: Listing, signal: AbortSignal): Promise<ReflectorStep<Item>> {
    const { token, isFullRelist = false } = state;
    const { askedAt = this.options.clock.now() } = state;
    const request = { within: withGrace(this.third), isFullRelist, ...(token !== undefined && { token }) };
    const page = await this.api.list(request, signal);
    if (page.type === 'fault') return this.pageFailed(state, page);
    const inconsistency = this.inconsistencyOf(page, state);
    if (inconsistency !== undefined) return this.restartList(state, inconsistency);

    const event = {
      type: 'page',
      isFirst: state.pages === 0,
      isLast: page.continue === undefined,
      objects: page.objects,
      askedAt,
    } as const;
    const version = page.resourceVersion;
    if (page.continue !== undefined) {
      const rest = { version, token: page.continue, tries: 0, askedAt, isFullRelist };
      return [event, { name: 'listing', pages: state.pages + 1, ...rest }];
    }
    this.backoff.reset();
    return [event, { name: 'opening', from: { version, emptyWatches: 0, endedCleanly: false }, tries: 0 }];
  }

  private inconsistencyOf(page: ListPage<Item>, state: Listing): ApiFault | undefined {
    if (state.version !== undefined && page.resourceVersion !== state.version) {
      return fault('gone', 'A page of the list is of another version than its first. Everything is listed again.');
    }
    const isEndless =
      page.continue !== undefined &&
      (page.continue === state.token || state.pages + 1 >= (this.options.maxPages ?? MAX_PAGES));
    return isEndless
      ? fault('endless-list', `The list doesn't end after ${state.pages + 1} pages. ${CHECK_SERVER}`)
      : undefined;
  }

  /** A failed page is requested again, unless its token expired; the token for an inconsistent rest is never used. */
  private pageFailed(state: Listing, problem: ApiFault): ReflectorStep<Item> {
    const tries = state.tries + 1;
    const isTokenBad = state.token !== undefined && (problem.code === 'gone' || problem.code === 'bad-request');
    if (isTokenBad || (state.pages > 0 && tries >= MAX_TRIES)) return this.restartList(state, problem);
    return [{ type: 'failed', fault: problem }, this.later(problem, { ...state, tries })];
  }

  private restartList(state: Listing, problem: ApiFault): ReflectorStep<Item> {
    const type = state.pages > 0 ? 'abandoned' : 'failed';
    return [{ type, fault: problem }, this.later(problem, state.isFullRelist === true ? FULL_RELIST : START)];
  }

  private async open(from: Resume, tries: number, signal: AbortSignal): Promise<ReflectorStep<Item>> {
    const timeoutSeconds = this.drawTimeout();
    const timeout = timeoutSeconds * 1000;
    const watch = await this.api.watch({ version: from.version, timeoutSeconds, within: withGrace(timeout) }, signal);
    if (watch.type === 'fault') return this.openFailed(from, tries, watch);
    const openedAt = this.options.clock.now().monotonic;
    return [
      { type: 'opened', proves: from.endedCleanly },
      { name: 'watching', watch, from: { ...from, endedCleanly: false }, timeout, openedAt },
    ];
  }

  /** Jitter: replicas that started together shouldn't reconnect together. */
  private drawTimeout(): number {
    return Math.max(Math.floor((this.third * (0.8 + 0.2 * this.options.random())) / 1000), 1);
  }

  private openFailed(from: Resume, tries: number, problem: ApiFault): ReflectorStep<Item> {
    const failures = tries + (isVersionFault(problem.code) ? 1 : 0);
    const failed = { type: 'failed', fault: problem } as const;
    if (problem.code === 'gone') return [failed, this.later(problem, START)];
    if (failures >= MAX_TRIES) return [failed, this.later(problem, FULL_RELIST)];
    const again = { name: 'opening', from: { ...from, endedCleanly: false }, tries: failures } as const;
    return [failed, this.later(problem, again)];
  }

  private async receive(state: Watching<Item>): Promise<ReflectorStep<Item>> {
    const received = await state.watch.next();
    switch (received.type) {
      case 'items':
        return this.take(state, received.items);
      case 'end':
        return this.ended(state);
      case 'fault':
        return this.watchBroke(state, received);
    }
  }

  private take(state: Watching<Item>, all: readonly WatchItem<Item>[]): ReflectorStep<Item> {
    const now = this.options.clock.now().monotonic;
    const { items, version, problem } = untilProblem(all, state.from.version);
    if (items.length === 0 && problem === undefined) return this.withoutEvent(state, now);
    const after: Watching<Item> =
      items.length === 0
        ? state
        : { ...state, from: { version, emptyWatches: 0, endedCleanly: false }, receivedAt: now };
    if (items.length > 0) this.backoff.reset();
    if (problem === undefined) return [{ type: 'received', items }, after];
    const [, next] = this.watchBroke(after, problem);
    return [{ type: 'received', items, fault: problem }, next];
  }

  /** Bytes arrived, but no event: a long line, or a server that sends byte by byte for ever. */
  private withoutEvent(state: Watching<Item>, now: number): ReflectorStep<Item> {
    const isSilent = now - (state.receivedAt ?? state.openedAt) > withGrace(state.timeout);
    return isSilent
      ? this.watchBroke(state, fault('silent', 'The watch sends bytes, but no events.'))
      : [NOTHING, state];
  }

  private ended(state: Watching<Item>): ReflectorStep<Item> {
    const isEarly = this.options.clock.now().monotonic - state.openedAt < state.timeout / 2;
    const problem = fault(
      'ended-early',
      `The watch ended before half of its ${state.timeout / 1000} s. It is opened again.`,
    );
    const next = this.afterEnd(state, state.receivedAt !== undefined);
    return isEarly ? [{ type: 'failed', fault: problem }, this.later(problem, next)] : [NOTHING, next];
  }

  private afterEnd(state: Watching<Item>, endedCleanly: boolean): ReflectorState<Item> {
    return state.receivedAt === undefined
      ? afterSilence(state.from)
      : { name: 'opening', from: { ...state.from, endedCleanly }, tries: 0 };
  }

  private watchBroke(state: Watching<Item>, problem: ApiFault): ReflectorStep<Item> {
    state.watch.close();
    const failed = { type: 'failed', fault: problem } as const;
    if (problem.code === 'gone') return [failed, this.later(problem, START)];
    if (problem.code === 'went-back') return [failed, this.later(problem, FULL_RELIST)];
    // The silence has lasted as long as any backoff, so the server's version is requested at once.
    if (problem.code === 'silent') return [failed, afterSilence(state.from)];
    return [failed, this.later(problem, this.afterEnd(state, false))];
  }

  private async probe(from: Resume, signal: AbortSignal): Promise<ReflectorStep<Item>> {
    const page = await this.api.list({ limit: 1, within: withGrace(this.third) }, signal);
    if (page.type === 'fault') return [{ type: 'failed', fault: page }, this.later(page, { name: 'probing', from })];
    const isBehind = page.resourceVersion !== from.version && isOlder(page.resourceVersion, from.version) !== false;
    const next = isBehind
      ? FULL_RELIST
      : ({ name: 'opening', from: { ...from, endedCleanly: true }, tries: 0 } as const);
    return [{ type: 'probed', isBehind }, next];
  }

  /** Ends a wait before a request is repeated. */
  retryNow(): void {
    this.waiting?.abort();
  }

  private async wait(ms: number, then: ReflectorState<Item>, signal: AbortSignal): Promise<ReflectorStep<Item>> {
    this.waiting = new AbortController();
    await sleep(this.options.clock, ms, AbortSignal.any([signal, this.waiting.signal]));
    return [NOTHING, then];
  }

  private later(problem: ApiFault, then: ReflectorState<Item>): ReflectorState<Item> {
    const ms = Math.max(this.backoff.next(), problem.retryAfter ?? 0);
    if (!isRefusal(problem)) return { name: 'waiting', ms, then };
    return { name: 'waiting', ms: this.options.refusalWait?.() ?? Math.min(ms, MAX_REFUSED_WAIT), then };
  }
}

/** A million objects. A server that always returns one more token would fill the memory. */
const MAX_PAGES = 10_000;

/** After so many failures of a page or watch in a row, the list starts again. */
const MAX_TRIES = 3;

/** Milliseconds. Permissions may be granted at any time. */
const MAX_REFUSED_WAIT = 30_000;

/** A watch may be silent for ten minutes at most, however long STALE_AFTER is. */
const MAX_STALE_AFTER = 30 * 60_000;

const CHECK_SERVER = 'Check that the server address is a Kubernetes API.';

const NOTHING: ReflectorEvent<never> = { type: 'nothing' };

/** `timeoutSeconds` plus a grace, in milliseconds: a server that hasn't ended the watch by then is dead. */
function withGrace(timeout: number): number {
  return timeout + Math.min(Math.max(timeout / 6, 500), 5000);
}

/** Faults that may be due to the resourceVersion of the request, so that a new list may solve them. */
function isVersionFault(code: FaultCode): boolean {
  return code === 'server-error' || code === 'bad-request' || code === 'unreadable';
}

interface Received<Item> {
  readonly items: readonly ReceivedItem<Item>[];
  /** The last item's resourceVersion. */
  readonly version: string;
  readonly problem?: ApiFault;
}

/** The items before the first one that breaks the watch. */
function untilProblem<Item>(all: readonly WatchItem<Item>[], from: string): Received<Item> {
  const items: ReceivedItem<Item>[] = [];
  let version = from;
  for (const item of all) {
    if (item.type === 'fault') return { items, version, problem: item };
    if (item.type === 'error') {
      return { items, version, problem: faultOfStatus(item.code, `${item.reason}: ${item.message}`) };
    }
    // Events arrive in order of version. An older version means that the history has changed, for example after an etcd
    // restore.
    if (isOlder(item.resourceVersion, version) === true) return { items, version, problem: WENT_BACK };
    items.push(item);
    version = item.resourceVersion;
  }
  return { items, version };
}

const WENT_BACK = fault(
  'went-back',
  "The API server's versions went back, as after a restore. Everything is listed again.",
);
