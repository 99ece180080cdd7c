// What the page looks like once nobody vouches for it any more: every state in it reads `stale`, by shape, word and
// color. Nothing is kept to undo that: the way back is the page itself, fetched again.
import { numberText } from '../number-text.ts';

const STATES = ['ok', 'degraded', 'down', 'unknown'] as const;

export function isInDoubt(): boolean {
  return document.body.classList.contains('is-in-doubt');
}

/** Undone by `show` (live.ts). */
export function endDoubt(): void {
  document.body.classList.remove('is-in-doubt');
}

/** `headline` takes the place of the verdict. */
export function doubt(headline: string): void {
  document.body.classList.add('is-in-doubt');
  document.title = `Not confirmed · ${document.querySelector('h1')?.textContent ?? ''}`;
  document.getElementById('icon')?.setAttribute('href', document.body.dataset['staleIcon'] ?? '');
  doubtVerdict(headline);
  doubtCounts();
  for (const part of partsWithState('.status, .custom')) part.append(' (stale)');
  for (const state of STATES) doubtState(state);
  for (const word of all('.state .word')) word.textContent = 'stale';
  for (const word of all('.custom > .unseen, .worst .unseen')) word.textContent = 'stale: ';
  for (const when of all('.checks .when')) {
    const at = when.querySelector('.at');
    when.replaceChildren(...(at === null ? [] : ['confirmed ', at]));
  }
  for (const connection of all('.connection')) {
    connection.className = 'connection is-stale';
    connection.textContent = 'not confirmed';
  }
}

function doubtVerdict(headline: string): void {
  const [strong, detail] = all('.verdict strong, .verdict strong ~ span');
  strong?.replaceChildren(headline);
  detail?.replaceChildren('The shield is not heard. Below is what it said last.');
}

/** Whatever was counted is stale now. */
function doubtCounts(): void {
  const tiles = all('.tile');
  const sum = tiles.reduce((total, tile) => total + numberIn(tile.querySelector('.number')), 0);
  for (const tile of tiles) {
    const count = tile.classList.contains('is-stale') ? sum : 0;
    tile.classList.toggle('is-none', count === 0);
    tile.querySelector('.number')?.replaceChildren(numberText(count));
  }
  for (const counts of all('.counts')) doubtList(counts);
}

function doubtList(counts: Element): void {
  const [first, ...others] = counts.children;
  if (first === undefined) return;
  const text = numberText([first, ...others].reduce((total, count) => total + numberIn(count), 0));
  for (const other of others) other.remove();
  first.setAttribute('title', `${text} stale`);
  for (const node of first.childNodes) if (node instanceof Text) node.nodeValue = text;
  first.querySelector('.unseen')?.replaceChildren(' stale ');
}

/** Those of the tiles stand for states, not for a service; what is past stays what it was. */
function doubtState(state: string): void {
  for (const marked of all(`.is-${state}`)) {
    if (marked.closest('.tile, .timeline, .past') !== null) continue;
    marked.classList.replace(`is-${state}`, 'is-stale');
    if (marked.matches('.glyph')) marked.firstElementChild?.setAttribute('href', '#glyph-stale');
  }
}

/** Of what isn't stale already and says so. */
function partsWithState(selector: string): readonly Element[] {
  return all(selector).filter(
    (part) => part.closest('.is-ok, .is-degraded, .is-down, .is-unknown, .is-stale')?.matches('.is-stale') !== true,
  );
}

function all(selector: string): readonly Element[] {
  return [...document.querySelectorAll(selector)].filter((one) => one.closest('#summary, #board') !== null);
}

function numberIn(element: Element | null): number {
  return Number.parseInt(element?.textContent.replaceAll(',', '') ?? '', 10) || 0;
}
