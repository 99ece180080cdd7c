// A peer's stream over HTTP: one request, its deadlines, and its bytes parsed to events. peer.ts interprets them.
import type { ClientRequest, IncomingMessage } from 'node:http';
import { createParser } from 'eventsource-parser';
import type { Clock, Moment } from '../../config/clock.ts';
import { parseRetryAfter } from '../../kubernetes/fault/backoff.ts';
import { CHECK_ADDRESS, faultOfAnswer, faultOfError, peerFault, type PeerFault } from './peer-fault.ts';
import type { StreamListener } from './peer.ts';
import { SlicedWork } from './sliced-work.ts';
import type { WorkBudget } from './work-budget.ts';
import { LARGE_EVENT, MAX_EVENT, parseEvent } from '../wire/wire.ts';

export interface StreamQuestion {
  /** Origin and path, without a slash at the end; may hold credentials. */
  readonly url: string;
  /** Requested interval of heartbeats, in milliseconds. */
  readonly heartbeat: number;
  readonly lastEventId: string | undefined;
  /** A proxy removes the path prefix, so the prefix isn't signed. */
  readonly isPathTakenOff: boolean;
  readonly budget: WorkBudget;
}

/** One request, from start to end. */
export class PeerStream {
  private isOver = false;
  private cancelDeadline: () => void = () => undefined;
  private cancelPause: () => void = () => undefined;
  /** Monotonic milliseconds of the last pause: bytes read since may have waited in the connection. */
  private behindSince: Moment | undefined;
  private cancelCatchUp: () => void = () => undefined;
  /** Characters since the last event. */
  private sinceEvent = 0;
  private response: IncomingMessage | undefined;
  private readonly work: SlicedWork;
  /** Why the stream ends, once what came before is done. */
  private ending: PeerFault | undefined;

  constructor(
    private readonly request: ClientRequest,
    private readonly clock: Clock,
    private readonly question: Pick<StreamQuestion, 'heartbeat' | 'budget'>,
    private readonly listener: StreamListener,
  ) {
    this.work = new SlicedWork(question.budget, {
      inNextTurn: (then) => {
        setImmediate(then);
      },
      exhausted: (ms) => {
        this.pauseFor(ms);
      },
      finished: () => {
        this.readOn();
      },
    });
    this.within(CONNECT_TIMEOUT, 'timeout', 'It could not be connected to');
    request.once('socket', (socket) => {
      const isSecure = 'encrypted' in socket;
      socket.once(isSecure ? 'secureConnect' : 'connect', () => {
        if (!this.isOver) this.within(ANSWER_TIMEOUT, 'timeout', 'The peer did not answer');
      });
    });
    // Also after the headers: an error without a listener would end the process.
    request.on('error', (error) => {
      this.end(faultOfError(error));
    });
    request.once('response', (response) => {
      this.take(response);
    });
  }

  close(): void {
    this.isOver = true;
    this.work.stop();
    this.cancelDeadline();
    this.cancelPause();
    this.cancelCatchUp();
    this.request.destroy();
  }

  private end(fault: PeerFault): void {
    if (this.isOver) return;
    this.close();
    this.listener.ended(fault);
  }

  private within(ms: number, code: 'timeout' | 'silent', what: string): void {
    this.cancelDeadline();
    this.cancelDeadline = this.clock.after(ms, () => {
      this.end(peerFault(code, `${what} within ${ms / 1000} s. Look at its health; it is asked again.`));
    });
  }

  private take(response: IncomingMessage): void {
    const type = response.headers['content-type'] ?? 'no content type';
    const encoding = response.headers['content-encoding'] ?? 'identity';
    response.on('error', (error) => {
      this.endAfterWork(faultOfError(error));
    });
    if (response.statusCode !== 200) this.readRefusal(response);
    else if (!type.startsWith('text/event-stream') || encoding !== 'identity') this.end(notAStream(type, encoding));
    else this.readEvents(response);
  }

  private readRefusal(response: IncomingMessage): void {
    let said = '';
    const refused = (): void => {
      const wall = this.clock.now().wall;
      this.end(faultOfAnswer(response.statusCode ?? 0, said, parseRetryAfter(response.headers['retry-after'], wall)));
    };
    response.setEncoding('utf8').on('data', (text: string) => {
      said += text;
      if (said.length > MAX_REFUSAL) refused();
    });
    response.on('close', refused);
  }

