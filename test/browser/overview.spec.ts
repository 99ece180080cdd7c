// The overview page as its readers meet it: in a real browser, on a shield that watches a simulated cluster.
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type { Browser, BrowserContextOptions, Page, Route } from 'playwright-core';
import { launchBrowser, openPage, type WatchedPage } from './browser.ts';
import { SmallShop } from './small-shop.ts';

let browser: Browser;
let shop: SmallShop;
let open: WatchedPage[] = [];

beforeAll(async () => {
  browser = await launchBrowser();
});
beforeEach(async () => {
  shop = await SmallShop.open();
});
afterEach(async () => {
  const troubles = open.flatMap((one) => one.troubles);
  for (const one of open) await one.close();
  open = [];
  await shop.close();
  expect(troubles).toEqual([]);
});
afterAll(() => browser.close());

async function visit(
  path = '/',
  options: BrowserContextOptions = {},
  prepare?: (page: Page) => Promise<void>,
): Promise<Page> {
  const opened = await openPage(browser, shop.app.url + path, options, prepare);
  open.push(opened);
  if (options.javaScriptEnabled !== false) await opened.page.getByText('Live', { exact: true }).waitFor();
  return opened.page;
}

function row(page: Page, place: string): ReturnType<Page['locator']> {
  return page.locator(`[id="s/prod/${place}"]`);
}

function rowNames(page: Page): Promise<string[]> {
  return page.locator('.row .name').allTextContents();
}

const ALL = ['orders-db', 'reports', 'ingress', 'cart', 'checkout', 'web'];

describe('at a glance', () => {
  it('says what is wrong and where', async () => {
    const page = await visit();
    expect(await page.locator('.verdict strong').textContent()).toBe('1 down');
    expect(await page.locator('.worst a').textContent()).toContain('reports');
    expect(await page.title()).toBe('1 down · kube-shields');
    await page.locator('.worst a').click();
    expect(new URL(page.url()).hash).toBe('#s/prod/data/reports');
  });

  it('says of each service its state, kind, status, reason and version', async () => {
    const page = await visit();
    const text = await row(page, 'data/reports').locator('summary').innerText();
    for (const part of ['down', 'reports', 'StatefulSet', '0/1 (5 restarts)', 'CrashLoopBackOff'])
      expect(text).toContain(part);
    expect(await row(page, 'shop/web').locator('summary').innerText()).toContain('v1.0.0');
  });
});

