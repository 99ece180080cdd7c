// Refusals of the API server: while it is starting, or permanently; with what is logged and shown.
import { podOf } from '../simulator/cluster/pod.ts';
import type { Env } from '../src/config/parse/env-reader.ts';
import { drainSockets, ShieldedCluster } from './support/cluster/shielded-cluster.ts';

let world: ShieldedCluster;

afterEach(async () => {
  await world.stop();
});

async function start(env: Env, prepare: (world: ShieldedCluster) => void): Promise<void> {
  world = new ShieldedCluster({ env });
  for (const namespace of ['shop', 'blog']) {
    world.cluster.set(podOf({ kind: 'Deployment', name: 'web' }, { metadata: { namespace } }));
  }
  prepare(world);
  await world.start();
}

interface Line {
  readonly level: string | number;
  readonly msg?: string;
  readonly message?: string;
  readonly fault?: string;
  readonly source?: string;
  readonly others?: number;
}

function lines(): readonly (Line & { readonly text: string })[] {
  return world.app.log.map((line) => {
    const read = JSON.parse(line) as Line;
    return { ...read, text: read.msg ?? read.message ?? '' };
  });
}

function warnings(): readonly (Line & { readonly text: string })[] {
  return lines().filter(({ fault }) => fault !== undefined);
}

async function readyz(): Promise<number> {
  return (await world.ask('/readyz')).status;
}

async function reasonOf(path: string): Promise<unknown> {
  return (JSON.parse((await world.ask(path)).body) as { reason?: unknown }).reason;
}

describe.each([403, 404])('a %d at the first list', (status) => {
  it('is not treated as a refusal in its first 60 s: not ready, names pending, no advice about RBAC', async () => {
    await start({}, ({ server }) => {
      server.faults.add({ answer: { status } });
    });
    await world.until('it was refused', () => world.server.requests.length > 0, 2_000);
    await world.until('a minute has nearly passed', () => world.clock.now().monotonic > 50_000);
    expect(await readyz()).toBe(503);
    expect(await reasonOf('/_/web/health/?format=json')).toBe('pending');
    expect(warnings().filter(({ text }) => text.includes('service account'))).toEqual([]);
    world.server.faults.clear();
    await world.until('it got in', async () => (await readyz()) === 200, 31_000);
    expect(await world.isAsExpected()).toBe(true);
  });

  it('is treated as a refusal afterwards: ready, logged with the rule to add, retried within 30 s', async () => {
    await start({}, ({ server }) => {
      server.faults.add({ answer: { status } });
    });
    await world.until('it is ready all the same', async () => (await readyz()) === 200, 92_000);
    expect(world.clock.now().monotonic).toBeGreaterThanOrEqual(60_000);
    // Nothing was listed yet, so it isn't known whether the name exists.
    expect(await reasonOf('/_/web/health/?format=json')).toBe('pending');
    await world.until('it is logged', () =>
      warnings().some(({ text }) => text.includes('`list` and `watch` on `pods`')),
    );
    world.server.faults.clear();
    expect(await world.until('it got in', () => world.isAsExpected(), 31_000)).toBeLessThanOrEqual(31_000);
  });
});

it('a refusal that was interrupted by another answer starts its 60 s again', async () => {
  await start({}, ({ server }) => {
    server.faults.add({ answer: { status: 403 } });
  });
  await world.until('40 s have passed', () => world.clock.now().monotonic >= 40_000);
  const { faults } = world.server;
  faults.clear();
  faults.add({ times: 1, answer: { status: 429, headers: { 'retry-after': '1' } } });
  faults.add({ answer: { status: 403 } });
  await world.until('it goes on', () => world.clock.now().monotonic >= 95_000);
  expect(await readyz()).toBe(503);
  await world.until('it is ready', async () => (await readyz()) === 200);
});

it('a source that may be listed but not watched is refused, and the missing verb is named', async () => {
  await start({}, ({ server }) => {
    server.faults.add({ on: 'watch', answer: { status: 403 } });
  });
  await world.until('it is logged', () => warnings().some(({ text }) => text.includes('add `watch`')));
  expect(await readyz()).toBe(200);
  await world.until('it is stale', async () => (await world.ask('/_/web/health/')).body.includes('stale'));
});

describe.each([403, 401, 429, 500])('a Status of %d', (status) => {
  const message = `simulated: pods is not to be listed (${status})`;

  it.each([
    ['JSON', 'application/json', { kind: 'Status', message, code: status }],
    ['protobuf', 'application/vnd.kubernetes.protobuf', protobufStatus(message)],
  ])('in %s is logged in plain words', async (_, type, body) => {
    await start({}, ({ server }) => {
      server.faults.add({ answer: { status, body, headers: { 'content-type': type } } });
    });
    await world.until('it is logged', () => warnings().length > 0);
    expect(warnings()[0]?.text).toContain(`${status}: ${message}`);
    expect(warnings()[0]?.text).not.toContain('k8s');
  });
});

/** `k8s\0`, an Unknown, and in it a Status with its message: all bytes under 0x80, so that a text carries them. */
function protobufStatus(message: string): string {
  const field = (tag: number, text: string): string => String.fromCharCode(tag, text.length) + text;
  return `k8s\0${field(0x12, field(0x1a, message))}`;
}

it('40 namespaces that one restart disconnects are one log line, and one more once they are back', async () => {
  const namespaces = Array.from({ length: 40 }, (_, at) => `team-${at}`);
  await start({ WATCH_NAMESPACES: namespaces.join(' ') }, () => undefined);
  await world.until('all are watched', () => world.server.watches === namespaces.length);
  const before = warnings().length;
  const { port } = world.server;
  await world.server.close();
  await drainSockets(50);
  world.clock.advance(5_000);
  expect(warnings().length).toBeGreaterThan(before);
  await world.server.listen(port);
  await world.until('all are watched again', () => world.server.watches === namespaces.length);
  await world.until('half a minute has passed', () => lines().some(({ text }) => text.includes('responds again')));
  world.clock.advance(31_000);
  expect(warnings().slice(before)).toMatchObject([{ others: 39 }]);
  expect(lines().filter(({ text }) => text.includes('responds again'))).toMatchObject([{ others: 39 }]);
});

it('a server that closes a watch early, as under churn, causes no warning the first times', async () => {
  await start({}, () => undefined);
  await world.until('it is watched', () => world.server.watches === 1);
  for (let time = 1; time <= 5; time += 1) {
    world.server.endWatches();
    await world.until('it is watched again', () => world.server.watches === 1);
    world.clock.advance(1_000);
    expect(warnings().filter(({ fault }) => fault === 'ended-early').length > 0).toBe(time > 3);
  }
});
