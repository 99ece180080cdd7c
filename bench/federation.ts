// A hub with a hundred members of two hundred services each, on this machine: what it costs, and how late a change is.
// The members are small servers that speak the wire, in a process of their own; one comes and goes every second.
import { fork } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { SimulatedApiServer } from '../simulator/simulated-api-server.ts';
import { SimulatedCluster } from '../simulator/simulated-cluster.ts';
import { load } from './load.ts';
import type { LoadResult } from './load.ts';
import { Product, endWithUs } from './product.ts';
import { atMost, figure, report, seconds } from './report.ts';
import type { Row } from './report.ts';

const MEMBERS = Number(process.env['BENCH_MEMBERS'] ?? 100);
const SERVICES = Number(process.env['BENCH_SERVICES'] ?? 200);
const CHANGES = Number(process.env['BENCH_CHANGES'] ?? 50);
const ROUND = seconds(20) * 1_000;
/** Looks at badges cost too: few at a time, so that what is measured isn't the looking. */
const MOST_LOOKS = 4;

interface Message {
  readonly ports?: readonly number[];
  readonly changed?: string;
  readonly status?: string;
  readonly at?: number;
  readonly messages?: number;
  readonly bytes?: number;
}

const folder = mkdtempSync(join(tmpdir(), 'bench-federation-'));
const keyFile = join(folder, 'keys');
writeFileSync(keyFile, randomBytes(32).toString('hex'));
const api = new SimulatedApiServer(new SimulatedCluster());
await api.listen();
const crew = fork(fileURLToPath(new URL('./stand-in-members.ts', import.meta.url)), [
  String(MEMBERS),
  String(SERVICES),
  String(CHANGES),
]);
endWithUs(crew);
const { ports = [] } = await next(crew, ({ ports: told }) => told !== undefined);
const addresses = ports.map((port) => `http://127.0.0.1:${port}`);

const rows: Row[] = [];
const hub = await startHub(addresses);
await untilKnown(hub, MEMBERS * SERVICES);
rows.push(...(await measureLag(hub)));
const well = await readers(hub);
rows.push(figure('/v1/services, a page of 500, p99 of 200', await pages(hub), 'ms'));
rows.push(atMost('hub, most memory', hub.peakRss, 'MiB', 512));
await hub.stop();

const bad = [await deadPort(), await stalling(), await lying()];
const troubled = await startHub([...bad, ...addresses.slice(bad.length)]);
await untilKnown(troubled, (MEMBERS - bad.length) * SERVICES);
const ill = await readers(troubled);
rows.push(figure('remote badges, all peers well: p99', well.p99, 'ms', `, p50 ${well.p50.toFixed(2)} ms`));
rows.push(
  atMost(
    'the same with one dead, one stalling, one lying: p99',
    ill.p99 / well.p99,
    'times',
    1.2,
    ` (${ill.p99.toFixed(2)} ms)`,
  ),
);
await troubled.stop();
report('federation', rows);
crew.disconnect();
await api.close();
rmSync(folder, { recursive: true });
process.exit();

function startHub(peers: readonly string[]): Promise<Product> {
  return Product.start(api, {
    OTHER_SHIELDS: peers.join(' '),
    CLUSTER_NAME: 'hub',
    INTRA_SECRET: keyFile,
    LOG_LEVEL: 'error',
  });
}

async function untilKnown({ url }: Product, wanted: number): Promise<void> {
  for (let tries = 0; tries < 600; tries += 1) {
    const { total } = (await (await fetch(`${url}/v1/services?limit=1`)).json()) as { total: number };
    if (total >= wanted) return;
    await sleep(100);
  }
  throw new Error(`The hub never knew ${wanted} services.`);
}

