// The overview page in a real browser, of a shield that watches a simulated cluster.
import type { Browser, BrowserContextOptions, Page, Route } from 'playwright-core';
import { ChecksFolder } from '../support/checks/checks-folder.ts';
import { launchBrowser, openPage, SharedPage, type WatchedPage } from '../support/browser/browser.ts';
import { pressUntilFocused } from '../support/browser/keyboard.ts';
import { SmallShop } from '../support/browser/small-shop.ts';

let browser: Browser;
let shared: SharedPage;
let shop: SmallShop;
let opened: WatchedPage[] = [];

beforeAll(async () => {
  [browser, shop] = await Promise.all([launchBrowser(), SmallShop.open()]);
  shared = new SharedPage(browser);
});
beforeEach(async () => {
  if (await shop.reset()) return;
  await shop.close();
  shop = await SmallShop.open();
});
afterEach(async () => {
  const problems = [...opened.flatMap((one) => one.problems), ...(await shared.release())];
  for (const one of opened) await one.close();
  opened = [];
  expect(problems).toEqual([]);
});
afterAll(async () => {
  await browser.close();
  await shop.close();
});

async function visit(
  path = '/',
  options?: BrowserContextOptions,
  prepare?: (page: Page) => Promise<void>,
): Promise<Page> {
  const page = await pageFor(shop.app.url + path, options, prepare);
  if (options?.javaScriptEnabled !== false)
    await page.getByText('Live', { exact: true }).waitFor({ state: 'attached' });
  return page;
}

async function pageFor(
  url: string,
  options: BrowserContextOptions | undefined,
  prepare: ((page: Page) => Promise<void>) | undefined,
): Promise<Page> {
  const page = options === undefined ? await shared.take(url) : undefined;
  if (page !== undefined) return page;
  const watched = await openPage(browser, url, options, prepare);
  opened.push(watched);
  return watched.page;
}

/** `service`: `namespace/name`. */
function row(page: Page, service: string): ReturnType<Page['locator']> {
  return page.locator(`[id="s/prod/${service}"]`);
}

function rowNames(page: Page): Promise<string[]> {
  return page.locator('.row .c-name').allTextContents();
}

/** Services that need attention first, then the others by location. */
const ALL = ['reports', 'orders-db', 'ingress', 'cart', 'checkout', 'web'];

function counts(page: Page): Promise<string[]> {
  return page.locator('.toggle .number').allTextContents();
}

/** The page's clock runs as usual, until the test advances it. */
const withClock = (page: Page): Promise<void> => page.clock.install();

describe('at a glance', () => {
  it('lists what is wrong and where, with what needs attention first', async () => {
    const page = await visit();
    expect(await page.locator('#verdict').textContent()).toBe('1 down');
    expect(await counts(page)).toEqual(['1', '0', '0', '0', '5']);
    expect(await page.title()).toBe('1 down · kube-shields');
    expect(await page.locator('.section').allTextContents()).toEqual(['Needs attention (1)', 'Well (5)']);
    expect(await rowNames(page)).toEqual(ALL);
  });

  it("shows each service's state, namespace, kind, readiness, reason and version", async () => {
    const page = await visit();
    const text = await row(page, 'data/reports').textContent();
    for (const part of ['down', 'reports', 'prod / data', 'StatefulSet', '0/1', 'CrashLoopBackOff', '5 restarts'])
      expect(text).toContain(part);
    expect(await row(page, 'shop/web').textContent()).toContain('v1.0.0');
  });

  it('shows a red badge in red whatever its text, and finds it among degraded services', async () => {
    shop.partlyReady('shop', 'cart');
    await shop.app.until('/v1/services/cart', (body) => body.includes('1/2'));
    const listed = (await (await shop.app.get('/v1/services?state=down,degraded')).json()) as {
      items: readonly { name: string }[];
    };
    expect(listed.items.map(({ name }) => name)).toEqual(['reports', 'cart']);
    const page = await visit('/?state=down,degraded');
    expect(await rowNames(page)).toEqual(['reports', 'cart']);
    const [down, degraded] = await page
      .locator('.row .glyph')
      .evaluateAll((all) => all.map((one) => getComputedStyle(one).color));
    expect(degraded).toBe(down);
    expect(await row(page, 'shop/cart').locator('.c-state').textContent()).toBe('degraded');
  });

  it('counts a red check on a healthy service as degraded in verdict, counts, rows and icon', async () => {
    const checks = new ChecksFolder({
      'web.js': "export const errors = () => ({ status: '7 %', color: 'red' });",
      'queue.js': "export const depth = () => ({ status: '12', color: 'green' }); export const odd = () => undefined;",
    });
    await shop.app.stop();
    shop.healthy('data', 'reports');
    await shop.restart(0, { CHECKS_DIR: checks.path });
    const page = await visit();
    await row(page, 'shop/web').and(page.locator('.is-degraded')).waitFor();
    expect(await page.locator('#verdict').textContent()).toBe('1 degraded');
    expect((await counts(page)).slice(0, 3)).toEqual(['0', '1', '0']);
    expect(await page.locator('#icon').getAttribute('href')).toContain('icon-degraded');
    expect(await row(page, 'shop/web').locator('.c-why').textContent()).toBe('errors 7 % ');
    await page.locator('.toggle.is-degraded').click();
    await row(page, 'shop/cart').waitFor({ state: 'detached' });
    expect(await rowNames(page)).toEqual(['web']);
    // A logical service has a page, too. Its check that returns nothing is misconfigured, which is shown once.
    await page.goto(`${shop.app.url}/s/queue?cluster=prod`);
    await page.getByText('misconfigured').first().waitFor();
    expect(await page.locator('.checks .status').allTextContents()).toEqual(['misconfigured ', '12 ']);
    expect(await page.locator('.pods').count()).toBe(0);
    checks.remove();
  });

  it('shows each text only once', async () => {
    shop.deleted('shop', 'cart');
    await shop.app.until('/v1/services/cart', (body) => body.includes('no pods'));
    const page = await visit('/?q=cart&rows=prod/shop/cart');
    expect(await row(page, 'shop/cart').locator('.c-why').textContent()).toBe('no pods ');
    expect(await row(page, 'shop/cart').locator('.checks .status').first().textContent()).toBe('no pods ');
  });
});

