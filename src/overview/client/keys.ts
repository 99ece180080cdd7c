// By keyboard alone: Ctrl+K or ⌘K searches, up and down walk the rows, right and left unfold and fold one, Enter opens
// its page (as a link does by itself). No character has a meaning by itself: who speaks to the machine, or strikes a
// wrong key, would set it off (WCAG 2.1.4).

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
  return document.querySelector('input[name=q]');
}

/** Whether the key was one of ours where it was pressed. */
function act(key: string, at: Element | null): boolean {
  const field = searchField();
  if (at instanceof HTMLSelectElement || (isTyping(at) && at !== field)) return false;
  switch (key) {
    case 'ArrowDown':
      return step(at, 1);
    case 'ArrowUp':
      return step(at, -1);
    case 'ArrowRight':
    case 'ArrowLeft':
      return at !== field && unfold(at, key === 'ArrowRight');
    case 'Home':
    case 'End':
      return at !== field && isWithinTable(at) && focusOn(key === 'Home' ? stops()[0] : stops().at(-1));
    case 'Escape':
      return leave(at, field);
    default:
      return false;
  }
}

/** From the search, or from nowhere, down leads to the first row, and up from that one back. */
function step(at: Element | null, by: 1 | -1): boolean {
  const all = stops();
  const here = all.findIndex((stop) => stop === at || stop.closest('tbody')?.contains(at) === true);
  if (here === -1) {
    const isOutside = at === document.body || at === searchField() || at?.id === 'board';
    return by === 1 && isOutside && focusOn(all[0]);
  }
  if (here === 0 && by === -1) return focusOn(searchField() ?? undefined);
  return focusOn(all[here + by]);
}

/** Rows that are to be seen, and what unfolds or leads to more of them. */
function stops(): readonly Element[] {
  const all = document.querySelectorAll('.board .c-name a, .board a.fold, .board .more a');
  return [...all].filter((stop) => stop.checkVisibility());
}

/** A row, or a group, by its own link. */
function unfold(at: Element | null, wanted: boolean): boolean {
  const link = at?.closest('tbody')?.querySelector<HTMLAnchorElement>('a[aria-expanded]') ?? null;
  if (link === null) return false;
  if ((link.getAttribute('aria-expanded') === 'true') !== wanted) link.click();
  return true;
}

function isWithinTable(at: Element | null): boolean {
  return at !== null && at.closest('.board') !== null;
}

function leave(at: Element | null, field: HTMLInputElement | null): boolean {
  for (const picker of document.querySelectorAll<HTMLDetailsElement>('details.picker[open]')) {
    picker.open = false;
    if (at !== null && picker.contains(at)) focusOn(picker.querySelector('summary') ?? undefined);
  }
  if (at === field && field !== null && field.value === '') field.blur();
  return false;
}

function isTyping(at: Element | null): boolean {
  return at instanceof HTMLTextAreaElement || (at instanceof HTMLInputElement && at.type !== 'checkbox');
}

function focusOn(element: Element | undefined): boolean {
  if (element instanceof HTMLElement) element.focus();
  return element !== undefined;
}
