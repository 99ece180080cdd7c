// By keyboard alone: Ctrl+K or ⌘K searches, arrows walk the rows, Enter unfolds one (as a summary does by itself). No
// character has a meaning by itself: who speaks to the machine, or strikes a wrong key, would set it off (WCAG 2.1.4).

export function walkRows(): void {
  document.addEventListener('keydown', (event) => {
    if (event.altKey || document.querySelector('dialog:modal') !== null) return;
    const isWithControl = event.ctrlKey || event.metaKey;
    const hasMeaning = isWithControl
      ? event.key.toLowerCase() === 'k' && !event.shiftKey && search()
      : act(event.key, document.activeElement);
    if (hasMeaning) event.preventDefault();
  });
}

function search(): boolean {
  const field = searchField();
  field?.select();
  field?.focus();
  return field !== null;
}

export function searchField(): HTMLInputElement | null {
  return document.querySelector('#filters input[name=q]');
}

/** Whether the key was one of ours where it was pressed. */
function act(key: string, at: Element | null): boolean {
  const search = searchField();
  if (at instanceof HTMLSelectElement || (isTyping(at) && at !== search)) return false;
  switch (key) {
    case 'ArrowDown':
      return step(at, 1);
    case 'ArrowUp':
      return step(at, -1);
    case 'Home':
    case 'End':
      return at !== search && focusOn(key === 'Home' ? stops()[0] : stops().at(-1));
    case 'Escape':
      return leave(at, search);
    default:
      return false;
  }
}

/** From the search, or from nowhere, down leads to the first row and up from that one back; from a heading to its rows. */
function step(at: Element | null, by: 1 | -1): boolean {
  const all = stops();
  const here = all.findIndex((stop) => stop === at || stop.parentElement?.contains(at) === true);
  if (here === -1 && at !== null && at.closest('#board') !== null) return focusOn(nextTo(at, all, by));
  if (here === -1) return by === 1 && (at === document.body || isWithinFilters(at)) && focusOn(all[0]);
  if (here === 0 && by === -1) return focusOn(searchField() ?? undefined);
  return focusOn(all[here + by]);
}

function nextTo(at: Element, all: readonly Element[], by: 1 | -1): Element | undefined {
  const isAfter = (stop: Element): boolean =>
    (at.compareDocumentPosition(stop) & Node.DOCUMENT_POSITION_FOLLOWING) !== 0;
  return by === 1 ? all.find(isAfter) : all.findLast((stop) => !isAfter(stop));
}

/** Rows that are to be seen, and what unfolds more of them. */
function stops(): readonly Element[] {
  const all = document.querySelectorAll('.row > details > summary, .folded a');
  return [...all].filter((stop) => stop.checkVisibility());
}

function isWithinFilters(at: Element | null): boolean {
  return at !== null && at.closest('#filters') !== null;
}

function leave(at: Element | null, search: HTMLInputElement | null): boolean {
  if (at === search && search !== null && search.value === '') search.blur();
  return false;
}

function isTyping(at: Element | null): boolean {
  return at instanceof HTMLInputElement || at instanceof HTMLTextAreaElement;
}

function focusOn(element: Element | undefined): boolean {
  if (element instanceof HTMLElement) element.focus();
  return element !== undefined;
}
