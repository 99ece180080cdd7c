// Finding without loading the page: as you type, by a choice, by a link of the page's own.
import type { Live } from './live.ts';
import { numberText } from '../number-text.ts';
import { searchField } from './keys.ts';

/** Milliseconds after the last key. */
const TYPING = 150;
const AFTER = 50;

export function followFilters(live: Live): void {
  let typing: number | undefined;
  document.addEventListener('input', ({ target }) => {
    if (!(target instanceof HTMLInputElement) || target.form?.id !== 'filters') return;
    clearTimeout(typing);
    typing = setTimeout(() => void find(live, addressOf(target.form), 'replace'), TYPING);
  });
  document.addEventListener('change', ({ target }) => {
    if (target instanceof HTMLSelectElement && target.form?.id === 'filters')
      void find(live, addressOf(target.form), 'push');
  });
  document.addEventListener('submit', (event) => {
    if (!(event.target instanceof HTMLFormElement) || event.target.id !== 'filters') return;
    event.preventDefault();
    clearTimeout(typing);
    void find(live, addressOf(event.target), 'replace');
  });
  document.addEventListener('click', (event) => {
    follow(event, live);
  });
  window.addEventListener('popstate', () => {
    fillFilters();
    void live.reload().then(tellFound);
  });
}

async function find(live: Live, address: string, how: 'push' | 'replace'): Promise<void> {
  tellFound(await live.visit(address, how));
}

/** For those who listen: what the reader's own search found. What changes by itself is not called out. */
function tellFound(isShown: boolean): void {
  const line = document.getElementById('found');
  if (line === null || !isShown) return;
  line.textContent = '';
  // The same words again would be no news to a screen reader: they go first, and come back in another turn.
  setTimeout(() => {
    line.textContent = foundText(Number(document.body.dataset['found']));
  }, AFTER);
}

function foundText(found: number): string {
  return found === 1 ? '1 service found' : `${found === 0 ? 'No' : numberText(found)} services found`;
}

/** What is empty or usual isn't written, as the server's links have it. */
function addressOf(form: HTMLFormElement | null): string {
  const query = new URLSearchParams();
  for (const [name, value] of new FormData(form ?? undefined)) {
    if (typeof value === 'string' && value !== '' && `${name}=${value}` !== 'sort=name') query.set(name, value);
  }
  const search = query.toString();
  return search === '' ? './' : `./?${search}`;
}

function follow(event: MouseEvent, live: Live): void {
  const link = event.target instanceof Element ? event.target.closest('a[data-live]') : null;
  if (!(link instanceof HTMLAnchorElement) || !isPlainClick(event)) return;
  event.preventDefault();
  void live.visit(link.href, 'push').then((isShown) => {
    fillFilters();
    const section = link.hash === '' ? null : document.getElementById(decodeURIComponent(link.hash.slice(1)));
    section?.scrollIntoView();
    if (section === null) tellFound(isShown);
    if (isShown && hasLostFocus(link)) focusOn(section);
  });
}

/** What was chosen may have gone by that, as what unfolds does; who has moved on since isn't called back. */
function hasLostFocus(link: HTMLAnchorElement): boolean {
  const at = document.activeElement;
  return at === null || at === document.body || (at === link && !link.checkVisibility());
}

/** What was unfolded, from where keys lead on into it; else the search. */
function focusOn(section: Element | null): void {
  const next = section?.querySelector('summary') ?? searchField();
  next?.focus({ preventScroll: true });
}

/** The reader's own words are never overwritten while they are typed: only what an address says is written. */
function fillFilters(): void {
  const query = new URLSearchParams(location.search);
  const input = document.querySelector<HTMLInputElement>('#filters input[name=q]');
  if (input !== null) input.value = query.get('q') ?? '';
}

/** Any other opens a tab, or a menu. */
export function isPlainClick(event: MouseEvent): boolean {
  return event.button === 0 && !event.metaKey && !event.ctrlKey && !event.shiftKey && !event.altKey;
}
