// Lists and watches one kind of object, and recovers from every failure. A state machine like kube-rs' watcher: a step
// does one thing and returns the event and the next state; failures are events, never exceptions. The rules are in
// docs/design/watching.md.
import type { Clock, Moment } from '../../config/clock.ts';
import { type ApiFault, fault, type FaultCode, faultOfStatus, isRefusal } from '../fault/api-fault.ts';
import { Backoff } from '../fault/backoff.ts';
import type { ListPage, WatchItem } from '../decode/codec.ts';
import type { ObjectEvent } from '../resource/resource.ts';
import { isOlder } from '../resource/resource-version.ts';

/**
 * What the reflector needs of the Kubernetes API, for the objects of one namespace or of all. No promise here rejects.
 */
export interface ObjectApi<Item> {
  /** One page; the first one if there is no token. */
  list(request: ListRequest, signal: AbortSignal): Promise<ListPage<Item> | ApiFault>;
  /** Resolves once the server has accepted the watch: status 200, and a watch's content type. */
  watch(request: WatchRequest, signal: AbortSignal): Promise<OpenWatch<Item> | ApiFault>;
}

export interface ListRequest {
  readonly token?: string;
  /** The maximum number of objects; absent: the best page size, for a list of all objects. */
  readonly limit?: number;
  /** Milliseconds for the response headers, and again for the whole page. */
  readonly within: number;
  /** The server's history has changed (etcd was restored): every object is decoded again, known or not. */
  readonly isFullRelist?: boolean;
}

export interface WatchRequest {
  readonly version: string;
  readonly timeoutSeconds: number;
  /** Milliseconds for the response headers, and between bytes. */
  readonly within: number;
}

export interface OpenWatch<Item> {
  readonly type: 'watch';
  /**
   * The items in the next bytes (none for an incomplete line), the clean end of the watch, or the fault that broke it,
   * such as silence.
   */
  next(): Promise<WatchBatch<Item> | WatchEnd | ApiFault>;
  /** Drops the connection. */
  close(): void;
}

export interface WatchBatch<Item> {
  readonly type: 'items';
  readonly items: readonly WatchItem<Item>[];
}

export interface WatchEnd {
  readonly type: 'end';
}

/** Receives the lists and events of one source. The sink must ignore repeated and late events. */
export interface ObjectSink<Item> {
  /** A new list begins. Until it is complete, the previous state is shown. */
  begin(now: Moment): void;
  add(objects: readonly Item[], now: Moment): void;
  /** The list is complete, but doesn't count as proof yet. Does the slow part of applying it, one piece per step. */
  prepare(now: Moment): Iterable<void>;
  /** Applies the list, one piece per step. No event is applied before it is done. */
  commit(now: Moment): Iterable<void>;
  /** The list was given up. */
  abandon(now: Moment): void;
  apply(event: ObjectEvent<Item>, now: Moment): void;
}

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

/** The state, which includes an open request. */
export type ReflectorState<Item> =
  | Listing
  | { readonly name: 'opening'; readonly from: Resume; readonly tries: number }
  | Watching<Item>
  | { readonly name: 'probing'; readonly from: Resume }
  | { readonly name: 'waiting'; readonly ms: number; readonly then: ReflectorState<Item> };

interface Listing {
  readonly name: 'listing';
  /** Pages received. */
  readonly pages: number;
  /** The resourceVersion that all pages of a list share, and the `continue` token; absent before the first page. */
  readonly version?: string;
  readonly token?: string;
  /** Failures in a row to get the next page. */
  readonly tries: number;
  /** When the first page was requested: all pages show the state of that moment. */
  readonly askedAt?: Moment;
  readonly isFullRelist?: boolean;
}

interface Watching<Item> {
  readonly name: 'watching';
  readonly watch: OpenWatch<Item>;
  readonly from: Resume;
  /** The `timeoutSeconds` of the watch, in milliseconds. */
  readonly timeout: number;
  /** Monotonic. */
  readonly openedAt: number;
  /** When its last event or bookmark arrived; absent before the first. */
  readonly receivedAt?: number;
}

/** Where a watch resumes. */
interface Resume {
  readonly version: string;
  /** Consecutive watches without an event. */
  readonly emptyWatches: number;
  /**
   * The last watch ended cleanly after an event or bookmark, or the server was asked since: then accepting the next
   * watch is proof.
   */
  readonly endedCleanly: boolean;
}

export const START: Listing = { name: 'listing', pages: 0, tries: 0 };

/** After signs of a changed history. */
const FULL_RELIST: Listing = { name: 'listing', pages: 0, tries: 0, isFullRelist: true };

/** What happened in a step. */
export type ReflectorEvent<Item> =
  | {
      readonly type: 'page';
      readonly isFirst: boolean;
      readonly isLast: boolean;
      readonly objects: readonly Item[];
      /** When the list's first page was requested: what the list shows was true then. */
      readonly askedAt: Moment;
    }
  /** A list that had begun is given up. */
  | { readonly type: 'abandoned'; readonly fault: ApiFault }
  | { readonly type: 'opened'; readonly proves: boolean }
  | { readonly type: 'received'; readonly items: readonly ReceivedItem<Item>[]; readonly fault?: ApiFault }
  /** The server was asked for its version, which may be behind ours. */
  | { readonly type: 'probed'; readonly isBehind: boolean }
  | { readonly type: 'failed'; readonly fault: ApiFault }
  | { readonly type: 'nothing' };

export type ReceivedItem<Item> = Exclude<WatchItem<Item>, { readonly type: 'error' | 'fault' }>;

export type ReflectorStep<Item> = readonly [ReflectorEvent<Item>, ReflectorState<Item>];

export class Reflector<Item> {
  private readonly backoff: Backoff;
  /** Milliseconds: the maximum timeout of a watch. */
  private readonly third: number;

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

  private async wait(ms: number, then: ReflectorState<Item>, signal: AbortSignal): Promise<ReflectorStep<Item>> {
    await new Promise<void>((resolve) => {
      const cancel = this.options.clock.after(ms, done);
      signal.addEventListener('abort', done);
      function done(): void {
        cancel();
        signal.removeEventListener('abort', done);
        resolve();
      }
    });
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

/**
 * Nothing arrived: the first time, the server's version is requested; the second time in a row, everything is listed.
 */
function afterSilence(from: Resume): ReflectorState<never> {
  const emptyWatches = from.emptyWatches + 1;
  return emptyWatches > 1 ? FULL_RELIST : { name: 'probing', from: { ...from, emptyWatches, endedCleanly: false } };
}

interface Received<Item> {
  readonly items: readonly ReceivedItem<Item>[];
  /** The last item's resourceVersion. */
  readonly version: string;
  readonly problem?: ApiFault;
}

/** Whether only a new list can show the current state. */
export function needsList(state: ReflectorState<unknown>): boolean {
  const after = state.name === 'waiting' ? state.then : state;
  return after.name === 'listing' && after.pages === 0;
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
