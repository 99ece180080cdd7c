/* global document, window, fetch, URL */
// Search without a server: search.json has every section of every page, and is fetched when somebody begins to type.

const SHOWN = 12;
const root = new URL(document.currentScript.dataset.root, document.baseURI);
const form = document.querySelector('form[role=search]');
const [input, found] = [form.querySelector('input'), form.querySelector('ul')];
let sections;

form.hidden = false;
input.addEventListener('input', () => void show());
form.addEventListener('submit', (event) => {
  event.preventDefault();
  found.querySelector('a')?.click();
});
document.addEventListener('keydown', (event) => {
  if (event.key === 'Escape') found.hidden = true;
  if (event.key !== '/' || event.target.closest('input')) return;
  event.preventDefault();
  input.focus();
});
document.addEventListener('click', (event) => {
  if (!form.contains(event.target) || event.target.closest('a') !== null) found.hidden = true;
});
// On a phone the list of pages would hide the page.
if (window.matchMedia('(width < 56rem)').matches) document.querySelector('nav details').open = false;

async function show() {
  const words = input.value.toLowerCase().split(/\s+/).filter(Boolean);
  sections ??= fetch(new URL('search.json', root)).then((answer) => answer.json());
  const all = await sections;
  if (words.join(' ') !== input.value.toLowerCase().split(/\s+/).filter(Boolean).join(' ')) return;
  const best = all
    .map((section) => ({ section, score: scoreOf(section, words) }))
    .filter(({ score }) => score > 0)
    .sort((a, b) => b.score - a.score)
    .slice(0, SHOWN);
  found.replaceChildren(...(best.length > 0 ? best.map(({ section }) => itemOf(section, words[0])) : [nothing()]));
  found.hidden = words.length === 0;
}

/** Every word must be there; in a heading it counts most. */
function scoreOf({ heading, page, text }, words) {
  let score = 0;
  for (const word of words) {
    if (heading.toLowerCase().includes(word)) score += 20;
    else if (page.toLowerCase().includes(word)) score += 5;
    else if (text.toLowerCase().includes(word)) score += 1;
    else return 0;
  }
  return score;
}

function itemOf({ path, page, heading, text }, word) {
  const link = document.createElement('a');
  link.href = new URL(path, root).href;
  link.append(heading === page ? page : `${page}: ${heading}`);
  const around = document.createElement('span');
  const at = Math.max(0, text.toLowerCase().indexOf(word) - 40);
  around.append(`${at > 0 ? '…' : ''}${text.slice(at, at + 140)}`);
  link.append(around);
  const item = document.createElement('li');
  item.append(link);
  return item;
}

function nothing() {
  const item = document.createElement('li');
  const text = document.createElement('p');
  text.append('No page has all of these words.');
  item.append(text);
  return item;
}
