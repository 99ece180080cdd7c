// A member of 20,000 services that all change at once, while a page of the hub is open: for how long that blocks the event
// loop of the hub that reads them, and of the member that sends them. First the member is a small server that speaks the
// protocol, to measure the hub alone; then two shields federate.
import { setTimeout as sleep } from 'node:timers/promises';
import { ApiProcess } from './support/api-process.ts';
import { blockRow } from './support/block-row.ts';
import { SHARED, startHub, startMembers, untilKnown } from './support/hub.ts';
import type { Blocks } from './support/loop-probe.ts';
import { Product } from './support/product.ts';
import { figure, report, type Row } from './support/report.ts';
import { serviceName } from './support/service-name.ts';
import type { MemberOrder } from './support/simulated-members.ts';

const SERVICES = Number(process.env['BENCH_SERVICES'] ?? 20_000);
const ROUNDS = Number(process.env['BENCH_ROUNDS'] ?? 3);
/** Milliseconds after which the work caused by an order is done. */
const PAUSE = 4_000;

const TURNS: readonly (readonly [what: string, order: MemberOrder])[] = [
  ['all of them turn stale', 'turn-stale'],
  ['all of them change', 'change-all'],
  ['it comes back', 'leave'],
];

async function hubAlone(): Promise<Row[]> {
  const { child, addresses } = await startMembers(1, SERVICES, 0);
  const hub = await startHub(addresses, true);
  await untilKnown(hub, SERVICES);
  const rows: Row[] = [blockRow('the hub, its first snapshot: blocks', [await hub.blocks()])];
  const close = await openPage(hub);
  for (const [what, order] of TURNS) {
    const blocks: Blocks[] = [];
    for (let round = 0; round < ROUNDS; round += 1) {
      await sleep(PAUSE);
      await hub.blocks();
      child.send(order);
      await sleep(PAUSE);
      blocks.push(await hub.blocks());
      if (order === 'turn-stale') child.send('turn-fresh');
    }
    rows.push(blockRow(`the hub, ${what}: blocks`, blocks));
  }
  await close();
  await hub.stop();
  child.disconnect();
  return rows;
}

/** A shield whose pods all turn unready or ready at once, and the hub that reads it. */
async function twoShields(): Promise<Row[]> {
  const api = await ApiProcess.start({ pods: SERVICES, services: SERVICES, workloads: false });
  const member = await Product.start(
    api,
    { ...SHARED, WATCH_WORKLOADS: 'false', CLUSTER_NAME: 'member' },
    { isProbed: true },
  );
  // The work after its own start must not be measured as work for the hub.
  await sleep(PAUSE);
  await member.blocks();
  const hub = await startHub([member.url], true);
  await untilKnown(hub, SERVICES);
  await sleep(PAUSE);
  const rows: Row[] = [
    blockRow('the member, a snapshot for a hub: blocks', [await member.blocks()]),
    blockRow('the hub, its first snapshot: blocks', [await hub.blocks()]),
  ];
  const close = await openPage(hub);
  const [memberBlocks, hubBlocks, took]: [Blocks[], Blocks[], number[]] = [[], [], []];
  for (let round = 0; round < ROUNDS; round += 1) {
    await sleep(PAUSE);
    await Promise.all([member.blocks(), hub.blocks()]);
    const began = performance.now();
    await api.order({ do: 'turn', state: round % 2 === 0 ? 'waiting' : 'ready' });
    await untilShown(hub, round % 2 === 0 ? '0/1' : '1/1');
    took.push(performance.now() - began);
    await sleep(PAUSE);
    memberBlocks.push(await member.blocks());
    hubBlocks.push(await hub.blocks());
  }
  await close();
  await hub.stop();
  await member.stop();
  await api.stop();
  return [
    ...rows,
    blockRow('the member, all of its pods change: blocks', memberBlocks),
    blockRow('the hub, all of its pods change: blocks', hubBlocks),
    figure('until the hub shows all of it', Math.max(...took) / 1000, 's'),
  ];
}

/** Opens the page, and reads its stream until the returned function closes it. */
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

/** Resolves once the hub shows this text for the first and the last service: more requests would add to what is measured. */
async function untilShown({ url }: Product, text: string): Promise<void> {
  for (const at of [0, SERVICES - 1]) {
    for (let tries = 0; ; tries += 1) {
      if ((await (await fetch(`${url}/_/${serviceName(at)}/health/`)).text()).includes(text)) break;
      if (tries === 600) throw new Error(`The hub did not show ${text} for all services within a minute.`);
      await sleep(100);
    }
  }
}

const rows = [...(await hubAlone()), ...(await twoShields())];
report(`a member of ${SERVICES} services, all of which change at once`, rows);
process.exit();
