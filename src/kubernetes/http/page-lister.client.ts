// Lists objects page by page, and asks for a page while the one before it is still being read: the API server makes the
// one while we take in the other, so that a list takes about as long as the slower of the two needs for it.
import type { Clock } from '../../config/clock.ts';
import type { ApiFault } from '../fault/api-fault.ts';
import { readBody } from './body-reader.client.ts';
import type { Codec, ListPage } from '../decode/codec.ts';
import type { HttpAnswer } from './http-answer.ts';
import type { ListRequest } from '../watch/reflector.ts';
import type { KnownObjects } from '../resource/resource.ts';

export interface PageListerParts<Item> {
  /** The request target of a page. */
  target(page: { readonly limit: string; readonly continue?: string }): string;
  ask(target: string, within: number, signal: AbortSignal): Promise<Accepted<Item> | ApiFault>;
  readonly known: KnownObjects<Item> | undefined;
  readonly clock: Clock;
  /** Objects a page; as the codec wants it where it isn't given. */
  readonly pageSize: number | undefined;
  /** Of the first page; a usual one where it isn't given. */
  readonly firstPage: number | undefined;
  /** Bytes. */
  readonly maxPage: number;
}

/** An answer of 200, of a type that we read; its body is still to come. */
export interface Accepted<Item> {
  readonly type: 'accepted';
  readonly response: HttpAnswer;
  readonly codec: Codec<Item>;
}

export class PageLister<Item> {
  /** What the server answered with last: it says how many objects are best read at once. */
  private codec: Codec<Item> | undefined;
  /** Bytes of one object, by the page before. */
  private objectBytes = 0;
  private prefetch: Prefetch<Item> | undefined;

  constructor(private readonly parts: PageListerParts<Item>) {}

  async list(
    { token, limit, within, isFullRelist = false }: ListRequest,
    signal: AbortSignal,
  ): Promise<ListPage<Item> | ApiFault> {
    const target = this.target(token, limit);
    const answer = await (this.takePrefetched(target) ?? this.parts.ask(target, within, signal));
    if (answer.type === 'fault') return answer;
    this.codec = answer.codec;
    const decoder = answer.codec.openPage(isFullRelist ? undefined : this.parts.known);
    const { clock, maxPage: maxLength } = this.parts;
    let length = 0;
    const problem = await readBody(answer.response, { within, maxLength, clock }, (chunk) => {
      length += chunk.length;
      const fault = decoder.push(chunk);
      if (limit === undefined && decoder.continue !== undefined) this.startPrefetch(decoder.continue, within, signal);
      return fault;
    });
    const page = problem ?? decoder.end();
    if (page.type === 'fault') this.dropPrefetch();
    else this.objectBytes = length / Math.max(1, page.objects.length);
    return page;
  }

  private target(token: string | undefined, limit = this.pageSize(token)): string {
    return this.parts.target({ limit: String(limit), ...(token !== undefined && { continue: token }) });
  }

  /** The first page shows which encoding the server answers in; JSON is slow to read. */
  private pageSize(token: string | undefined): number {
    const first = this.parts.firstPage ?? FIRST_PAGE_SIZE;
    const usual = token === undefined || this.codec === undefined ? first : this.usualSize(this.codec);
    return this.parts.pageSize ?? usual;
  }

  private usualSize({ pageSize, pageBytes }: Codec<Item>): number {
    if (pageBytes === undefined) return pageSize;
    return Math.min(pageSize, Math.max(1, Math.floor(pageBytes / this.objectBytes)));
  }

  private startPrefetch(token: string, within: number, signal: AbortSignal): void {
    const target = this.target(token);
    if (this.prefetch?.target !== target) this.prefetch = { target, answer: this.parts.ask(target, within, signal) };
  }

  private takePrefetched(target: string): Prefetch<Item>['answer'] | undefined {
    const { prefetch } = this;
    if (prefetch?.target !== target) this.dropPrefetch();
    this.prefetch = undefined;
    return prefetch?.target === target ? prefetch.answer : undefined;
  }

  /** The list goes on elsewhere, or not at all. */
  private dropPrefetch(): void {
    void this.prefetch?.answer.then((answer) => {
      if (answer.type === 'accepted') answer.response.destroy();
    });
    this.prefetch = undefined;
  }
}

interface Prefetch<Item> {
  readonly target: string;
  readonly answer: Promise<Accepted<Item> | ApiFault>;
}

const FIRST_PAGE_SIZE = 25;
