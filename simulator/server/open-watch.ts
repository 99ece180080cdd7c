// One open watch: events in order, bookmarks, its end, and its faults.
import type { ServerResponse } from 'node:http';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type { ResourceType } from '../cluster/resource-types.ts';
import type { Encoding } from './encoding.ts';
import type { Misbehaviour } from './faults.ts';
import type { Status, StoredObject } from '../cluster/kubernetes-objects.ts';
import type { ObjectFilter, WatchQuery } from './resource-request.ts';
import { drip, endless } from './reply.ts';
import { reset } from './reset.ts';
import type { ObjectChange } from '../cluster/simulated-cluster.ts';

export interface WatchTiming {
  /** Milliseconds between bookmarks; a real server's are about a minute apart. */
  readonly bookmarkInterval: number;
  /** Milliseconds for which a client may read nothing before the server ends its watch. */
  readonly slowReader: number;
  /** Neither bookmarks nor an end by time. */
  readonly isUntimed: boolean;
}

export interface WatchOptions {
  readonly encoding: Encoding;
  readonly query: WatchQuery;
  readonly type: ResourceType;
  readonly covers: ObjectFilter;
  readonly timing: WatchTiming;
  /** The version it starts from: only newer changes are sent. */
  readonly from: number;
  /** The cluster's version now. */
  readonly version: () => number;
  readonly fault?: Misbehaviour;
}

export class OpenWatch {
  private readonly response: ServerResponse;
  private readonly options: WatchOptions;
  private readonly timers: NodeJS.Timeout[] = [];
  /** Encoded lazily: a burst of initial events would be gigabytes. */
  private readonly queue: Line[] = [];
  private next = 0;
  private seen: number;
  private silent = false;
  private blocked = false;
  private isHeld = false;
  private held: { readonly line: Line; readonly uid: string } | undefined;

  constructor(response: ServerResponse, options: WatchOptions) {
    this.response = response;
    this.options = options;
    this.seen = options.from;
    response.on('close', () => {
      for (const timer of this.timers) clearTimeout(timer);
    });
  }

  /** As in URLs. */
  get resource(): string {
    return this.options.type.plural;
  }

  get isOpen(): boolean {
    return !this.response.writableEnded && !this.response.closed;
  }

  /** Its version is newer than the cluster's: it gets nothing until the cluster reaches it. */
  get isAhead(): boolean {
    return this.isOpen && this.seen > this.options.version();
  }

  /** Sends initial and missed events, and starts the timers. */
  open(initial: readonly StoredObject[], missed: readonly ObjectChange[]): void {
    const { encoding, query, fault } = this.options;
    if (fault === 'silence') {
      this.silence();
      return;
    }
    if (fault === 'end-at-once') {
      this.end();
      return;
    }
    this.startClocks();
    if (fault === 'garbage') this.send(() => Buffer.from('this is not an event\n'));
    for (const object of initial)
      if (this.options.covers(object.metadata)) this.send(() => encoding.event('ADDED', object));
    if (query.initialEvents && query.bookmarks && fault !== 'no-initial-bookmark') this.sendInitialEnd();
    for (const change of missed) this.deliver(change);
  }

  /** Sends the change, if it is newer than what this watch has sent and about an object that it covers. */
  deliver(change: ObjectChange): void {
    if (change.version <= this.seen) return;
    this.seen = change.version;
    if (change.kind !== this.options.type.kind || !this.options.covers(change.object.metadata)) return;
    const line = () => this.options.encoding.event(change.type, change.object);
    if (this.options.fault === 'swap') {
      this.sendSwapped(line, change);
      return;
    }
    this.send(line);
    if (this.options.fault === 'repeat') this.send(line);
  }

  bookmark(): void {
    // A watch at a future version (after a restored etcd) gets nothing until then.
    if (!this.options.query.bookmarks || this.options.fault === 'no-bookmarks' || this.options.version() < this.seen)
      return;
    const version = this.options.version();
    this.send(() => this.options.encoding.bookmark(version));
  }

