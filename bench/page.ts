// An open overview page in a real browser: the cost of its tab without changes and while services change, the time until a
// search is painted, and the bytes of the page and its updates. BENCH_SERVICES and BENCH_SECONDS make it small.
import { readdirSync, readFileSync } from 'node:fs';
import { get } from 'node:http';
import { setTimeout as sleep } from 'node:timers/promises';
import chromium from '@sparticuz/chromium';
import { type Browser, chromium as playwright, type Page } from 'playwright-core';
import { ApiProcess } from './support/api-process.ts';
import { cpuOf, Product } from './support/product.ts';
import { atMost, figure, median, report, type Row, seconds } from './support/report.ts';
import { serviceName } from './support/service-name.ts';

const SERVICES = Number(process.env['BENCH_SERVICES'] ?? 20_000);
const ROUND = seconds(20) * 1000;
/** Events a second. */
const RATE = 100;
/** Services that change: those that are not ready are on the page, as what needs attention. */
const AMONG = 60;

/** The share of a core that the tab's processes use while the function runs, and the tab's longest task. */
async function costOf(tab: Tab, during: () => Promise<unknown>): Promise<Cost> {
  await tab.page.evaluate(() => {
    Object.assign(window, { longest: 0 });
  });
  const [cpu, began] = [tab.cpu(), performance.now()];
  await during();
  const share = (tab.cpu() - cpu) / (performance.now() - began);
  const longest = await tab.page.evaluate(() => (window as unknown as { longest: number }).longest);
  return { share, longest };
}

interface Cost {
  /** Of a core. */
  readonly share: number;
  /** Milliseconds; 0: no task took 50 ms. */
  readonly longest: number;
}

class Tab {
  readonly browser: Browser;
  readonly page: Page;
  private readonly pids: readonly number[];

  private constructor(browser: Browser, page: Page, pids: readonly number[]) {
    this.browser = browser;
    this.page = page;
    this.pids = pids;
  }

  static async open(url: string): Promise<Tab> {
    const executablePath = await chromium.executablePath();
    const browser = await playwright.launch({ executablePath, args: ['--no-sandbox', '--disable-gpu'] });
    const page = await browser.newPage({ viewport: { width: 1440, height: 900 } });
    await page.addInitScript(() => {
      new PerformanceObserver((list) => {
        const all = window as unknown as { longest: number };
        for (const { duration } of list.getEntries()) all.longest = Math.max(all.longest, duration);
      }).observe({ entryTypes: ['longtask'] });
    });
    await page.goto(url);
    await page.getByText('Live', { exact: true }).waitFor({ state: 'attached' });
    return new Tab(browser, page, renderers());
  }

  /** Milliseconds of CPU so far. */
  cpu(): number {
    return this.pids.reduce((sum, pid) => sum + cpuOf(pid), 0);
  }
}

/** Renderer processes of the browser that this process started. */
function renderers(): readonly number[] {
  const ours = new Set([process.pid]);
  const pids = readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .map(Number);
  const found: number[] = [];
  for (const pid of pids.sort((a, b) => a - b)) {
    const [parent, command] = parentAndCommand(pid);
    if (!ours.has(parent)) continue;
    ours.add(pid);
    if (command.includes('--type=renderer')) found.push(pid);
  }
  return found;
}

function parentAndCommand(pid: number): readonly [parent: number, command: string] {
  try {
    const parent = Number(readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ')[1]?.split(' ')[1]);
    return [parent, readFileSync(`/proc/${pid}/cmdline`, 'utf8')];
  } catch {
    // The process has ended since it was listed.
    return [0, ''];
  }
}

/** Bytes of the stream while services change, and the number of updates. */
async function bytesOfUpdates(url: string, during: () => Promise<unknown>): Promise<[number, number]> {
  const position = /data-position="([^"]+)"/.exec(await (await fetch(`${url}/`)).text())?.[1] ?? '';
  let [bytes, updates] = [0, 0];
  const request = get(`${url}/shields?at=${position}`, (response) => {
    response.setEncoding('utf8').on('data', (chunk: string) => {
      bytes += Buffer.byteLength(chunk);
      updates += chunk.split('event: update').length - 1;
    });
  });
  request.on('error', () => undefined);
  await during();
  request.destroy();
  return [bytes, updates];
}

/** Bytes of the compressed body, as a browser gets it. */
async function bytesOf(url: string): Promise<number> {
  return new Promise((resolve, reject) => {
    get(url, { headers: { 'accept-encoding': 'gzip' } }, (response) => {
      let bytes = 0;
      response
        .on('data', (chunk: Buffer) => (bytes += chunk.length))
        .on('end', () => {
          resolve(bytes);
        });
    }).on('error', reject);
  });
}

/**
 * Milliseconds from the last key until the results are painted, without the 120 ms for which the page waits for another
 * key.
 */
async function searchTook({ page }: Tab, text: string, found: string): Promise<number> {
  await page.locator('input[type=search]').fill('');
  await page.waitForURL((url) => !url.searchParams.has('q'));
  await sleep(1_000);
  return page.evaluate(
    async ([typed, row]) => {
      const field = document.querySelector<HTMLInputElement>('input[type=search]');
      if (field === null || typed === undefined || row === undefined) return NaN;
      field.value = typed;
      field.dispatchEvent(new Event('input', { bubbles: true }));
      const began = performance.now();
      while (document.querySelectorAll('.row').length !== 1 || document.querySelector(`.row[id$="/${row}"]`) === null) {
        await new Promise((next) => requestAnimationFrame(next));
      }
      await new Promise((next) => requestAnimationFrame(() => setTimeout(next)));
      return performance.now() - began;
    },
    [text, found],
  );
}

const api = await ApiProcess.start({ pods: SERVICES, services: SERVICES, workloads: false });
const product = await Product.start(api, { WATCH_WORKLOADS: 'false' });
const tab = await Tab.open(`${product.url}/`);
const rows: Row[] = [figure('the page, gzip', (await bytesOf(`${product.url}/`)) / 1000, 'kB')];
await sleep(3_000);
const rest = await costOf(tab, () => sleep(ROUND));
rows.push(atMost('the tab without changes', rest.share * 100, '% of a core', 2), longest('without changes', rest));
const churn = (): Promise<unknown> => api.order({ do: 'churn', rate: RATE, seconds: ROUND / 1000, among: AMONG });
const [cost, [bytes, updates]] = await Promise.all([
  costOf(tab, churn),
  bytesOfUpdates(product.url, () => sleep(ROUND)),
]);
rows.push(
  atMost(`the tab at ${RATE} changes/s`, cost.share * 100, '% of a core', 10),
  longest(`at ${RATE} changes/s`, cost),
  figure('an update', bytes / Math.max(1, updates) / 1000, 'kB', `, ${updates} of them`),
  figure('an update, for each change', bytes / ((RATE * ROUND) / 1000) / 1000, 'kB'),
);
await sleep(2_000);
const searches: number[] = [];
for (const at of [17, 171, 1_711, 7_117, 11_771].filter((one) => one < SERVICES)) {
  searches.push(await searchTook(tab, serviceName(at), serviceName(at)));
}
rows.push(atMost(`a search over ${SERVICES} services, from the last key to the paint`, median(searches), 'ms', 150));
await tab.browser.close();
await product.stop();
await api.stop();
report(`an open page of ${SERVICES} services`, rows);

function longest(when: string, { longest: took }: Cost): Row {
  return atMost(`longest task of the tab ${when}`, took, 'ms', 50, took === 0 ? ' (none over 50)' : '');
}
