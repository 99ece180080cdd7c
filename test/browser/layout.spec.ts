// The layout of the pages on screens of every size and on paper, checked by the bounding boxes of their elements.
import type { Browser, Page } from 'playwright-core';
import { launchBrowser, SharedPage } from '../support/browser/browser.ts';
import { SmallShop } from '../support/browser/small-shop.ts';

const LONG = `a-name-${'as-long-as-kubernetes-allows-'.repeat(2)}x`;
const LONG_TAG = `v1.0.0-${'0123456789abcdef'.repeat(3)}`;
const LONG_NAMESPACE = `a-namespace-${'with-a-long-name-'.repeat(2)}x`;

let browser: Browser;
let shared: SharedPage;
let shop: SmallShop;

beforeAll(async () => {
  [browser, shop] = await Promise.all([launchBrowser(), SmallShop.open()]);
  shared = new SharedPage(browser);
  shop.exited(LONG_NAMESPACE, LONG, 1);
  shop.healthy(LONG_NAMESPACE, `${LONG}-2`, LONG_TAG);
  await shop.app.until('/v1/services', (body) => body.includes('"total":8'));
});
afterEach(async () => {
  expect(await shared.release()).toEqual([]);
});
afterAll(async () => {
  await browser.close();
  await shop.close();
});

async function visit(path: string, width: number, height = 900, media: 'screen' | 'print' = 'screen'): Promise<Page> {
  const page = await shared.take(shop.app.url + path, async (fresh) => {
    await fresh.setViewportSize({ width, height });
    await fresh.emulateMedia({ media });
  });
  if (page === undefined) throw new Error('A test can open this page only once.');
  await page.getByText('Live', { exact: true }).waitFor({ state: 'attached' });
  return page;
}

function isWiderThanScreen(page: Page): Promise<boolean> {
  return page.evaluate(() => document.documentElement.scrollWidth > window.innerWidth);
}

