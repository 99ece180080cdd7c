// Common tasks with the keyboard alone, at a hub of two clusters, and the API's documentation.
import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Browser, Page } from 'playwright-core';
import { type TemporaryFile, temporaryFile } from '../support/app/temporary-file.ts';
import { launchBrowser, openPage, type WatchedPage } from '../support/browser/browser.ts';
import { pressUntilFocused } from '../support/browser/keyboard.ts';
import { SmallShop } from '../support/browser/small-shop.ts';

let browser: Browser;
let refusing: Server;
let secret: TemporaryFile;
let east: SmallShop;
let hub: SmallShop;

beforeAll(async () => {
  browser = await launchBrowser();
  secret = await temporaryFile('a key of at least thirty-two bytes, for this test\n');
  east = await SmallShop.open({ CLUSTER_NAME: 'east', INTRA_SECRET: secret.path });
  refusing = createServer((_, response) => {
    response.writeHead(403, { 'Content-Type': 'application/problem+json' }).end('{"type":"unknown-key","status":403}');
  }).listen(0, '127.0.0.1');
  await once(refusing, 'listening');
  const closed = `closed=http://127.0.0.1:${(refusing.address() as AddressInfo).port}`;
  hub = await SmallShop.open({ OTHER_SHIELDS: `${east.app.url} ${closed}`, INTRA_SECRET: secret.path });
  await hub.app.until('/v1/services', (body) => body.includes('"total":12'));
});
afterAll(async () => {
  await hub.close();
  await east.close();
  refusing.closeAllConnections();
  refusing.close();
  await secret.remove();
  await browser.close();
});

describe('a reader who uses only the keyboard', () => {
  let reader: WatchedPage;

  afterEach(async () => {
    await reader.close();
    expect(reader.problems).toEqual([]);
  });

  async function openHub(): Promise<Page> {
    reader = await openPage(browser, hub.app.url, { viewport: { width: 1440, height: 900 } });
    await reader.page.getByText(/^(Live|Connected)$/).waitFor({ state: 'attached' });
    return reader.page;
  }

  /** Opens a menu with multiple choices, and selects the given ones. */
  async function choose(page: Page, menu: string, names: readonly string[]): Promise<void> {
    await pressUntilFocused(page, 'Tab', page.locator('summary', { hasText: menu }));
    await page.keyboard.press('Enter');
    for (const name of names) {
      await pressUntilFocused(page, 'Tab', page.getByRole('checkbox', { name, exact: true }));
      await page.keyboard.press('Space');
    }
    await page.keyboard.press('Escape');
  }

  it('finds out why checkout is red: which pod, which container, which exit code', async () => {
    east.exited('shop', 'checkout', 137);
    const page = await openHub();
    await page.locator('[id="s/east/shop/checkout"].is-down').waitFor();
    await pressUntilFocused(page, 'ArrowDown', page.locator('[id="s/east/shop/checkout"] .c-name a'));
    await page.keyboard.press('Enter');
    await page.getByRole('heading', { level: 1, name: 'checkout is down: 0 of 1 ready' }).waitFor();
    expect(await page.locator('.sentence').textContent()).toContain(
      'checkout-0 is in CrashLoopBackOff (container app, exit code 137, 5 restarts)',
    );
  });

  it('sees only what is broken in east', async () => {
    const page = await openHub();
    for (const state of ['down', 'degraded']) {
      await pressUntilFocused(page, 'Tab', page.locator(`.toggle.is-${state}`));
      await page.keyboard.press('Enter');
      await page.locator(`.toggle.is-${state}[aria-current]`).waitFor();
    }
    await choose(page, 'All clusters', ['east']);
    await page.waitForURL('**/?state=degraded,down&cluster=east');
    await page.locator('[id="s/prod/data/reports"]').waitFor({ state: 'detached' });
    const places = await page.locator('.row .c-place').allInnerTexts();
    expect(new Set(places.map((place) => place.split(' / ')[0]))).toEqual(new Set(['east']));
    expect(places).not.toEqual([]);
  });

  it('puts two namespaces on a wall', async () => {
    const page = await openHub();
    await choose(page, 'All namespaces', ['data', 'platform']);
    await page.waitForURL('**/?namespace=data,platform');
    await pressUntilFocused(page, 'Shift+Tab', page.getByRole('link', { name: 'Wall' }), 80);
    await page.keyboard.press('Enter');
    await page.locator('.wall-head', { hasText: 'data, platform' }).waitFor();
    expect(new URL(page.url()).searchParams.get('view')).toBe('wall');
  });

  it('sees that a peer refuses the hub, and what to do about it', async () => {
    const page = await openHub();
    await page.locator('.connection', { hasText: 'closed refuses the hub’s signature' }).waitFor();
    expect(await page.locator('.notices').innerText()).toContain('Give both shields the same INTRA_SECRET');
    expect(await page.locator('#link').textContent()).toBe('Connected');
  });

  it('compares the versions of one service over all clusters', async () => {
    east.healthy('shop', 'web', 'v1.1.0');
    await hub.app.until('/v1/services/web', (body) => body.includes('"v1.1.0"'));
    const page = await openHub();
    await page.keyboard.press('Control+k');
    await page.keyboard.type('shop/web');
    await page.locator('[id="s/prod/shop/cart"]').waitFor({ state: 'detached' });
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('Enter');
    await page.locator('#versions').waitFor();
    expect(await page.locator('#versions').innerText()).toMatch(/east[^]*v1\.1\.0[^]*prod[^]*v1\.0\.0/);
    await pressUntilFocused(page, 'Tab', page.locator('#versions a', { hasText: 'v1.1.0' }));
    await page.keyboard.press('Enter');
    await page.waitForURL('**/s/web?cluster=east&namespace=shop');
  });
});

describe('the API’s documentation', () => {
  it('shows every tag, has lock icons on protected routes only, and can try a route', async () => {
    const docs = await openPage(browser, `${hub.app.url}/docs`, { colorScheme: 'dark' });
    await docs.page.locator('[id^="operations-badges"]').first().waitFor();
    expect(await docs.page.locator('h3.opblock-tag').count()).toBe(6);
    expect(await docs.page.locator('html.dark-mode').count()).toBe(1);
    const locked = docs.page.locator('.opblock', { has: docs.page.locator('.authorization__btn') });
    const paths = await locked.locator('.opblock-summary-path').allInnerTexts();
    expect(paths.map((path) => path.replaceAll('\u200b', ''))).toEqual([
      '/federation/v1/snapshot',
      '/federation/v1/stream',
    ]);
    await docs.page.goto(`${hub.app.url}/docs/#/services/listNames`);
    await docs.page.getByRole('button', { name: 'Try it out' }).click();
    const answer = docs.page.waitForResponse(`${hub.app.url}/services`);
    await docs.page.getByRole('button', { name: 'Execute' }).click();
    expect(await (await answer).json()).toEqual(['cart', 'checkout', 'ingress', 'orders-db', 'reports', 'web']);
    await docs.page.locator('.live-responses-table', { hasText: '"web"' }).waitFor();
    await docs.close();
    expect(docs.problems).toEqual([]);
  });
});
