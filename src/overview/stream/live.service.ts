// Keeps open pages live: gathers changes, draws them once for all pages that show the same, and ends their streams.
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
import type { Bounds } from '../../config/bounds.ts';
import type { Clock } from '../../config/clock.ts';
import type { Config } from '../../config/config.ts';
import { BOUNDS, CLOCK, CONFIG } from '../../config/config.module.ts';
import { FleetService } from '../../federation/fleet.service.ts';
import { ObjectFleetService } from '../../federation/object-fleet.service.ts';
import type { MeasuredOutlet } from '../../http/send/outlet.ts';
import { SendBacklog } from '../../http/send/send-backlog.ts';
import { MetricsService } from '../../observability/metrics.service.ts';
import { atOnce, inTurns, timed } from '../board/pieces.ts';
import { ChangeLog } from '../page/change-log.ts';
import { heartbeatOf } from '../board/valid-for.ts';
import { OverviewService } from '../page/overview.service.ts';
import { ConnectionsService } from '../page/connections.service.ts';
import { NoticesService } from '../page/notices.service.ts';
import { ConnectionChanges } from './connection-changes.ts';
import { PageNews } from './page-news.ts';
import { PageStream, sseText } from './page-stream.ts';
import { keyOfTopic, type Topic } from './topic.ts';

/** All open pages with the same topic. */
interface Channel {
  readonly topic: Topic;
  readonly streams: Set<PageStream>;
  /** The number of the last change that was sent. */
  sequence: number;
}

@Injectable()
export class LiveService implements OnApplicationBootstrap, BeforeApplicationShutdown {
  readonly log = new ChangeLog(randomBytes(6).toString('hex'));
  private readonly fleet: FleetService;
  private readonly news: PageNews;
  private readonly clock: Clock;
  private readonly metrics: MetricsService;
  private readonly logger = new Logger('overview');
  private readonly channels = new Map<string, Channel>();
  private readonly subscriptions: readonly Subscription[];
  /** Clusters of which objects changed since the log was last written. */
  private readonly objectsOf = new Set<string>();
  private readonly heartbeatEvery: number;
  private readonly sendBacklog: SendBacklog;
  private streams = 0;
  private readonly maxStreams: number;
  private readonly connectionChanges = new ConnectionChanges();
  private cancelFlush: (() => void) | undefined;
  private cancelBeat: () => void = () => undefined;
  private cancelLook: (() => void) | undefined;
  private isFlushing = false;
  private isStopped = false;
  /** Milliseconds that the last round took, and when it began. */
  private cost = 0;
  private flushedAt = Number.NEGATIVE_INFINITY;

  constructor(
    fleet: FleetService,
    objects: ObjectFleetService,
    overview: OverviewService,
    private readonly connections: ConnectionsService,
    private readonly notices: NoticesService,
    @Inject(CLOCK) clock: Clock,
    @Inject(CONFIG) config: Config,
    metrics: MetricsService,
    @Inject(BOUNDS) { pageStreams, pageSendBacklog }: Bounds,
  ) {
    this.fleet = fleet;
    this.news = new PageNews(this.log, overview);
    this.clock = clock;
    this.metrics = metrics;
    this.heartbeatEvery = heartbeatOf(config.discovery.staleAfter);
    this.maxStreams = pageStreams;
    this.sendBacklog = new SendBacklog(pageSendBacklog);
    this.subscriptions = [
      fleet.changes$.subscribe((change) => {
        if (change.type === 'service') this.log.note(change);
        else this.log.noteCluster(change.cluster);
        this.flushLater();
      }),
      objects.changes$.subscribe(({ cluster }) => {
        this.objectsOf.add(cluster);
        this.flushLater();
      }),
    ];
  }

  get isFull(): boolean {
    return this.streams >= this.maxStreams;
  }

  /** Returns a position; a page that is rendered from now on has all changes up to it. */
  catchUp(): string {
    this.look();
    this.noteObjects();
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
    for (const subscription of this.subscriptions) subscription.unsubscribe();
    this.cancelFlush?.();
    this.cancelBeat();
    this.cancelLook?.();
    const goodbye = sseText('reconnect', this.position, {});
    for (const { streams } of this.channels.values()) for (const stream of streams) stream.leave(goodbye);
  }

