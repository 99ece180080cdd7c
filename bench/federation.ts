// A hub with a hundred members of two hundred services each, on this machine: its cost, and the delay of a change.
// The members are small servers that speak the protocol, in a separate process; one of them ends its streams every second.
import { setTimeout as sleep } from 'node:timers/promises';
import { type MemberMessage, nextMessage, startHub, startMembers, untilKnown } from './support/hub.ts';
import { load, type LoadResult } from './support/load.ts';
import type { Product } from './support/product.ts';
import { atMost, figure, median, report, type Row, seconds } from './support/report.ts';

const MEMBERS = Number(process.env['BENCH_MEMBERS'] ?? 100);
const SERVICES = Number(process.env['BENCH_SERVICES'] ?? 200);
const CHANGES = Number(process.env['BENCH_CHANGES'] ?? 50);
const ROUND = seconds(20) * 1_000;
const ROUNDS = 7;
/** Few concurrent reads, so that their cost isn't what is measured. */
const MAX_LOOKS = 4;

const { child: simulated, addresses, bad: faultyPeers } = await startMembers(MEMBERS, SERVICES, CHANGES);
const rows: Row[] = [];
const hub = await startHub(addresses);
await untilKnown(hub, MEMBERS * SERVICES);
rows.push(...(await measureLag(hub)));
rows.push(atMost('/v1/services, a page of 500, p50 of 200', await pages(hub), 'ms', 20));
rows.push(atMost('hub, most memory', hub.peakRss, 'MiB', 512));
rows.push(...(await compareWithFaultyPeers(hub)));
await hub.stop();
report('federation', rows);
process.exit();

/** From the change at a member to the badge at the hub that shows it, requested again and again. */
async function measureLag(product: Product): Promise<Row[]> {
  const lags: number[] = [];
  const looking = new Set<Promise<void>>();
  const look = ({ changed, status, at }: MemberMessage): void => {
    if (changed === undefined || status === undefined || at === undefined || looking.size >= MAX_LOOKS) return;
    const one = lagOf(product, changed, status, at).then((lag) => {
      if (lag !== undefined) lags.push(lag);
      looking.delete(one);
    });
    looking.add(one);
  };
  simulated.send('count');
  await nextMessage(simulated, ({ messages }) => messages !== undefined);
  const [cpu, began] = [product.cpu, performance.now()];
  simulated.on('message', look);
  await sleep(ROUND);
  simulated.off('message', look);
  await Promise.all(looking);
  const took = (performance.now() - began) / 1_000;
  simulated.send('count');
  const { messages = 0, bytes = 0 } = await nextMessage(simulated, ({ messages: received }) => received !== undefined);
  const sorted = lags.sort((a, b) => a - b);
  const at = (part: number): number => sorted[Math.floor(sorted.length * part)] ?? NaN;
  return [
    figure('members', MEMBERS, '', `with ${MEMBERS * SERVICES} services and ${CHANGES} changes a second`),
    atMost(
      'change at a member to badge at the hub, p99',
      at(0.99),
      'ms',
      60,
      `, p50 ${at(0.5).toFixed(1)} ms, ${sorted.length} changes`,
    ),
    figure(
      'messages from all members',
      messages / took,
      'a second',
      `, ${(bytes / took / 1024).toFixed(1)} KiB a second`,
    ),
    figure('hub, share of a core', (product.cpu - cpu) / 10 / took, '%', ', requests for badges included'),
    figure('hub, memory', product.rss, 'MiB'),
  ];
}

/** Milliseconds; undefined if the service changed again before the badge was read. */
async function lagOf({ url }: Product, name: string, status: string, at: number): Promise<number | undefined> {
  for (let tries = 0; tries < 1_000; tries += 1) {
    const badge = await (await fetch(`${url}/_/${name}/health/`)).text();
    if (badge.includes(status)) return Date.now() - at;
    await sleep(2);
  }
  return undefined;
}

/** Two hubs, one of them with three bad peers, in alternation: other load on the machine affects both. */
async function compareWithFaultyPeers(well: Product): Promise<Row[]> {
  const impaired = await startHub([...faultyPeers, ...addresses.slice(faultyPeers.length)]);
  await untilKnown(impaired, (MEMBERS - faultyPeers.length) * SERVICES);
  const p99s = { well: [] as number[], impaired: [] as number[] };
  for (let round = 0; round < ROUNDS; round += 1) {
    p99s.well.push((await readers(well)).p99);
    p99s.impaired.push((await readers(impaired)).p99);
  }
  await impaired.stop();
  const [wellP99, impairedP99] = [median(p99s.well), median(p99s.impaired)];
  return [
    figure('remote badges, all peers well: p99', wellP99, 'ms', `, median of ${ROUNDS} rounds`),
    atMost(
      'with one dead peer, one that stalls, one that sends nonsense: p99',
      impairedP99 / wellP99,
      'times',
      1.2,
      ` (${impairedP99.toFixed(2)} ms)`,
    ),
  ];
}

function readers({ url }: Product): Promise<LoadResult> {
  const paths = Array.from({ length: 500 }, (_, at) => {
    const member = String(10 + (at % Math.max(1, MEMBERS - 10))).padStart(3, '0');
    return `/_/svc-${member}-${String(at % SERVICES).padStart(3, '0')}/health/`;
  });
  return load(url, { paths, rate: 500, connections: 8, milliseconds: ROUND / 4 });
}

async function pages({ url }: Product): Promise<number> {
  const times: number[] = [];
  for (let i = 0; i < 200; i += 1) {
    const began = performance.now();
    await (await fetch(`${url}/v1/services?limit=500`)).arrayBuffer();
    times.push(performance.now() - began);
  }
  return times.sort((a, b) => a - b)[100] ?? NaN;
}
