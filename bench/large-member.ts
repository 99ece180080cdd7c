// A member of 20,000 services that all turn at once, with a page of the hub open: what blocks the hub that reads them, and
// the member that sends them. For the hub the member is a small server that speaks the protocol; then two shields federate.
import { setTimeout as sleep } from 'node:timers/promises';
import { ApiProcess } from './support/api-process.ts';
import { SHARED, startHub, startMembers, untilKnown } from './support/hub.ts';
import { Product } from './support/product.ts';
import { atMost, figure, report, type Row } from './support/report.ts';
import { serviceName } from './support/service-name.ts';
import type { MemberOrder } from './support/simulated-members.ts';

const SERVICES = Number(process.env['BENCH_SERVICES'] ?? 20_000);
const ROUNDS = Number(process.env['BENCH_ROUNDS'] ?? 3);
/** Milliseconds: what an order leaves to do is done. */
const PAUSE = 4_000;
const LIMIT = 20;

const TURNS: readonly (readonly [what: string, order: MemberOrder])[] = [
  ['all of them turn stale', 'turn-stale'],
  ['all of them change', 'change-all'],
  ['it comes back', 'leave'],
];

async function hubAlone(): Promise<Row[]> {
  const { child, addresses } = await startMembers(1, SERVICES, 0);
  const hub = await startHub(addresses, true);
  await untilKnown(hub, SERVICES);
  const rows: Row[] = [atMost('the hub, its first snapshot: blocks', (await hub.blocks()).own, 'ms', LIMIT)];
  const close = await openPage(hub);
  for (const [what, order] of TURNS) {
    const blocks: number[] = [];
    for (let round = 0; round < ROUNDS; round += 1) {
      await sleep(PAUSE);
      await hub.blocks();
      child.send(order);
      await sleep(PAUSE);
      blocks.push((await hub.blocks()).own);
      if (order === 'turn-stale') child.send('turn-fresh');
    }
    rows.push(blocked(`the hub, ${what}`, blocks));
  }
  await close();
  await hub.stop();
  child.disconnect();
  return rows;
}

/** A shield whose pods all turn unready or ready in one moment, and the hub that reads it. */
async function twoShields(): Promise<Row[]> {
  const api = await ApiProcess.start({ pods: SERVICES, services: SERVICES, workloads: false });
  const member = await Product.start(
    api,
    { ...SHARED, WATCH_WORKLOADS: 'false', CLUSTER_NAME: 'member' },
    { isProbed: true },
  );
  // What its own start leaves to do isn't the hub's.
  await sleep(PAUSE);
  await member.blocks();
  const hub = await startHub([member.url], true);
  await untilKnown(hub, SERVICES);
  await sleep(PAUSE);
  const rows: Row[] = [
    atMost('the member, a snapshot for a hub: blocks', (await member.blocks()).own, 'ms', LIMIT),
    atMost('the hub, its first snapshot: blocks', (await hub.blocks()).own, 'ms', LIMIT),
  ];
  const close = await openPage(hub);
  const [members, hubs, took]: [number[], number[], number[]] = [[], [], []];
  for (let round = 0; round < ROUNDS; round += 1) {
    await sleep(PAUSE);
    await Promise.all([member.blocks(), hub.blocks()]);
    const began = performance.now();
    await api.order({ do: 'turn', state: round % 2 === 0 ? 'waiting' : 'ready' });
    await untilAll(hub, round % 2 === 0 ? '0/1' : '1/1');
    took.push(performance.now() - began);
    await sleep(PAUSE);
    members.push((await member.blocks()).own);
    hubs.push((await hub.blocks()).own);
  }
  await close();
  await hub.stop();
  await member.stop();
  await api.stop();
  return [
    ...rows,
    blocked('the member, all of its pods change', members),
    blocked('the hub, all of its pods change', hubs),
    figure('until the hub shows all of it', Math.max(...took) / 1000, 's'),
  ];
}

/** Its stream is read until the page is closed. */
async function openPage({ url }: Product): Promise<() => Promise<void>> {
  const stop = new AbortController();
  const page = await (await fetch(url)).text();
  const position = /data-position="([^"]+)"/.exec(page)?.[1] ?? '';
  const stream = await fetch(`${url}/shields?at=${encodeURIComponent(position)}`, { signal: stop.signal });
  const reading = stream.body?.pipeTo(new WritableStream()).catch(() => undefined);
  return async () => {
    stop.abort();
    await reading;
  };
}

/** Until the hub shows so of the first and the last: one more request would be part of what is measured. */
async function untilAll({ url }: Product, text: string): Promise<void> {
  for (const at of [0, SERVICES - 1]) {
    for (let tries = 0; ; tries += 1) {
      if ((await (await fetch(`${url}/_/${serviceName(at)}/health/`)).text()).includes(text)) break;
      if (tries === 600) throw new Error(`The hub never showed ${text} for all services.`);
      await sleep(100);
    }
  }
}

function blocked(what: string, blocks: readonly number[]): Row {
  const each = blocks.map((ms) => ms.toFixed(0)).join(', ');
  return atMost(`${what}: blocks`, Math.max(...blocks), 'ms', LIMIT, `, ${each}`);
}

const rows = [...(await hubAlone()), ...(await twoShields())];
report(`a member of ${SERVICES} services, all of which turn at once`, rows);
process.exit();
