// The badge panel as a dialog over the page, and copying from it.
import { isPlainClick } from './filters.ts';

const TYPING = 200;
/** Milliseconds. */
const TIMEOUT = 10_000;

/** What was asked for last: the answer to anything before it comes too late. */
let asking: AbortController | undefined;
let typing: number | undefined;

export function openPanels(): void {
  const rendered = panel();
  if (rendered !== null) showModal(rendered);
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
    if (new URLSearchParams(location.search).has('badge')) void open(location.href);
    else {
      stopAsking();
      panel()?.remove();
    }
  });
}

function panel(): HTMLDialogElement | null {
  return document.querySelector('dialog#badge');
}

function click(event: MouseEvent, target: Element): void {
  showAlert('');
  const link = target.closest<HTMLAnchorElement>('a.badge-link');
  const copy = target.closest<HTMLButtonElement>('button.copy');
  if (link !== null) {
    event.preventDefault();
    void open(link.href);
  } else if (target.closest('.panel .close') !== null || target === panel()) {
    event.preventDefault();
    panel()?.close();
  } else if (copy !== null) void copyFrom(copy);
}

/** Closing leaves the address of the page without the panel, and the reader where the badge is offered. */
function closed(): void {
  stopAsking();
  const query = new URLSearchParams(location.search);
  focusOffer(query.get('badge'));
  for (const name of ['badge', 'style', 'label', 'mark', 'palette', 'reason', 'logo']) query.delete(name);
  history.replaceState(null, '', query.size === 0 ? location.pathname : `?${query.toString()}`);
  panel()?.remove();
}

function stopAsking(): void {
  clearTimeout(typing);
  asking?.abort();
}

/** Its row may have been drawn again since, or be folded. */
function focusOffer(badge: string | null): void {
  const offers = [...document.querySelectorAll<HTMLAnchorElement>('a.badge-link')];
  const offer = offers.find(({ href }) => new URL(href).searchParams.get('badge') === badge);
  if (offer?.checkVisibility() === true) offer.focus();
  else offer?.closest('.row')?.querySelector('a')?.focus();
}

async function open(address: string): Promise<void> {
  const answer = await ask(new URL(address).search);
  if (answer === undefined) return;
  if (typeof answer === 'string') {
    showAlert(answer);
    return;
  }
  if (address !== location.href) history.pushState(null, '', address);
  panel()?.remove();
  document.querySelector('main')?.append(answer);
  showModal(answer);
}

/** The dialog stays, and with it what is in focus: only what it says is changed. */
async function change(form: HTMLFormElement): Promise<void> {
  const query = new URLSearchParams();
  for (const [name, value] of new FormData(form)) if (typeof value === 'string' && value !== '') query.set(name, value);
  const search = `?${query.toString()}`;
  const fresh = await ask(search);
  if (fresh === undefined) return;
  say(typeof fresh === 'string' ? fresh : '');
  if (typeof fresh === 'string') return;
  history.replaceState(null, '', search);
  makeAbsolute(fresh);
  for (const selector of ['h2', '.preview img', '#text-markdown', '#text-html', '#text-asciidoc', '#text-url']) {
    const [from, to] = [panel()?.querySelector(selector), fresh.querySelector(selector)];
    if (from !== null && from !== undefined && to !== null) from.replaceWith(to);
  }
}

/** The panel, or what to say instead; undefined where something else was asked for meanwhile. */
async function ask(search: string): Promise<HTMLDialogElement | string | undefined> {
  stopAsking();
  const { signal } = (asking = new AbortController());
  const answer = await fetchPanel(search, signal).catch(() => NO_ANSWER);
  return signal.aborted ? undefined : answer;
}

const NO_ANSWER = 'The badge can’t be shown: the shield doesn’t answer. Try again once the page is live.';

async function fetchPanel(search: string, signal: AbortSignal): Promise<HTMLDialogElement | string> {
  const query = new URLSearchParams(search);
  query.set('part', 'badge');
  const either = AbortSignal.any([signal, AbortSignal.timeout(TIMEOUT)]);
  const response = await fetch(`${location.pathname}?${query.toString()}`, { signal: either });
  const text = await response.text();
  if (response.headers.get('content-type') === 'application/problem+json') return problemText(text);
  const fresh = new DOMParser().parseFromString(text, 'text/html').querySelector<HTMLDialogElement>('dialog#badge');
  return fresh === null ? NO_ANSWER : document.adoptNode(fresh);
}

/** It says what to do next. */
function problemText(text: string): string {
  const { detail } = JSON.parse(text) as { detail: string };
  return `The badge can’t be shown. ${detail}`;
}

/** In the page: no panel is open. */
function showAlert(text: string): void {
  const line = document.getElementById('alert');
  if (line === null) return;
  line.hidden = text === '';
  line.textContent = text;
}

/** In the panel, where it is open. */
function say(text: string): void {
  (document.getElementById('copied') ?? document.getElementById('copied-page'))?.replaceChildren(text);
}

/** Without PUBLIC_URL addresses lead to where the page was opened. */
function makeAbsolute(dialog: Element): void {
  if (!dialog.hasAttribute('data-relative')) return;
  const site = new URL(document.body.dataset['root'] ?? './', location.href).href.replace(/\/$/, '');
  for (const code of dialog.querySelectorAll('.snippet code')) {
    code.textContent = code.textContent.replaceAll(/(^|[("+])\/(?=_\/|a\/|s\/|\?|[)"+])/g, `$1${site}/`);
  }
}

function showModal(dialog: HTMLDialogElement): void {
  makeAbsolute(dialog);
  dialog.removeAttribute('open');
  dialog.addEventListener('close', closed, { once: true });
  dialog.showModal();
}

async function copyFrom(button: HTMLButtonElement): Promise<void> {
  const code = document.getElementById(button.dataset['copy'] ?? '');
  const text = code?.textContent ?? location.href;
  const isCopied = (await copyText(text)) || (code !== null && copySelected(code));
  const what = button.getAttribute('aria-label')?.replace('Copy ', '') ?? '';
  say(isCopied ? `${what} copied.` : 'Selected: press Ctrl+C (⌘C) to copy it.');
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
