// Sends responses: refusals, pages, and faulty ones.
import type { ServerResponse } from 'node:http';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { setImmediate as nextTurn } from 'node:timers/promises';
import type { FaultAnswer, Misbehaviour } from './faults.ts';
import type { Status } from '../cluster/kubernetes-objects.ts';
import { reset } from './reset.ts';
import type { Route } from './route.ts';
import { forbidden, statusOf, unauthorized } from './status.ts';

export interface Reply {
  readonly response: ServerResponse;
  /** The request's log entry. */
  readonly logged: { status?: number };
}

export function start({ response, logged }: Reply, status: number, headers: Readonly<Record<string, string>>): void {
  logged.status = status;
  response.writeHead(status, headers);
  response.flushHeaders();
}

export function refuse(reply: Reply, status: Status): void {
  const seconds = status.details?.['retryAfterSeconds'];
  const headers = {
    'content-type': 'application/json',
    ...(typeof seconds === 'number' && { 'retry-after': `${seconds}` }),
  };
  start(reply, status.code, headers);
  reply.response.end(`${JSON.stringify(status)}\n`);
}

export function answerFault(reply: Reply, { status, body, headers = {} }: FaultAnswer, route: Route): void {
  if (body === undefined && status !== 429) {
    answerFault(reply, { status, headers, body: usualStatus(status, route) }, route);
    return;
  }
  const text = typeof body === 'object' ? `${JSON.stringify(body)}\n` : (body ?? TOO_MANY);
  const type = typeof body === 'object' ? 'application/json' : 'text/plain; charset=utf-8';
  start(reply, status, { 'content-type': type, ...(status === 429 && { 'retry-after': '1' }), ...headers });
  reply.response.end(text);
}

/** Not a Status: the real server's filter for 429 runs before encoding. */
const TOO_MANY = 'Too many requests, please try again later.\n';

function usualStatus(code: number, route: Route): Status {
  if (code === 401) return unauthorized();
  if (code === 403) return forbidden(SERVICE_ACCOUNT, route);
  return statusOf(code, REASONS[code] ?? 'Unknown', `simulated fault: ${code}`);
}

const SERVICE_ACCOUNT = 'system:serviceaccount:kube-shields:kube-shields';

const REASONS: Readonly<Record<number, string>> = {
  400: 'BadRequest',
  403: 'Forbidden',
  404: 'NotFound',
  410: 'Expired',
  500: 'InternalError',
  503: 'ServiceUnavailable',
  504: 'Timeout',
};

/** Applies faults that occur before the first byte; false for other faults. */
export function breaksBefore({ response }: Reply, does: Misbehaviour): boolean {
  const { socket } = response;
  if (does === 'refuse') reset(socket);
  if (does === 'reset-in-headers')
    socket?.write('HTTP/1.1 200 OK\r\nContent-Ty', () => {
      reset(socket);
    });
  return does === 'refuse' || does === 'reset-in-headers' || does === 'hang';
}

export async function sendPage(
  { response }: Reply,
  pieces: Iterable<Buffer>,
  does: Misbehaviour | undefined,
): Promise<void> {
  switch (does) {
    case 'silence':
      return;
    case 'garbage':
      response.end('this is not a list\n');
      return;
    case 'half':
      response.end(firstHalf(pieces));
      return;
    case 'stall-midway':
      response.write(firstHalf(pieces));
      return;
    case 'reset-midway':
      response.write(firstHalf(pieces), () => {
        reset(response.socket);
      });
      return;
    case 'drip':
      drip(response, Buffer.concat([...pieces]));
      return;
    case 'endless':
      await pipeline(Readable.from(endless(pieces)), response).catch(() => undefined);
      return;
    default:
      // A client may disconnect in the middle.
      await pipeline(Readable.from(pieces), response).catch(() => undefined);
  }
}

function firstHalf(pieces: Iterable<Buffer>): Buffer {
  const whole = Buffer.concat([...pieces]);
  return whole.subarray(0, whole.length / 2);
}

/** A byte per millisecond, until everything is sent or the connection is closed. */
export function drip(response: ServerResponse, bytes: Buffer): void {
  let at = 0;
  const timer = setInterval(() => {
    if (response.closed || at >= bytes.length) clearInterval(timer);
    else response.write(bytes.subarray(at, at + 1));
    at += 1;
  }, 1);
}

/** The pieces, then endless blanks, as fast as the client reads. */
export async function* endless(pieces: Iterable<Buffer>): AsyncGenerator<Buffer> {
  yield* pieces;
  for (;;) {
    await nextTurn();
    yield BLANKS;
  }
}

const BLANKS = Buffer.alloc(16 * 1024, ' ');
