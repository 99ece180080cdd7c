// Keeps the page what the server would render now: follows the stream, fetches the page again where a stream can't
// tell, and comes back by itself after any failure. An EventSource alone would give up for good after a 503.
import { applyUpdate, drawTheEyeTo, type Update } from './apply.ts';
import { morph } from './morph.ts';
import { refreshTimes, setServerTime } from './times.ts';

/** Milliseconds without a word, of a server that speaks every five seconds. */
const SILENCE = 16_000;
const FIRST_PAUSE = 500;
const LONGEST_PAUSE = 15_000;
/** A short break is nobody's concern. */
const UNNOTICED = 1_500;
/** A page that nobody looks at gives its connection back: browsers have few of them for one site. */
const HIDDEN = 30_000;

export class Live {
  #source: EventSource | undefined;
  #watchdog: number | undefined;
  #retry: number | undefined;
  #notice: number | undefined;
  #hiding: number | undefined;
  #pause = FIRST_PAUSE;
  #lostAt: number | undefined;
  #fetching: AbortController | undefined;
  /** The page has to be fetched before the stream can go on. */
  #isOutdated = false;

  start(): void {
    this.#open();
    window.addEventListener('online', () => {
      this.#resume();
    });
    window.addEventListener('pagehide', () => {
      this.#close();
    });
    window.addEventListener('pageshow', ({ persisted }) => {
      if (persisted) this.#resume();
    });
    document.addEventListener('visibilitychange', () => {
      this.#lookAway();
    });
  }

  /** Shows what that address of the page shows. */
  async visit(address: string, how: 'push' | 'replace'): Promise<void> {
    if (how === 'push') history.pushState(null, '', address);
    else history.replaceState(null, '', address);
    await this.reload();
  }

  /** Shows what the page's own address shows now. */
  async reload(): Promise<void> {
    this.#close();
    this.#fetching?.abort();
    const fetching = new AbortController();
    this.#fetching = fetching;
    this.#isOutdated = true;
    try {
      const page = await fetchPage(fetching.signal);
      if (fetching.signal.aborted) return;
      show(page);
      this.#isOutdated = false;
      this.#open();
    } catch {
      if (!fetching.signal.aborted) this.#fail();
    }
  }

  #open(): void {
    this.#close();
    const query = new URLSearchParams(document.body.dataset['search']);
    query.set('at', position());
    const source = new EventSource(`shields?${query.toString()}`);
    this.#source = source;
    source.addEventListener('error', () => {
      this.#fail();
    });
    source.addEventListener('reconnect', () => {
      this.#fail();
    });
    source.addEventListener('heartbeat', (event: MessageEvent<string>) => {
      this.#beat(event);
    });
    source.addEventListener('refresh', () => {
      this.#hear();
      this.#refreshSoon();
    });
    source.addEventListener('update', (event: MessageEvent<string>) => {
      this.#update(event);
    });
    this.#watch();
  }

  #close(): void {
    this.#source?.close();
    this.#source = undefined;
    clearTimeout(this.#watchdog);
    clearTimeout(this.#retry);
  }

  /** What came before it has been told, so that the stream can go on from there. */
  #beat({ lastEventId, data }: MessageEvent<string>): void {
    this.#hear();
    setServerTime((JSON.parse(data) as { now: number }).now);
    if (isAfter(lastEventId, position())) document.body.dataset['position'] = lastEventId;
  }

  #update({ lastEventId, data }: MessageEvent<string>): void {
    this.#hear();
    if (!isAfter(lastEventId, position())) return;
    const isWhole = applyUpdate(JSON.parse(data) as Update);
    document.body.dataset['position'] = lastEventId;
    if (!isWhole) this.#refreshSoon();
  }

  /** The line is alive. */
  #hear(): void {
    this.#pause = FIRST_PAUSE;
    this.#lostAt = undefined;
    clearTimeout(this.#notice);
    tell('Live', false);
    this.#watch();
  }

  #watch(): void {
    clearTimeout(this.#watchdog);
    this.#watchdog = setTimeout(() => {
      this.#fail();
    }, SILENCE);
  }

  /** Everybody who has this page open hears of the same change at the same moment. */
  #refreshSoon(): void {
    this.#isOutdated = true;
    clearTimeout(this.#retry);
    this.#retry = setTimeout(() => void this.reload(), Math.random() * 300);
  }

  #fail(): void {
    this.#close();
    const lostAt = (this.#lostAt ??= Date.now());
    clearTimeout(this.#notice);
    this.#notice = setTimeout(
      () => {
        const at = new Date(lostAt).toLocaleTimeString();
        tell(`Connection lost at ${at}. What you see may be old. Trying again…`, true);
      },
      UNNOTICED - (Date.now() - lostAt),
    );
    this.#retry = setTimeout(
      () => {
        this.#resume();
      },
      this.#pause * (0.7 + 0.6 * Math.random()),
    );
    this.#pause = Math.min(this.#pause * 2, LONGEST_PAUSE);
  }

  #resume(): void {
    if (this.#isOutdated) void this.reload();
    else this.#open();
  }

  #lookAway(): void {
    clearTimeout(this.#hiding);
    if (document.visibilityState === 'hidden') {
      this.#hiding = setTimeout(() => {
        this.#close();
      }, HIDDEN);
    } else if (this.#source === undefined) this.#resume();
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
  const before = page.body.dataset['search'] === document.body.dataset['search'] ? rowTexts() : undefined;
  document.title = page.title;
  replaceAttribute('#icon', 'href', page);
  for (const [name, value] of Object.entries(page.body.dataset)) document.body.dataset[name] = value;
  for (const id of ['summary', 'notices', 'filters', 'board', 'foot']) {
    const [from, to] = [document.getElementById(id), page.getElementById(id)];
    if (from !== null && to !== null) morph(from, to);
  }
  if (before !== undefined) drawNews(before);
  refreshTimes();
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

/** Said only where it changes: a reader who listens would hear it every five seconds. */
function tell(text: string, isLost: boolean): void {
  const line = document.getElementById('link');
  if (line === null || line.textContent === text) return;
  line.hidden = false;
  line.textContent = text;
  line.classList.toggle('is-lost', isLost);
  document.body.classList.toggle('is-lost', isLost);
}
