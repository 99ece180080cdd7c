// Every fault between the shield and the Kubernetes API, through the whole running app, over TLS: what is shown while it
// lasts, and that afterwards it equals the cluster and nothing has leaked. docs/reliability.md prints the rows; after a
// change `npm run fault-table` writes them again.
import { readFile, writeFile } from 'node:fs/promises';
import { containerStatus, podOf } from '../simulator/cluster/pod.ts';
import { type FaultRow, faultRows, type Meanwhile, USUAL } from './support/rules/fault-rows.ts';
import type { Recount } from './support/cluster/recount.ts';
import { drainSockets, differences, ShieldedCluster, type Shown } from './support/cluster/shielded-cluster.ts';

const STALE_AFTER = 90_000;

it.each(faultRows().map((row) => [row.fault, row] as const))('%s', async (_, row) => {
  const world = new ShieldedCluster({ ...USUAL, ...row.options, ...withAccess(row) });
  fill(world, row.pods ?? 0);
  await world.start();
  try {
    await settle(world);
    await rest(world, 10_000);
    const before = { truth: world.expected(), alarms: world.clock.pending };
    const heal = await row.inject(world);
    change(world);
    await observeFault(world, row.meanwhile, before.truth);
    await heal();
    await world.until('the picture equals the cluster', () => world.isAsExpected(), row.within * 1_000);
    await settle(world);
    expect(world.server.openConnections).toBeLessThanOrEqual(2);
    await rest(world, 2_500);
    await world.until('no alarm is left behind', () => world.clock.pending <= before.alarms);
    await expectLaterChanges(world, row);
  } finally {
    await world.stop();
  }
});

it('one namespace that answers 403 is stale, without affecting the others', async () => {
  const world = new ShieldedCluster({ ...USUAL, env: { WATCH_NAMESPACES: 'shop blog' } });
  fill(world, 0);
  await world.start();
  try {
    await settle(world, 2);
    world.server.faults.add({ namespace: 'blog', answer: { status: 403 } });
    world.server.cutConnections();
    await pass(world, STALE_AFTER);
    change(world);
    await world.until('shop is known', async () => (await namesOf(world, 'shop/')).every((text) => !isGrey(text)));
    expect((await namesOf(world, 'blog/')).every(isGrey)).toBe(true);
    expect((await world.ask('/readyz')).status).toBe(200);
    world.server.faults.clear();
    await world.until('the picture equals the cluster', () => world.isAsExpected(), 31_000);
    await settle(world, 2);
  } finally {
    await world.stop();
  }
});

it.each([
  ['is not reached', { does: 'refuse' }],
  ['takes requests and never answers', { does: 'hang' }],
  ['refuses everyone', { answer: { status: 401 } }],
  ['is not well', { answer: { status: 503 } }],
] as const)(
  'an API server that %s at the start: up, not ready, nothing green, and recovered by itself',
  async (_, fault) => {
    const world = new ShieldedCluster(USUAL);
    fill(world, 0);
    world.server.faults.add(fault);
    await world.start();
    try {
      for (let passed = 0; passed < 300_000; passed += 50_000) {
        await pass(world, 50_000);
        expect((await world.ask('/livez')).status).toBe(200);
        const { status, body } = await world.ask('/readyz');
        expect({ status, body }).toEqual({ status: 503, body: expect.stringContaining('pods') as string });
        expect((await world.ask('/_/web/health')).headers['x-shield-state']).toBe('unknown');
      }
      world.server.faults.clear();
      await world.until('the picture equals the cluster', () => world.isAsExpected(), 67_000);
      await settle(world);
      expect((await world.ask('/readyz')).status).toBe(200);
    } finally {
      await world.stop();
    }
  },
);

it('is in docs/reliability.md', async () => {
  const page = new URL('../docs/reliability.md', import.meta.url);
  const text = await readFile(page, 'utf8');
  const current = text.replace(/(?<=<!-- fault table -->\n).*(?=<!-- end of fault table -->)/s, `\n${tableOf()}\n\n`);
  if (process.env['WRITE_FAULT_TABLE'] === '1') await writeFile(page, current);
  else expect(text).toBe(current);
});

function withAccess({ options }: FaultRow): { access?: object } {
  return options?.access === undefined && USUAL.access !== undefined ? { access: USUAL.access } : {};
}