  private readEvents(response: IncomingMessage): void {
    this.waitForEvent();
    const parser = createParser({
      maxBufferSize: MAX_EVENT + EVENT_OVERHEAD,
      onEvent: ({ event = 'message', id, data }) => {
        this.await(event, id, data);
      },
      onError: (error) => {
        if (error.type === 'max-buffer-size-exceeded') this.endAfterWork(TOO_LONG);
      },
    });
    response.setEncoding('utf8').on('data', (text: string) => {
      this.sinceEvent += text.length;
      this.cancelCatchUp();
      this.question.budget.spend(() => {
        parser.feed(text);
      });
      // Nothing is read while what was read waits.
      response.pause();
      this.work.start();
      if (this.sinceEvent > MAX_EVENT + EVENT_OVERHEAD) this.endAfterWork(TOO_LONG);
    });
    response.on('close', () => {
      this.endAfterWork(peerFault('cut-off', 'The peer ended the stream. It is opened again.'));
    });
    this.response = response;
  }

  private await(name: string, id: string | undefined, data: string): void {
    this.sinceEvent = 0;
    this.waitForEvent();
    const arrivedAt = this.behindSince ?? this.clock.arrivedAt();
    this.work.add(() => this.receive({ name, id, data }, arrivedAt));
  }

  private *receive({ name, id, data }: RawEvent, arrivedAt: Moment): Iterable<void> {
    const event = yield* parseEvent(name, id, data);
    if (event === undefined) return;
    if (data.length > LARGE_EVENT) yield;
    if (event.type !== 'fault') yield* this.listener.received(event, data.length, arrivedAt);
    else this.end(peerFault(event.code, `What the peer sends can't be used: ${event.text}. ${UPDATE}`));
  }

  /** What came before has been taken. */
  private readOn(): void {
    if (this.ending !== undefined) this.end(this.ending);
    if (this.isOver) return;
    if (this.behindSince !== undefined) this.catchUp();
    this.response?.resume();
  }

  /** What came before it counts. */
  private endAfterWork(fault: PeerFault): void {
    if (this.work.isFinished) this.end(fault);
    else this.ending ??= fault;
  }

  private waitForEvent(): void {
    this.within(MAX_MISSED_HEARTBEATS * this.question.heartbeat, 'silent', 'The peer sent nothing');
  }

  /** Heartbeats are delayed as long, because they share the connection. */
  private pauseFor(ms: number): void {
    if (this.isOver) return;
    this.cancelPause();
    this.behindSince ??= this.clock.arrivedAt();
    this.cancelPause = this.clock.after(ms, this.work.start);
    this.within(MAX_MISSED_HEARTBEATS * this.question.heartbeat + ms, 'silent', 'The peer sent nothing');
  }

  /** Once nothing arrives for a moment, the backlog is read. */
  private catchUp(): void {
    this.cancelCatchUp();
    this.cancelCatchUp = this.clock.after(QUIET_AFTER_PAUSE, () => {
      this.behindSince = undefined;
    });
  }
}

interface RawEvent {
  readonly name: string;
  readonly id: string | undefined;
  readonly data: string;
}

function notAStream(type: string, encoding: string): PeerFault {
  const what = encoding === 'identity' ? type : `${type} in ${encoding}`;
  return peerFault('not-a-shield', `The peer answers with ${what} instead of a stream. ${CHECK_ADDRESS}`);
}

/** Milliseconds. */
const QUIET_AFTER_PAUSE = 50;
const CONNECT_TIMEOUT = 5_000;
const ANSWER_TIMEOUT = 10_000;
/** Heartbeats that may be missed. */
const MAX_MISSED_HEARTBEATS = 3;
/** Characters. A problem has a few hundred. */
const MAX_REFUSAL = 16 * 1024;
/** Characters for an event's name and id, and for what arrives in the same packet. */
const EVENT_OVERHEAD = 64 * 1024;
const UPDATE = 'If it is a shield, give both the same version; a new snapshot is asked for.';
const TOO_LONG = peerFault('too-large', `The peer sends more than ${MAX_EVENT} bytes as one event. ${CHECK_ADDRESS}`);