describe('while it is open', () => {
  it('shows a change where it belongs, and draws the eye to it', async () => {
    const page = await visit();
    shop.ill('shop', 'cart');
    await page.locator('[id="s/prod/shop/cart"].is-down.is-news').waitFor();
    expect(await rowNames(page)).toEqual(ALL);
    expect(await page.locator('.verdict strong').textContent()).toBe('2 down');
    expect(await page.locator('[id="gt/prod/shop"] .count').allTextContents()).toEqual(['1 down ', '2 ok ']);
    await page.locator('[id="s/prod/shop/cart"]:not(.is-news)').waitFor();
  });

  it('takes in services and namespaces that come, each once and in its place', async () => {
    const page = await visit();
    shop.well('shop', 'catalog');
    await row(page, 'shop/catalog').waitFor();
    shop.well('staging', 'web');
    await row(page, 'staging/web').waitFor();
    expect(await rowNames(page)).toEqual([
      'orders-db',
      'reports',
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
    await row(page, 'shop/cart').locator('summary').click();
    shop.ill('shop', 'cart');
    await page.locator('[id="s/prod/shop/cart"].is-down').waitFor();
    expect(await row(page, 'shop/cart').locator('details').getAttribute('open')).not.toBeNull();
    expect(await page.evaluate(() => document.activeElement?.closest('.row')?.id)).toBe('s/prod/shop/cart');
  });

  it('drops a row that no longer fits the filter, and takes one in that does', async () => {
    const page = await visit('/?state=down');
    expect(await rowNames(page)).toEqual(['reports']);
    shop.ill('data', 'orders-db');
    await row(page, 'data/orders-db').waitFor();
    shop.well('data', 'reports');
    await row(page, 'data/reports').waitFor({ state: 'detached' });
    expect(await rowNames(page)).toEqual(['orders-db']);
  });

  it('says when the connection is lost, and is back by itself with what it missed', async () => {
    const page = await visit();
    const { port } = shop.app;
    await shop.app.stop();
    await page.getByText(/^Connection lost at/).waitFor();
    shop.ill('shop', 'web');
    await shop.restart(port);
    await page.locator('[id="s/prod/shop/web"].is-down').waitFor();
    await page.getByText('Live', { exact: true }).waitFor();
    expect(await rowNames(page)).toEqual(ALL);
  });
});

describe('when what it shows is no longer confirmed', () => {
  /** Its clock goes as any other, until the test turns it. */
  const withClock = (page: Page): Promise<void> => page.clock.install();
  const GREEN = '#summary:is(.is-ok), #board .is-ok:not(.timeline .is-ok, .past .is-ok)';

  async function expectNothingGreen(page: Page): Promise<void> {
    expect(await page.locator(GREEN).count()).toBe(0);
    expect(await page.locator('.row > details > summary .word').allTextContents()).toEqual(ALL.map(() => 'stale'));
    expect(await page.locator('.tile .number').allTextContents()).toEqual(['0', '0', '6', '0', '0']);
    expect(await page.locator('[id="gt/prod/shop"] .count').allTextContents()).toEqual(['3 stale ']);
    expect(await page.locator('[id="ct/prod"] .connection').textContent()).toBe('not confirmed');
    const filters = await page
      .locator('#summary, #board')
      .evaluateAll((all) => all.map((one) => getComputedStyle(one).filter));
    expect(filters).toEqual(['grayscale(1)', 'grayscale(1)']);
    expect(await page.title()).toBe('Not confirmed · kube-shields');
    expect(await page.locator('#icon').getAttribute('href')).toContain('icon-stale');
  }

  it('lets go of every green once STALE_AFTER is over, not before, and is back by itself', async () => {
    const page = await visit('/', {}, withClock);
    const { port } = shop.app;
    await shop.app.stop();
    await page.getByText(/^Connection lost at/).waitFor();
    await page.clock.fastForward(30_000);
    expect(await row(page, 'shop/web').getAttribute('class')).toContain('is-ok');
    await page.clock.fastForward(60_000);
    await page.getByText('Not connected. Trying again…').waitFor();
    expect(await page.locator('.verdict strong').textContent()).toMatch(/^Not confirmed since \d/);
    expect(await row(page, 'data/reports').locator('summary .status').textContent()).toContain(
      'CrashLoopBackOff (stale)',
    );
    await expectNothingGreen(page);
    shop.well('data', 'reports');
    await shop.restart(port);
    await page.clock.fastForward(15_000);
    await page.getByText('Live', { exact: true }).waitFor();
    await row(page, 'data/reports').and(page.locator('.is-ok')).waitFor();
    expect(await rowNames(page)).toEqual(ALL);
    expect(await page.locator('.tile .number').allTextContents()).toEqual(['0', '0', '0', '0', '6']);
    expect(await page.title()).toBe('All is well · kube-shields');
    expect(await page.locator('#board .word').allTextContents()).not.toContain('stale');
  });

  it.each([
    "window, new PageTransitionEvent('pageshow', { persisted: true })",
    "document, new Event('visibilitychange')",
  ])('judges by the clock when it is looked at again, before any timer has run: %s', async (event) => {
    const page = await visit('/', {}, withClock);
    await page.clock.pauseAt(Date.now() + 30_000);
    expect(await page.locator('.row.is-ok').count()).toBe(5);
    await page.clock.setSystemTime(Date.now() + 3_600_000);
    const greens = `((target, event) => (target.dispatchEvent(event), document.querySelectorAll('.row.is-ok').length))(${event})`;
    expect(await page.evaluate(greens)).toBe(0);
    await page.clock.resume();
    await row(page, 'shop/web').and(page.locator('.is-ok')).waitFor();
  });

  it('believes nothing that the browser had kept, until it has asked', async () => {
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

  it('marks nothing stale where there is no reason', async () => {
    const page = await visit('/', {}, async (fresh) => {
      await fresh.addInitScript(() => {
        new MutationObserver(() => {
          if (document.querySelector('.is-in-doubt') !== null) document.documentElement.dataset['doubted'] = '';
        }).observe(document, { attributes: true, subtree: true });
      });
    });
    shop.ill('shop', 'cart');
    await page.locator('[id="s/prod/shop/cart"].is-down').waitFor();
    expect(await page.locator('html[data-doubted]').count()).toBe(0);
  });
});

describe('finding', () => {
  it('searches as one types, in the address too', async () => {
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

  it('filters and sorts by choice, goes back with the browser, and offers all again', async () => {
    const page = await visit();
    await page.getByLabel('Namespace').selectOption('data');
    await row(page, 'shop/web').waitFor({ state: 'detached' });
    await page.getByLabel('Sort').selectOption('problems');
    await page.waitForURL('**/?namespace=data&sort=problems');
    await page.waitForFunction(() => document.querySelector('.row .name')?.textContent === 'reports');
    expect(await rowNames(page)).toEqual(['reports', 'orders-db']);
    await page.goBack();
    await page.waitForFunction(() => document.querySelector('.row .name')?.textContent === 'orders-db');
    await page.getByRole('link', { name: 'Clear' }).click();
    await row(page, 'shop/web').waitFor();
    expect(await rowNames(page)).toEqual(ALL);
    expect(await page.getByLabel('Namespace').inputValue()).toBe('');
  });

  it('says so where nothing fits', async () => {
    const page = await visit('/?q=nothing-like-it');
    await page.getByText('Nothing fits.').waitFor();
    await page.getByRole('link', { name: 'Show all services' }).click();
    await row(page, 'shop/web').waitFor();
    expect(await page.getByRole('searchbox').inputValue()).toBe('');
  });

  it('has no key of one character that means something by itself', async () => {
    const page = await visit();
    for (const key of '/abcdefghijklmnopqrstuvwxyz0123456789?#') await page.keyboard.press(key);
    expect(await page.evaluate(() => document.activeElement === document.body && location.search === '')).toBe(true);
  });

  it('calls out how many were found, when the reader has searched and not when something changes', async () => {
    const page = await visit();
    const found = page.getByRole('status').filter({ hasText: 'found' });
    await page.getByRole('searchbox').fill('che');
    await found.filter({ hasText: /^1 service found$/ }).waitFor();
    await page.getByRole('searchbox').fill('c');
    await found.filter({ hasText: /^2 services found$/ }).waitFor();
    shop.well('shop', 'catalog');
    await row(page, 'shop/catalog').waitFor();
    expect(await found.textContent()).toBe('2 services found');
    await page.getByLabel('State').selectOption('down');
    await found.filter({ hasText: /^No services found$/ }).waitFor();
  });

  it('leaves the reader in the search, where what was chosen is gone by that', async () => {
    for (const [path, name] of [
      ['/?namespace=data', 'Clear'],
      ['/?q=nothing-like-it', 'Show all services'],
    ] as const) {
      const page = await visit(path);
      await page.getByRole('link', { name }).press('Enter');
      await row(page, 'shop/web').waitFor();
      await page.waitForFunction(() => document.activeElement?.getAttribute('name') === 'q');
    }
  });

  it('leads on into what was unfolded, a cluster and a namespace alike', async () => {
    for (let n = 0; n < 201; n += 1) shop.well('big', `s${String(n).padStart(3, '0')}`);
    await shop.app.until('/v1/services?limit=1', (body) => body.includes('"total":207'));
    const page = await visit();
    const at = (id: string): Promise<unknown> =>
      page.waitForFunction((wanted) => document.activeElement?.closest('[id]')?.id === wanted, id);
    for (const [key, total] of [
      ['prod', 207],
      ['prod/big', 201],
    ] as const) {
      await page.locator(`[id$="t/${key}"]`).press('Enter');
      await page.getByRole('link', { name: `Show ${total} services` }).press('Enter');
      await page.getByRole('link', { name: `Show ${total} services` }).waitFor({ state: 'detached' });
      await at(`${key === 'prod' ? 'c' : 'g'}t/${key}`);
    }
    await page.keyboard.press('ArrowDown');
    await at('s/prod/big/s000');
  });

  it('needs no mouse: from the search down to a row, into it, and to its badge', async () => {
    const page = await visit();
    await page.keyboard.press('Meta+k');
    await page.keyboard.type('web');
    await row(page, 'shop/cart').waitFor({ state: 'detached' });
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('Enter');
    expect(await row(page, 'shop/web').locator('details').getAttribute('open')).not.toBeNull();
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

describe('the badge panel', () => {
  const PANEL = '/?badge=prod/shop/web/health';

  it('shows the badge as it is chosen, and copies what to paste', async () => {
    const page = await visit('/', { permissions: ['clipboard-read', 'clipboard-write'] });
    await row(page, 'shop/web').locator('summary').click();
    await row(page, 'shop/web').locator('.badge-link').first().click();
    await page.getByLabel('Style').selectOption('for-the-badge');
    await page.getByLabel('Label').fill('web shop');
    await page.locator('#text-url', { hasText: 'label=web%20shop' }).waitFor();
    await page.getByRole('button', { name: 'Copy Markdown' }).click();
    await page.getByText('Markdown copied.').waitFor();
    const url = '/_/web/health/?namespace=shop&style=for-the-badge&label=web%20shop';
    expect(await page.evaluate(() => navigator.clipboard.readText())).toBe(`![web health](${url})`);
    expect(new URL(page.url()).search).toContain('style=for-the-badge');
    expect(await (await shop.app.get(url)).text()).toContain('WEB SHOP: 1/1 (0 RESTARTS)');
    const width = await page.locator('.preview img').evaluate((image) => (image as HTMLImageElement).naturalWidth);
    expect(width).toBeGreaterThan(80);
  });

  it('copies without a clipboard too, as on a page that did not come over https', async () => {
    const page = await visit('/');
    await page.evaluate(() => {
      Object.defineProperty(navigator, 'clipboard', { value: undefined });
    });
    await row(page, 'shop/web').locator('summary').click();
    await row(page, 'shop/web').locator('.badge-link').first().click();
    await page.getByRole('button', { name: 'Copy HTML' }).click();
    await page.getByText('HTML copied.').waitFor();
  });

  it('opens from its address, and closes to the page', async () => {
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

  it('shows what was chosen last, though an older answer comes after it', async () => {
    const page = await visit(PANEL);
    const late = Promise.withResolvers<undefined>();
    await page.route(/part=badge.*plastic|plastic.*part=badge/, async (route) => {
      await late.promise;
      await route.continue().catch(() => undefined);
    });
    const over = new Promise((resolve) => {
      for (const event of ['requestfinished', 'requestfailed'] as const)
        page.on(event as 'requestfinished', (request) => {
          if (request.url().includes('plastic')) resolve(request);
        });
    });
    const asked = page.waitForRequest(/plastic/);
    await page.getByLabel('Style').selectOption('plastic');
    await asked;
    await page.getByLabel('Style').selectOption('social');
    await page.locator('#text-url', { hasText: 'style=social' }).waitFor();
    late.resolve(undefined);
    await over;
    await page.evaluate(() => new Promise(requestAnimationFrame));
    expect(await page.locator('#text-url').textContent()).toContain('style=social');
    expect(new URL(page.url()).searchParams.get('style')).toBe('social');
  });

  it('says so where it cannot be had, and what to do next', async () => {
    const page = await visit();
    await row(page, 'shop/web').locator('summary').click();
    const offer = row(page, 'shop/web').locator('.badge-link').first();
    const cut = (route: Route): Promise<void> => route.abort('connectionrefused');
    await page.route(/part=badge/, cut);
    await offer.click();
    await page.getByRole('alert').filter({ hasText: 'doesn’t answer. Try again once the page is live.' }).waitFor();
    expect(new URL(page.url()).search).toBe('');
    await page.unroute(/part=badge/);
    await offer.click();
    await page.getByRole('heading', { name: 'Badge: web health' }).waitFor();
    expect(await page.locator('#trouble').isHidden()).toBe(true);
    await page.route(/part=badge/, cut);
    await page.getByLabel('Style').selectOption('plastic');
    await page.getByRole('dialog').getByRole('status').filter({ hasText: 'doesn’t answer' }).waitFor();
    await page.unroute(/part=badge/);
    await page.getByLabel('Label').fill('mine');
    await page.locator('#text-url', { hasText: 'label=mine' }).waitFor();
    expect(await page.getByRole('dialog').getByRole('status').textContent()).toBe('');
  });

  it('keeps its badge as it is now', async () => {
    const { port } = shop.app;
    await shop.app.stop();
    await shop.restart(port, { STALE_AFTER: '3s' });
    const page = await visit(PANEL);
    shop.ill('shop', 'web');
    await page.waitForResponse(
      async (response) => response.url().includes('/_/web/health/') && (await response.text()).includes('0/1'),
    );
  });

  it('works without a script', async () => {
    const page = await visit(`${PANEL}&q=web`, { javaScriptEnabled: false });
    await page.getByLabel('Style').selectOption('plastic');
    await page.getByRole('button', { name: 'Show' }).click();
    expect(await page.locator('#text-asciidoc').textContent()).toBe(
      'image:++/_/web/health/?namespace=shop&style=plastic++[++web health++]',
    );
    expect(new URL(page.url()).searchParams.get('q')).toBe('web');
    expect(await page.getByRole('button', { name: /^Copy/ }).count()).toBe(0);
  });
});

describe('without a script', () => {
  it('everything is there, filters work, and groups fold', async () => {
    const page = await visit('/', { javaScriptEnabled: false });
    expect(await rowNames(page)).toEqual(ALL);
    await page.getByLabel('State').selectOption('down');
    await page.getByRole('button', { name: 'Apply' }).click();
    expect(new URL(page.url()).searchParams.get('state')).toBe('down');
    expect(await rowNames(page)).toEqual(['reports']);
    await page.locator('[id="gt/prod/data"]').click();
    expect(await row(page, 'data/reports').isVisible()).toBe(false);
  });
});

describe('names and texts that mean harm', () => {
  it('are shown as they are, in the page and in what is sent later', async () => {
    const markup = '<img src=x onerror=alert(1)>"\'&amp;';
    shop.odd('shop', 'odd', markup);
    const page = await visit(`/?q=${encodeURIComponent('</script><script>alert(1)</script>')}`);
    await page.getByRole('link', { name: 'Clear' }).click();
    expect(await row(page, 'shop/odd').locator('.kind').textContent()).toBe(markup);
    expect(await row(page, 'shop/odd').locator('summary .version').textContent()).toBe(markup);
    shop.odd('shop', 'odder', markup);
    await row(page, 'shop/odder').waitFor();
    expect(await row(page, 'shop/odder').locator('.kind').textContent()).toBe(markup);
    expect(await page.locator('main img, main script').count()).toBe(0);
  });
});

describe('for every reader', () => {
  const AXE = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
  const VIEWS: Readonly<Record<string, BrowserContextOptions>> = {
    'light, wide': { viewport: { width: 1440, height: 900 }, colorScheme: 'light' },
    'dark, wide': { viewport: { width: 1440, height: 900 }, colorScheme: 'dark' },
    'light, on a phone': { viewport: { width: 390, height: 844 }, colorScheme: 'light' },
    'dark, on a phone': { viewport: { width: 390, height: 844 }, colorScheme: 'dark' },
  };
  // Each view and each page of note at least once; what differs by both is the list, which is seen wide and narrow.
  const SEEN: readonly (readonly [view: string, path: string])[] = [
    ['light, wide', '/'],
    ['dark, on a phone', '/'],
    ['dark, wide', '/?badge=prod/shop/web/health'],
    ['light, on a phone', '/?state=down&sort=problems'],
    ['light, on a phone', '/?q=nothing-like-it'],
  ];

  it.each(SEEN)('finds nothing in the way: %s, at %s', async (view, path) => {
    const page = await visit(path, { ...VIEWS[view], bypassCSP: true });
    await page.evaluate(() => {
      for (const details of document.querySelectorAll('details')) details.open = true;
    });
    await page.evaluate(AXE);
    const { violations } = await page.evaluate<{ violations: Violation[] }>('axe.run()');
    expect(violations.map(({ id, nodes }) => [id, nodes.map(({ html }) => html)])).toEqual([]);
    expect(await page.evaluate(() => document.documentElement.scrollWidth > window.innerWidth)).toBe(false);
  });

  it('gets the dark page where that is wished', async () => {
    const page = await visit('/', { colorScheme: 'dark' });
    const background = await page.evaluate(() => getComputedStyle(document.documentElement).backgroundColor);
    expect(background).toBe('rgb(13, 16, 21)');
  });

  interface Violation {
    readonly id: string;
    readonly nodes: readonly { readonly html: string }[];
  }
});