describe('numbers', () => {
  it('are grouped wherever people read them, and not in badges, which scripts read', async () => {
    shop.exited('shop', 'checkout', 137, 1005);
    await shop.app.until('/_/checkout/health/', (svg) => svg.includes('0/1 (1005 restarts)'));
    const page = await visit('/?rows=prod/shop/checkout');
    expect(await row(page, 'shop/checkout').locator('.c-why').textContent()).toBe('CrashLoopBackOff 1,005 restarts');
    expect(await row(page, 'shop/checkout').locator('.checks .status').first().textContent()).toContain(
      '0/1 (1,005 restarts)',
    );
    await page.goto(`${shop.app.url}/s/checkout?namespace=shop&cluster=prod`);
    expect(await page.locator('.sentence').textContent()).toContain('exit code 137, 1,005 restarts');
    expect(await page.locator('.p-reason').last().textContent()).toContain('1,005 restarts');
    const card = await (await shop.app.get('/_/checkout/why.svg')).text();
    expect(card).toContain('down · 0/1 (1,005 restarts)');
    expect(card).not.toContain('1005');
  });
});

describe('while it is open', () => {
  it('shows a change in its row, and highlights it', async () => {
    const page = await visit();
    shop.crashLooping('shop', 'cart');
    await page.locator('[id="s/prod/shop/cart"].is-down.is-news').waitFor();
    expect((await rowNames(page)).toSorted()).toEqual(ALL.toSorted());
    expect(await page.locator('.section').allTextContents()).toEqual(['Needs attention (2)', 'Well (4)']);
    expect([await page.title(), await counts(page)]).toEqual(['2 down · kube-shields', ['2', '0', '0', '0', '4']]);
    await page.locator('[id="s/prod/shop/cart"]:not(.is-news)').waitFor();
  });

  it('adds new services and namespaces, each once and in order', async () => {
    const page = await visit();
    shop.healthy('shop', 'catalog');
    await row(page, 'shop/catalog').waitFor();
    shop.healthy('staging', 'web');
    await row(page, 'staging/web').waitFor();
    expect(await rowNames(page)).toEqual([
      'reports',
      'orders-db',
      'ingress',
      'cart',
      'catalog',
      'checkout',
      'web',
      'web',
    ]);
  });

  it('keeps focus and what the reader has unfolded', async () => {
    const page = await visit();
    await row(page, 'shop/cart').getByRole('link', { name: 'Details of cart' }).click();
    await row(page, 'shop/cart').locator('.checks').waitFor();
    shop.crashLooping('shop', 'cart');
    await page.locator('[id="s/prod/shop/cart"].is-down').waitFor();
    expect(await row(page, 'shop/cart').locator('.checks').count()).toBe(1);
    expect(await page.evaluate(() => document.activeElement?.closest('.row')?.id)).toBe('s/prod/shop/cart');
  });

  it('keeps selected text and the scroll position, and marks changes beside the color of a row', async () => {
    const page = await visit('/', { viewport: { width: 1440, height: 300 } });
    const [before] = await Promise.all([backgroundOf(page), selectAndScroll(page)]);
    const at = await page.evaluate(() => window.scrollY);
    expect(at).toBeGreaterThan(0);
    shop.crashLooping('data', 'reports', 'ImagePullBackOff');
    await page.locator('[id="s/prod/data/reports"].is-news', { hasText: 'ImagePullBackOff' }).waitFor();
    expect(await page.evaluate(() => [String(getSelection()), window.scrollY])).toEqual(['ingress', at]);
    expect(await backgroundOf(page)).toBe(before);
    const bar = await row(page, 'data/reports')
      .locator('.c-state')
      .evaluate((cell) => getComputedStyle(cell, '::before').width);
    expect(bar).toBe('4px');
  });

  function backgroundOf(page: Page): Promise<string> {
    return row(page, 'data/reports')
      .locator('tr')
      .first()
      .evaluate((one) => getComputedStyle(one).backgroundColor);
  }

  async function selectAndScroll(page: Page): Promise<void> {
    await row(page, 'platform/ingress')
      .locator('.c-name a')
      .evaluate((name) => getSelection()?.selectAllChildren(name));
    await page.evaluate(() => {
      window.scrollTo(0, 150);
    });
  }

  it('removes a row that no longer matches the filter, and adds one that does', async () => {
    const page = await visit('/?state=down');
    expect(await rowNames(page)).toEqual(['reports']);
    shop.crashLooping('data', 'orders-db');
    await row(page, 'data/orders-db').waitFor();
    shop.healthy('data', 'reports');
    await row(page, 'data/reports').waitFor({ state: 'detached' });
    expect(await rowNames(page)).toEqual(['orders-db']);
  });

  it('shows a lost connection, and reconnects by itself with what it missed', async () => {
    const page = await visit();
    const { port } = shop.app;
    await shop.app.stop();
    await page.getByText(/^Connection lost at/).waitFor();
    shop.crashLooping('shop', 'web');
    await shop.restart(port);
    await page.locator('[id="s/prod/shop/web"].is-down').waitFor();
    await page.getByText('Live', { exact: true }).waitFor({ state: 'attached' });
    expect((await rowNames(page)).toSorted()).toEqual(ALL.toSorted());
  });
});

