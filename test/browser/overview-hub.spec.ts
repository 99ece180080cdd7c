// The page of a hub: clusters that connect, stop responding, and reconnect.
import type { Browser, Page } from 'playwright-core';
import type { Env } from '../../src/config/parse/env-reader.ts';
import { type TemporaryFile, temporaryFile } from '../support/app/temporary-file.ts';
import { launchBrowser, openPage, type WatchedPage } from '../support/browser/browser.ts';
import { SmallShop } from '../support/browser/small-shop.ts';

let browser: Browser;
let secret: TemporaryFile;
let west: SmallShop;
let hub: SmallShop;
let opened: WatchedPage;
let page: Page;

beforeAll(async () => {
  browser = await launchBrowser();
  secret = await temporaryFile('a key of at least thirty-two bytes, for this test\n');
  west = await SmallShop.open(memberEnv());
  hub = await SmallShop.open({
    OTHER_SHIELDS: `${west.app.url} east=http://127.0.0.1:9 http://reader:hush@127.0.0.1:9/north http://127.0.0.1:9/south`,
    INTRA_SECRET: secret.path,
    PUBLIC_URL: 'https://shields.example',
    STALE_AFTER,
  });
  opened = await openPage(browser, hub.app.url);
  page = opened.page;
});
afterAll(async () => {
  const problems = [...opened.problems];
  await opened.close();
  await hub.close();
  await west.close();
  await secret.remove();
  await browser.close();
  expect(problems).toEqual([]);
});

/** Short, because the shields and the page run by the machine's clock. */
const STALE_AFTER = '15s';

function memberEnv(): Env {
  return { CLUSTER_NAME: 'west', INTRA_SECRET: secret.path, STALE_AFTER };
}

function connections(): Promise<string[]> {
  return page.locator('.connection').allInnerTexts();
}

async function untilConnected(fits: RegExp): Promise<void> {
  await page.locator('.connection', { hasText: fits }).waitFor();
}

it("shows each cluster with its connection and why one can't be reached, without waiting for it", async () => {
  await untilConnected(/^prod · west live$/);
  await untilConnected(/^east unreachable$/);
  expect(await page.locator('#total').innerText()).toBe('12 services in 5 clusters');
  expect(await page.locator('.section.is-attention').textContent()).toBe('Needs attention (2)');
  expect(await page.locator('.row .c-place').allInnerTexts()).toEqual(
    expect.arrayContaining(['prod / data', 'west / data']),
  );
  expect(await page.locator('.notices').innerText()).toContain('east: unreachable. Check its address in OTHER_SHIELDS');
  // 'Live' would mislead next to a source that is stale.
  expect(await page.locator('#link').textContent()).toBe('Connected');
});

it('distinguishes never-connected peers on one host, showing no more than /v1/peers does', async () => {
  await untilConnected(/^http:\/\/127.0.0.1:9\/south unreachable$/);
  expect(await connections()).toEqual([
    'prod · west live',
    'east unreachable',
    'http://127.0.0.1:9/north unreachable',
    'http://127.0.0.1:9/south unreachable',
  ]);
  expect(await page.content()).not.toContain('hush');
});

it('shows what changes at a peer, and copies badges that name the cluster', async () => {
  west.crashLooping('shop', 'cart');
  await page.locator('[id="s/west/shop/cart"].is-down').waitFor();
  await page.goto(`${hub.app.url}/?badge=west/shop/cart/health`);
  expect(await page.locator('#text-url').textContent()).toBe(
    'https://shields.example/_/cart/health/?namespace=shop&cluster=west',
  );
  await page.getByRole('link', { name: 'Close' }).click();
});

it('shows that a peer stopped responding, then that its services are stale, and recovers when it is back', async () => {
  const { port } = west.app;
  // A page that shows only another cluster has nothing to fetch.
  const prod = await openPage(browser, `${hub.app.url}/?cluster=prod`);
  await prod.page.getByText('Live', { exact: true }).waitFor({ state: 'attached' });
  let fetched = 0;
  prod.page.on('request', (request) => (fetched += Number(request.url().includes('/?cluster=prod'))));
  await west.app.stop();
  await untilConnected(/^west .+ for /);
  await page.locator('[id="s/west/shop/web"].is-stale').waitFor();
  // Waits: on a machine that is very busy the hub's own cluster may be stale for a moment, too.
  await page.locator('.toggle.is-stale', { hasText: /^6 stale$/ }).waitFor();
  await west.restart(port, memberEnv());
  await page.locator('[id="s/west/shop/web"].is-ok').waitFor();
  await untilConnected(/^prod · west live$/);
  expect([fetched, prod.problems]).toEqual([0, []]);
  await prod.close();
});