function fill({ cluster }: ShieldedCluster, more: number): void {
  for (const index of [0, 1]) cluster.set(podOf({ kind: 'Deployment', name: 'web', index }, { metadata: SHOP }));
  cluster.set(podOf({ kind: 'StatefulSet', name: 'db' }, { metadata: SHOP }));
  cluster.set(podOf({ kind: 'Deployment', name: 'api' }, { metadata: { namespace: 'blog' } }));
  for (let index = 0; index < more; index += 1) {
    cluster.set(podOf({ kind: 'StatefulSet', name: 'many', index }, { metadata: SHOP }));
  }
}

const SHOP = { namespace: 'shop' };

/** What happens in the cluster during the fault: a pod becomes unready, one is created, one is deleted, a service is new. */
function change({ cluster }: ShieldedCluster): void {
  const unready = { containerStatuses: [containerStatus({ ready: false, restartCount: 3 })] };
  cluster.set(podOf({ kind: 'Deployment', name: 'web', index: 1 }, { metadata: SHOP, status: unready }));
  cluster.set(podOf({ kind: 'StatefulSet', name: 'db', index: 1 }, { metadata: SHOP }));
  cluster.set(podOf({ kind: 'Deployment', name: 'cart' }, { metadata: SHOP }));
  for (const { metadata } of cluster.pods()) {
    if (metadata.namespace === 'blog') cluster.delete('blog', metadata.name);
  }
}

async function settle(world: ShieldedCluster, watches = 1): Promise<void> {
  await world.until('the watch is open', () => world.server.watches === watches);
  await world.until('the picture equals the cluster', () => world.isAsExpected());
}

/** Short-lived timers have fired. */
async function rest(world: ShieldedCluster, ms: number): Promise<void> {
  world.clock.advance(ms);
  await drainSockets();
}

async function pass(world: ShieldedCluster, ms: number): Promise<void> {
  for (let passed = 0; passed < ms; passed += 10_000) {
    world.clock.advance(10_000);
    await drainSockets(12);
  }
}

/** For two minutes everything shown is true, or was until a moment ago, or is marked stale. */
async function observeFault(world: ShieldedCluster, meanwhile: Meanwhile, before: Recount): Promise<void> {
  for (let passed = 0; passed < 120_000; passed += 10_000) {
    const shown = await world.shown();
    const fresh = new Map([...shown].filter(([, { state }]) => state !== 'stale'));
    for (const name of fresh.keys()) {
      const known = [world.expected(), ...(passed < STALE_AFTER ? [before] : [])];
      const wrong = known.map((truth) => differences(only(fresh, name), only(truth, name)));
      if (!wrong.some((all) => all.length === 0)) throw new Error(`After ${passed} ms: ${String(wrong[0])}`);
    }
    await pass(world, 10_000);
  }
  const shown = await world.shown();
  expect((await world.ask('/readyz')).status).toBe(200);
  if (meanwhile === 'truth') expect(differences(shown, world.expected())).toEqual([]);
  if (meanwhile === 'stale') {
    for (const one of shown.values()) expect(one).toMatchObject({ state: 'stale', color: 'lightgrey' });
    expect([...shown.values()].every(({ status }) => status.endsWith(' (stale)'))).toBe(true);
  }
}

function only<T>(all: ReadonlyMap<string, T>, name: string): ReadonlyMap<string, T> {
  return new Map([...all].filter(([key]) => key === name));
}

/** Later events are shown at once, unless a faulty watch is still open, which times out. */
async function expectLaterChanges(world: ShieldedCluster, { meanwhile, within }: FaultRow): Promise<void> {
  world.cluster.set(podOf({ kind: 'Deployment', name: 'news' }, { metadata: SHOP }));
  if (meanwhile === 'late') await world.until('news is seen', () => world.isAsExpected(), within * 1_000);
  for (let tries = 0; tries < 200 && !(await world.isAsExpected()); tries += 1) await drainSockets();
  expect(differences(await world.shown(), world.expected())).toEqual([]);
}

async function namesOf(world: ShieldedCluster, prefix: string): Promise<readonly Shown[]> {
  return [...(await world.shown())].filter(([name]) => name.startsWith(prefix)).map(([, shown]) => shown);
}

function isGrey({ state }: Shown): boolean {
  return state === 'stale';
}

const WORDS: Readonly<Record<Meanwhile, string>> = {
  truth: 'the truth',
  late: 'the truth, some of it late',
  stale: 'the last known state for `STALE_AFTER`, then grey with ` (stale)`',
};

function tableOf(): string {
  const rows = faultRows().map(({ fault, meanwhile, within }) => `| ${fault} | ${WORDS[meanwhile]} | ${within} s |`);
  return ['| fault | what a reader sees meanwhile | the truth is back within |', '|---|---|---|', ...rows].join('\n');
}
