// The HTML around the content of a page: navigation, search and a link to its source.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { REPOSITORY } from './links.ts';
import { fromPage, GROUPS, pathOf, START, titleOf } from './pages.ts';

const ROOT = join(import.meta.dirname, '..');
const DESCRIPTION = 'Status badges and a live page for everything that runs in a Kubernetes cluster';

export function layOut(source: string, content: string): string {
  const title = source === START ? `kube-shields: ${DESCRIPTION}` : `${nameOf(source)} · kube-shields`;
  const to = (path: string): string => fromPage(source, path);
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<meta name="description" content="${DESCRIPTION}.">
<title>${escapeHtml(title)}</title>
<link rel="icon" href="${to('icon.svg')}">
<link rel="stylesheet" href="${to('site.css')}">
<script src="${to('search.js')}" data-root="${to('')}" defer></script>
</head>
<body>
<a class="skip" href="#content">Skip to the page</a>
<header>
<a class="home" href="${to('')}"><img alt="" src="${to('icon.svg')}" width="28" height="28">kube-shields</a>
<form role="search" hidden><input type="search" aria-label="Search the documentation" placeholder="Search"
 autocomplete="off" aria-controls="found"><ul id="found" hidden></ul></form>
<a href="${REPOSITORY}">GitHub</a>
</header>
<div class="columns">
<nav aria-label="Pages"><details open><summary>Pages</summary>
${GROUPS.map((group) => navigationOf(group, source)).join('\n')}
</details></nav>
<main id="content">
${wrapTables(content)}
<footer><a href="${REPOSITORY}/blob/main/${source}">This page on GitHub</a></footer>
</main>
</div>
</body>
</html>
`;
}

function navigationOf({ title, sources }: (typeof GROUPS)[number], currentSource: string): string {
  const items = sources.map((source) => {
    const current = source === currentSource ? ' aria-current="page"' : '';
    return `<li><a href="${fromPage(currentSource, pathOf(source))}"${current}>${escapeHtml(nameOf(source))}</a></li>`;
  });
  return `<h2>${title}</h2>\n<ul>${items.join('')}</ul>`;
}

const NAMES: Readonly<Record<string, string>> = {
  [START]: 'What it is',
  'charts/kube-shields/README.md': 'Values of the chart',
  'CHANGELOG.md': 'Changes',
};

function nameOf(source: string): string {
  return NAMES[source] ?? titleOf(readFileSync(join(ROOT, source), 'utf8'));
}

/** Wide tables scroll horizontally, so that the page doesn't. */
function wrapTables(content: string): string {
  return content
    .replaceAll('<table>', '<div class="table" tabindex="0" role="region" aria-label="Table"><table>')
    .replaceAll('</table>', '</table></div>');
}

function escapeHtml(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('"', '&quot;');
}
