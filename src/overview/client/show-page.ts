// The page, fetched again: only what differs is changed.
import { setTitle } from './title.ts';
import { morph } from './morph.ts';
import { drawTheEyeTo } from './news.ts';
import { refreshPreview } from './preview.ts';
import { isStale, unmarkStale } from './stale.ts';
import { refreshTimes } from './times.ts';

/** `timeout` in milliseconds. */
export async function fetchPage(signal: AbortSignal, timeout: number): Promise<Document> {
  const address = location.pathname + location.search;
  const either = AbortSignal.any([signal, AbortSignal.timeout(timeout)]);
  const response = await fetch(address, { signal: either, cache: 'no-cache' });
  // A shield that has just started may not know everything yet, so what was confirmed lately is kept.
  if (isStale() && IS_GONE.has(response.status)) location.reload();
  if (!response.ok) throw new Error(`The page answered ${response.status}.`);
  return new DOMParser().parseFromString(await response.text(), 'text/html');
}

/** Statuses of a page that is not to be had: what is answered instead says what to do. */
const IS_GONE: ReadonlySet<number> = new Set([400, 401, 403, 404]);

/** Of a newer shield with another script the whole page is loaded. */
export function showPage(page: Document): void {
  const scriptOf = (from: Document): string | null | undefined => from.querySelector('script')?.getAttribute('src');
  if (scriptOf(page) !== scriptOf(document)) {
    location.reload();
    return;
  }
  const isSame = page.body.dataset['search'] === document.body.dataset['search'];
  const before = isSame && !isStale() ? rowTexts() : undefined;
  setTitle(page.title, page.querySelector('#icon')?.getAttribute('href') ?? '');
  for (const [name, value] of Object.entries(page.body.dataset)) document.body.dataset[name] = value;
  for (const selector of PARTS) {
    const [from, to] = [document.querySelector(selector), page.querySelector(selector)];
    if (from !== null && to !== null) morph(from, document.adoptNode(to));
  }
  unmarkStale();
  if (before !== undefined) drawNews(before);
  refreshTimes();
  refreshPreview();
}

/** Not the badge panel: it is the reader's. */
const PARTS = ['#connections', '#toolbar', '#notices', '#board', '#objects', '#page', '#foot'];

/** What each row says, by its id, times apart. */
function rowTexts(): ReadonlyMap<string, string> {
  const textOf = (row: Element): string =>
    row.className.replace(' is-news', '') +
    [...row.querySelectorAll('.c-ready, .c-why, .c-version')].map((part) => part.textContent).join();
  return new Map([...document.querySelectorAll('.row')].map((row) => [row.id, textOf(row)]));
}

function drawNews(before: ReadonlyMap<string, string>): void {
  for (const [id, text] of rowTexts()) {
    const row = document.getElementById(id);
    if (before.get(id) !== text && row !== null) drawTheEyeTo(row);
  }
}
