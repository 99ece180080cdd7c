// Keeps open pages live: gathers what changes, draws it once for all pages that show the same, and ends their streams.
import { randomBytes } from 'node:crypto';
import { setImmediate as nextTurn } from 'node:timers/promises';
import {
  type BeforeApplicationShutdown,
  Inject,
  Injectable,
  Logger,
  type OnApplicationBootstrap,
} from '@nestjs/common';
import type { Subscription } from 'rxjs';
import type { Bounds } from '../config/bounds.ts';
import type { Clock } from '../config/clock.ts';
import type { Config } from '../config/config.ts';
import { BOUNDS, CLOCK, CONFIG } from '../config/config.module.ts';
import { FleetService } from '../federation/fleet.service.ts';
import { SendBacklog } from '../http/send-backlog.ts';
import { MetricsService } from '../observability/metrics.service.ts';
import { isInScope } from './board.ts';
import { ChangeLog } from './change-log.ts';
import { heartbeatOf } from './valid-for.ts';
import { OverviewService } from './overview.service.ts';
import { type PageQuery, searchOf } from './page-query.ts';
import { eventText, MAX_UNSENT, type Outlet, PageStream } from './page-stream.ts';
import { updateOf } from './views/update.tsx';

/** All open pages that show the same. */
interface Channel {
  readonly query: PageQuery;
  readonly streams: Set<PageStream>;
  /** Up to there they have been told. */
  sequence: number;
}

@Injectable()
export class LiveService implements OnApplicationBootstrap, BeforeApplicationShutdown {
  readonly log = new ChangeLog(randomBytes(6).toString('base64url'));
  private readonly fleet: FleetService;
  private readonly overview: OverviewService;
  private readonly clock: Clock;
  private readonly metrics: MetricsService;
  private readonly logger = new Logger('overview');
  private readonly channels = new Map<string, Channel>();
  private readonly subscription: Subscription;
  private readonly heartbeatEvery: number;
  private readonly sendBacklog: SendBacklog;
  private streams = 0;
  private readonly mostStreams: number;
  /** How each cluster stood when last looked at, by its name; and what the shield said of itself. */
  private connections: ReadonlyMap<string, string> = new Map();
  private notices = '';
  private cancelFlush: (() => void) | undefined;
  private cancelBeat: () => void = () => undefined;
  private cancelLook: (() => void) | undefined;
  private isFlushing = false;
  private isStopped = false;
  /** Milliseconds that the last round took. */
  private cost = 0;

  constructor(
    fleet: FleetService,
    overview: OverviewService,
    @Inject(CLOCK) clock: Clock,
    @Inject(CONFIG) config: Config,
    metrics: MetricsService,
    @Inject(BOUNDS) { pageStreams, pageSendBacklog }: Bounds,
  ) {
    this.fleet = fleet;
    this.overview = overview;
    this.clock = clock;
    this.metrics = metrics;
    this.heartbeatEvery = heartbeatOf(config.discovery.staleAfter);
    this.mostStreams = pageStreams;
    this.sendBacklog = new SendBacklog(pageSendBacklog);
    this.subscription = fleet.changes$.subscribe((change) => {
      if (change.type === 'service') this.log.note(change);
      else this.log.noteCluster(change.cluster);
      this.flushLater();
    });
  }

  get isFull(): boolean {
    return this.streams >= this.mostStreams;
  }

  /** Every change up to there is in what is drawn after this. */
  catchUp(): string {
    this.look();
    return this.position;
  }

  private get position(): string {
    return this.log.positionOf(this.log.sequence);
  }

  onApplicationBootstrap(): void {
    this.beat();
  }

  beforeApplicationShutdown(): void {
    this.isStopped = true;
    this.subscription.unsubscribe();
    this.cancelFlush?.();
    this.cancelBeat();
    this.cancelLook?.();
    const goodbye = eventText('reconnect', this.position, {});
    for (const { streams } of this.channels.values()) for (const stream of streams) stream.leave(goodbye);
  }

  /** `position` is where the page stands that asks. Call what is returned when the connection is gone. */
  open(query: PageQuery, position: string | undefined, outlet: Outlet): () => void {
    const stream = new PageStream(outlet, this.sendBacklog);
    this.count(1);
    this.lookOn();
    const channel = this.channelOf(query);
    channel.streams.add(stream);
    const missed = this.textSince(query, this.log.resume(position)) ?? '';
    stream.send(missed + this.heartbeat(this.log.sequence, this.overview.holds()));
    return () => {
      this.sendBacklog.forget(stream);
      if (channel.streams.delete(stream)) this.count(-1);
      if (this.streams === 0) this.cancelLook?.();
      if (channel.streams.size === 0) this.channels.delete(searchOf(query));
    };
  }

  private channelOf(query: PageQuery): Channel {
    const key = searchOf(query);
    const channel = this.channels.get(key) ?? { query, streams: new Set(), sequence: this.log.sequence };
    this.channels.set(key, channel);
    return channel;
  }

