// Every fault between the shield and the Kubernetes API, through the whole running app, over TLS: what is shown while it
// lasts, and that afterwards it equals the cluster and nothing has leaked. docs/reliability.md prints the rows; after a
// change `npm run fault-table` writes them again.
import { readFile, writeFile } from 'node:fs/promises';
import { containerStatus, podOf } from '../../simulator/cluster/pod.ts';
import { type FaultRow, faultRows, type Meanwhile, USUAL } from '../support/rules/fault-rows.ts';
import type { Recount } from '../support/cluster/recount.ts';
import { drainSockets, differences, ShieldedCluster, type Shown } from '../support/cluster/shielded-cluster.ts';

const STALE_AFTER = 90_000;

it.each(faultRows().map((row) => [row.fault, row] as const))('is survived: %s', async (_, row) => {
  const shielded = new ShieldedCluster({ ...USUAL, ...row.options, ...withAccess(row) });
  addPods(shielded, row.pods ?? 0);
  await shielded.start();
  try {
    await untilSynced(shielded);
    await letTimersFire(shielded, 10_000);
    const before = { expected: shielded.expected(), timers: shielded.clock.pending };
    const heal = await row.inject(shielded);
    changeCluster(shielded);
    await observeFault(shielded, row.meanwhile, before.expected);
    await heal();
    await shielded.until(
      'the shield shows the state of the cluster',
      () => shielded.isAsExpected(),
      row.within * 1_000,
    );
    await untilSynced(shielded);
    expect(shielded.server.openConnections).toBeLessThanOrEqual(2);
    await letTimersFire(shielded, 2_500);
    await shielded.until(
      'no more timers are pending than before the fault',
      () => shielded.clock.pending <= before.timers,
    );
    await expectLaterChanges(shielded, row);
  } finally {
    await shielded.stop();
  }
});

it('one namespace that answers 403 is stale, without affecting the others', async () => {
  const shielded = new ShieldedCluster({ ...USUAL, env: { WATCH_NAMESPACES: 'shop blog' } });
  addPods(shielded, 0);
  await shielded.start();
  try {
    await untilSynced(shielded, 2);
    shielded.server.faults.add({ namespace: 'blog', answer: { status: 403 } });
    shielded.server.cutConnections();
    await advanceInSteps(shielded, STALE_AFTER);
    changeCluster(shielded);
    await shielded.until('shop is no longer stale', async () =>
      (await shownIn(shielded, 'shop/')).every((text) => !isStale(text)),
    );
    expect((await shownIn(shielded, 'blog/')).every(isStale)).toBe(true);
    expect((await shielded.ask('/readyz')).status).toBe(200);
    shielded.server.faults.clear();
    await shielded.until('the shield shows the state of the cluster', () => shielded.isAsExpected(), 31_000);
    await untilSynced(shielded, 2);
  } finally {
    await shielded.stop();
  }
});

it.each([
  ['is unreachable', { does: 'refuse' }],
  ['accepts requests and never responds', { does: 'hang' }],
  ['refuses the credentials', { answer: { status: 401 } }],
  ['answers with 503', { answer: { status: 503 } }],
] as const)(
  'an API server that %s at the start leaves the shield up, not ready and with nothing green, until it recovers by itself',
  async (_, fault) => {
    const shielded = new ShieldedCluster(USUAL);
    addPods(shielded, 0);
    shielded.server.faults.add(fault);
    await shielded.start();
    try {
      for (let passed = 0; passed < 300_000; passed += 50_000) {
        await advanceInSteps(shielded, 50_000);
        expect((await shielded.ask('/livez')).status).toBe(200);
        const { status, body } = await shielded.ask('/readyz');
        expect({ status, body }).toEqual({ status: 503, body: expect.stringContaining('pods') as string });
        expect((await shielded.ask('/_/web/health')).headers['x-shield-state']).toBe('unknown');
      }
      shielded.server.faults.clear();
      await shielded.until('the shield shows the state of the cluster', () => shielded.isAsExpected(), 67_000);
      await untilSynced(shielded);
      expect((await shielded.ask('/readyz')).status).toBe(200);
    } finally {
      await shielded.stop();
    }
  },
);

it('docs/reliability.md prints the current table of faults', async () => {
  const page = new URL('../../docs/reliability.md', import.meta.url);
  const text = await readFile(page, 'utf8');
  const current = text.replace(
    /(?<=<!-- fault table -->\n).*(?=<!-- end of fault table -->)/s,
    `\n${faultTable()}\n\n`,
  );
  if (process.env['WRITE_FAULT_TABLE'] === '1') await writeFile(page, current);
  else expect(text).toBe(current);
});

function withAccess({ options }: FaultRow): { access?: object } {
  return options?.access === undefined && USUAL.access !== undefined ? { access: USUAL.access } : {};
}