describe('when what it shows is stale', () => {
  const GREEN = '#verdict.is-ok, #board .is-ok:not(.strip .is-ok, .past .is-ok)';

  async function expectNothingGreen(page: Page): Promise<void> {
    expect(await page.locator(GREEN).count()).toBe(0);
    expect(await page.locator('.row .c-state').allTextContents()).toEqual(ALL.map(() => 'stale'));
    expect(await counts(page)).toEqual(['0', '0', '6', '0', '0']);
    expect(await page.locator('.connection').getAttribute('class')).toBe('connection is-bad');
    expect(await page.locator('main').evaluate((main) => getComputedStyle(main).filter)).toBe('grayscale(1)');
    expect(await page.title()).toBe('Not confirmed · kube-shields');
    expect(await page.locator('#icon').getAttribute('href')).toContain('icon-stale');
  }

  it('shows no green once STALE_AFTER has passed, not before, and recovers by itself', async () => {
    const page = await visit('/', {}, withClock);
    const { port } = shop.app;
    await shop.app.stop();
    await page.getByText(/^Connection lost at/).waitFor();
    await page.clock.fastForward(30_000);
    expect(await row(page, 'shop/web').getAttribute('class')).toContain('is-ok');
    await page.clock.fastForward(60_000);
    await page.getByText('Not connected. Trying again…').waitFor();
    expect(await page.locator('#verdict').textContent()).toMatch(/^Not confirmed since \d/);
    expect(await row(page, 'data/reports').locator('.c-why').textContent()).toMatch(/^CrashLoopBackOff.*\(stale\)$/);
    await expectNothingGreen(page);
    shop.healthy('data', 'reports');
    await shop.restart(port);
    await page.clock.fastForward(15_000);
    await page.getByText('Live', { exact: true }).waitFor({ state: 'attached' });
    await row(page, 'data/reports').and(page.locator('.is-ok')).waitFor();
    expect((await rowNames(page)).toSorted()).toEqual(ALL.toSorted());
    expect(await counts(page)).toEqual(['0', '0', '0', '0', '6']);
    expect(await page.title()).toBe('All is well · kube-shields');
    expect(await page.locator('#board .c-state').allTextContents()).not.toContain('stale');
  });

  it.each([
    "window, new PageTransitionEvent('pageshow', { persisted: true })",
    "document, new Event('visibilitychange')",
  ])('checks the clock as soon as the tab is visible again, before any timer has run: %s', async (event) => {
    const page = await visit('/', {}, withClock);
    await page.clock.pauseAt(Date.now() + 30_000);
    expect(await page.locator('.row.is-ok').count()).toBe(5);
    await page.clock.setSystemTime(Date.now() + 3_600_000);
    const greens = `((target, event) => (target.dispatchEvent(event), document.querySelectorAll('.row.is-ok').length))(${event})`;
    expect(await page.evaluate(greens)).toBe(0);
    await page.clock.resume();
    await row(page, 'shop/web').and(page.locator('.is-ok')).waitFor();
  });

  it("marks a page from the browser's cache stale until it is confirmed", async () => {
    const page = await visit();
    await page.goto('about:blank');
    const { port } = shop.app;
    await shop.app.stop();
    await page.goBack();
    await page.getByText('Not connected. Trying again…').waitFor();
    await expectNothingGreen(page);
    await shop.restart(port);
    await row(page, 'shop/web').and(page.locator('.is-ok')).waitFor();
  });

  it('marks nothing stale without a reason', async () => {
    const page = await visit('/', {}, async (fresh) => {
      await fresh.addInitScript(() => {
        new MutationObserver(() => {
          if (document.querySelector('.is-outdated') !== null) document.documentElement.dataset['outdated'] = '';
        }).observe(document, { attributes: true, subtree: true });
      });
    });
    shop.crashLooping('shop', 'cart');
    await page.locator('[id="s/prod/shop/cart"].is-down').waitFor();
    expect(await page.locator('html[data-outdated]').count()).toBe(0);
  });
});

