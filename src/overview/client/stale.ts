// What the page looks like once what it shows isn't confirmed any more: every state in it reads `stale`, by shape, word
// and color. Nothing is kept to undo that: the way back is the page itself, fetched again.
import { numberText } from '../../config/number-text.ts';
import { setTitle } from './title.ts';

const STATES = ['ok', 'degraded', 'down', 'unknown'] as const;

export function isStale(): boolean {
  return document.body.classList.contains('is-outdated');
}

/** Undone by `show` (live.ts). */
export function unmarkStale(): void {
  document.body.classList.remove('is-outdated');
}

/** `headline` takes the place of the verdict. */
export function markStale(headline: string): void {
  document.body.classList.add('is-outdated');
  const name = document.querySelector('h1')?.textContent.trim() ?? '';
  setTitle(`Not confirmed · ${name}`, document.body.dataset['staleIcon'] ?? '');
  const verdict = document.getElementById('verdict');
  if (verdict !== null) {
    verdict.className = 'verdict is-stale';
    verdict.lastChild?.replaceWith(headline);
  }
  markCounts();
  for (const state of STATES) markState(state);
  for (const word of document.querySelectorAll('.c-state .unseen')) word.textContent = 'stale';
  for (const lead of document.querySelectorAll(':is(.row, .object) .c-why')) lead.append(' (stale)');
  for (const connection of document.querySelectorAll('.connection')) connection.className = 'connection is-bad';
  document.querySelector('.confirmed')?.remove();
}

/** Whatever was counted is stale now. */
function markCounts(): void {
  const toggles = [...document.querySelectorAll('.toggle')];
  const sum = toggles.reduce((total, toggle) => total + numberIn(toggle.querySelector('.number')), 0);
  for (const toggle of toggles) {
    const count = toggle.classList.contains('is-stale') ? sum : 0;
    toggle.classList.toggle('is-none', count === 0);
    toggle.querySelector('.number')?.replaceChildren(numberText(count));
  }
  for (const counts of document.querySelectorAll('.counts')) markList(counts);
}

function markList(counts: Element): void {
  const [first, ...others] = counts.children;
  if (first === undefined) return;
  const text = numberText([first, ...others].reduce((total, count) => total + numberIn(count), 0));
  for (const other of others) other.remove();
  for (const node of first.childNodes) if (node instanceof Text) node.nodeValue = text;
  first.querySelector('.unseen')?.replaceChildren(' stale ');
}

/** The toggles' stand for states, not for a service; what is past stays what it was. */
function markState(state: string): void {
  for (const marked of document.querySelectorAll(`main .is-${state}`)) {
    if (marked.closest('.toggle, .strip, .past, .history') !== null) continue;
    marked.classList.replace(`is-${state}`, 'is-stale');
    marked.classList.remove('is-red');
    if (marked.matches('.glyph')) marked.firstElementChild?.setAttribute('href', '#glyph-stale');
  }
}

function numberIn(element: Element | null): number {
  return Number.parseInt(element?.textContent.replaceAll(',', '') ?? '', 10) || 0;
}
