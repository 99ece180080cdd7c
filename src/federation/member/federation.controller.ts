// The routes for hubs: this shield's own cluster, as a snapshot or as a stream of changes.
import { setImmediate as nextTurn } from 'node:timers/promises';
import { promisify } from 'node:util';
import { gzip } from 'node:zlib';
import { Controller, Req, Res } from '@nestjs/common';
import type { Request, Response } from 'express';
import { AuthService } from '../../auth/auth.service.ts';
import { AnswersRoute } from '../../http/request/answers-route.decorator.ts';
import { contextOf } from '../../http/request/request-context.ts';
import { parseDuration } from '../../config/duration.ts';
import type { Answer } from '../../http/answer/answer.ts';
import { COMMON_HEADERS, jsonHeaders, STREAM_HEADERS } from '../../http/answer/headers.ts';
import { ProblemError } from '../../http/problem/problem.ts';
import { SHUTTING_DOWN } from '../../http/problem/problems.ts';
import { BAD_HEARTBEAT, NOT_SYNCED, TOO_MANY_STREAMS } from './stream-problems.ts';
import { sendAnswer } from '../../http/send/send-answer.ts';
import { slicedAnswer } from '../../http/answer/sliced-answer.ts';
import { ReadinessService } from '../../observability/readiness.service.ts';
import { AdvertiserService } from './advertiser.service.ts';

@Controller()
export class FederationController {
  private readonly advertiser: AdvertiserService;
  private readonly auth: AuthService;
  private readonly readiness: ReadinessService;

  constructor(advertiser: AdvertiserService, auth: AuthService, readiness: ReadinessService) {
    this.advertiser = advertiser;
    this.auth = auth;
    this.readiness = readiness;
  }

  @AnswersRoute('snapshot')
  async snapshot(@Req() request: Request, @Res() response: Response): Promise<void> {
    const snapshot = this.advertiser.snapshot();
    if (snapshot === undefined) throw new ProblemError(NOT_SYNCED);
    const { head, services } = snapshot;
    const answer = await slicedAnswer(services, jsonHeaders(contextOf(request).audience), () => nextTurn());
    sendAnswer(request, response, await encodedFor(request, withHead(head, answer)));
  }

  @AnswersRoute('stream')
  stream(@Req() request: Request, @Res() response: Response): void {
    const heartbeat = heartbeatOf(contextOf(request).target.query);
    if (this.readiness.isDraining) throw new ProblemError(SHUTTING_DOWN);
    if (request.method === 'HEAD') response.writeHead(200, { ...COMMON_HEADERS, ...STREAM_HEADERS }).end();
    else this.open(request, response, heartbeat);
  }

  private open(request: Request, response: Response, heartbeat: number): void {
    if (this.advertiser.isFull) throw new ProblemError(TOO_MANY_STREAMS);
    // Heartbeats may be rarer than the socket's timeout; the stream itself cuts a hub that doesn't read.
    request.socket.setTimeout(0);
    response.writeHead(200, { ...COMMON_HEADERS, ...STREAM_HEADERS });
    const stream = this.advertiser.open({ lastEventId: lastEventIdOf(request), heartbeat }, response);
    const removal = this.auth.keyRemoved(request).subscribe(() => {
      stream.cut();
    });
    // `close` follows.
    response.on('error', () => undefined);
    response.on('drain', () => {
      stream.drained();
    });
    response.on('close', () => {
      removal.unsubscribe();
      stream.closed();
    });
  }
}

function lastEventIdOf({ headers }: Request): string | undefined {
  const id = headers['last-event-id'];
  return typeof id === 'string' ? id : undefined;
}

/** Milliseconds. `?heartbeat=5s`; default 15 s. */
function heartbeatOf(query: URLSearchParams): number {
  const [text, ...more] = query.getAll('heartbeat');
  const heartbeat = text === undefined ? DEFAULT_HEARTBEAT : parseDuration(text);
  if (heartbeat === undefined || more.length > 0) throw new ProblemError(BAD_HEARTBEAT);
  return Math.min(Math.max(heartbeat, MIN_HEARTBEAT), MAX_HEARTBEAT);
}

const DEFAULT_HEARTBEAT = 15_000;
const MIN_HEARTBEAT = 100;
const MAX_HEARTBEAT = 60_000;

/** A weak ETag of the services alone: ages always differ, and replicas have the same services. */
function withHead(head: string, { headers, body, ...answer }: Answer): Answer {
  const tag = `W/${headers['ETag'] ?? ''}`;
  return { ...answer, headers: { ...headers, ETag: tag }, body: Buffer.concat([Buffer.from(head), Buffer.from(body)]) };
}

/** A snapshot of a large cluster has megabytes, and compresses to a tenth. */
async function encodedFor(request: Request, answer: Answer): Promise<Answer> {
  if (request.acceptsEncodings('gzip', 'identity') !== 'gzip') return answer;
  const body = await promisify(gzip)(answer.body);
  return { ...answer, headers: { ...answer.headers, 'Content-Encoding': 'gzip' }, body };
}
