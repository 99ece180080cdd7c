// The page of 20,000 services: the cost of rendering it, and of an open page while services change.
import { setTimeout as sleep } from 'node:timers/promises';
import { ApiProcess } from './support/api-process.ts';
import { Product } from './support/product.ts';
import { atMost, figure, report, type Row, seconds } from './support/report.ts';

const SERVICES = Number(process.env['BENCH_SERVICES'] ?? 20_000);
const DRAWINGS = Number(process.env['BENCH_ROUNDS'] ?? 25);
/** Milliseconds: a page that is requested again sooner isn't rendered again. */
const PAUSE = 1_100;

/** Milliseconds of our CPU for each page. A service changes before each request, so that each page is rendered. */
async function drawingCost(api: ApiProcess, product: Product, path: string, headers: HeadersInit): Promise<number> {
  const draw = async (at: number): Promise<void> => {
    await api.order({ do: 'set', pod: at, state: at % 2 === 0 ? 'restarted' : 'ready' });
    await sleep(PAUSE);
    await (await fetch(product.url + path, { headers })).arrayBuffer();
  };
  for (let at = 0; at < 3; at += 1) await draw(at);
  const idle = await idleShare(product, 5_000);
  const [cpu, began] = [product.cpu, performance.now()];
  for (let at = 0; at < DRAWINGS; at += 1) await draw(at);
  return (product.cpu - cpu - idle * (performance.now() - began)) / DRAWINGS;
}

/** The product's share of a core without requests. */
async function idleShare(product: Product, milliseconds: number): Promise<number> {
  const [cpu, began] = [product.cpu, performance.now()];
  await sleep(milliseconds);
  return (product.cpu - cpu) / (performance.now() - began);
}

/** The server's share of a core while one page is open. */
async function openPageShare(api: ApiProcess, product: Product, rate: number): Promise<number> {
  const page = await (await fetch(product.url)).text();
  const from = /data-position="([^"]+)"/.exec(page)?.[1] ?? '';
  const stop = new AbortController();
  const stream = await fetch(`${product.url}/shields?at=${from}`, { signal: stop.signal });
  const reading = stream.body?.pipeTo(new WritableStream()).catch(() => undefined);
  const [cpu, began] = [product.cpu, performance.now()];
  await api.order({ do: 'churn', rate, seconds: seconds(15) });
  const cores = (product.cpu - cpu) / (performance.now() - began);
  stop.abort();
  await reading;
  return cores;
}

async function measure(api: ApiProcess, product: Product): Promise<Row[]> {
  const plain = { 'accept-encoding': 'identity' };
  await product.blocks();
  const whole = await drawingCost(api, product, '/', plain);
  const { own } = await product.blocks();
  return [
    atMost('a drawing of the page: our CPU', whole, 'ms', 10),
    figure(
      'a drawing of the page, compressed',
      await drawingCost(api, product, '/', { 'accept-encoding': 'gzip' }),
      'ms',
    ),
    figure('event loop blocked by drawings, own work', own, 'ms'),
    figure('the server with one page open, without changes', await openPageShare(api, product, 0), 'of a core'),
    figure(
      'the server with one page open, at 100 changes a second',
      await openPageShare(api, product, 100),
      'of a core',
    ),
  ];
}

const api = await ApiProcess.start({ pods: SERVICES, services: SERVICES });
const product = await Product.start(api, {}, { isProbed: true });
report(`the page of ${SERVICES} services`, await measure(api, product));
await product.stop();
await api.stop();
