// Sends ready answers, and says for the metric how each was answered.
import type { Moment } from '../../config/clock.ts';
import type { RequestHead } from '../../http/request/request-head.ts';
import type { RouteName } from '../../http/request/routes.ts';
import type { Heads } from './answer-heads.ts';
import { type ReadyAnswer, type Writer, writeReady } from './ready-answer.ts';

/** Labels of the metric that counts answers: the same object each time, so that it can be a key. */
export interface AnswerCount {
  readonly route: RouteName;
  readonly method: 'GET' | 'HEAD';
  readonly status: number;
}

export class AnswerSender {
  /** A few: routes of badges, methods, 200 and 304. */
  private readonly counts: AnswerCount[] = [];

  constructor(private readonly heads: Heads) {}

  send(incoming: RequestHead, writer: Writer, ready: ReadyAnswer, { wall }: Moment): AnswerCount {
    this.heads.moveTo(wall);
    const status = writeReady(incoming, writer, ready, this.heads);
    return this.countOf(ready.route, incoming.method === 'HEAD' ? 'HEAD' : 'GET', status);
  }

  private countOf(route: RouteName, method: AnswerCount['method'], status: number): AnswerCount {
    for (const count of this.counts) {
      if (count.status === status && count.route === route && count.method === method) return count;
    }
    const first: AnswerCount = { route, method, status };
    this.counts.push(first);
    return first;
  }
}
