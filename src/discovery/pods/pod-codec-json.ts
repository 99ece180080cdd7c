// The JSON side of the Kubernetes API: a page is one document, a watch is a document a line.
import { fault } from '../../kubernetes/api-fault.ts';
import type { ApiFault } from '../../kubernetes/api-fault.ts';
import { LONGEST_FRAME } from '../../kubernetes/codec.ts';
import type { KnownPods, PageDecoder, PodCodec, PodPage, WatchDecoder, WatchItem } from '../../kubernetes/codec.ts';
import type { Pod } from './pod.ts';
import { itemsOf, textOf } from './raw-pod.ts';
import type { RawPod } from './raw-pod.ts';
import { identityOf, trimPod } from './trim-pod.ts';
import type { TrimRules } from './trim-pod.ts';

export function createJsonCodec(rules: TrimRules, longestFrame = LONGEST_FRAME): PodCodec {
  return {
    mediaType: 'application/json',
    pageSize: PAGE_SIZE,
    openPage: (known) => new JsonPageDecoder(rules, known),
    openWatch: () => new JsonWatchDecoder(rules, longestFrame),
  };
}

/**
 * A page of JSON blocks the event loop while it is parsed: up to 0.4 ms a pod were measured. And what it is parsed into
 * should fit into the young part of the heap (app.heap.ts): what doesn't is collected in longer blocks.
 */
const PAGE_SIZE = 25;

/** JSON can only be parsed as a whole. */
class JsonPageDecoder implements PageDecoder {
  /** It is seen only with all the rest. */
  readonly continue = undefined;
  private readonly chunks: Buffer[] = [];

  constructor(
    private readonly rules: TrimRules,
    private readonly known: KnownPods | undefined,
  ) {}

  push(chunk: Buffer): undefined {
    this.chunks.push(chunk);
  }

  end(): PodPage | ApiFault {
    return readPage(Buffer.concat(this.chunks), (raw) => keptOf(raw, this.known) ?? trimPod(raw, this.rules));
  }
}

interface RawList {
  readonly kind?: unknown;
  readonly metadata?: RawListMetadata | null;
  readonly items?: unknown;
}

interface RawListMetadata {
  readonly resourceVersion?: unknown;
  readonly continue?: unknown;
}

function keptOf({ metadata }: RawPod, known: KnownPods | undefined): Pod | undefined {
  const identity = known && identityOf(metadata);
  return identity && known.kept(identity);
}

function readPage(bytes: Buffer, podOf: (raw: RawPod) => Pod | undefined): PodPage | ApiFault {
  const document: RawList | undefined = parseObject(bytes.toString());
  const resourceVersion = textOf(document?.metadata?.resourceVersion);
  if (resourceVersion === undefined || !isPodList(document)) {
    return unreadable('A page of the list is no PodList');
  }
  const raws: readonly RawPod[] = itemsOf(document?.items);
  const next = textOf(document?.metadata?.continue);
  return {
    type: 'page',
    pods: raws.map(podOf).filter((pod) => pod !== undefined),
    resourceVersion,
    ...(next !== undefined && { continue: next }),
  };
}

/** Go writes a list without items as `null`. */
function isPodList(document: RawList | undefined): boolean {
  return document?.kind === 'PodList' && (document.items === null || Array.isArray(document.items));
}

class JsonWatchDecoder implements WatchDecoder {
  /** Pieces of a line whose end hasn't come, joined once it has: joining at every chunk would be quadratic. */
  private pieces: Buffer[] = [];
  private length = 0;
  private failed = false;

  constructor(
    private readonly rules: TrimRules,
    private readonly longest: number,
  ) {}

  push(chunk: Buffer): readonly WatchItem[] {
    const items: WatchItem[] = [];
    let start = 0;
    for (let end = chunk.indexOf(NEWLINE); end >= 0 && !this.failed; end = chunk.indexOf(NEWLINE, start)) {
      this.keep(chunk.subarray(start, end));
      this.readLine(items);
      start = end + 1;
    }
    if (!this.failed) this.keep(chunk.subarray(start));
    if (this.length > this.longest) this.fail(items, tooLong(this.longest));
    return items;
  }

  end(): ApiFault | undefined {
    return this.length > 0
      ? fault('cut-off', 'The watch ended in the middle of a line. It is resumed from the last whole one.')
      : undefined;
  }

  private keep(piece: Buffer): void {
    if (piece.length > 0) this.pieces.push(piece);
    this.length += piece.length;
  }

  private readLine(items: WatchItem[]): void {
    const line = Buffer.concat(this.pieces);
    this.pieces = [];
    this.length = 0;
    if (line.length === 0) return;
    const item = line.length > this.longest ? tooLong(this.longest) : readEvent(line.toString(), this.rules);
    if (item.type === 'fault') this.fail(items, item);
    else items.push(item);
  }

  private fail(items: WatchItem[], problem: ApiFault): void {
    this.failed = true;
    this.pieces = [];
    this.length = 0;
    items.push(problem);
  }
}

const NEWLINE = 0x0a;

function tooLong(longest: number): ApiFault {
  return fault(
    'too-large',
    `A line of the watch is longer than ${longest} bytes. No pod is that large: check what answers at the server address.`,
  );
}

interface RawWatchEvent {
  readonly type?: unknown;
  readonly object?: RawWatchObject | null;
}

/** A pod, a bookmark's stub of one, or a Status. */
interface RawWatchObject extends RawPod {
  readonly code?: unknown;
  readonly reason?: unknown;
  readonly message?: unknown;
}

function readEvent(line: string, rules: TrimRules): WatchItem {
  const event: RawWatchEvent | undefined = parseObject(line);
  const object = event?.object;
  if (object === undefined || object === null) return unreadable('A line of the watch is no event');
  if (event?.type === 'ERROR') return errorOf(object);
  const resourceVersion = textOf(object.metadata?.resourceVersion);
  if (resourceVersion === undefined) return unreadable('An event of the watch has no resourceVersion');
  switch (event?.type) {
    case 'ADDED':
    case 'MODIFIED':
      return podItem('set', object, resourceVersion, rules);
    case 'DELETED':
      return podItem('deleted', object, resourceVersion, rules);
    case 'BOOKMARK':
      return { type: 'bookmark', resourceVersion };
    default:
      return { type: 'skipped', resourceVersion };
  }
}

function errorOf(status: RawWatchObject): WatchItem {
  return {
    type: 'error',
    code: typeof status.code === 'number' ? status.code : 500,
    reason: textOf(status.reason) ?? 'Unknown',
    message: textOf(status.message) ?? '',
  };
}

function podItem(type: 'set' | 'deleted', raw: RawPod, resourceVersion: string, rules: TrimRules): WatchItem {
  const pod = trimPod(raw, rules);
  return pod === undefined ? { type: 'skipped', resourceVersion } : { type, pod, resourceVersion };
}

function parseObject(text: string): object | undefined {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === 'object' && value !== null ? value : undefined;
  } catch {
    return undefined;
  }
}

function unreadable(what: string): ApiFault {
  return fault(
    'unreadable',
    `${what}. Check that the server address is a Kubernetes API, with nothing between that rewrites answers.`,
  );
}
