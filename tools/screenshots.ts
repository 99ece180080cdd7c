// `npm run screenshots`: pictures of the demo's overview page for the docs, light and dark, wide and narrow. Look at
// every one of them before you commit it.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { setTimeout as sleep } from 'node:timers/promises';
import chromium from '@sparticuz/chromium';
import { type Browser, chromium as playwright, type Page } from 'playwright-core';

const ROOT = join(import.meta.dirname, '..');
const IMAGES = join(ROOT, 'docs/images');

/** Milliseconds, so that the page shows some history. */
const STORY = 150_000;

const WIDE = { viewport: { width: 1280, height: 800 }, deviceScaleFactor: 2 };
const NARROW = { viewport: { width: 390, height: 844 }, deviceScaleFactor: 2 };
const WALL = { viewport: { width: 1920, height: 1080 }, deviceScaleFactor: 1 };
const SHOTS = [
  { name: 'overview-light', path: '', colorScheme: 'light', ...WIDE },
  { name: 'overview-dark', path: '', colorScheme: 'dark', ...WIDE },
  { name: 'overview-narrow-light', path: '', colorScheme: 'light', ...NARROW },
  { name: 'overview-narrow-dark', path: '', colorScheme: 'dark', ...NARROW },
  { name: 'wall', path: '?view=wall', colorScheme: 'dark', ...WALL },
] as const;

const demo = spawn(process.execPath, [join(ROOT, 'demo/main.ts')], {
  env: { ...process.env, PORT: process.env['PORT'] ?? '18700', SPEED: process.env['SPEED'] ?? '3' },
  stdio: ['ignore', 'pipe', 'inherit'],
});
try {
  const page = await firstAddress();
  await sleep(STORY);
  const browser = await playwright.launch({
    executablePath: await chromium.executablePath(),
    args: ['--no-sandbox', '--disable-gpu'],
  });
  for (const shot of SHOTS) await capture(browser, page, shot);
  await shootService(browser, page);
  await browser.close();
} finally {
  demo.kill('SIGINT');
  await once(demo, 'close');
}

async function firstAddress(): Promise<string> {
  for await (const line of createInterface(demo.stdout)) {
    const [address] = /https?:\/\/\S+/.exec(line) ?? [];
    if (address !== undefined) return address;
  }
  throw new Error('The demo ended before it printed the address of the page.');
}

type Shot = (typeof SHOTS)[number];

async function capture(browser: Browser, address: string, { name, path, ...options }: Shot): Promise<void> {
  const page = await browser.newPage(options);
  await page.goto(address + path);
  await save(page, name);
  await page.close();
}

/** The service that needs the most attention, in both schemes, and its badge. */
async function shootService(browser: Browser, address: string): Promise<void> {
  for (const colorScheme of ['light', 'dark'] as const) {
    const page = await browser.newPage({ colorScheme, ...WIDE });
    await page.goto(address);
    await page.locator('.row .c-name a').first().click();
    await page.locator('.headline').waitFor();
    await save(page, `service-${colorScheme}`);
    if (colorScheme === 'light') {
      await page.locator('.badge-link').first().click();
      await page.locator('dialog:modal img').waitFor();
      await save(page, 'overview-badge-panel');
    }
    await page.close();
  }
}

/** When it is connected, and without marks of recent changes. */
async function save(page: Page, name: string): Promise<void> {
  await page.locator('#link:not([hidden])').waitFor({ state: 'attached' });
  await page.evaluate(() => {
    for (const row of document.querySelectorAll('.is-news')) row.classList.remove('is-news');
  });
  await page.screenshot({ path: join(IMAGES, `${name}.png`) });
  console.log(`docs/images/${name}.png`);
}
