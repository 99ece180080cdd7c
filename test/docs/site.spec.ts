// The documentation as a site: built as `npm run docs` builds it, served below a path as by GitHub Pages. Every link of
// every page is followed.
import { execFile } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, globSync, mkdtempSync, readFileSync, rmSync, statSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { extname, join } from 'node:path';
import { promisify } from 'node:util';
import type { Browser } from 'playwright-core';
import { siteLink } from '../../site/links.ts';
import { pathOf, SOURCES } from '../../site/pages.ts';
import { launchBrowser, openPage } from '../support/browser/browser.ts';

const ROOT = join(import.meta.dirname, '../..');
const ELEVENTY = join(ROOT, 'node_modules/@11ty/eleventy/cmd.cjs');
const BASE_PATH = '/kube-shields/';
const TYPES: Readonly<Record<string, string>> = {
  '.html': 'text/html',
  '.css': 'text/css',
  '.js': 'text/javascript',
  '.json': 'application/json',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
};
const run = promisify(execFile);
const folder = mkdtempSync(join(tmpdir(), 'kube-shields-site-'));
let server: Server;
let site: string;

beforeAll(async () => {
  await run(process.execPath, [ELEVENTY, '--config=site/eleventy.config.ts', `--output=${join(folder, 'out')}`], {
    cwd: ROOT,
  });
  // No connection is closed while a request for it may be on its way.
  server = createServer({ keepAliveTimeout: 0 }, (request, response) => {
    const file = fileOf(request.url ?? '');
    if (file === undefined) response.writeHead(404).end();
    else response.writeHead(200, { 'content-type': TYPES[extname(file)] ?? 'text/plain' }).end(readFileSync(file));
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  site = `http://127.0.0.1:${(server.address() as AddressInfo).port}${BASE_PATH}`;
});
afterAll(() => {
  server.closeAllConnections();
  server.close();
  rmSync(folder, { recursive: true });
});

/** Served as GitHub Pages does: nothing above the site, and a folder by its index.html. */
function fileOf(target: string): string | undefined {
  const path = decodeURI(target.split('?')[0] ?? '');
  if (!path.startsWith(BASE_PATH)) return undefined;
  const file = join(folder, 'out', path.slice(BASE_PATH.length), path.endsWith('/') ? 'index.html' : '');
  return existsSync(file) && statSync(file).isFile() ? file : undefined;
}

const pageOf = (source: string): string => readFileSync(join(folder, 'out', pathOf(source), 'index.html'), 'utf8');

it('has every page of docs/', () => {
  const pages = globSync(['docs/**/*.md'], { cwd: ROOT });
  expect(pages.filter((page) => !SOURCES.includes(page))).toEqual([]);
  expect(globSync('**/*.html', { cwd: join(folder, 'out') })).toHaveLength(SOURCES.length);
});

it.each(SOURCES)('every link, picture and anchor of %s exists', async (source) => {
  const page = site + pathOf(source);
  const links = linksOf(pageOf(source)).map((link) => new URL(link, page));
  expect(links.length).toBeGreaterThan(SOURCES.length);
  const dead = await Promise.all(links.map(async (link) => ((await exists(link)) ? [] : [link.href])));
  expect(dead.flat()).toEqual([]);
});

it('shows braces of examples as they are', () => {
  expect(pageOf('docs/embedding.md')).toContain('version: ${{ github.ref_name }}');
});

it('works under any base path: no link begins with a slash', () => {
  const absolute = SOURCES.flatMap((source) => linksOf(pageOf(source))).filter((link) => link.startsWith('/'));
  expect(absolute).toEqual([]);
});

it.each(['docs/nothing.md', 'docs/images/nothing.svg', '../elsewhere.md'])('a link to %s fails the build', (link) => {
  expect(() => siteLink('README.md', link)).toThrow(`README.md links to ${link}, which isn't there.`);
});

/** Links to other sites aren't requested. The build checks links to files of the repository. */
async function exists(link: URL): Promise<boolean> {
  if (!link.href.startsWith(site)) return link.protocol === 'https:' || link.hostname === 'localhost';
  const answer = await fetch(link);
  const body = await answer.text();
  return (
    answer.status === 200 && (link.hash === '' || body.includes(` id="${decodeURIComponent(link.hash.slice(1))}"`))
  );
}

function linksOf(html: string): readonly string[] {
  return [...html.matchAll(/ (?:href|src|srcset)="([^"]*)"/g)].map(([, link = '']) => link.replaceAll('&amp;', '&'));
}

describe('in a browser', () => {
  let browser: Browser;
  beforeAll(async () => {
    browser = await launchBrowser();
  });
  afterAll(() => browser.close());

  it('finds a section by words of its text, without a search server', async () => {
    const opened = await openPage(browser, `${site}badges/`);
    const { page, problems } = opened;
    await page.getByRole('searchbox').fill('openshift restricted');
    const first = page.locator('#found a').first();
    await first.waitFor();
    expect(await first.textContent()).toContain('Install');
    await first.click();
    await page.waitForURL(`${site}install/#**`);
    expect(problems).toEqual([]);
    await opened.close();
  });

  it.each(['light', 'dark'] as const)('fits on a phone, in %s', async (colorScheme) => {
    const phone = { viewport: { width: 360, height: 740 }, colorScheme };
    const opened = await openPage(browser, `${site}configuration/`, phone);
    const { page, problems } = opened;
    const layout = await page.evaluate(() => {
      const { scrollWidth, clientWidth } = document.documentElement;
      return { isFitting: scrollWidth <= clientWidth, color: getComputedStyle(document.body).backgroundColor };
    });
    expect(layout).toEqual({
      isFitting: true,
      color: colorScheme === 'dark' ? 'rgb(11, 14, 19)' : 'rgb(255, 255, 255)',
    });
    expect(problems).toEqual([]);
    await opened.close();
  });
});
