// An update of the stream, brought into the page.
import { morph } from './morph.ts';
import { drawTheEyeTo, fadeNews } from './news.ts';
import { refreshTimes } from './times.ts';
import { setTitle } from './title.ts';

interface Part {
  readonly id: string;
  readonly html: string;
}

/** As src/overview/views/update.tsx makes it. */
export interface Update {
  readonly title: string;
  readonly icon: string;
  readonly shape: string;
  readonly counts: readonly string[];
  readonly total: string;
  readonly parts: readonly Part[];
  readonly rows: readonly (Part & { readonly after: string })[];
  readonly gone: readonly string[];
}

/** False where the page has to be fetched again, because more than its rows has changed. */
export function applyUpdate({ title, icon, shape, counts, total, parts, rows, gone }: Update): boolean {
  if (document.body.dataset['shape'] !== shape) return false;
  setTitle(title, `${document.body.dataset['root'] ?? './'}assets/${icon}`);
  writeCounts(counts, total);
  for (const { id, html } of parts) replace(id, html);
  for (const id of gone) document.getElementById(id)?.remove();
  fadeNews();
  const isWhole = rows.map(putRow).every(Boolean);
  refreshTimes();
  return isWhole;
}

function writeCounts(counts: readonly string[], total: string): void {
  document.querySelectorAll('.toggle').forEach((toggle, i) => {
    const count = counts[i] ?? '';
    const number = toggle.querySelector('.number');
    if (number === null || number.textContent === count) return;
    number.textContent = count;
    toggle.classList.toggle('is-none', count === '0');
  });
  const line = document.getElementById('total');
  if (line !== null && line.textContent !== total) line.textContent = total;
}

/** What the reader had in focus stays so, and what reads the same stays as it is, with what is selected in it. */
function replace(id: string, html: string): Element | undefined {
  const from = document.getElementById(id);
  const to = elementOf(html);
  if (from === null || to === undefined) return undefined;
  if (from.isEqualNode(to)) return from;
  const focused = focusWithin(from);
  morph(from, to);
  focused(from);
  return from;
}

function putRow({ id, html, after }: Update['rows'][number]): boolean {
  const before = document.getElementById(after);
  if (before === null) return false;
  const known = document.getElementById(id);
  const row = known === null ? elementOf(html) : replace(id, html);
  if (row === undefined) return false;
  // A row that is moved would lose its focus: most are where they belong.
  if (before.nextElementSibling !== row) {
    const focused = focusWithin(row);
    before.after(row);
    focused(row);
  }
  drawTheEyeTo(row);
  return true;
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