describe('the list of services', () => {
  it('searches while the reader types, and updates the address', async () => {
    const page = await visit();
    await page.keyboard.press('Control+k');
    await page.keyboard.type('che');
    await row(page, 'shop/web').waitFor({ state: 'detached' });
    expect(await rowNames(page)).toEqual(['checkout']);
    expect(new URL(page.url()).search).toBe('?q=che');
    const again = await visit(new URL(page.url()).search.replace(/^/, '/'));
    expect(await rowNames(again)).toEqual(['checkout']);
    expect(await again.getByRole('searchbox').inputValue()).toBe('che');
  });

  it("filters and sorts, follows the browser's back button, and can be reset", async () => {
    const page = await visit();
    await page.getByText('All namespaces').click();
    await page.getByRole('checkbox', { name: 'data' }).check();
    await row(page, 'shop/web').waitFor({ state: 'detached' });
    await page.getByRole('checkbox', { name: 'platform' }).check();
    await row(page, 'platform/ingress').waitFor();
    await page.getByLabel('Sort').selectOption('name');
    await page.waitForURL('**/?namespace=data,platform&sort=name');
    expect(await rowNames(page)).toEqual(['reports', 'orders-db', 'ingress']);
    await page.goBack();
    await page.goBack();
    await row(page, 'platform/ingress').waitFor({ state: 'detached' });
    expect(new URL(page.url()).search).toBe('?namespace=data');
    await page.getByRole('link', { name: 'Clear' }).click();
    await row(page, 'shop/web').waitFor();
    expect(await rowNames(page)).toEqual(ALL);
  });

  it('toggles several states independently', async () => {
    const page = await visit();
    await page.locator('.toggle.is-down').click();
    await row(page, 'shop/web').waitFor({ state: 'detached' });
    await page.locator('.toggle.is-ok').click();
    await row(page, 'shop/web').waitFor();
    expect(new URL(page.url()).search).toBe('?state=down,ok');
    await page.locator('.toggle.is-down').click();
    await row(page, 'data/reports').waitFor({ state: 'detached' });
    expect(await page.locator('.toggle[aria-current]').allTextContents()).toEqual(['5 ok']);
  });

  it('keeps unfolded rows and the grouping in the address', async () => {
    const page = await visit();
    await page.getByRole('link', { name: 'Details of web' }).click();
    await page.getByLabel('Group by').selectOption('namespace');
    await page.locator('[id="g/well/prod/shop"]').waitFor();
    const again = await visit(`/${new URL(page.url()).search}`);
    expect(await row(again, 'shop/web').locator('.checks li').count()).toBe(2);
    expect(await again.locator('.group-title').allTextContents()).toEqual([
      'prod / data',
      'prod / platform',
      'prod / shop',
    ]);
  });

  it.each([
    ['cluster', ['prod']],
    ['kind', ['StatefulSet']],
    ['none', []],
  ])('groups by %s as the reader chooses', async (by, titles) => {
    const page = await visit();
    await page.getByLabel('Group by').selectOption(by);
    await page.waitForURL(`**/?group=${by}`);
    await page.waitForFunction((count) => document.querySelectorAll('.group-title').length === count, titles.length);
    expect(await page.locator('.group-title').allTextContents()).toEqual(titles);
    expect([...(await rowNames(page))].toSorted()).toEqual(ALL.toSorted());
  });

  it('shows a message when nothing matches', async () => {
    const page = await visit('/?q=nothing-like-it');
    await page.getByText('Nothing fits.').waitFor();
    await page.getByRole('link', { name: /^Show all/ }).click();
    await row(page, 'shop/web').waitFor();
    expect(await page.getByRole('searchbox').inputValue()).toBe('');
  });

  it('has no single-character shortcut', async () => {
    const page = await visit();
    for (const key of '/abcdefghijklmnopqrstuvwxyz0123456789?#') await page.keyboard.press(key);
    expect(await page.evaluate(() => document.activeElement === document.body && location.search === '')).toBe(true);
  });

  it('announces the number of matches after a search, and not after a change', async () => {
    const page = await visit();
    const found = page.getByRole('status').filter({ hasText: 'found' });
    await page.getByRole('searchbox').fill('che');
    await found.filter({ hasText: /^1 service found$/ }).waitFor();
    await page.getByRole('searchbox').fill('c');
    await found.filter({ hasText: /^3 services found$/ }).waitFor();
    shop.healthy('shop', 'catalog');
    await row(page, 'shop/catalog').waitFor();
    expect(await found.textContent()).toBe('3 services found');
    await page.locator('.toggle.is-degraded').click();
    await found.filter({ hasText: /^No services found$/ }).waitFor();
  });

  it('moves focus to the search field when the link that had it disappears', async () => {
    for (const [path, name] of [
      ['/?namespace=data', 'Clear'],
      ['/?q=nothing-like-it', 'Show all 6 services'],
    ] as const) {
      const page = await visit(path);
      await page.getByRole('link', { name }).press('Enter');
      await row(page, 'shop/web').waitFor();
      await page.waitForFunction(() => document.activeElement?.getAttribute('name') === 'q');
    }
  });

  it('folds more than 200 healthy services by namespace, and moves focus into an unfolded group', async () => {
    for (let n = 0; n < 201; n += 1) shop.healthy('big', `s${String(n).padStart(3, '0')}`);
    await shop.app.until('/v1/services?limit=1', (body) => body.includes('"total":207'));
    const page = await visit();
    expect(await rowNames(page)).toEqual(['reports']);
    expect(await page.locator('.group-title').allTextContents()).toContain('prod / big');
    expect(await page.locator('[id="g/well/prod/big"] .count').textContent()).toBe('201 ok ');
    await page.getByRole('link', { name: 'prod / big' }).press('Enter');
    await row(page, 'big/s200').waitFor();
    expect(new URL(page.url()).search).toBe('?open=well/prod/big');
    await page.keyboard.press('ArrowDown');
    expect(await page.evaluate(() => document.activeElement?.closest('[id]')?.id)).toBe('s/prod/big/s000');
    await page.getByRole('link', { name: 'prod / big' }).click();
    await row(page, 'big/s200').waitFor({ state: 'detached' });
  });

  it('shows folded groups side by side when nothing else is shown', async () => {
    for (let n = 0; n < 201; n += 1) shop.healthy('big', `s${String(n).padStart(3, '0')}`);
    shop.healthy('data', 'reports');
    await shop.app.until('/v1/services?limit=1&state=ok', (body) => body.includes('"total":207'));
    const page = await visit();
    const tops = await page.locator('.group').evaluateAll((all) => all.map((one) => one.getBoundingClientRect().top));
    expect([tops.length, new Set(tops).size]).toEqual([4, 1]);
    shop.crashLooping('shop', 'web');
    await row(page, 'shop/web').and(page.locator('.is-down')).waitFor();
    expect(await page.locator('.board.is-folded').count()).toBe(0);
  });

  it('can be used without a mouse: from the search down to a row, into it, and to its badge', async () => {
    const page = await visit();
    await page.keyboard.press('Meta+k');
    await page.keyboard.type('web');
    await row(page, 'shop/cart').waitFor({ state: 'detached' });
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('ArrowRight');
    await row(page, 'shop/web').locator('.checks').waitFor();
    await row(page, 'shop/web').locator('.unfold').focus();
    await page.keyboard.press('Tab');
    await page.keyboard.press('Enter');
    await page.getByRole('heading', { name: 'Badge: web health' }).waitFor();
    await page.keyboard.press('Escape');
    await page.locator('dialog').waitFor({ state: 'detached' });
    expect(await page.evaluate(() => document.activeElement?.className)).toBe('badge-link');
    await page.keyboard.press('ArrowUp');
    expect(await page.evaluate(() => document.activeElement?.getAttribute('name'))).toBe('q');
  });
});