  /** Sends nothing until `release`. */
  hold(): void {
    this.isHeld = true;
  }

  release(): void {
    this.isHeld = false;
    this.pump();
  }

  /** Sends an ERROR event, then ends cleanly; held events are lost. */
  fail(status: Status): void {
    if (this.isHeld) this.queue.length = this.next = 0;
    this.isHeld = false;
    this.send(() => this.options.encoding.error(status));
    this.end();
  }

  /** Ends cleanly, as at `timeoutSeconds`; unread events are lost. */
  end(): void {
    this.silent = true;
    this.response.end();
  }

  /** Stays open without another byte. */
  silence(): void {
    this.silent = true;
    for (const timer of this.timers) clearTimeout(timer);
  }

  private startClocks(): void {
    const { query, timing } = this.options;
    if (timing.isUntimed) return;
    this.timers.push(
      setInterval(() => {
        this.bookmark();
      }, timing.bookmarkInterval),
    );
    if (query.timeout === undefined) return;
    for (const before of LAST_BOOKMARKS) {
      const lead = Math.min(before, (query.timeout * before) / SHORT_WATCH);
      this.timers.push(
        setTimeout(() => {
          this.bookmark();
        }, query.timeout - lead),
      );
    }
    this.timers.push(
      setTimeout(() => {
        this.end();
      }, query.timeout),
    );
  }

  private sendInitialEnd(): void {
    const { encoding, from } = this.options;
    this.send(() => encoding.bookmark(from, { 'k8s.io/initial-events-end': 'true' }));
  }

  /** Events of the same object keep their order, even in a confused server. */
  private sendSwapped(line: Line, { object: { metadata } }: ObjectChange): void {
    const held = this.held;
    this.held = held === undefined ? { line, uid: metadata.uid } : undefined;
    if (held === undefined) return;
    for (const next of held.uid === metadata.uid ? [held.line, line] : [line, held.line]) this.send(next);
  }

  private send(line: Line): void {
    if (this.silent) return;
    this.queue.push(line);
    this.pump();
  }

  private pump(): void {
    while (!this.blocked && !this.isHeld && !this.silent && this.next < this.queue.length) {
      const line = this.queue[this.next];
      this.next += 1;
      if (line !== undefined) this.write(line());
    }
    if (this.next < this.queue.length) return;
    this.queue.length = 0;
    this.next = 0;
  }

  private write(line: Buffer): void {
    const { fault } = this.options;
    if (fault === 'half' || fault === 'reset-midway' || fault === 'stall-midway') {
      this.breakOff(line, fault);
      return;
    }
    if (fault === 'drip' || fault === 'endless') {
      this.silence();
      if (fault === 'drip') drip(this.response, line);
      else void pipeline(Readable.from(endless([line])), this.response).catch(() => undefined);
      return;
    }
    if (!this.response.write(line)) this.waitForReader();
    if (fault === 'end-after-first') this.end();
  }

  private breakOff(line: Buffer, fault: 'half' | 'reset-midway' | 'stall-midway'): void {
    this.silence();
    this.response.write(line.subarray(0, line.length / 2), () => {
      if (fault === 'half') this.end();
      if (fault === 'reset-midway') reset(this.response.socket);
    });
  }

  private waitForReader(): void {
    this.blocked = true;
    const timeLimit = setTimeout(() => {
      this.end();
    }, this.options.timing.slowReader);
    this.timers.push(timeLimit);
    this.response.once('drain', () => {
      clearTimeout(timeLimit);
      this.blocked = false;
      this.pump();
    });
  }
}

type Line = () => Buffer;

/** Milliseconds before `timeoutSeconds` at which bookmarks are sent. */
const LAST_BOOKMARKS = [3000, 2000];

/** Milliseconds: in shorter watches these are proportionally later. */
const SHORT_WATCH = 10_000;