/** From the change at a member to the badge at the hub that shows it, asked for again and again. */
async function measureLag(product: Product): Promise<Row[]> {
  const lags: number[] = [];
  const looking = new Set<Promise<void>>();
  const look = ({ changed, status, at }: Message): void => {
    if (changed === undefined || status === undefined || at === undefined || looking.size >= MOST_LOOKS) return;
    const one = lagOf(product, changed, status, at).then((lag) => {
      if (lag !== undefined) lags.push(lag);
      looking.delete(one);
    });
    looking.add(one);
  };
  crew.send('count');
  await next(crew, ({ messages }) => messages !== undefined);
  const [cpu, began] = [product.cpu, performance.now()];
  crew.on('message', look);
  await sleep(ROUND);
  crew.off('message', look);
  await Promise.all(looking);
  const took = (performance.now() - began) / 1_000;
  crew.send('count');
  const { messages = 0, bytes = 0 } = await next(crew, ({ messages: told }) => told !== undefined);
  const sorted = lags.sort((a, b) => a - b);
  const at = (part: number): number => sorted[Math.floor(sorted.length * part)] ?? NaN;
  return [
    figure('members, services, changes a second', MEMBERS, '', `, ${MEMBERS * SERVICES}, ${CHANGES}`),
    atMost(
      'change at a member to badge at the hub, p99',
      at(0.99),
      'ms',
      250,
      `, p50 ${at(0.5).toFixed(1)} ms, ${sorted.length} changes`,
    ),
    figure(
      'messages from all members',
      messages / took,
      'a second',
      `, ${(bytes / took / 1024).toFixed(1)} KiB a second`,
    ),
    figure('hub, share of a core', (product.cpu - cpu) / 10 / took, '%', ', the looks at badges included'),
    figure('hub, memory', product.rss, 'MiB'),
  ];
}

/** Undefined where the next change came first. */
async function lagOf({ url }: Product, name: string, status: string, at: number): Promise<number | undefined> {
  for (let tries = 0; tries < 1_000; tries += 1) {
    const badge = await (await fetch(`${url}/_/${name}/health/`)).text();
    if (badge.includes(status)) return Date.now() - at;
    await sleep(2);
  }
  return undefined;
}

function readers({ url }: Product): Promise<LoadResult> {
  const paths = Array.from({ length: 500 }, (_, at) => {
    const member = String(10 + (at % Math.max(1, MEMBERS - 10))).padStart(3, '0');
    return `/_/svc-${member}-${String(at % SERVICES).padStart(3, '0')}/health/`;
  });
  return load(url, { paths, rate: 500, connections: 8, milliseconds: ROUND });
}

async function pages({ url }: Product): Promise<number> {
  const times: number[] = [];
  for (let i = 0; i < 200; i += 1) {
    const began = performance.now();
    await (await fetch(`${url}/v1/services?limit=500`)).arrayBuffer();
    times.push(performance.now() - began);
  }
  return times.sort((a, b) => a - b)[198] ?? NaN;
}

function next(child: ChildProcess, isIt: (message: Message) => boolean): Promise<Message> {
  return new Promise((resolve) => {
    const hear = (message: Message): void => {
      if (!isIt(message)) return;
      child.off('message', hear);
      resolve(message);
    };
    child.on('message', hear);
  });
}

async function deadPort(): Promise<string> {
  const server = createServer();
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
  const { port } = server.address() as AddressInfo;
  await new Promise((closed) => server.close(closed));
  connect({ host: '127.0.0.1', port }).on('error', () => undefined);
  return `http://127.0.0.1:${port}`;
}

/** Takes the connection, and answers nothing. */
async function stalling(): Promise<string> {
  return serve(() => undefined);
}

/** Sends what is no event, as fast as it is taken. */
async function lying(): Promise<string> {
  return serve((write) => {
    write('event: begin\ndata: {"cluster":"liar","epoch":"x"}\n\n'.repeat(1_000));
  });
}

async function serve(answer: (write: (text: string) => void) => void): Promise<string> {
  const server = createServer((_, response) => {
    const flood = (): void => {
      answer((text) => {
        while (!response.destroyed && response.write(text));
      });
    };
    response.on('drain', flood);
    response.on('error', () => response.destroy());
    answer(() => {
      response.writeHead(200, { 'Content-Type': 'text/event-stream' });
      flood();
    });
  });
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}
