// Headless Chromium from npm, and pages in it that tell on themselves: an error in the console, a violation of the
// content security policy or a request to elsewhere fails the test that caused it.
import chromium from '@sparticuz/chromium';
import { type Browser, type BrowserContextOptions, type Page, chromium as playwright } from 'playwright-core';
import { DEADLINE } from '../until.ts';

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
    if (!request.url().startsWith(new URL(url).origin)) troubles.push(`asked elsewhere: ${request.url()}`);
  });
  await prepare(page);
  await page.goto(url);
  return { page, troubles, close: () => context.close() };
}

/** The browser says so itself; what the page makes of it is what a test is about. */
function isCutConnection(text: string): boolean {
  return /net::ERR_(?:CONNECTION|INCOMPLETE|EMPTY|ABORTED)|status of 503/.test(text);
}
