// Lists objects page by page, and prefetches the next page while the current one is decoded: the server prepares one
// while the shield decodes the other, so a list takes about as long as the slower side needs.
import type { Clock } from '../../config/clock.ts';
import type { ApiFault } from '../fault/api-fault.ts';
import { readBody } from './body-reader.client.ts';
import type { Codec, ListPage } from '../decode/codec.ts';
import type { HttpAnswer } from './http-answer.ts';
import type { ListRequest } from '../watch/object-api.ts';
import type { KnownObjects } from '../resource/resource.ts';

export interface PageListerParts<Item> {
  /** The request target of a page. */
  target(page: { readonly limit: string; readonly continue?: string }): string;
  ask(target: string, within: number, signal: AbortSignal): Promise<Accepted<Item> | ApiFault>;
  readonly known: KnownObjects<Item> | undefined;
  readonly clock: Clock;
  /** Objects per page. Default: the codec's. */
  readonly pageSize: number | undefined;
  /** Objects of the first page. Default: as for the others. */
  readonly firstPage: number | undefined;
  /** Bytes. */
  readonly maxPage: number;
  /** Resolves in a turn of the event loop in which no other page is parsed. */
  readonly ownTurn: () => Promise<unknown>;
}

/** A 200 response of a supported media type, whose body is not read yet. */
export interface Accepted<Item> {
  readonly type: 'accepted';
  readonly response: HttpAnswer;
  readonly codec: Codec<Item>;
}

export class PageLister<Item> {
  /** The codec of the server's last response: it determines the page size. */
  private codec: Codec<Item> | undefined;
  /** Average bytes per object on the previous page. */
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
    await this.parts.ownTurn();
    const page = problem ?? decoder.end();
    if (page.type === 'fault') this.dropPrefetch();
    else this.objectBytes = length / Math.max(1, page.objects.length);
    return page;
  }

  private target(token: string | undefined, limit = this.pageSize(token)): string {
    return this.parts.target({ limit: String(limit), ...(token !== undefined && { continue: token }) });
  }

  /** The encoding isn't known before the first page, and JSON is slow to parse. */
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

  /** The prefetched page isn't needed. */
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