  private count(by: 1 | -1): void {
    this.streams += by;
    this.metrics.pageStreams.set(this.streams);
  }

  /** A round that took long is followed by a longer pause: pages never take more than a fifth of a core. */
  private flushLater(): void {
    if (this.channels.size === 0 || this.isFlushing || this.isStopped) return;
    this.cancelFlush ??= this.clock.after(Math.max(GATHER, this.cost * 4), () => {
      this.cancelFlush = undefined;
      this.flush().catch((error: unknown) => {
        this.logger.error({ message: 'open pages could not be told what changed', err: error });
      });
    });
  }

  private async flush(): Promise<void> {
    this.isFlushing = true;
    this.cost = 0;
    try {
      for (const channel of [...this.channels.values()]) {
        if (this.isStopped) return;
        if (channel.sequence === this.log.sequence) continue;
        const began = this.clock.now().monotonic;
        this.tell(channel);
        this.cost += this.clock.now().monotonic - began;
        // Others have their turn between two pages.
        await nextTurn();
      }
    } finally {
      this.isFlushing = false;
    }
    if ([...this.channels.values()].some(({ sequence }) => sequence !== this.log.sequence)) this.flushLater();
  }

  private tell(channel: Channel): void {
    const text = this.textSince(channel.query, this.log.reaches(channel.sequence) ? channel.sequence : undefined);
    channel.sequence = this.log.sequence;
    if (text === undefined) return;
    for (const stream of channel.streams) stream.send(text);
  }

  /** Undefined: nothing that such a page shows has changed. */
  private textSince(query: PageQuery, sequence: number | undefined): string | undefined {
    const id = this.position;
    if (sequence === undefined) return eventText('refresh', id, {});
    const { places, clusters } = this.log.since(sequence);
    const isWhole = query.cluster === undefined ? clusters.size > 0 : clusters.has(query.cluster);
    const changed = places.filter((place) => isInScope(place, query));
    if (isWhole || changed.length > MOST_ROWS) return eventText('refresh', id, {});
    if (changed.length === 0) return undefined;
    const text = eventText('update', id, updateOf(this.overview.view(query, id), changed));
    // What is longer than a stream may leave lying would cut it, again and again.
    return text.length > MAX_UPDATE ? eventText('refresh', id, {}) : text;
  }

  /** With the server's time, so that a reader's wrong clock hurts nobody. A reader knows by them that the line is alive; a comment wouldn't reach its script. */
  private beat(): void {
    const holds = this.overview.holds();
    for (const { streams, sequence } of this.channels.values()) {
      const text = this.heartbeat(sequence, holds);
      for (const stream of streams) stream.send(text);
    }
    this.cancelBeat = this.clock.after(this.heartbeatEvery, () => {
      this.beat();
    });
  }

  /** `holds`: for how long, in milliseconds, what such a page shows may be taken for true without another word. */
  private heartbeat(sequence: number, holds: number): string {
    return eventText('heartbeat', this.log.positionOf(sequence), { now: this.clock.now().wall, holds });
  }

  /** For as long as somebody has a page open: who opens one brings everything up to date by that. */
  private lookOn(): void {
    this.look();
    this.cancelLook?.();
    this.cancelLook = this.clock.after(LOOK, () => {
      this.lookOn();
    });
  }

  /** Connections come and go without any service that changes; and reading how they stand brings on what time alone changes. */
  private look(): void {
    const clusters = this.fleet.clusters(this.clock.now());
    const after = new Map(
      clusters.map(
        ({ name, connection, stale, isTrying }) => [name, JSON.stringify([connection, stale, isTrying])] as const,
      ),
    );
    const otherwise = this.otherwise(after);
    this.connections = after;
    for (const name of otherwise) this.log.noteCluster(name);
    if (otherwise.length > 0) this.flushLater();
  }

  /** Clusters whose pages look otherwise. Which there are, and what is wrong with the shield, is on every page. */
  private otherwise(after: ReadonlyMap<string, string>): readonly string[] {
    const before = this.connections;
    const notices = this.overview.notices().join('\n');
    const isAll = notices !== this.notices || !isSameKeys(before, after);
    this.notices = notices;
    const names = [...new Set([...before.keys(), ...after.keys()])];
    return isAll ? names : names.filter((name) => before.get(name) !== after.get(name));
  }
}

/** Characters. */
const MAX_UPDATE = MAX_UNSENT / 2;
/** Milliseconds in which a burst is gathered. */
const GATHER = 250;
/** With `GATHER`, and what it takes a page to fetch itself, within a second. */
const LOOK = 250;
/** Where more of them change at once, a whole page is less than its parts. */
const MOST_ROWS = 200;

function isSameKeys(one: ReadonlyMap<string, string>, other: ReadonlyMap<string, string>): boolean {
  return one.size === other.size && [...one.keys()].every((name) => other.has(name));
}