describe('the page of one service', () => {
  it('is one click away, and shows the cause: pod, container, exit code', async () => {
    shop.exited('shop', 'checkout', 137);
    const page = await visit();
    await row(page, 'shop/checkout').getByRole('link', { name: 'checkout', exact: true }).click();
    await page.getByRole('heading', { level: 1, name: 'checkout is down: 0 of 1 ready' }).waitFor();
    expect(await page.locator('.sentence').textContent()).toBe(
      '0 of 1 container is ready: checkout-0 is in CrashLoopBackOff (container app, exit code 137, 5 restarts).',
    );
    expect(await page.locator('.p-reason').last().textContent()).toBe(
      'app: CrashLoopBackOff, exit code 137, 5 restarts',
    );
    expect(await page.locator('#kubectl').textContent()).toBe('kubectl -n shop logs -p checkout-0 -c app');
    await page.getByRole('button', { name: 'Copy kubectl line' }).click();
    await page.locator('#copied-page', { hasText: 'copied' }).waitFor({ state: 'attached' });
    expect(await page.locator('.chart-axis time').count()).toBeGreaterThan(3);
    expect(await page.locator('.chart rect title').last().textContent()).toMatch(/^\d{4}-\d\d-\d\d .*UTC: down$/);
  });

  it('is complete without a script, also for services without pods', async () => {
    shop.healthy('staging', 'web', 'v2.0.0');
    await shop.app.until('/v1/services/web', (body) => body.includes('"total":2'));
    const page = await visit('/s/web/?namespace=shop&cluster=prod', { javaScriptEnabled: false });
    expect(await page.locator('h1').textContent()).toBe('web is ok: 1 of 1 ready');
    expect(await page.locator('.elsewhere').innerText()).toContain('v2.0.0');
    await page.locator('.elsewhere a').click();
    expect(await page.locator('.crumbs').innerText()).toContain('staging');
    await page.locator('.windows a').first().click();
    expect(await page.locator('.card-head h2').textContent()).toContain('Last 6 hours');
    await page.getByRole('link', { name: 'staging' }).click();
    expect(await rowNames(page)).toEqual(['web']);
  });

  it('is live, and lists what happened', async () => {
    const page = await visit('/s/cart?namespace=shop&cluster=prod');
    expect(await page.title()).toBe('cart is ok · kube-shields');
    shop.crashLooping('shop', 'cart');
    await page.getByRole('heading', { name: 'cart is down: 0 of 1 ready' }).waitFor();
    expect(await page.locator('.events').innerText()).toContain('down · CrashLoopBackOff');
    shop.healthy('shop', 'cart', 'v1.0.1');
    await page.getByRole('heading', { name: 'cart is ok: 1 of 1 ready' }).waitFor();
    expect(await page.locator('.events').innerText()).toMatch(/ok again, after \d+ s/);
  });

  it('links to services of the same name elsewhere, and to the search, when there is no such service', async () => {
    const page = await visit();
    await page.goto(`${shop.app.url}/s/web?namespace=data&cluster=prod`);
    await page.getByRole('heading', { level: 1, name: 'No service “web” is known in prod / data' }).waitFor();
    await page.getByRole('link', { name: 'prod / shop' }).click();
    await page.getByRole('heading', { level: 1, name: 'web is ok: 1 of 1 ready' }).waitFor();
    await page.goto(`${shop.app.url}/s/car`);
    await page.keyboard.press('Tab');
    await pressUntilFocused(page, 'Tab', page.getByRole('link', { name: 'Search for “car”' }));
    await page.keyboard.press('Enter');
    await page.locator('[id="s/prod/shop/cart"]').waitFor();
    expect(await page.getByLabel('Search services').inputValue()).toBe('car');
  });

  it('shows in its footer the version and the access mode', async () => {
    const page = await visit('/s/web?namespace=shop&cluster=prod');
    expect(await page.locator('#foot').innerText()).toMatch(/kube-shields \d+\.\d+\.\d+ · access: public/);
  });

  it('says that its service is not known any more after it has reconnected', async () => {
    const page = await visit('/s/web?namespace=shop&cluster=prod', {}, withClock);
    const { port } = shop.app;
    await shop.app.stop();
    shop.deleted('shop', 'web');
    await page.getByText(/^Connection lost at/).waitFor();
    await page.clock.fastForward(90_000);
    await page.getByText('Not connected. Trying again…').waitFor();
    await shop.restart(port);
    await page.clock.fastForward(15_000);
    await page.getByRole('heading', { level: 1, name: 'No service “web” is known in prod / shop' }).waitFor();
  });

  it("offers the service's badges, and reports an unknown service", async () => {
    const page = await visit('/s/web?namespace=shop&cluster=prod');
    await page.getByRole('link', { name: 'Badge of web, version' }).click();
    await page.getByRole('heading', { name: 'Badge: web version' }).waitFor();
    await page.keyboard.press('Escape');
    await page.locator('dialog').waitFor({ state: 'detached' });
    expect(new URL(page.url()).searchParams.has('badge')).toBe(false);
    expect((await shop.app.get('/s/nothing-like-it')).status).toBe(404);
  });
});

