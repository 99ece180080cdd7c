// Keeps the page what the server would render now: follows the stream, fetches the page again where an update isn't
// enough, and comes back by itself after any failure. An EventSource alone would give up for good after a 503.
import { applyUpdate, type Update } from './apply.ts';
import { showConnected, showLost, sinceText } from './connection.ts';
import { isAfter, position } from './position.ts';
import { refreshPreview } from './preview.ts';
import { fetchPage, showPage } from './show-page.ts';
import { isStale, markStale } from './stale.ts';
import { setConfirmed, setServerTime, writePrinted } from './times.ts';
import { ageOfPage, Validity } from './validity.ts';

/** Milliseconds without an event, of a server that sends one every five seconds. */
const SILENCE = 16_000;
const FIRST_PAUSE = 500;
const MAX_PAUSE = 15_000;
/** A break shorter than this isn't shown. */
const UNNOTICED = 1_500;
/** How often the clocks are looked at: timers are late where the machine slept. */
const LOOK = 1_000;
/** A page in the background gives its connection back: browsers have few of them for one site. */
const HIDDEN = 30_000;
/** Between two fetches that changes cause. */
const MIN_RELOAD = 500;

interface Heartbeat {
  /** Unix milliseconds. */
  readonly now: number;
  /** Milliseconds. */
  readonly validFor: number;
  /** Unix milliseconds of the oldest proof that connected clusters live by. */
  readonly confirmed?: number;
}

export class Live {
  private source: EventSource | undefined;
  private watchdog: number | undefined;
  private retry: number | undefined;
  private notice: number | undefined;
  private hiding: number | undefined;
  private expiry: number | undefined;
  private readonly validity = new Validity();
  /** When this stream was asked for; and by how much the reader's clock is ahead of the shield's, by its first event. */
  private askedAt = 0;
  private ahead: number | undefined;
  private pause = FIRST_PAUSE;
  private lostAt: number | undefined;
  private reloadedAt = 0;
  private fetching: AbortController | undefined;
  /** The page has to be fetched before the stream can go on. */
  private isOutdated = false;

  start(): void {
    this.confirm(ageOfPage());
    this.judge();
    this.resume();
    setInterval(() => {
      this.judge();
    }, LOOK);
    window.addEventListener('online', () => {
      this.resume();
    });
    window.addEventListener('pagehide', () => {
      this.close();
    });
    window.addEventListener('pageshow', ({ persisted }) => {
      this.judge();
      if (persisted) this.resume();
    });
    document.addEventListener('visibilitychange', () => {
      this.lookAway();
    });
    window.addEventListener('beforeprint', () => {
      writePrinted(this.validity.confirmedAt);
    });
  }

  /** Shows what that address of the page shows. False where that failed, or something else is shown by now. */
  async visit(address: string, how: 'push' | 'replace'): Promise<boolean> {
    if (how === 'push') history.pushState(null, '', address);
    else history.replaceState(null, '', address);
    return this.reload();
  }

  /** Shows what the page's own address shows now. */
  async reload(): Promise<boolean> {
    this.close();
    this.fetching?.abort();
    const fetching = new AbortController();
    this.fetching = fetching;
    this.isOutdated = true;
    const askedAt = Date.now();
    this.reloadedAt = askedAt;
    try {
      const page = await fetchPage(fetching.signal, SILENCE);
      if (fetching.signal.aborted) return false;
      showPage(page);
      this.confirm(Date.now() - askedAt);
      this.isOutdated = false;
      this.open();
      return true;
    } catch {
      if (!fetching.signal.aborted) this.fail();
      return false;
    }
  }

