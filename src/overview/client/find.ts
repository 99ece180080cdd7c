// Finding without loading the page: as you type, by a choice, by a link of the page's own.
import type { Live } from './live.ts';

/** Milliseconds after the last key. */
const TYPING = 150;

export function followFilters(live: Live): void {
  let typing: number | undefined;
  document.addEventListener('input', ({ target }) => {
    if (!(target instanceof HTMLInputElement) || target.form?.id !== 'filters') return;
    clearTimeout(typing);
    typing = setTimeout(() => void live.visit(addressOf(target.form), 'replace'), TYPING);
  });
  document.addEventListener('change', ({ target }) => {
    if (target instanceof HTMLSelectElement && target.form?.id === 'filters')
      void live.visit(addressOf(target.form), 'push');
  });
  document.addEventListener('submit', (event) => {
    if (!(event.target instanceof HTMLFormElement) || event.target.id !== 'filters') return;
    event.preventDefault();
    clearTimeout(typing);
    void live.visit(addressOf(event.target), 'replace');
  });
  document.addEventListener('click', (event) => {
    follow(event, live);
  });
  window.addEventListener('popstate', () => {
    fillFilters();
    void live.reload();
  });
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
  void live.visit(link.href, 'push').then(() => {
    fillFilters();
    if (link.hash !== '') document.getElementById(decodeURIComponent(link.hash.slice(1)))?.scrollIntoView();
  });
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
