// `npm run screenshots`: pictures of the demo's overview page for the docs, light and dark, wide and narrow. Look at
// every one of them before you commit it.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { setTimeout as sleep } from 'node:timers/promises';
import chromium from '@sparticuz/chromium';
import { type Browser, chromium as playwright } from 'playwright-core';

const ROOT = join(import.meta.dirname, '..');
const IMAGES = join(ROOT, 'docs/images');

/** Milliseconds in which enough happens in the demo for the page to look alive. */
const STORY = 150_000;

const WIDE = { viewport: { width: 1440, height: 900 }, deviceScaleFactor: 1 };
const NARROW = { viewport: { width: 390, height: 844 }, deviceScaleFactor: 2 };
const SHOTS = [
  { name: 'overview-light', colorScheme: 'light', ...WIDE },
  { name: 'overview-dark', colorScheme: 'dark', ...WIDE },
  { name: 'overview-narrow-light', colorScheme: 'light', ...NARROW },
  { name: 'overview-narrow-dark', colorScheme: 'dark', ...NARROW },
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
  for (const shot of SHOTS) await shoot(browser, page, shot);
  await shootPanel(browser, page);
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
  throw new Error('The demo ended before it said where its page is.');
}

async function shoot(browser: Browser, address: string, { name, ...options }: (typeof SHOTS)[number]): Promise<void> {
  const page = await browser.newPage(options);
  await page.goto(address);
  await page.getByText('Live', { exact: true }).waitFor();
  await page.screenshot({ path: join(IMAGES, `${name}.png`) });
  console.log(`docs/images/${name}.png`);
  await page.close();
}

async function shootPanel(browser: Browser, address: string): Promise<void> {
  const page = await browser.newPage({ colorScheme: 'light', viewport: { width: 960, height: 720 } });
  await page.goto(`${address}?q=web`);
  await page.locator('.row summary').first().click();
  await page.locator('.badge-link').first().click();
  await page.locator('dialog:modal img').waitFor();
  await page.screenshot({ path: join(IMAGES, 'overview-badge-panel.png') });
  console.log('docs/images/overview-badge-panel.png');
  await page.close();
}
