// What changed draws the eye for a moment. Marks are taken off together with the next update, because each change of the page
// that comes alone is a frame to paint; where none comes, soon after.

/** Milliseconds for which a row is marked. */
const MARKED = 3_000;
/** Milliseconds: while much changes, the next update comes within these. */
const SLACK = 600;

/** Each with when its mark is to go, by `performance.now()`. */
const marked = new Map<Element, number>();
let timer: number | undefined;

export function drawTheEyeTo(row: Element): void {
  row.classList.add('is-news');
  marked.set(row, performance.now() + MARKED);
  timer ??= setTimeout(fadeNews, MARKED + SLACK);
}

export function fadeNews(): void {
  clearTimeout(timer);
  timer = undefined;
  const now = performance.now();
  for (const [row, until] of marked) {
    if (until > now) continue;
    row.classList.remove('is-news');
    marked.delete(row);
  }
  const next = Math.min(...marked.values());
  if (marked.size > 0) timer = setTimeout(fadeNews, next - now + SLACK);
}
