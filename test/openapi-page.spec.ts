// Swagger UI at /docs, in a real browser: it works under its own strict policy, and calls nobody but the shield.
import chromium from '@sparticuz/chromium';
import { type Browser, type Page, chromium as playwright } from 'playwright-core';
import { podOf } from '../simulator/pod.ts';
import { SimulatedApiServer } from '../simulator/simulated-api-server.ts';
import { SimulatedCluster } from '../simulator/simulated-cluster.ts';
import { type RunningApp, startApp } from './start-app.ts';

const cluster = new SimulatedCluster();
const server = new SimulatedApiServer(cluster);
let app: RunningApp;
let browser: Browser;
let page: Page;
/** What went wrong on the page: refused by its policy, thrown, or not found. */
let troubles: string[];
let asked: string[];

beforeAll(async () => {
  cluster.set(podOf({ kind: 'Deployment', name: 'web' }, { metadata: { namespace: 'shop' } }));
  app = await startApp({}, { apiServer: await server.listen() });
  await app.until('/readyz', (body) => body === 'ready');
  browser = await playwright.launch({ args: ['--no-sandbox'], executablePath: await chromium.executablePath() });
}, 30_000);
afterAll(async () => {
  await browser.close();
  await app.stop();
  await server.close();
});

beforeEach(async () => {
  page = await browser.newPage();
  [troubles, asked] = [[], []];
  page.on('console', (message) => {
    if (['error', 'warning'].includes(message.type())) troubles.push(message.text());
  });
  page.on('pageerror', (error) => troubles.push(error.message));
  page.on('request', (request) => asked.push(request.url()));
});
afterEach(() => page.close());

it.each(['/docs', '/docs/'])('shows every tag at %s, and asks nobody else for anything', async (path) => {
  await page.goto(app.url + path);
  await page.locator('#tag-section-badges, [id^="operations-badges"]').first().waitFor();
  expect(await page.locator('.opblock-tag').count()).toBeGreaterThanOrEqual(5);
  expect(troubles).toEqual([]);
  expect(asked.filter((url) => !url.startsWith(app.url) && !url.startsWith('data:'))).toEqual([]);
});

it('tries a route where it stands', async () => {
  await page.goto(`${app.url}/docs#/services/listNames`);
  await page.getByRole('button', { name: 'Try it out' }).click();
  await page.getByRole('button', { name: 'Execute' }).click();
  await page.locator('.live-responses-table').waitFor();
  expect(await page.locator('.live-responses-table').textContent()).toContain('"web"');
  expect(asked).toContain(`${app.url}/services`);
  expect(troubles).toEqual([]);
});
