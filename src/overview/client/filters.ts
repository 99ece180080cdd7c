// Finding without loading the page: as you type, by a choice, by a link of the page's own.
import type { Live } from './live.ts';
import { numberText } from '../../config/number-text.ts';
import { searchField } from './keys.ts';

/** Milliseconds after the last key. */
const TYPING = 80;
const AFTER = 50;

export function followFilters(live: Live): void {
  let typing: number | undefined;
  const find = (form: HTMLFormElement, how: 'push' | 'replace'): void => {
    clearTimeout(typing);
    void live.visit(addressOf(form), how).then(announceFound);
  };
  document.addEventListener('input', ({ target }) => {
    if (!(target instanceof HTMLInputElement) || target.type !== 'search' || target.form?.id !== 'filters') return;
    const { form } = target;
    clearTimeout(typing);
    typing = setTimeout(() => {
      find(form, 'replace');
    }, TYPING);
  });
  document.addEventListener('change', ({ target }) => {
    const isChoice = target instanceof HTMLSelectElement || isCheckbox(target);
    if (isChoice && target.form?.id === 'filters') find(target.form, 'push');
  });
  document.addEventListener('submit', (event) => {
    if (!(event.target instanceof HTMLFormElement) || event.target.id !== 'filters') return;
    event.preventDefault();
    find(event.target, 'replace');
  });
  document.addEventListener('click', (event) => {
    closePickers(event.target);
    toggleFilters(event.target);
    follow(event, live);
  });
  window.addEventListener('popstate', () => {
    fillSearch();
    void live.reload().then(announceFound);
  });
}

function isCheckbox(target: EventTarget | null): target is HTMLInputElement {
  return target instanceof HTMLInputElement && target.type === 'checkbox';
}

/** For screen readers: what the reader's own search found. What changes by itself is not announced. */
function announceFound(isShown: boolean): void {
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

/** What is empty or usual isn't written, as the server's links have it; several values are joined by commas. */
function addressOf(form: HTMLFormElement): string {
  const values = new Map<string, string[]>();
  for (const [name, value] of new FormData(form)) {
    if (typeof value !== 'string' || value === '' || `${name}=${value}` === 'sort=worst') continue;
    values.set(name, [...(values.get(name) ?? []), value]);
  }
  const pairs = [...values].map(([name, all]) => `${name}=${escaped(all.join(','))}`);
  return pairs.length === 0 ? './' : `./?${pairs.join('&')}`;
}

function escaped(value: string): string {
  return encodeURIComponent(value).replaceAll('%2C', ',').replaceAll('%2F', '/');
}

function closePickers(target: EventTarget | null): void {
  for (const picker of document.querySelectorAll<HTMLDetailsElement>('details.picker[open]')) {
    if (!(target instanceof Node) || !picker.contains(target)) picker.open = false;
  }
}

/** On a phone: all filters behind one button. */
function toggleFilters(target: EventTarget | null): void {
  const button = target instanceof Element ? target.closest('.filters-button') : null;
  if (button === null) return;
  const isOpen = document.body.classList.toggle('shows-filters');
  button.setAttribute('aria-expanded', String(isOpen));
}

function follow(event: MouseEvent, live: Live): void {
  const link = event.target instanceof Element ? event.target.closest('a[data-live]') : null;
  if (!(link instanceof HTMLAnchorElement) || !isPlainClick(event)) return;
  event.preventDefault();
  const isSearch = link.hash === '';
  void live.visit(link.href.split('#', 1)[0] ?? '', 'push').then((isShown) => {
    fillSearch();
    if (isSearch) announceFound(isShown);
    if (isShown && hasLostFocus(link)) focusOn(link.hash);
  });
}

/** What was chosen may have gone by that; who has moved on since isn't called back. */
function hasLostFocus(link: HTMLAnchorElement): boolean {
  const at = document.activeElement;
  return at === null || at === document.body || (at === link && !link.checkVisibility());
}

/** What was unfolded, from where keys lead on into it; else the search. */
function focusOn(hash: string): void {
  const section = hash === '' ? null : document.getElementById(decodeURIComponent(hash.slice(1)));
  const next = section?.querySelector('a') ?? searchField();
  next?.focus({ preventScroll: true });
}

/** The reader's own words are never overwritten while they are typed: only what an address says is written. */
function fillSearch(): void {
  const input = searchField();
  if (input !== null) input.value = new URLSearchParams(location.search).get('q') ?? '';
}

/** Any other opens a tab, or a menu. */
export function isPlainClick(event: MouseEvent): boolean {
  return event.button === 0 && !event.metaKey && !event.ctrlKey && !event.shiftKey && !event.altKey;
}
