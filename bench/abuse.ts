// Ten minutes (BENCH_MINUTES) of a client that pipelines and never reads, a peer that floods, and a check host that is
// killed every 20 s, all at once: the process lives, every check runs again in time, and badges are about as fast.
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type ServerResponse } from 'node:http';
import { type AddressInfo, connect } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { processes } from '../test/kin.ts';
import { ApiProcess } from './api-process.ts';
import { load } from './load.ts';
import { Product } from './product.ts';
import { atMost, report } from './report.ts';

const MINUTES = Number(process.env['BENCH_MINUTES'] ?? 10);
const CHECKS = 50;
/** Milliseconds. */
const INTERVAL = 5_000;
const KILL_EVERY = 20_000;
/** Bytes a second. */
const FLOOD = 8 * 2 ** 20;

const folder = mkdtempSync(join(tmpdir(), 'bench-abuse-'));
writeFileSync(join(folder, 'keys'), 'a key that both of them would have to know');
for (let n = 0; n < CHECKS; n += 1) {
  const options = `export const options = { hits: { interval: '${INTERVAL}ms' } };`;
  writeFileSync(join(folder, `check-${n}.mjs`), `${options} export const hits = () => 'fine';`);
}
const peer = createServer((_, response) => void flood(response));
await new Promise<void>((listening) => peer.listen(0, '127.0.0.1', listening));
const api = await ApiProcess.start({ pods: 1_000, services: 100 });
const over = new AbortController();
const isOn = (): boolean => !over.signal.aborted;
let isFlooding = false;
const product = await Product.start(api, {
  CLUSTER_NAME: 'here',
  INTRA_SECRET: join(folder, 'keys'),
  OTHER_SHIELDS: `http://127.0.0.1:${(peer.address() as AddressInfo).port}`,
  CHECKS_DIR: folder,
});
let exited = 0;
product.child.once('exit', () => (exited += 1));

const paths = Array.from({ length: 100 }, (_, at) => `/_/svc-${String(at).padStart(4, '0')}/health/`);
const calm = await load(product.url, { paths, milliseconds: MINUTES * 10_000, rate: 200 });
const lateness: number[] = [];
isFlooding = true;
const abuse = Promise.all([pipelineOn(), killHosts()]);
const abused = await load(product.url, { paths, milliseconds: MINUTES * 60_000, rate: 200 });
over.abort();
await abuse;
peer.closeAllConnections();
peer.close();
const { rss } = product;
const ends = exited;
await product.stop();
await api.stop();
rmSync(folder, { recursive: true });

report(`${MINUTES} minutes of abuse`, [
  atMost('ends of the process', ends, 'ends', 0),
  atMost('the longest until all checks had run again', Math.max(...lateness) / INTERVAL, 'intervals', 2),
  atMost('p99 of badges beside that without abuse', abused.p99 / calm.p99, 'times', 1.5),
  atMost('answers that were not 200', abused.answers - (abused.statuses['200'] ?? 0), 'answers', 0),
  atMost('RSS at the end', rss, 'MiB', 512),
]);

/** Never reads. A connection that is closed is followed by another. */
async function pipelineOn(): Promise<void> {
  const { port } = new URL(product.url);
  const requests = 'GET /ping HTTP/1.1\r\nHost: x\r\n\r\n'.repeat(1_000);
  while (isOn()) {
    const socket = connect(Number(port), '127.0.0.1').on('error', () => undefined);
    const closed = new Promise((resolve) => socket.pause().once('close', resolve));
    const writing = setInterval(() => {
      if (socket.writableLength < 2 ** 20) socket.write(requests);
    }, 10);
    await Promise.race([closed, sleep(60_000)]);
    clearInterval(writing);
    socket.destroy();
  }
}

async function killHosts(): Promise<void> {
  while (isOn()) {
    const killedAt = Date.now();
    for (const { pid, parent, command } of processes()) {
      if (parent === product.child.pid && command.includes('check-host')) process.kill(pid, 'SIGKILL');
    }
    while (isOn() && (await oldestRun()) <= killedAt) await sleep(100);
    if (isOn()) lateness.push(Date.now() - killedAt);
    await sleep(Math.max(0, killedAt + KILL_EVERY - Date.now()));
  }
}

/** Unix milliseconds of the check that ran least lately. */
async function oldestRun(): Promise<number> {
  const { items } = (await (await fetch(`${product.url}/v1/checks`)).json()) as { items: { lastRun?: string }[] };
  return items.length < CHECKS ? 0 : Math.min(...items.map(({ lastRun = '1970-01-01' }) => Date.parse(lastRun)));
}

/** A snapshot, then changes of 200 services again and again, as fast as `FLOOD` allows and the hub takes them. */
async function flood(response: ServerResponse): Promise<void> {
  const speaker = { cluster: 'far', epoch: 'abc' };
  const sources = [{ id: 'pods', age: 0 }];
  response.writeHead(200, { 'Content-Type': 'text/event-stream' });
  const snapshot = [
    event('heartbeat', { ...speaker, sources }),
    event('begin', speaker),
    event('part', { services: services(0) }),
  ];
  response.write(snapshot.join('') + event('end', { sources }, 'abc.1'));
  for (let n = 2; !response.destroyed; n += 1) {
    const text = isFlooding
      ? event('change', { services: services(n), gone: [] }, `abc.${n}`)
      : event('heartbeat', { ...speaker, sources });
    if (!isFlooding) n -= 1;
    const isTaken = response.write(text);
    await (isTaken ? sleep(isFlooding ? (1_000 * text.length) / FLOOD : 1_000) : drained(response));
  }
}

/** Leaves no listener behind: a flood waits thousands of times. */
function drained(response: ServerResponse): Promise<void> {
  return new Promise((resolve) => {
    const done = (): void => {
      response.off('drain', done).off('close', done);
      resolve();
    };
    response.on('drain', done).on('close', done);
  });
}

function services(n: number): readonly object[] {
  const health = { check: 'health', label: 'health', color: 'green', state: 'ok', source: 'pods' };
  return Array.from({ length: 200 }, (_, at) => ({
    namespace: 'shop',
    name: `far-${at}`,
    kind: 'Deployment',
    results: [{ ...health, status: `1/1 (${n} restarts)` }],
  }));
}

function event(type: string, data: unknown, id?: string): string {
  return `event: ${type}\n${id === undefined ? '' : `id: ${id}\n`}data: ${JSON.stringify(data)}\n\n`;
}