interface Box {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

async function boxOf(page: Page, selector: string): Promise<Box> {
  const box = await page.locator(selector).first().boundingBox();
  if (box === null) throw new Error(`${selector} isn't shown`);
  return box;
}

const PAGES = {
  'the overview': '/',
  'a service': `/s/${LONG}?cluster=prod&namespace=${LONG_NAMESPACE}`,
  'an open badge panel': '/?badge=prod/shop/web/health',
};

// 720 px is a 1440 px screen zoomed to 200 %.
it.each(Object.entries(PAGES).flatMap(([name, path]) => [320, 390, 720, 768, 1440, 3840].map((w) => [name, w, path])))(
  'keeps %s within a screen of %d px',
  async (_, width, path) => {
    const page = await visit(String(path), Number(width));
    expect(await isWiderThanScreen(page)).toBe(false);
  },
);

it.each([768, 1024, 1440, 1920])('has rows of 32 px, and its name in one line, at %d px', async (width) => {
  const page = await visit('/', width);
  const heights = await page
    .locator('.row > tr')
    .evaluateAll((rows) => rows.map((row) => Math.round(row.getBoundingClientRect().height)));
  expect(new Set(heights)).toEqual(new Set([32]));
  expect((await boxOf(page, '.brand')).height).toBeLessThan(30);
});

it.each([1000, 1440, 1920])('has room for every duration, at %d px', async (width) => {
  const page = await visit('/', width);
  const fits = await page
    .locator('.row .c-for')
    .first()
    .evaluate((cell) => {
      cell.textContent = '≈ 59 min';
      return cell.scrollWidth <= cell.clientWidth;
    });
  expect(fits).toBe(true);
});

it('shows a long name in full on a phone', async () => {
  const page = await visit('/', 320, 640);
  const name = page.locator(`[id="s/prod/${LONG_NAMESPACE}/${LONG}"] .c-name`);
  expect(await name.evaluate((cell) => cell.scrollWidth <= cell.clientWidth)).toBe(true);
});

it.each([320, 390])('starts its first row within 260 px on a phone of %d px, and opens its filters', async (width) => {
  const page = await visit('/', width, 844);
  expect((await boxOf(page, '.row')).y).toBeLessThan(260);
  expect(await page.locator('#filters').isVisible()).toBe(false);
  expect(await page.getByRole('searchbox').isVisible()).toBe(true);
  await page.getByRole('button', { name: 'Filters' }).click();
  expect(await page.locator('#filters').isVisible()).toBe(true);
});

it('has the full text of a truncated cell in its title', async () => {
  const page = await visit('/', 1440);
  expect(await page.locator(`[id="s/prod/${LONG_NAMESPACE}/${LONG}"] .c-name a`).getAttribute('title')).toBe(LONG);
  expect(await page.locator(`[id="s/prod/${LONG_NAMESPACE}/${LONG}"] .c-place`).getAttribute('title')).toContain(
    LONG_NAMESPACE,
  );
  expect(await page.locator('[id="s/prod/shop/web"] .c-name a').getAttribute('title')).toBeNull();
  const version = page.locator(`[id="s/prod/${LONG_NAMESPACE}/${LONG}-2"] .c-version span`);
  expect(await version.textContent()).toBe('v1.0.0-0123456789…');
  expect(await version.getAttribute('title')).toBe(LONG_TAG);
});

it.each([
  [1440, false, ['6 h ago', '3 h', 'now']],
  [1920, true, ['12 h ago', '6 h ago', '3 h', 'now']],
])('shows more of each service on a wider screen, and an axis over the bars, at %d px', async (width, isWide, axis) => {
  const page = await visit('/', width);
  expect(await page.locator('.row .c-kind').first().isVisible()).toBe(isWide);
  expect(await page.locator('.axis > :visible').allInnerTexts()).toEqual(axis);
  expect((await boxOf(page, '.row .c-bars')).width).toBeLessThan(width / 3);
});

it('shows on a wall how many containers are ready, however long the namespace is', async () => {
  const page = await visit('/?view=wall', 1920, 1080);
  const tile = `.wall-tile:has-text("${LONG}")`;
  const [ready, tileBox] = [await boxOf(page, `${tile} .wall-where b`), await boxOf(page, tile)];
  expect(ready.x + ready.width).toBeLessThanOrEqual(tileBox.x + tileBox.width);
  expect(await page.evaluate(() => document.documentElement.scrollHeight <= window.innerHeight)).toBe(true);
});

describe('on paper', () => {
  it('has a header with the time, no controls, and a table as wide as the sheet', async () => {
    const page = await visit('/', 1000, 1400, 'print');
    for (const hidden of ['.search', '#filters', '.filters-button', 'footer', '.toggle.is-none', '.top .status']) {
      expect([hidden, await page.locator(hidden).first().isVisible()]).toEqual([hidden, false]);
    }
    await page.evaluate(() => window.dispatchEvent(new Event('beforeprint')));
    expect(await page.locator('.printed').innerText()).toMatch(/^As of \d\d\/\d\d\/\d{4}, \d\d:\d\d:\d\d UTC$/);
    const table = await boxOf(page, '.board');
    const bars = await boxOf(page, '.row .c-bars');
    expect(table.x + table.width - (bars.x + bars.width)).toBeLessThan(4);
  });

  it('shows the time on a service page too', async () => {
    const page = await visit(PAGES['a service'], 1000, 1400, 'print');
    expect(await page.locator('.printed').isVisible()).toBe(true);
    expect(await page.locator('.actions').isVisible()).toBe(false);
    expect(await page.locator('.checks .status').first().innerText()).toContain('CrashLoopBackOff');
  });
});

it('links from a service page to the API and to all services', async () => {
  const page = await visit(PAGES['a service'], 1440);
  const foot = page.locator('footer');
  await foot.getByRole('link', { name: 'API' }).click();
  await page.waitForURL('**/docs*');
  await page.goBack();
  await foot.getByRole('link', { name: 'All services' }).click();
  await page.locator('#board').waitFor();
});