describe('the wall', () => {
  it.each([
    [1920, 1080, 32],
    [3840, 2160, 64],
  ])(
    'at %d by %d has no text under %d px, no control, and one square for each service',
    async (width, height, minSize) => {
      const page = await visit('/?view=wall', { viewport: { width, height } });
      const small = await page.locator('#page *').evaluateAll(
        (all, minSize) =>
          all.filter((one) => {
            const hasText = [...one.childNodes].some((node) => node instanceof Text && node.nodeValue?.trim() !== '');
            return (
              hasText &&
              one.closest('.unseen, .link, svg') === null &&
              parseFloat(getComputedStyle(one).fontSize) < minSize - 0.1
            );
          }).length,
        minSize,
      );
      expect(small).toBe(0);
      expect(await page.locator('a, button, input, select').count()).toBe(0);
      expect(await page.locator('.wall-tile').count()).toBe(1);
      expect(await page.locator('.wall-squares').getAttribute('aria-label')).toBe(
        '1 down, 0 degraded, 0 stale, 0 unknown, 5 ok',
      );
      expect(await page.evaluate(() => getComputedStyle(document.documentElement).backgroundColor)).toBe(
        'rgb(11, 14, 19)',
      );
      expect(await page.evaluate(() => document.documentElement.scrollHeight <= window.innerHeight)).toBe(true);
    },
  );

  it('is light on request, shows the time and when it was last confirmed, and has no animation', async () => {
    const page = await visit('/?view=wall&theme=light', {
      viewport: { width: 1920, height: 1080 },
      colorScheme: 'dark',
    });
    expect(await page.evaluate(() => getComputedStyle(document.documentElement).backgroundColor)).toBe(
      'rgb(245, 246, 248)',
    );
    expect(await page.locator('#clock').innerText()).toMatch(/^\d?\d:\d\d/);
    expect(await page.locator('.confirmed').innerText()).toMatch(/^confirmed \d+ s ago$/);
    shop.crashLooping('shop', 'cart');
    await page.locator('.wall-tile', { hasText: 'cart' }).waitFor();
    const moving = await page.locator('#page, #page *').evaluateAll(
      (all) =>
        all.filter((one) => {
          const { animationName, transitionDuration } = getComputedStyle(one);
          return animationName !== 'none' || transitionDuration !== '0s';
        }).length,
    );
    expect(moving).toBe(0);
  });

  it('draws the square of a degraded service as red as its badge and its tile', async () => {
    shop.partlyReady('shop', 'cart');
    await shop.app.until('/v1/services/cart', (body) => body.includes('"1/2'));
    const page = await visit('/?view=wall');
    await page.locator('.wall-tile.is-degraded.is-red', { hasText: 'cart' }).waitFor();
    const fills = page.locator('.wall-squares path:not(.grid)');
    expect(await fills.evaluateAll((all) => all.map((path) => path.getAttribute('class')))).toEqual([
      'is-down',
      'is-degraded is-red',
      'is-ok',
    ]);
    const [down, degraded] = await fills.evaluateAll((all) => all.map((path) => getComputedStyle(path).fill));
    expect(degraded).toBe(down);
  });

  it('shows the selected namespaces, live, and a sentence when all is well', async () => {
    const page = await visit('/?view=wall&namespace=data,platform&theme=light', {
      viewport: { width: 1920, height: 1080 },
    });
    expect(await page.locator('.wall-head').innerText()).toContain('data, platform · 3 services');
    shop.healthy('data', 'reports');
    await page.getByText('Nothing needs attention.').waitFor();
    expect(await page.locator('#verdict').textContent()).toBe('All is well');
  });
});

