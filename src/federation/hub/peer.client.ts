// A peer's stream over HTTP: one request, its deadlines, and its bytes as events. What they mean is peer.ts's business.
import { Agent as HttpAgent, type ClientRequest, type IncomingMessage, request as httpRequest } from 'node:http';
import { Agent as HttpsAgent, request as httpsRequest } from 'node:https';
import { createParser } from 'eventsource-parser';
import type { SignatureHeaders } from '../../auth/signature.ts';
import type { SignableRequest } from '../../auth/signature-base.ts';
import type { Clock } from '../../config/clock.ts';
import { formatDuration } from '../../config/duration.ts';
import { parseRetryAfter } from '../../kubernetes/backoff.ts';
import { CHECK_ADDRESS, faultOfAnswer, faultOfError, peerFault, type PeerFault } from './peer-fault.ts';
import type { StreamListener } from './peer.ts';
import { MAX_EVENT, parseEvent } from '../wire.ts';

export interface StreamQuestion {
  /** Origin and path, without a slash at the end; may hold credentials. */
  readonly url: string;
  /** Milliseconds between the heartbeats that are asked for. */
  readonly heartbeat: number;
  readonly lastEventId: string | undefined;
  /** The path in front of the shield's own is taken off on the way, so it isn't signed. */
  readonly isPathTakenOff: boolean;
}

export interface PeerClientParts {
  readonly clock: Clock;
  /** Undefined where there is no key. */
  sign(request: SignableRequest): SignatureHeaders | undefined;
}

export class PeerClient {
  private readonly agents = { http: new HttpAgent(), https: new HttpsAgent() };

  constructor(private readonly parts: PeerClientParts) {}

  /** The answer closes it; nothing is heard afterwards. */
  open(question: StreamQuestion, listener: StreamListener): () => void {
    const request = this.send(question);
    const stream = new PeerStream(request, this.parts.clock, question.heartbeat, listener);
    return () => {
      stream.close();
    };
  }

  close(): void {
    this.agents.http.destroy();
    this.agents.https.destroy();
  }

  private send({ url, heartbeat, lastEventId, isPathTakenOff }: StreamQuestion): ClientRequest {
    const { protocol, hostname, port, host, pathname, username, password } = new URL(url);
    const own = `/federation/v1/stream?heartbeat=${formatDuration(heartbeat)}`;
    const path = pathname.replace(/\/$/, '') + own;
    const signable = { method: 'GET', host, target: isPathTakenOff ? own : path };
    const resume = lastEventId === undefined ? {} : { 'Last-Event-ID': lastEventId };
    const signature = this.parts.sign({ ...signable, ...(lastEventId !== undefined && { lastEventId }) });
    const options = {
      hostname: hostname.replace(/^\[(.*)\]$/, '$1'),
      port,
      path,
      headers: { Host: host, Accept: 'text/event-stream', ...resume, ...signature },
      ...(username !== '' && { auth: `${decodeURIComponent(username)}:${decodeURIComponent(password)}` }),
    };
    const request =
      protocol === 'http:'
        ? httpRequest({ ...options, agent: this.agents.http })
        : httpsRequest({ ...options, agent: this.agents.https });
    request.end();
    return request;
  }
}

/** One request from its beginning to its end, whatever that is. */
class PeerStream {
  private isOver = false;
  private cancelDeadline: () => void = () => undefined;
  private cancelPause: () => void = () => undefined;
  /** Bytes since the last event, and in this second. */
  private unheard = 0;
  private taken = 0;
  private takenSince: number;

  constructor(
    private readonly request: ClientRequest,
    private readonly clock: Clock,
    private readonly heartbeat: number,
    private readonly listener: StreamListener,
  ) {
    this.takenSince = clock.now().monotonic;
    this.within(CONNECT_WITHIN, 'timeout', 'It could not be connected to');
    request.once('socket', (socket) => {
      const isSecure = 'encrypted' in socket;
      socket.once(isSecure ? 'secureConnect' : 'connect', () => {
        if (!this.isOver) this.within(ANSWER_WITHIN, 'timeout', 'It did not answer');
      });
    });
    // Also after the answer's headers, as an error without a listener would end the process.
    request.on('error', (error) => {
      this.end(faultOfError(error));
    });
    request.once('response', (response) => {
      this.take(response);
    });
  }

  close(): void {
    this.isOver = true;
    this.cancelDeadline();
    this.cancelPause();
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
      this.end(faultOfError(error));
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
      if (said.length > LONGEST_REFUSAL) refused();
    });
    response.on('close', refused);
  }

  private readEvents(response: IncomingMessage): void {
    this.waitForEvent();
    const parser = createParser({
      maxBufferSize: MAX_EVENT + SPARE,
      onEvent: ({ event = 'message', id, data }) => {
        if (!this.isOver) this.hear(event, id, data);
      },
      onError: (error) => {
        if (error.type === 'max-buffer-size-exceeded') this.end(TOO_LONG);
      },
    });
    response.setEncoding('utf8').on('data', (text: string) => {
      this.unheard += text.length;
      if (!this.isOver) parser.feed(text);
      this.slowDown(response, text.length);
      if (this.unheard > MAX_EVENT + SPARE) this.end(TOO_LONG);
    });
    response.on('close', () => {
      this.end(peerFault('cut-off', 'The stream ended. It is opened again.'));
    });
  }

  private hear(name: string, id: string | undefined, data: string): void {
    this.unheard = 0;
    this.taken += PER_EVENT;
    this.waitForEvent();
    const event = parseEvent(name, id, data);
    if (event === undefined) return;
    if (event.type === 'fault')
      this.end(peerFault(event.code, `What it sends can't be used: ${event.text}. ${UPDATE}`));
    else this.listener.heard(event, data.length);
  }

  private waitForEvent(): void {
    this.within(HEARTBEATS * this.heartbeat, 'silent', 'Nothing was heard');
  }

  /** Whatever one peer sends, the others and our readers keep most of the time. */
  private slowDown(response: IncomingMessage, size: number): void {
    const now = this.clock.now().monotonic;
    if (now - this.takenSince >= 1_000) {
      this.takenSince = now;
      this.taken = 0;
    }
    this.taken += size;
    if (this.isOver || this.taken < PER_SECOND) return;
    response.pause();
    this.cancelPause();
    this.cancelPause = this.clock.after(this.takenSince + 1_000 - now, () => response.resume());
  }
}

function notAStream(type: string, encoding: string): PeerFault {
  const what = encoding === 'identity' ? type : `${type} in ${encoding}`;
  return peerFault('not-a-shield', `It answers with ${what} instead of a stream. ${CHECK_ADDRESS}`);
}

/** Milliseconds. */
const CONNECT_WITHIN = 5_000;
const ANSWER_WITHIN = 10_000;
/** So many may be missed. */
const HEARTBEATS = 3;
/** Characters; a problem has some hundred. */
const LONGEST_REFUSAL = 16 * 1024;
/** For an event's name and id, and for what arrives in the same packet. */
const SPARE = 64 * 1024;
/** Characters in a second: an eighth of a snapshot, and less than a tenth of a second's work. */
const PER_SECOND = 8 * 1024 * 1024;
/** What an event costs, however small it is, as characters. */
const PER_EVENT = 2 * 1024;

const UPDATE = 'If it is a shield, give both the same version; everything is asked for anew.';
const TOO_LONG = peerFault('too-large', `It sends more than ${MAX_EVENT} bytes as one event. ${CHECK_ADDRESS}`);
