// Keeps the page what the server would render now: follows the stream, fetches the page again where a stream can't
// tell, and comes back by itself after any failure. An EventSource alone would give up for good after a 503.
import { applyUpdate, drawTheEyeTo, type Update } from './apply.ts';
import { doubt, endDoubt, isInDoubt } from './doubt.ts';
import { ageOfPage, Holding } from './holding.ts';
import { morph } from './morph.ts';
import { refreshPreview } from './preview.ts';
import { refreshTimes, setServerTime } from './times.ts';

/** Milliseconds without a word, of a server that speaks every five seconds. */
const SILENCE = 16_000;
const FIRST_PAUSE = 500;
const LONGEST_PAUSE = 15_000;
/** A short break is nobody's concern. */
const UNNOTICED = 1_500;
/** How often the clocks are looked at: timers are late where the machine slept. */
const LOOK = 1_000;
/** A page that nobody looks at gives its connection back: browsers have few of them for one site. */
const HIDDEN = 30_000;

export class Live {
  private source: EventSource | undefined;
  private watchdog: number | undefined;
  private retry: number | undefined;
  private notice: number | undefined;
  private hiding: number | undefined;
  private expiry: number | undefined;
  private readonly holding = new Holding();
  /** When this stream was asked for; and by how much the reader's clock is ahead of the shield's, going by its first word. */
  private askedAt = 0;
  private ahead: number | undefined;
  private pause = FIRST_PAUSE;
  private lostAt: number | undefined;
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
    try {
      const page = await fetchPage(fetching.signal);
      if (fetching.signal.aborted) return false;
      show(page);
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
    const source = new EventSource(`shields?${query.toString()}`);
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
      this.hear();
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

  /** What came before it has been told, so that the stream can go on from there. */
  private beat({ lastEventId, data }: MessageEvent<string>): void {
    const { now, holds } = JSON.parse(data) as { now: number; holds: number };
    // The first word can't be older than the question. What lay unread while the machine slept is told by that.
    this.ahead ??= this.askedAt - now;
    document.body.dataset['holds'] = String(holds);
    this.confirm(Math.max(0, Date.now() - now - this.ahead));
    this.hear();
    setServerTime(now);
    refreshPreview();
    if (isAfter(lastEventId, position())) document.body.dataset['position'] = lastEventId;
  }

  private update({ lastEventId, data }: MessageEvent<string>): void {
    this.hear();
    if (!isAfter(lastEventId, position())) return;
    const isWhole = applyUpdate(JSON.parse(data) as Update);
    document.body.dataset['position'] = lastEventId;
    if (!isWhole) this.refreshSoon();
  }

  /** The line is alive. */
  private hear(): void {
    this.pause = FIRST_PAUSE;
    this.lostAt = undefined;
    clearTimeout(this.notice);
    tell('Live', false);
    this.watch();
  }

  private watch(): void {
    clearTimeout(this.watchdog);
    this.watchdog = setTimeout(() => {
      this.fail();
    }, SILENCE);
  }

  /** The page was true `age` milliseconds ago, and said for how long that holds. */
  private confirm(age: number): void {
    this.holding.confirm(Number(document.body.dataset['holds']), age);
    clearTimeout(this.expiry);
    this.expiry = setTimeout(() => {
      this.judge();
    }, this.holding.left);
  }

  /** By the clocks, whatever the timers did meanwhile. */
  private judge(): void {
    if (this.holding.left > 0 || isInDoubt()) return;
    doubt(`Not confirmed${sinceText(this.holding.from)}`);
    this.isOutdated = true;
    if (this.source === undefined) this.tellLost();
    else this.fail();
  }

  /** Everybody who has this page open hears of the same change at the same moment. */
  private refreshSoon(): void {
    this.isOutdated = true;
    clearTimeout(this.retry);
    this.retry = setTimeout(() => void this.reload(), Math.random() * 300);
  }

  private fail(): void {
    this.close();
    const lostAt = (this.lostAt ??= Date.now());
    clearTimeout(this.notice);
    this.notice = setTimeout(
      () => {
        this.tellLost();
      },
      UNNOTICED - (Date.now() - lostAt),
    );
    this.retry = setTimeout(
      () => {
        this.resume();
      },
      this.pause * (0.7 + 0.6 * Math.random()),
    );
    this.pause = Math.min(this.pause * 2, LONGEST_PAUSE);
  }

  private tellLost(): void {
    const at = timeOfDay(this.lostAt ?? Date.now());
    // What is old says so itself, once it is in doubt.
    if (isInDoubt()) tell('Not connected. Trying again…', true);
    else tell(`Connection lost at ${at}. What you see may be old. Trying again…`, true);
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

async function fetchPage(signal: AbortSignal): Promise<Document> {
  const timeout = AbortSignal.timeout(SILENCE);
  const address = location.pathname + location.search;
  const response = await fetch(address, { signal: AbortSignal.any([signal, timeout]), cache: 'no-cache' });
  if (!response.ok) throw new Error(`The page answered ${response.status}.`);
  return new DOMParser().parseFromString(await response.text(), 'text/html');
}

/** Of a newer shield with another script the whole page is loaded. */
function show(page: Document): void {
  const scriptOf = (from: Document): string | null | undefined => from.querySelector('script')?.getAttribute('src');
  if (scriptOf(page) !== scriptOf(document)) {
    location.reload();
    return;
  }
  const isSame = page.body.dataset['search'] === document.body.dataset['search'];
  const before = isSame && !isInDoubt() ? rowTexts() : undefined;
  document.title = page.title;
  replaceAttribute('#icon', 'href', page);
  for (const [name, value] of Object.entries(page.body.dataset)) document.body.dataset[name] = value;
  for (const id of ['summary', 'notices', 'filters', 'board', 'foot']) {
    const [from, to] = [document.getElementById(id), page.getElementById(id)];
    if (from !== null && to !== null) morph(from, to);
  }
  endDoubt();
  if (before !== undefined) drawNews(before);
  refreshTimes();
  refreshPreview();
}

/** What each row says, by its id, times apart. */
function rowTexts(): ReadonlyMap<string, string> {
  const says = (row: Element): string =>
    row.className.replace(' is-news', '') +
    [...row.querySelectorAll('summary .status, summary .version, .custom')].map((part) => part.textContent).join();
  return new Map([...document.querySelectorAll('.row')].map((row) => [row.id, says(row)]));
}

function drawNews(before: ReadonlyMap<string, string>): void {
  for (const [id, text] of rowTexts()) {
    const row = document.getElementById(id);
    if (before.get(id) !== text && row !== null) drawTheEyeTo(row);
  }
}

function replaceAttribute(selector: string, name: string, page: Document): void {
  const value = page.querySelector(selector)?.getAttribute(name);
  if (value !== null && value !== undefined) document.querySelector(selector)?.setAttribute(name, value);
}

/** Up to there the page shows every change. */
function position(): string {
  return document.body.dataset['position'] ?? '';
}

/** Positions of another process are always news. */
function isAfter(one: string, other: string): boolean {
  const [epoch, sequence] = partsOf(one);
  const [otherEpoch, otherSequence] = partsOf(other);
  return epoch !== otherEpoch || sequence > otherSequence;
}

function partsOf(text: string): readonly [string, number] {
  const dot = text.lastIndexOf('.');
  return [text.slice(0, dot), Number(text.slice(dot + 1))];
}

/** A page that the browser had kept was never confirmed. */
function sinceText(wall: number): string {
  return Number.isFinite(wall) ? ` since ${timeOfDay(wall)}` : '';
}

/** With its day where that isn't today. */
function timeOfDay(wall: number): string {
  const at = new Date(wall);
  return at.toDateString() === new Date().toDateString() ? at.toLocaleTimeString() : at.toLocaleString();
}

/** Said only where it changes: a reader who listens would hear it every five seconds. */
function tell(text: string, isLost: boolean): void {
  const line = document.getElementById('link');
  if (line === null || line.textContent === text) return;
  line.hidden = false;
  line.textContent = text;
  line.classList.toggle('is-lost', isLost);
  document.body.classList.toggle('is-lost', isLost);
}
