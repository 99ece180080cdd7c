// Headless Chromium from npm, and pages that record their problems: a console error, a violation of the content security
// policy or a request to another origin fails the test that caused it.
import chromium from '@sparticuz/chromium';
import {
  type Browser,
  type BrowserContextOptions,
  type Page,
  type Request,
  chromium as playwright,
} from 'playwright-core';
import { DEADLINE } from '../time/until.ts';

export async function launchBrowser(): Promise<Browser> {
  const executablePath = await chromium.executablePath();
  // Without the package's default arguments: with `--single-process` the browser exits with its first page. A renderer for
  // each page would be started 60 times in a file of 50 tests, for a quarter of what the file takes.
  const args = ['--no-sandbox', '--disable-gpu', '--renderer-process-limit=1'];
  return playwright.launch({ executablePath, args, timeout: DEADLINE });
}

export interface WatchedPage {
  readonly page: Page;
  /** Problems so far, except for connections that a test cuts on purpose. */
  readonly problems: readonly string[];
  close(): Promise<void>;
}

/** One page for all tests of a file: opening a page takes as long as most tests. */
export class SharedPage {
  private watched: WatchedPage | undefined;
  private isTaken = false;
  /** Number of problems that `release` has returned. */
  private returned = 0;

  constructor(
    private readonly browser: Browser,
    private readonly options: BrowserContextOptions = {},
  ) {}

  /** The page, freshly opened at `url`; undefined when this test already has it. */
  async take(url: string, prepare: (page: Page) => Promise<void> = () => Promise.resolve()): Promise<Page | undefined> {
    if (this.isTaken) return undefined;
    this.isTaken = true;
    this.watched ??= await openPage(this.browser, 'about:blank', this.options);
    await prepare(this.watched.page);
    await this.watched.page.goto(url);
    return this.watched.page;
  }

  /** Returns the problems since `take`. */
  async release(): Promise<readonly string[]> {
    const { watched } = this;
    if (watched === undefined || !this.isTaken) return [];
    this.isTaken = false;
    await watched.page.unrouteAll();
    await watched.page.goto('about:blank');
    const problems = watched.problems.slice(this.returned);
    this.returned = watched.problems.length;
    return problems;
  }
}

export async function openPage(
  browser: Browser,
  url: string,
  options: BrowserContextOptions = {},
  prepare: (page: Page) => Promise<void> = () => Promise.resolve(),
): Promise<WatchedPage> {
  const context = await browser.newContext({ locale: 'en-GB', timezoneId: 'UTC', ...options });
  const page = await context.newPage();
  page.setDefaultTimeout(DEADLINE);
  const problems: string[] = [];
  page.on('console', (message) => {
    if (!['error', 'warning'].includes(message.type()) || isCutConnection(message.text())) return;
    if (!isOwnStatus(message.text(), message.location().url, page.url())) problems.push(message.text());
  });
  page.on('pageerror', (error) => problems.push(String(error)));
  page.on('request', (request) => {
    if (!isSameSite(request)) problems.push(`request to another origin: ${request.url()}`);
  });
  await prepare(page);
  await page.goto(url);
  return { page, problems, close: () => context.close() };
}

/** Pages send requests to their own origin only; navigations by a test may go anywhere. */
function isSameSite(request: Request): boolean {
  return request.isNavigationRequest() || new URL(request.url()).origin === new URL(request.frame().url()).origin;
}

/** A page that describes an error is sent with the error's status, which the browser logs. */
function isOwnStatus(text: string, requested: string, shown: string): boolean {
  return /status of 40[034]/.test(text) && requested === shown;
}

/** The browser logs these itself; tests check how the page handles them. */
function isCutConnection(text: string): boolean {
  return /net::ERR_(?:CONNECTION|INCOMPLETE|EMPTY|ABORTED)|status of 503/.test(text);
}