  /** `position`: that of the page that opens the stream. Call the returned function when the connection is closed. */
  open(topic: Topic, position: string | undefined, outlet: MeasuredOutlet): () => void {
    const stream = new PageStream(outlet, this.sendBacklog);
    this.count(1);
    this.lookOn();
    const channel = this.channelOf(topic);
    channel.streams.add(stream);
    const missed = atOnce(this.news.since(topic, this.log.resume(position), MAX_MISSED)) ?? '';
    stream.send(missed + this.heartbeat(this.log.sequence, this.connections.validFor()));
    return () => {
      this.sendBacklog.forget(stream);
      if (channel.streams.delete(stream)) this.count(-1);
      if (this.streams === 0) this.cancelLook?.();
      if (channel.streams.size === 0) this.channels.delete(keyOfTopic(topic));
    };
  }

  private channelOf(topic: Topic): Channel {
    const key = keyOfTopic(topic);
    const channel = this.channels.get(key) ?? { topic, streams: new Set(), sequence: this.log.sequence };
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
    const untilNext = this.flushedAt + GOING_ON - this.clock.now().monotonic;
    this.cancelFlush ??= this.clock.after(Math.max(GATHER, untilNext, this.cost * 4), () => {
      this.cancelFlush = undefined;
      this.flush().catch((error: unknown) => {
        this.logger.error({ message: 'open pages could not be sent what changed', err: error });
      });
    });
  }

  /** However many of them change, they are one entry: the log has room for services. */
  private noteObjects(): void {
    for (const cluster of this.objectsOf) this.log.noteObjects(cluster);
    this.objectsOf.clear();
  }

  private async flush(): Promise<void> {
    this.isFlushing = true;
    this.flushedAt = this.clock.now().monotonic;
    this.cost = 0;
    this.noteObjects();
    try {
      for (const channel of [...this.channels.values()]) {
        if (this.isStopped) return;
        if (channel.sequence === this.log.sequence) continue;
        await this.send(channel);
        // Yields between two pages.
        await nextTurn();
      }
    } finally {
      this.isFlushing = false;
    }
    const isBehind = [...this.channels.values()].some(({ sequence }) => sequence !== this.log.sequence);
    if (isBehind || this.objectsOf.size > 0) this.flushLater();
  }

  /** A stream that is opened meanwhile is sent more than this by itself. */
  private async send(channel: Channel): Promise<void> {
    const streams = [...channel.streams];
    const { sequence } = this.log;
    const since = this.log.reaches(channel.sequence) ? channel.sequence : undefined;
    const news = timed(this.news.since(channel.topic, since), this.clock, (ms) => {
      this.cost += ms;
    });
    const text = await inTurns(news, () => nextTurn());
    channel.sequence = sequence;
    if (text === undefined || this.isStopped) return;
    for (const stream of streams) if (channel.streams.has(stream)) stream.send(text);
  }

  /** Carries the server's time, so that a reader's wrong clock does no harm. A comment wouldn't reach the page's script. */
  private beat(): void {
    const validFor = this.connections.validFor();
    for (const { streams, sequence } of this.channels.values()) {
      const text = this.heartbeat(sequence, validFor);
      for (const stream of streams) stream.send(text);
    }
    this.cancelBeat = this.clock.after(this.heartbeatEvery, () => {
      this.beat();
    });
  }

  /** `validFor`: milliseconds for which what such a page shows is valid without another event. */
  private heartbeat(sequence: number, validFor: number): string {
    return sseText('heartbeat', this.log.positionOf(sequence), {
      now: this.clock.now().wall,
      validFor,
      confirmed: this.connections.confirmedAt(),
    });
  }

  /** While a page is open. Opening one brings everything up to date by itself. */
  private lookOn(): void {
    this.look();
    this.cancelLook?.();
    this.cancelLook = this.clock.after(LOOK, () => {
      this.lookOn();
    });
  }

  /** Connections change without any service that does; and reading them brings up to date what time alone changes. */
  private look(): void {
    const clusters = this.connections.clusters(this.clock.now());
    const changed = this.connectionChanges.compare(clusters, this.notices.notices());
    for (const name of changed) this.log.noteCluster(name);
    if (changed.length > 0) this.flushLater();
  }
}

/** Milliseconds in which a burst is gathered. */
const GATHER = 250;
/** Milliseconds between two rounds while changes go on: each has pages lay out and paint their table. */
const GOING_ON = 500;
/** With `GATHER`, and what it takes a page to fetch itself, within a second. */
const LOOK = 250;
/** Services that a page missed before it opened its stream: they are drawn in one turn of the event loop. */
const MAX_MISSED = 25;