describe('the badge panel', () => {
  const PANEL = '/?badge=prod/shop/web/health';

  it('shows the badge with the chosen options, and copies the text to paste', async () => {
    const page = await visit('/', { permissions: ['clipboard-read', 'clipboard-write'] });
    await row(page, 'shop/web').locator('.unfold').click();
    await row(page, 'shop/web').locator('.badge-link').first().click();
    await page.getByLabel('Style').selectOption('for-the-badge');
    await page.getByLabel('Label').fill('web shop');
    await page.locator('#text-url', { hasText: 'label=web%20shop' }).waitFor();
    await page.getByRole('button', { name: 'Copy Markdown' }).click();
    await page.getByText('Markdown copied.').waitFor();
    const url = '/_/web/health/?namespace=shop&style=for-the-badge&label=web%20shop';
    expect(await page.evaluate(() => navigator.clipboard.readText())).toBe(
      `[![web health](${shop.app.url}${url})](${shop.app.url}/s/web?cluster=prod&namespace=shop)`,
    );
    expect(new URL(page.url()).search).toContain('style=for-the-badge');
    expect(await (await shop.app.get(url)).text()).toContain('WEB SHOP: 1/1 (0 RESTARTS)');
    const width = await page.locator('.preview img').evaluate((image) => (image as HTMLImageElement).naturalWidth);
    expect(width).toBeGreaterThan(80);
  });

  it('copies without the clipboard API too, as on a page served without https', async () => {
    const page = await visit('/');
    await page.evaluate(() => {
      Object.defineProperty(navigator, 'clipboard', { value: undefined });
    });
    await row(page, 'shop/web').locator('.unfold').click();
    await row(page, 'shop/web').locator('.badge-link').first().click();
    await page.getByRole('button', { name: 'Copy HTML' }).click();
    await page.getByText('HTML copied.').waitFor();
  });

  it('offers marks, contrast, reasons and logos, and a badge of the whole view', async () => {
    const page = await visit('/?namespace=shop');
    await page.getByRole('link', { name: 'Badge of this view' }).click();
    await page.getByRole('checkbox', { name: 'Mark' }).check();
    await page.getByRole('checkbox', { name: 'High contrast' }).check();
    await page.getByLabel('Logo').selectOption('helm');
    await page.locator('#text-url', { hasText: 'logo=helm' }).waitFor();
    expect(await page.locator('#text-url').textContent()).toBe(
      `${shop.app.url}/a/%2A/health/?namespace=shop&mark=1&palette=aa&logo=helm`,
    );
    expect(await page.locator('#text-markdown').textContent()).toContain(`(${shop.app.url}/?namespace=shop)`);
    const width = await page.locator('.preview img').evaluate((image) => (image as HTMLImageElement).naturalWidth);
    expect(width).toBeGreaterThan(80);
  });

  it('opens from its address, and closes back to the page', async () => {
    const page = await visit(`${PANEL}&q=web`);
    await page.getByRole('heading', { name: 'Badge: web health' }).waitFor();
    await page.getByRole('link', { name: 'Close' }).click();
    await page.locator('dialog').waitFor({ state: 'detached' });
    expect(new URL(page.url()).search).toBe('?q=web');
    const links = await page
      .locator('a:not(.badge-link)')
      .evaluateAll((all) => all.map((a) => (a as HTMLAnchorElement).href));
    expect(links.filter((href) => href.includes('badge='))).toEqual([]);
  });

  it('shows the latest choice, even when an older response arrives after it', async () => {
    const page = await visit(PANEL);
    const olderResponse = Promise.withResolvers<undefined>();
    await page.route(/part=badge.*plastic|plastic.*part=badge/, async (route) => {
      await olderResponse.promise;
      await route.continue().catch(() => undefined);
    });
    const olderRequestEnded = new Promise((resolve) => {
      for (const event of ['requestfinished', 'requestfailed'] as const)
        page.on(event as 'requestfinished', (request) => {
          if (request.url().includes('plastic')) resolve(request);
        });
    });
    const requested = page.waitForRequest(/plastic/);
    await page.getByLabel('Style').selectOption('plastic');
    await requested;
    await page.getByLabel('Style').selectOption('social');
    await page.locator('#text-url', { hasText: 'style=social' }).waitFor();
    olderResponse.resolve(undefined);
    await olderRequestEnded;
    await page.evaluate(() => new Promise(requestAnimationFrame));
    expect(await page.locator('#text-url').textContent()).toContain('style=social');
    expect(new URL(page.url()).searchParams.get('style')).toBe('social');
  });

  it('reports a failed badge request, and what to do next', async () => {
    const page = await visit();
    await row(page, 'shop/web').locator('.unfold').click();
    const badgeButton = row(page, 'shop/web').locator('.badge-link').first();
    const refuse = (route: Route): Promise<void> => route.abort('connectionrefused');
    await page.route(/part=badge/, refuse);
    await badgeButton.click();
    await page.getByRole('alert').filter({ hasText: 'doesn’t answer. Try again once the page is live.' }).waitFor();
    expect(new URL(page.url()).searchParams.has('badge')).toBe(false);
    await page.unroute(/part=badge/);
    await badgeButton.click();
    await page.getByRole('heading', { name: 'Badge: web health' }).waitFor();
    expect(await page.locator('#trouble').isHidden()).toBe(true);
    await page.route(/part=badge/, refuse);
    await page.getByLabel('Style').selectOption('plastic');
    await page.getByRole('dialog').getByRole('status').filter({ hasText: 'doesn’t answer' }).waitFor();
    await page.unroute(/part=badge/);
    await page.getByLabel('Label').fill('mine');
    await page.locator('#text-url', { hasText: 'label=mine' }).waitFor();
    expect(await page.getByRole('dialog').getByRole('status').textContent()).toBe('');
  });

  it('requests its badge again when the service changes', async () => {
    const { port } = shop.app;
    await shop.app.stop();
    await shop.restart(port, { STALE_AFTER: '3s' });
    const page = await visit(PANEL);
    shop.crashLooping('shop', 'web');
    await page.waitForResponse(
      async (response) => response.url().includes('/_/web/health/') && (await response.text()).includes('0/1'),
    );
  });

  it('works without a script', async () => {
    const page = await visit(`${PANEL}&q=web`, { javaScriptEnabled: false });
    await page.getByLabel('Style').selectOption('plastic');
    await page.getByRole('button', { name: 'Show' }).click();
    expect(await page.locator('#text-asciidoc').textContent()).toBe(
      'image:++/_/web/health/?namespace=shop&style=plastic++[++web health++,link="++/s/web?cluster=prod&namespace=shop++"]',
    );
    expect(new URL(page.url()).searchParams.get('q')).toBe('web');
    expect(await page.getByRole('button', { name: /^Copy/ }).count()).toBe(0);
  });
});

