// An update of the stream, brought into the page.
import { refreshTimes } from './times.ts';

interface Part {
  readonly id: string;
  readonly html: string;
}

/** As src/overview/views/update.tsx makes it. */
export interface Update {
  readonly title: string;
  readonly icon: string;
  readonly shape: string;
  readonly parts: readonly Part[];
  readonly rows: readonly (Part & { readonly list: string; readonly after: string })[];
  readonly gone: readonly string[];
}

/** Milliseconds for which what changed draws the eye. */
const NEWS = 3_000;

/** False where the page has to be fetched again, because more than its rows has changed. */
export function applyUpdate({ title, icon, shape, parts, rows, gone }: Update): boolean {
  if (document.body.dataset['shape'] !== shape) return false;
  document.title = title;
  document.getElementById('icon')?.setAttribute('href', `assets/${icon}`);
  for (const { id, html } of parts) replace(id, html);
  for (const id of gone) document.getElementById(id)?.remove();
  const isWhole = rows.map(putRow).every(Boolean);
  refreshTimes();
  return isWhole;
}

/** What the reader had in focus, or unfolded, stays so. */
function replace(id: string, html: string): Element | undefined {
  const from = document.getElementById(id);
  const to = elementOf(html);
  if (from === null || to === undefined) return undefined;
  const focused = focusWithin(from);
  const wasOpen = from.querySelector('details')?.open ?? false;
  from.replaceWith(to);
  const details = to.querySelector('details');
  if (details !== null) details.open = wasOpen;
  focused(to);
  return to;
}

function putRow({ id, html, list, after }: Update['rows'][number]): boolean {
  const rows = document.getElementById(list);
  const before = after === '' ? null : document.getElementById(after);
  if (rows === null || (after !== '' && before?.parentElement !== rows)) return false;
  const place = before === null ? rows.firstElementChild : before.nextElementSibling;
  const known = document.getElementById(id);
  const row = known === null ? elementOf(html) : replace(id, html);
  if (row === undefined) return false;
  // A row that is moved would lose its focus: most are where they belong.
  if (place !== known && place !== row) rows.insertBefore(row, place);
  else if (known === null) rows.insertBefore(row, place);
  drawTheEyeTo(row);
  return true;
}

export function drawTheEyeTo(row: Element): void {
  row.classList.add('is-news');
  setTimeout(() => {
    row.classList.remove('is-news');
  }, NEWS);
}

function elementOf(html: string): Element | undefined {
  const template = document.createElement('template');
  template.innerHTML = html;
  return template.content.firstElementChild ?? undefined;
}

/** Gives what is in focus now back to its successor: the same element by its place. */
function focusWithin(from: Element): (to: Element) => void {
  const focused = document.activeElement;
  if (focused === null || !from.contains(focused)) return () => undefined;
  if (focused === from) return focusOn;
  const index = focusable(from).indexOf(focused);
  return (to) => {
    focusOn(focusable(to)[index]);
  };
}

function focusOn(element: Element | undefined): void {
  if (element instanceof HTMLElement) element.focus({ preventScroll: true });
}

function focusable(within: Element): readonly Element[] {
  return [...within.querySelectorAll('summary, a, button')];
}
