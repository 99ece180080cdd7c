// Swagger UI at /docs, in a real browser: it works under its own strict policy, and calls the shield alone.
import type { Browser, Page } from 'playwright-core';
import { podOf } from '../../simulator/cluster/pod.ts';
import { SimulatedApiServer } from '../../simulator/server/simulated-api-server.ts';
import { SimulatedCluster } from '../../simulator/cluster/simulated-cluster.ts';
import { type RunningApp, startApp } from '../start-app.ts';
import { launchBrowser, openPage, type WatchedPage } from './browser.ts';

const cluster = new SimulatedCluster();
const server = new SimulatedApiServer(cluster);
let app: RunningApp;
let browser: Browser;
let opened: WatchedPage;

beforeAll(async () => {
  cluster.set(podOf({ kind: 'Deployment', name: 'web' }, { metadata: { namespace: 'shop' } }));
  app = await startApp({}, { apiServer: await server.listen() });
  await app.until('/readyz', (body) => body === 'ready');
  browser = await launchBrowser();
});
afterEach(async () => {
  await opened.close();
  expect(opened.troubles).toEqual([]);
});
afterAll(async () => {
  await browser.close();
  await app.stop();
  await server.close();
});

async function visit(path: string): Promise<Page> {
  opened = await openPage(browser, app.url + path);
  return opened.page;
}

it.each(['/docs', '/docs/'])('shows every tag at %s', async (path) => {
  const page = await visit(path);
  await page.locator('[id^="operations-badges"]').first().waitFor();
  expect(await page.locator('h3.opblock-tag').count()).toBe(6);
});

it('tries a route where it stands', async () => {
  const page = await visit('/docs#/services/listNames');
  await page.getByRole('button', { name: 'Try it out' }).click();
  const answer = page.waitForResponse(`${app.url}/services`);
  await page.getByRole('button', { name: 'Execute' }).click();
  expect(await (await answer).json()).toEqual(['web']);
  await page.locator('.live-responses-table', { hasText: '"web"' }).waitFor();
});
