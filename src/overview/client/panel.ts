// The badge panel as a dialog over the page, and copying from it.
import { isPlainClick } from './find.ts';
import type { Live } from './live.ts';

const TYPING = 200;

export function openPanels(live: Live): void {
  const rendered = panel();
  if (rendered !== null) showModal(rendered);
  let typing: number | undefined;
  document.addEventListener('click', (event) => {
    if (event.target instanceof Element && isPlainClick(event)) click(event, event.target);
  });
  document.addEventListener('input', ({ target }) => {
    const form = target instanceof HTMLInputElement || target instanceof HTMLSelectElement ? target.form : null;
    if (form?.id !== 'look') return;
    clearTimeout(typing);
    typing = setTimeout(() => void change(form), TYPING);
  });
  document.addEventListener('submit', (event) => {
    if (!(event.target instanceof HTMLFormElement) || event.target.id !== 'look') return;
    event.preventDefault();
    void change(event.target);
  });
  window.addEventListener('popstate', () => {
    const search = location.search;
    if (new URLSearchParams(search).has('badge')) void open(search).catch(() => live.reload());
    else panel()?.remove();
  });
}

function panel(): HTMLDialogElement | null {
  return document.querySelector('dialog#badge');
}

function click(event: MouseEvent, target: Element): void {
  const link = target.closest<HTMLAnchorElement>('a.badge-link');
  const copy = target.closest<HTMLButtonElement>('button[data-copy]');
  if (link !== null) {
    event.preventDefault();
    history.pushState(null, '', link.href);
    open(new URL(link.href).search).catch(() => {
      location.reload();
    });
  } else if (target.closest('.panel .close') !== null || target === panel()) {
    event.preventDefault();
    panel()?.close();
  } else if (copy !== null) void copyFrom(copy);
}

/** Closing leaves the address of the page without the panel. */
function closed(): void {
  const query = new URLSearchParams(location.search);
  for (const name of ['badge', 'style', 'label']) query.delete(name);
  history.replaceState(null, '', query.size === 0 ? './' : `./?${query.toString()}`);
  panel()?.remove();
}

async function open(search: string): Promise<void> {
  const opener = document.activeElement;
  const fresh = await fetchPanel(search);
  panel()?.remove();
  document.querySelector('main')?.append(fresh);
  showModal(fresh);
  fresh.addEventListener('close', () => {
    if (opener instanceof HTMLElement) opener.focus();
  });
}

/** The dialog stays, and with it what is in focus: only what it says is changed. */
async function change(form: HTMLFormElement): Promise<void> {
  const query = new URLSearchParams();
  for (const [name, value] of new FormData(form)) if (typeof value === 'string' && value !== '') query.set(name, value);
  const search = `?${query.toString()}`;
  history.replaceState(null, '', `./${search}`);
  const fresh = await fetchPanel(search);
  for (const selector of ['h2', '.preview img', '#text-markdown', '#text-html', '#text-asciidoc', '#text-url']) {
    const [from, to] = [panel()?.querySelector(selector), fresh.querySelector(selector)];
    if (from !== null && from !== undefined && to !== null) from.replaceWith(to);
  }
}

async function fetchPanel(search: string): Promise<HTMLDialogElement> {
  const query = new URLSearchParams(search);
  query.set('part', 'badge');
  const response = await fetch(`./?${query.toString()}`);
  const page = new DOMParser().parseFromString(await response.text(), 'text/html');
  const fresh = page.querySelector<HTMLDialogElement>('dialog#badge');
  if (!response.ok || fresh === null) throw new Error(`The panel answered ${response.status}.`);
  return document.adoptNode(fresh);
}

function showModal(dialog: HTMLDialogElement): void {
  dialog.removeAttribute('open');
  dialog.addEventListener('close', closed, { once: true });
  dialog.showModal();
}

async function copyFrom(button: HTMLButtonElement): Promise<void> {
  const code = document.getElementById(button.dataset['copy'] ?? '');
  const isCopied = code !== null && ((await copyText(code.textContent)) || copySelected(code));
  const what = button.getAttribute('aria-label')?.replace('Copy ', '') ?? '';
  const line = document.getElementById('copied');
  if (line !== null) line.textContent = isCopied ? `${what} copied.` : 'Selected: press Ctrl+C (⌘C) to copy it.';
  button.classList.toggle('is-done', isCopied);
  setTimeout(() => {
    button.classList.remove('is-done');
  }, 2_000);
}

/** Browsers offer the clipboard to pages that came over https, or from this machine, alone. */
async function copyText(text: string): Promise<boolean> {
  const clipboard = navigator.clipboard as Clipboard | undefined;
  if (clipboard === undefined) return false;
  try {
    await clipboard.writeText(text);
    return true;
  } catch {
    return false;
  }
}

interface LegacyDocument {
  execCommand(command: string): boolean;
}

/** The way before the clipboard had a name. Where it is refused too, the text is at least selected. */
function copySelected(code: Element): boolean {
  getSelection()?.selectAllChildren(code);
  return (document as LegacyDocument).execCommand('copy');
}
