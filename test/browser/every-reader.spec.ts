// Accessibility of the pages: axe finds no violations in any of their states, nothing is wider than the screen, and past
// states can be found by keyboard.
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type { Browser, Page } from 'playwright-core';
import { containerStatus, podOf } from '../../simulator/cluster/pod.ts';
import { ShieldedCluster } from '../support/cluster/shielded-cluster.ts';
import { ShownCluster } from '../support/cluster/shown-cluster.ts';
import { launchBrowser, openPage, SharedPage } from '../support/browser/browser.ts';
import { pressUntilFocused } from '../support/browser/keyboard.ts';
import { startApp } from '../support/app/start-app.ts';
import { temporaryFile } from '../support/app/temporary-file.ts';
import { SmallShop } from '../support/browser/small-shop.ts';

const AXE = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

let browser: Browser;
let shared: SharedPage;
let shop: SmallShop;
/** Stops the shield that a single test uses. */
const others: (() => Promise<void>)[] = [];

beforeAll(async () => {
  [browser, shop] = await Promise.all([launchBrowser(), SmallShop.open()]);
  shared = new SharedPage(browser, { bypassCSP: true });
});
afterEach(async () => {
  const problems = await shared.release();
  await others.pop()?.();
  expect(problems).toEqual([]);
});
afterAll(async () => {
  await browser.close();
  await shop.close();
});

const VIEWS = {
  'light, wide': { width: 1440, height: 900, colorScheme: 'light' },
  'dark, wide': { width: 1440, height: 900, colorScheme: 'dark' },
  'light, on a phone': { width: 390, height: 844, colorScheme: 'light' },
  'dark, on a phone': { width: 390, height: 844, colorScheme: 'dark' },
} as const;

type View = keyof typeof VIEWS;

async function visit(view: View, url: string): Promise<Page> {
  const { colorScheme, ...size } = VIEWS[view];
  const page = await shared.take(url, async (fresh) => {
    await fresh.emulateMedia({ colorScheme });
    await fresh.setViewportSize(size);
  });
  if (page === undefined) throw new Error('A test can open this page only once.');
  return page;
}

interface Violation {
  readonly id: string;
  readonly nodes: readonly { readonly html: string }[];
}

async function expectAccessible(page: Page): Promise<void> {
  await page.evaluate(() => {
    for (const details of document.querySelectorAll('details')) details.open = true;
  });
  await page.evaluate(AXE);
  const { violations } = await page.evaluate<{ violations: Violation[] }>(
    'axe.run(document, { resultTypes: ["violations"] })',
  );
  expect(violations.map(({ id, nodes }) => [id, nodes.map(({ html }) => html)])).toEqual([]);
  expect(await page.evaluate(() => document.documentElement.scrollWidth > window.innerWidth)).toBe(false);
}

// Each state of a page at least once, and the list in wide and narrow views.
const STATES: readonly (readonly [view: View, path: string])[] = [
  ['light, wide', '/'],
  ['dark, on a phone', '/'],
  ['dark, wide', '/?badge=prod/shop/web/health'],
  ['light, on a phone', '/?state=down&sort=problems'],
  ['light, wide', '/s/reports?namespace=data&cluster=prod'],
  ['dark, on a phone', '/s/reports?namespace=data&cluster=prod&badge=health'],
  ['light, wide', '/?view=wall'],
  ['light, wide', '/?rows=prod/shop/web,prod/data/reports&group=namespace'],
  ['light, on a phone', '/?q=nothing-like-it'],
  ['light, wide', '/s/nothing-like-it'],
  ['dark, on a phone', '/s/web?namespace=data'],
  ['dark, wide', '/s/web?at=then'],
  ['light, on a phone', '/no/such/page'],
];

it.each(STATES)('has no accessibility violations: %s, at %s', async (view, path) => {
  await expectAccessible(await visit(view, shop.app.url + path));
});

it('has no accessibility violations while changes are marked, once all is well, and when 120 services are down', async () => {
  const page = await visit('light, wide', shop.app.url);
  await page.getByText('Live', { exact: true }).waitFor({ state: 'attached' });
  shop.healthy('data', 'reports');
  await page.locator('.is-news').first().waitFor();
  await expectAccessible(page);
  expect(await page.locator('#verdict').textContent()).toBe('All is well');
  await page.goto(`${shop.app.url}/?view=wall`);
  await expectAccessible(page);
  for (let n = 0; n < 120; n += 1) shop.crashLooping('big', `a-name-as-long-as-some-teams-like-them-${n}`);
  await shop.app.until('/v1/services?state=down&limit=1', (body) => body.includes('"total":120'));
  await page.goto(shop.app.url);
  await page.getByRole('link', { name: /20 more/ }).waitFor();
  await expectAccessible(page);
  await page.goto(`${shop.app.url}/?view=wall`);
  await expectAccessible(page);
});