function addPods({ cluster }: ShieldedCluster, more: number): void {
  for (const index of [0, 1]) cluster.set(podOf({ kind: 'Deployment', name: 'web', index }, { metadata: SHOP }));
  cluster.set(podOf({ kind: 'StatefulSet', name: 'db' }, { metadata: SHOP }));
  cluster.set(podOf({ kind: 'Deployment', name: 'api' }, { metadata: { namespace: 'blog' } }));
  for (let index = 0; index < more; index += 1) {
    cluster.set(podOf({ kind: 'StatefulSet', name: 'many', index }, { metadata: SHOP }));
  }
}

const SHOP = { namespace: 'shop' };

/** Changes during the fault: a pod becomes unready, one is created, one is deleted, a service is new. */
function changeCluster({ cluster }: ShieldedCluster): void {
  const unready = { containerStatuses: [containerStatus({ ready: false, restartCount: 3 })] };
  cluster.set(podOf({ kind: 'Deployment', name: 'web', index: 1 }, { metadata: SHOP, status: unready }));
  cluster.set(podOf({ kind: 'StatefulSet', name: 'db', index: 1 }, { metadata: SHOP }));
  cluster.set(podOf({ kind: 'Deployment', name: 'cart' }, { metadata: SHOP }));
  for (const { metadata } of cluster.pods()) {
    if (metadata.namespace === 'blog') cluster.delete('blog', metadata.name);
  }
}

async function untilSynced(shielded: ShieldedCluster, watches = 1): Promise<void> {
  await shielded.until('the watch is open', () => shielded.server.watches === watches);
  await shielded.until('the shield shows the state of the cluster', () => shielded.isAsExpected());
}

/** Short-lived timers fire. */
async function letTimersFire(shielded: ShieldedCluster, ms: number): Promise<void> {
  shielded.clock.advance(ms);
  await drainSockets();
}

async function advanceInSteps(shielded: ShieldedCluster, ms: number): Promise<void> {
  for (let passed = 0; passed < ms; passed += 10_000) {
    shielded.clock.advance(10_000);
    await drainSockets(12);
  }
}

/** For two minutes everything shown equals the cluster, or equaled it less than STALE_AFTER ago, or is marked stale. */
async function observeFault(shielded: ShieldedCluster, meanwhile: Meanwhile, before: Recount): Promise<void> {
  for (let passed = 0; passed < 120_000; passed += 10_000) {
    const shown = await shielded.shown();
    const fresh = new Map([...shown].filter(([, { state }]) => state !== 'stale'));
    for (const name of fresh.keys()) {
      const known = [shielded.expected(), ...(passed < STALE_AFTER ? [before] : [])];
      const wrong = known.map((expected) => differences(entryOf(fresh, name), entryOf(expected, name)));
      if (!wrong.some((all) => all.length === 0)) throw new Error(`After ${passed} ms: ${String(wrong[0])}`);
    }
    await advanceInSteps(shielded, 10_000);
  }
  const shown = await shielded.shown();
  expect((await shielded.ask('/readyz')).status).toBe(200);
  if (meanwhile === 'truth') expect(differences(shown, shielded.expected())).toEqual([]);
  if (meanwhile === 'stale') {
    for (const one of shown.values()) expect(one).toMatchObject({ state: 'stale', color: 'lightgrey' });
    expect([...shown.values()].every(({ status }) => status.endsWith(' (stale)'))).toBe(true);
  }
}

function entryOf<T>(all: ReadonlyMap<string, T>, name: string): ReadonlyMap<string, T> {
  return new Map([...all].filter(([key]) => key === name));
}

/** Later events are shown at once, unless a faulty watch is still open, which times out. */
async function expectLaterChanges(shielded: ShieldedCluster, { meanwhile, within }: FaultRow): Promise<void> {
  shielded.cluster.set(podOf({ kind: 'Deployment', name: 'news' }, { metadata: SHOP }));
  if (meanwhile === 'late')
    await shielded.until('the new service is shown', () => shielded.isAsExpected(), within * 1_000);
  for (let tries = 0; tries < 200 && !(await shielded.isAsExpected()); tries += 1) await drainSockets();
  expect(differences(await shielded.shown(), shielded.expected())).toEqual([]);
}

async function shownIn(shielded: ShieldedCluster, prefix: string): Promise<readonly Shown[]> {
  return [...(await shielded.shown())].filter(([name]) => name.startsWith(prefix)).map(([, shown]) => shown);
}

function isStale({ state }: Shown): boolean {
  return state === 'stale';
}

const MEANWHILE_TEXTS: Readonly<Record<Meanwhile, string>> = {
  truth: 'the current state',
  late: 'the current state, some of it late',
  stale: 'the last known state for `STALE_AFTER`, then grey with ` (stale)`',
};

function faultTable(): string {
  const rows = faultRows().map(
    ({ fault, meanwhile, within }) => `| ${fault} | ${MEANWHILE_TEXTS[meanwhile]} | ${within} s |`,
  );
  return [
    '| fault | what a reader sees meanwhile | the current state is shown again within |',
    '|---|---|---|',
    ...rows,
  ].join('\n');
}
