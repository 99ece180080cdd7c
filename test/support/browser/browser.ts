// Headless Chromium from npm, and pages in it that tell on themselves: an error in the console, a violation of the
// content security policy or a request to elsewhere fails the test that caused it.
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
  // Not the package's own arguments: `--single-process` ends the browser with its first page.
  return playwright.launch({ executablePath, args: ['--no-sandbox', '--disable-gpu'], timeout: DEADLINE });
}

export interface WatchedPage {
  readonly page: Page;
  /** What went wrong in it so far; connections that a test cuts on purpose apart. */
  readonly troubles: readonly string[];
  close(): Promise<void>;
}

/** One page for test after test: to open another one takes as long as most tests. */
export class SharedPage {
  private watched: WatchedPage | undefined;
  private isTaken = false;
  private seen = 0;

  constructor(
    private readonly browser: Browser,
    private readonly options: BrowserContextOptions = {},
  ) {}

  /** As a page that was just opened, at `url`; undefined: this test has it already. */
  async take(url: string, prepare: (page: Page) => Promise<void> = () => Promise.resolve()): Promise<Page | undefined> {
    if (this.isTaken) return undefined;
    this.isTaken = true;
    this.watched ??= await openPage(this.browser, 'about:blank', this.options);
    await prepare(this.watched.page);
    await this.watched.page.goto(url);
    return this.watched.page;
  }

  /** What went wrong in it since it was taken. */
  async giveBack(): Promise<readonly string[]> {
    const { watched } = this;
    if (watched === undefined || !this.isTaken) return [];
    this.isTaken = false;
    await watched.page.unrouteAll();
    await watched.page.goto('about:blank');
    const troubles = watched.troubles.slice(this.seen);
    this.seen = watched.troubles.length;
    return troubles;
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
  const troubles: string[] = [];
  page.on('console', (message) => {
    if (['error', 'warning'].includes(message.type()) && !isCutConnection(message.text()))
      troubles.push(message.text());
  });
  page.on('pageerror', (error) => troubles.push(String(error)));
  page.on('request', (request) => {
    if (!isSameSite(request)) troubles.push(`asked elsewhere: ${request.url()}`);
  });
  await prepare(page);
  await page.goto(url);
  return { page, troubles, close: () => context.close() };
}

/** A page asks its own site alone, and a reader goes wherever a test says. */
function isSameSite(request: Request): boolean {
  return request.isNavigationRequest() || new URL(request.url()).origin === new URL(request.frame().url()).origin;
}

/** The browser says so itself; what the page makes of it is what a test is about. */
function isCutConnection(text: string): boolean {
  return /net::ERR_(?:CONNECTION|INCOMPLETE|EMPTY|ABORTED)|status of 503/.test(text);
}