  private open(): void {
    this.close();
    const query = new URLSearchParams(document.body.dataset['search']);
    query.set('at', position());
    this.askedAt = Date.now();
    this.ahead = undefined;
    const source = new EventSource(`${document.body.dataset['root'] ?? './'}shields?${query.toString()}`);
    this.source = source;
    source.addEventListener('error', () => {
      this.fail();
    });
    source.addEventListener('reconnect', () => {
      this.fail();
    });
    source.addEventListener('heartbeat', (event: MessageEvent<string>) => {
      this.beat(event);
    });
    source.addEventListener('refresh', () => {
      this.receive();
      this.refreshSoon();
    });
    source.addEventListener('update', (event: MessageEvent<string>) => {
      this.update(event);
    });
    this.watch();
  }

  private close(): void {
    this.source?.close();
    this.source = undefined;
    clearTimeout(this.watchdog);
    clearTimeout(this.retry);
  }

  /** Everything before it was sent, so the stream can go on from there. */
  private beat({ lastEventId, data }: MessageEvent<string>): void {
    const { now, validFor, confirmed } = JSON.parse(data) as Heartbeat;
    // The first event can't be older than the question. What lay unread while the machine slept is known by that.
    this.ahead ??= this.askedAt - now;
    document.body.dataset['validFor'] = String(validFor);
    this.confirm(Math.max(0, Date.now() - now - this.ahead));
    this.receive();
    setServerTime(now);
    setConfirmed(confirmed);
    refreshPreview();
    if (isAfter(lastEventId, position())) document.body.dataset['position'] = lastEventId;
  }

  private update({ lastEventId, data }: MessageEvent<string>): void {
    this.receive();
    if (!isAfter(lastEventId, position())) return;
    const isWhole = applyUpdate(JSON.parse(data) as Update);
    document.body.dataset['position'] = lastEventId;
    if (!isWhole) this.refreshSoon();
  }

  /** The stream is alive. */
  private receive(): void {
    this.pause = FIRST_PAUSE;
    this.lostAt = undefined;
    clearTimeout(this.notice);
    showConnected();
    this.watch();
  }

  private watch(): void {
    clearTimeout(this.watchdog);
    this.watchdog = setTimeout(() => {
      this.fail();
    }, SILENCE);
  }

  /** The page was right `age` milliseconds ago, and says for how long it is valid. */
  private confirm(age: number): void {
    this.validity.confirm(Number(document.body.dataset['validFor']), age);
    clearTimeout(this.expiry);
    this.expiry = setTimeout(() => {
      this.judge();
    }, this.validity.left);
  }

  /** By the clocks, whatever the timers did meanwhile. */
  private judge(): void {
    if (this.validity.left > 0 || isStale()) return;
    markStale(`Not confirmed${sinceText(this.validity.confirmedAt)}`);
    this.isOutdated = true;
    if (this.source === undefined) showLost(this.lostAt);
    else this.fail();
  }

  /** Every page that is open gets the same change at the same moment; one that is fetched whole, not oftener than a second. */
  private refreshSoon(): void {
    this.isOutdated = true;
    clearTimeout(this.retry);
    const wait = Math.max(0, this.reloadedAt + MIN_RELOAD - Date.now());
    this.retry = setTimeout(() => void this.reload(), Math.max(wait, Math.random() * 300));
  }

  private fail(): void {
    this.close();
    const lostAt = (this.lostAt ??= Date.now());
    clearTimeout(this.notice);
    this.notice = setTimeout(
      () => {
        showLost(this.lostAt);
      },
      UNNOTICED - (Date.now() - lostAt),
    );
    this.retry = setTimeout(
      () => {
        this.resume();
      },
      this.pause * (0.7 + 0.6 * Math.random()),
    );
    this.pause = Math.min(this.pause * 2, MAX_PAUSE);
  }

  private resume(): void {
    if (this.isOutdated) void this.reload();
    else this.open();
  }

  private lookAway(): void {
    clearTimeout(this.hiding);
    this.judge();
    if (document.visibilityState === 'hidden') {
      this.hiding = setTimeout(() => {
        this.close();
      }, HIDDEN);
    } else if (this.source === undefined) this.resume();
  }
}
