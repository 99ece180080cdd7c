// All open streams: their heartbeats and lifetimes, and closing those that read too slowly.
import type { Clock } from '../../config/clock.ts';
import type { Outlet } from '../../http/send/outlet.ts';
import { type Advertiser, HubStream } from './hub-stream.ts';

export interface StreamRequest {
  readonly lastEventId: string | undefined;
  /** Milliseconds between heartbeats. */
  readonly heartbeat: number;
}

/** An open stream, as its connection sees it. */
export interface OpenStream {
  drained(): void;
  /** The connection is gone. */
  closed(): void;
  /** Ends the stream at once, because its credentials are no longer valid. */
  cut(): void;
}

export class HubStreams {
  private readonly streams = new Set<HubStream>();
  private cancelCheck: (() => void) | undefined;
  /** Monotonic milliseconds. */
  private lastClosedAt = -Infinity;

  constructor(
    private readonly advertiser: Advertiser,
    private readonly clock: Clock,
    private readonly random: () => number,
    private readonly inNextTurn: (then: () => void) => void,
  ) {}

  get size(): number {
    return this.streams.size;
  }

  get isFull(): boolean {
    return this.streams.size >= MAX_STREAMS;
  }

  /** A hub that was disconnected a moment ago may reconnect and resume. */
  hasRecentReaders(): boolean {
    return this.streams.size > 0 || this.clock.now().monotonic - this.lastClosedAt < RECONNECT_WINDOW;
  }

  open({ lastEventId, heartbeat }: StreamRequest, outlet: Outlet): OpenStream {
    const stream = new HubStream(this.advertiser, outlet, lastEventId, this.inNextTurn);
    this.streams.add(stream);
    const cancels = [this.beatEvery(stream, heartbeat), this.endLater(stream)];
    this.checkLater();
    stream.beat();
    return {
      drained: () => {
        stream.drained();
      },
      cut: () => {
        stream.cut();
      },
      closed: () => {
        for (const cancel of cancels) cancel();
        if (this.streams.delete(stream)) this.lastClosedAt = this.clock.now().monotonic;
      },
    };
  }

  beat(): void {
    for (const stream of this.streams) stream.beat();
  }

  pump(): void {
    for (const stream of this.streams) stream.pump();
  }

  leave(): void {
    this.cancelCheck?.();
    for (const stream of [...this.streams]) stream.leave();
  }

  private beatEvery(stream: HubStream, interval: number): () => void {
    let cancel: () => void = () => undefined;
    const beatLater = (): void => {
      cancel = this.clock.after(interval, () => {
        stream.beat();
        beatLater();
      });
    };
    beatLater();
    return () => {
      cancel();
    };
  }

  /** Afterwards the hub reconnects with a new signature. Jittered, so that hubs don't reconnect together. */
  private endLater(stream: HubStream): () => void {
    return this.clock.after(LIFETIME * (0.8 + 0.2 * this.random()), () => {
      stream.leave();
    });
  }

  private checkLater(): void {
    this.cancelCheck ??= this.clock.after(CHECK_INTERVAL, () => {
      this.cancelCheck = undefined;
      for (const stream of [...this.streams]) if (stream.isTooSlow()) stream.cut();
      if (this.streams.size > 0) this.checkLater();
    });
  }
}

const MAX_STREAMS = 32;
/** Milliseconds in which a disconnected hub can resume where it was. */
const RECONNECT_WINDOW = 120_000;
const LIFETIME = 15 * 60_000;
const CHECK_INTERVAL = 5_000;