it('serves the dark page to readers who prefer dark', async () => {
  const page = await visit('dark, wide', shop.app.url);
  const background = await page.evaluate(() => getComputedStyle(document.documentElement).backgroundColor);
  expect(background).toBe('rgb(11, 14, 19)');
});

it('has no accessibility violations in a private shield’s answer, in either scheme', async () => {
  const page = await visit('dark, on a phone', shop.app.url);
  const secret = await temporaryFile('a key of at least thirty-two bytes, for this test\n');
  const closed = await startApp({ ACCESS: 'private', INTRA_SECRET: secret.path, CLUSTER_NAME: 'prod' });
  others.push(async () => {
    await closed.stop();
    await secret.remove();
  });
  for (const [path, heading] of [
    ['/', 'There is no page at this address'],
    ['/services/', 'This address is closed'],
  ] as const) {
    for (const colorScheme of ['dark', 'light'] as const) {
      await page.emulateMedia({ colorScheme });
      await page.goto(closed.url + path);
      expect(await page.locator('h1').textContent()).toBe(heading);
      expect(await page.evaluate(() => getComputedStyle(document.documentElement).backgroundColor)).toBe(
        colorScheme === 'dark' ? 'rgb(11, 14, 19)' : 'rgb(245, 246, 248)',
      );
      await expectAccessible(page);
    }
  }
});

describe('in an empty cluster', () => {
  it('has no accessibility violations', async () => {
    const empty = await SmallShop.openEmpty();
    others.push(() => empty.close());
    const page = await visit('light, wide', empty.app.url);
    expect(await page.locator('#verdict').textContent()).toBe('Nothing to show');
    await expectAccessible(page);
    await page.goto(`${empty.app.url}/?view=wall`);
    await expectAccessible(page);
  });
});

describe('in a cluster that refuses to list pods', () => {
  it('has no accessibility violations, and shows what to do about it', async () => {
    const refused = new ShieldedCluster();
    others.push(() => refused.stop());
    refused.server.faults.add({ answer: { status: 403 } });
    await refused.start();
    await refused.until(
      'the shield is ready without a list of pods',
      async () => (await refused.ask('/readyz')).status === 200,
    );
    const page = await visit('dark, wide', refused.app.url);
    expect(await page.locator('#verdict').textContent()).toBe('Not allowed to list pods');
    expect(await page.locator('.notices').innerText()).toContain('Give its service account');
    await expectAccessible(page);
  });
});

describe('the page of a past time', () => {
  it('shows what was down at 03:00 in the reader’s time zone, and can be opened with the keyboard alone', async () => {
    const shown = await ShownCluster.start({}, { now: Date.parse('2026-11-02T02:30:00Z') });
    others.push(() => shown.stop());
    const web = (isReady: boolean): ReturnType<typeof podOf> =>
      podOf(
        { kind: 'StatefulSet', name: 'web' },
        {
          metadata: { namespace: 'shop' },
          status: {
            containerStatuses: [
              isReady
                ? containerStatus({})
                : containerStatus({ ready: false, state: { waiting: { reason: 'CrashLoopBackOff' } } }),
            ],
          },
        },
      );
    await shown.add(web(true));
    await shown.pass(25 * MINUTE);
    await shown.add(web(false));
    await shown.pass(30 * MINUTE);
    await shown.add(web(true));
    await shown.pass(5 * 60 * MINUTE);
    const page = await visit('light, wide', shown.app.url);
    const field = page.getByLabel('As it was at');
    await pressUntilFocused(page, 'Shift+Tab', field);
    await field.fill('2026-11-02T03:00');
    await page.keyboard.press('Enter');
    await page.getByText('As of 2026-11-02 03:00:00 UTC, as known then').waitFor();
    expect(await page.locator('.known-then').innerText()).toContain('CrashLoopBackOff');
    await expectAccessible(page);
    await pressUntilFocused(page, 'Tab', page.getByRole('link', { name: 'web', exact: true }));
    await page.keyboard.press('Enter');
    await page.getByRole('heading', { name: 'In the day before' }).waitFor();
    await expectAccessible(page);
    const elsewhere = await openPage(browser, shown.app.url, { timezoneId: 'Asia/Kolkata' });
    const otherField = elsewhere.page.getByLabel('As it was at');
    await otherField.pressSequentially('1');
    await elsewhere.page.getByRole('searchbox').fill('we');
    await elsewhere.page.locator('.as-of-form input[name="q"]').waitFor({ state: 'attached' });
    // The text typed so far is kept.
    expect(await otherField.evaluate((field: HTMLInputElement) => field.validity.badInput)).toBe(true);
    await otherField.fill('2026-11-02T08:30');
    await elsewhere.page.getByRole('button', { name: 'Go' }).click();
    await elsewhere.page.getByText('As of 2026-11-02 03:00:00 UTC, as known then').waitFor();
    expect(new URL(elsewhere.page.url()).searchParams.get('q')).toBe('we');
    await elsewhere.close();
    expect(elsewhere.problems).toEqual([]);
  });
});

const MINUTE = 60_000;
