// Requests that the API server refuses, while it is starting or permanently: readiness, badges and the log.
import { podOf } from '../../simulator/cluster/pod.ts';
import type { Env } from '../../src/config/parse/env-reader.ts';
import { drainSockets, ShieldedCluster } from '../support/cluster/shielded-cluster.ts';

let shielded: ShieldedCluster;

afterEach(async () => {
  await shielded.stop();
});

async function start(env: Env, prepare: (shielded: ShieldedCluster) => void): Promise<void> {
  shielded = new ShieldedCluster({ env });
  for (const namespace of ['shop', 'blog']) {
    shielded.cluster.set(podOf({ kind: 'Deployment', name: 'web' }, { metadata: { namespace } }));
  }
  prepare(shielded);
  await shielded.start();
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
  return shielded.app.log.map((line) => {
    const read = JSON.parse(line) as Line;
    return { ...read, text: read.msg ?? read.message ?? '' };
  });
}

function warnings(): readonly (Line & { readonly text: string })[] {
  return lines().filter(({ fault }) => fault !== undefined);
}

async function readyz(): Promise<number> {
  return (await shielded.ask('/readyz')).status;
}

async function reasonOf(path: string): Promise<unknown> {
  return (JSON.parse((await shielded.ask(path)).body) as { reason?: unknown }).reason;
}

describe.each([403, 404])('a %d at the first list', (status) => {
  it('is not treated as a refusal in its first 60 s: not ready, names pending, no advice about RBAC', async () => {
    await start({}, ({ server }) => {
      server.faults.add({ answer: { status } });
    });
    await shielded.until('a request was refused', () => shielded.server.requests.length > 0, 2_000);
    await shielded.until('50 s have passed', () => shielded.clock.now().monotonic > 50_000);
    expect(await readyz()).toBe(503);
    expect(await reasonOf('/_/web/health/?format=json')).toBe('pending');
    expect(warnings().filter(({ text }) => text.includes('service account'))).toEqual([]);
    shielded.server.faults.clear();
    await shielded.until('the shield is ready', async () => (await readyz()) === 200, 31_000);
    expect(await shielded.isAsExpected()).toBe(true);
  });

  it('is treated as a refusal afterwards: ready, logged with the rule to add, retried within 30 s', async () => {
    await start({}, ({ server }) => {
      server.faults.add({ answer: { status } });
    });
    await shielded.until('the shield is ready', async () => (await readyz()) === 200, 92_000);
    expect(shielded.clock.now().monotonic).toBeGreaterThanOrEqual(60_000);
    // Nothing was listed yet, so it isn't known whether the name exists.
    expect(await reasonOf('/_/web/health/?format=json')).toBe('pending');
    await shielded.until('the fault is logged', () =>
      warnings().some(({ text }) => text.includes('`list` and `watch` on `pods`')),
    );
    shielded.server.faults.clear();
    expect(
      await shielded.until('the shield shows the cluster', () => shielded.isAsExpected(), 31_000),
    ).toBeLessThanOrEqual(31_000);
  });
});

it('a refusal that was interrupted by another answer starts its 60 s again', async () => {
  await start({}, ({ server }) => {
    server.faults.add({ answer: { status: 403 } });
  });
  await shielded.until('40 s have passed', () => shielded.clock.now().monotonic >= 40_000);
  const { faults } = shielded.server;
  faults.clear();
  faults.add({ times: 1, answer: { status: 429, headers: { 'retry-after': '1' } } });
  faults.add({ answer: { status: 403 } });
  await shielded.until('95 s have passed', () => shielded.clock.now().monotonic >= 95_000);
  expect(await readyz()).toBe(503);
  await shielded.until('the shield is ready', async () => (await readyz()) === 200);
});

it('a source that may be listed but not watched is refused, and the missing verb is named', async () => {
  await start({}, ({ server }) => {
    server.faults.add({ on: 'watch', answer: { status: 403 } });
  });
  await shielded.until('the fault is logged', () => warnings().some(({ text }) => text.includes('add `watch`')));
  expect(await readyz()).toBe(200);
  await shielded.until('the badge is stale', async () => (await shielded.ask('/_/web/health/')).body.includes('stale'));
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
    await shielded.until('the fault is logged', () => warnings().length > 0);
    expect(warnings()[0]?.text).toContain(`${status}: ${message}`);
    expect(warnings()[0]?.text).not.toContain('k8s');
  });
});

/** `k8s\0`, then an Unknown with a Status and its message: all bytes are under 0x80, so a string can represent them. */
function protobufStatus(message: string): string {
  const field = (tag: number, text: string): string => String.fromCharCode(tag, text.length) + text;
  return `k8s\0${field(0x12, field(0x1a, message))}`;
}

it('40 namespaces that one restart disconnects are one log line, and one more once they are back', async () => {
  const namespaces = Array.from({ length: 40 }, (_, at) => `team-${at}`);
  await start({ WATCH_NAMESPACES: namespaces.join(' ') }, () => undefined);
  await shielded.until('all namespaces are watched', () => shielded.server.watches === namespaces.length);
  const before = warnings().length;
  const { port } = shielded.server;
  await shielded.server.close();
  await drainSockets(50);
  shielded.clock.advance(5_000);
  expect(warnings().length).toBeGreaterThan(before);
  await shielded.server.listen(port);
  await shielded.until('all namespaces are watched again', () => shielded.server.watches === namespaces.length);
  await shielded.until('the log says that the API server responds again', () =>
    lines().some(({ text }) => text.includes('responds again')),
  );
  shielded.clock.advance(31_000);
  expect(warnings().slice(before)).toMatchObject([{ others: 39 }]);
  expect(lines().filter(({ text }) => text.includes('responds again'))).toMatchObject([{ others: 39 }]);
});

it('a server that closes a watch early, as under churn, causes no warning the first three times', async () => {
  await start({}, () => undefined);
  await shielded.until('the shield watches', () => shielded.server.watches === 1);
  for (let time = 1; time <= 5; time += 1) {
    shielded.server.endWatches();
    await shielded.until('the shield watches again', () => shielded.server.watches === 1);
    shielded.clock.advance(1_000);
    expect(warnings().filter(({ fault }) => fault === 'ended-early').length > 0).toBe(time > 3);
  }
});