describe('without a script', () => {
  it('the page is complete, filters work, rows unfold, and the page refreshes itself', async () => {
    const page = await visit('/', { javaScriptEnabled: false });
    expect(await rowNames(page)).toEqual(ALL);
    await page.getByText('All namespaces').click();
    for (const name of ['data', 'platform']) await page.getByRole('checkbox', { name }).check();
    await page.getByRole('button', { name: 'Apply' }).click();
    expect(await rowNames(page)).toEqual(['reports', 'orders-db', 'ingress']);
    await page.locator('.toggle.is-down').click();
    expect(await rowNames(page)).toEqual(['reports']);
    await page.getByRole('link', { name: 'Details of reports' }).click();
    expect(await row(page, 'data/reports').locator('.checks li').count()).toBe(2);
    expect(await page.locator('meta[http-equiv=refresh]').getAttribute('content')).toBe('60');
    expect(await page.locator('.as-of').textContent()).toMatch(/^As of \d{4}-\d\d-\d\d/);
  });
});

describe('hostile names and texts', () => {
  it('are shown as text, in the page and in later updates', async () => {
    const markup = '<img src=x onerror=alert(1)>"\'&amp;';
    shop.hostile('shop', 'odd', markup);
    const page = await visit(`/?q=${encodeURIComponent('</script><script>alert(1)</script>')}`);
    await page.getByRole('link', { name: 'Clear' }).click();
    expect(await row(page, 'shop/odd').locator('.c-kind').textContent()).toBe(markup);
    expect(await row(page, 'shop/odd').locator('.c-version span').getAttribute('title')).toBe(markup);
    shop.hostile('shop', 'odder', markup);
    await row(page, 'shop/odder').waitFor();
    expect(await row(page, 'shop/odder').locator('.c-kind').textContent()).toBe(markup);
    expect(await page.locator('main img, main script').count()).toBe(0);
  });
});
