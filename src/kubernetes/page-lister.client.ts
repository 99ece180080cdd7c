// Lists pods page by page, and asks for a page while the one before it is still being read: the API server makes the one
// while we take in the other, so that a list takes about as long as the slower of the two needs for it.
import type { IncomingMessage } from 'node:http';
import type { Clock } from '../config/clock.ts';
import type { ApiFault } from './api-fault.ts';
import { readBody } from './body-reader.client.ts';
import type { KnownPods, PodCodec, PodPage } from './codec.ts';
import type { ListRequest } from './reflector.ts';

export interface PodListerParts {
  /** The request target of a page. */
  target(page: { readonly limit: string; readonly continue?: string }): string;
  ask(target: string, within: number, signal: AbortSignal): Promise<Accepted | ApiFault>;
  readonly known: KnownPods | undefined;
  readonly clock: Clock;
  /** Pods a page; as the codec wants it where it isn't given. */
  readonly pageSize: number | undefined;
  /** Bytes. */
  readonly longestPage: number;
}

/** An answer of 200, of a type that we read; its body is still to come. */
export interface Accepted {
  readonly type: 'accepted';
  readonly response: IncomingMessage;
  readonly codec: PodCodec;
}

export class PodLister {
  /** What the server answered with last: it says how many pods are best read at once. */
  private codec: PodCodec | undefined;
  private ahead: Ahead | undefined;

  constructor(private readonly parts: PodListerParts) {}

  async list(
    { token, limit, within, isAfresh = false }: ListRequest,
    signal: AbortSignal,
  ): Promise<PodPage | ApiFault> {
    const target = this.target(token, limit);
    const answer = await (this.takeAhead(target) ?? this.parts.ask(target, within, signal));
    if (answer.type === 'fault') return answer;
    this.codec = answer.codec;
    const decoder = answer.codec.openPage(isAfresh ? undefined : this.parts.known);
    const { clock, longestPage: longest } = this.parts;
    const problem = await readBody(answer.response, { within, longest, clock }, (chunk) => {
      const fault = decoder.push(chunk);
      if (limit === undefined && decoder.continue !== undefined) this.askAhead(decoder.continue, within, signal);
      return fault;
    });
    const page = problem ?? decoder.end();
    if (page.type === 'fault') this.dropAhead();
    return page;
  }

  private target(token: string | undefined, limit = this.pageSize(token)): string {
    return this.parts.target({ limit: String(limit), ...(token !== undefined && { continue: token }) });
  }

  /** The first page tells what the server speaks; it may be JSON, which is slow to read. */
  private pageSize(token: string | undefined): number {
    const usual = token === undefined ? FIRST_PAGE_SIZE : this.codec?.pageSize;
    return this.parts.pageSize ?? usual ?? FIRST_PAGE_SIZE;
  }

  private askAhead(token: string, within: number, signal: AbortSignal): void {
    const target = this.target(token);
    if (this.ahead?.target !== target) this.ahead = { target, answer: this.parts.ask(target, within, signal) };
  }

  private takeAhead(target: string): Ahead['answer'] | undefined {
    const { ahead } = this;
    if (ahead?.target !== target) this.dropAhead();
    this.ahead = undefined;
    return ahead?.target === target ? ahead.answer : undefined;
  }

  /** The list goes on elsewhere, or not at all. */
  private dropAhead(): void {
    void this.ahead?.answer.then((answer) => {
      if (answer.type === 'accepted') answer.response.destroy();
    });
    this.ahead = undefined;
  }
}

interface Ahead {
  readonly target: string;
  readonly answer: Promise<Accepted | ApiFault>;
}

const FIRST_PAGE_SIZE = 25;
