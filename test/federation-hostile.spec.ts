// Peers that end, stall, send wrong data or send too much: what they cost a hub, and what it reports about them.
import { type Server, type ServerResponse, createServer } from 'node:http';
import { type AddressInfo, type Socket, createServer as createTcpServer } from 'node:net';
import type { PodStatus } from '../simulator/cluster/kubernetes-objects.ts';
import { container, containerStatus } from '../simulator/cluster/pod.ts';
import { cronJob, deployment } from '../simulator/cluster/workload.ts';
import {
  Cluster,
  KEY,
  KeyFile,
  badge,
  clock,
  peersOf,
  untilBadge,
  untilPeers,
} from './support/federation/federated-cluster.ts';
import { Peer } from '../src/federation/hub/peer.ts';
import { PeerClient } from '../src/federation/hub/peer.client.ts';
import { WorkBudget } from '../src/federation/hub/work-budget.ts';
import { ManualClock } from './support/time/manual-clock.ts';
import { until } from './support/time/until.ts';

const STALE_AFTER = '3s';

let keys: KeyFile;
let member: Cluster;

beforeAll(async () => {
  keys = await KeyFile.create(KEY);
  member = await Cluster.start('east', keys, { STALE_AFTER }, ['web', 'only-east']);
});
afterAll(async () => {
  await member.stop();
  await keys.remove();
});

type Answer = (response: ServerResponse) => void;

/** Answers every request for a stream with `answer`. */
class FakePeer {
  requestCount = 0;
  answer: Answer;
  private readonly sockets = new Set<Socket>();
  private readonly server: Server;

  constructor(answer: Answer) {
    this.answer = answer;
    this.server = createServer((_, response) => {
      this.requestCount += 1;
      this.answer(response);
    });
    this.server.on('connection', (socket) => {
      this.sockets.add(socket);
      socket.on('error', () => socket.destroy());
    });
  }

  async listen(): Promise<string> {
    await new Promise<void>((listening) => this.server.listen(0, '127.0.0.1', listening));
    return `http://127.0.0.1:${(this.server.address() as AddressInfo).port}`;
  }

  /** Every stream that is open. */
  end(): void {
    for (const socket of this.sockets) socket.destroy();
  }

  async close(): Promise<void> {
    const closed = new Promise((resolve) => this.server.close(resolve));
    for (const socket of this.sockets) socket.destroy();
    await closed;
  }
}

const SOURCES = [{ id: 'pods', age: 0 }];
const SPEAKER = { cluster: 'fake', epoch: 'abc' };

function event(type: string, data: unknown, id?: string): string {
  return `event: ${type}\n${id === undefined ? '' : `id: ${id}\n`}data: ${JSON.stringify(data)}\n\n`;
}

function service(name: string, result: object = {}): object {
  const health = {
    check: 'health',
    label: 'health',
    status: '1/1 (0 restarts)',
    color: 'green',
    state: 'ok',
    source: 'pods',
  };
  return { namespace: 'shop', name, kind: 'Deployment', results: [{ ...health, ...result }] };
}

function snapshot(...services: readonly object[]): string {
  return (
    event('heartbeat', { ...SPEAKER, sources: SOURCES }) +
    event('begin', SPEAKER) +
    event('part', { services }) +
    event('end', { sources: SOURCES }, 'abc.1')
  );
}

function stream(text: string): Answer {
  return (response) => {
    response.writeHead(200, { 'Content-Type': 'text/event-stream' }).write(text);
  };
}

function flood(text: string, head = ''): Answer {
  return (response) => {
    response.writeHead(200, { 'Content-Type': 'text/event-stream' });
    response.write(head);
    const more = (): void => {
      while (!response.destroyed && response.write(text));
    };
    response.on('drain', more);
    more();
  };
}

function refuse(type: string): Answer {
  return (response) => {
    response.writeHead(403, { 'Content-Type': 'application/problem+json' }).end(JSON.stringify({ type, skew: 90 }));
  };
}

const MANY = Array.from({ length: 250 }, (_, i) => service(`svc-${i}`));

const BAD_ANSWERS: readonly (readonly [what: string, answer: Answer, error: string])[] = [
  ['garbage', stream('\u0000\u0001garbage\n\n\n{]\n\n'), 'silent'],
  ['no JSON', stream('event: begin\ndata: {"cluster":\n\n'), 'unreadable'],
  ['half an event, and nothing more', stream('event: heartbeat\ndata: {"clus'), 'silent'],
  [
    'half an event, and the end',
    (response) => void response.writeHead(200, { 'Content-Type': 'text/event-stream' }).end('event: beg'),
    'cut-off',
  ],
  ['a gigabyte as one line', flood('x'.repeat(65_536)), 'too-large'],
  ['a gigabyte of comments', flood(`: ${'x'.repeat(65_536)}\n\n`), 'too-large'],
  [
    '21,000 services',
    stream(
      event('begin', SPEAKER) +
        Array.from({ length: 84 }, (_, part) =>
          event('part', { services: MANY.map((_, i) => service(`svc-${part}-${i}`)) }),
        ).join(''),
    ),
    'too-large',
  ],
  [
    '65 checks of one service',
    stream(
      event('begin', SPEAKER) +
        event('part', {
          services: [
            {
              namespace: '',
              name: 'web',
              kind: 'Check',
              results: Array.from({ length: 65 }, (_, i) => ({ check: `c${i}` })),
            },
          ],
        }),
    ),
    'too-large',
  ],
  ['a green result that claims to be pending', stream(snapshot(service('web', { reason: 'pending' }))), 'unreadable'],
  [
    'a red one that claims to have no pods',
    stream(snapshot(service('web', { reason: 'no-pods', color: 'red' }))),
    'unreadable',
  ],
  ['a green one that claims to be stale', stream(snapshot(service('web', { state: 'stale' }))), 'unreadable'],
  ['an invalid name', stream(snapshot(service('<script>'))), 'unreadable'],
  ['an invalid cluster name', stream(event('heartbeat', { cluster: 'a/b', epoch: 'abc', sources: [] })), 'unreadable'],
  [
    'one name after the other',
    stream(snapshot(service('web')) + event('heartbeat', { ...SPEAKER, cluster: 'other', sources: SOURCES })),
    'unreadable',
  ],
  ['a change before any snapshot', stream(event('change', { services: [], gone: [] }, 'abc.2')), 'unreadable'],
  [
    'a change after one that never came',
    stream(snapshot(service('web')) + event('change', { services: [], gone: [] }, 'abc.3')),
    'unreadable',
  ],
  [
    'an HTML page',
    (response) => void response.writeHead(200, { 'Content-Type': 'text/html' }).end('<h1>Log in</h1>'),
    'not-a-shield',
  ],
  ['a redirect', (response) => void response.writeHead(302, { Location: member.url }).end(), 'redirect'],
  ['a 404', (response) => void response.writeHead(404).end(), 'not-a-shield'],
  ['a 503', (response) => void response.writeHead(503, { 'Retry-After': '3' }).end(), 'busy'],
  ['a 403 of somebody else', (response) => void response.writeHead(403).end('no'), 'forbidden'],
  ['a refusal of the key', refuse('unknown-key'), 'unknown-key'],
  ['a refusal of the clock', refuse('clock'), 'clock'],
];

let hub: Cluster | undefined;
let fake: FakePeer | undefined;
afterEach(async () => {
  await hub?.stop();
  await fake?.close();
  hub = fake = undefined;
});

it.each(BAD_ANSWERS)(
  'reports %s by a word of a closed list, and shows other peers as usual',
  async (_, answer, error) => {
    fake = new FakePeer(answer);
    const env = { OTHER_SHIELDS: `${await fake.listen()} ${member.url}`, STALE_AFTER };
    hub = await Cluster.start('hub', keys, env);
    await untilPeers(hub.shield, ([first]) => first?.error === error && !first.connected);
    await untilBadge(hub.shield, '/_/only-east/health/?cluster=east', ({ state }) => state === 'ok');
    expect(hub.shield.log.filter((line) => line.includes('"level":"error"'))).toEqual([]);
  },
);

const VALID_COUNTS = { counts: { ready: 1, total: 1, restarts: 0 } };
const INVALID_RESULTS: readonly (readonly [what: string, result: object])[] = [
  ['a text of 257 characters', { status: 'x'.repeat(257) }],
  ['an invalid color', { color: '__proto__' }],
  ['a time that no calendar has', { since: 9e15 }],
  ['a time before there were any', { since: -1 }],
  ['2,000,000,000 pods', { counts: { ready: 0, total: 2e9, restarts: 0 }, color: 'red', state: 'down' }],
  ['half a restart', { counts: { ready: 1, total: 1, restarts: 0.5 } }],
  ['a state that is not one', { state: 'fine' }],
  ['a label that is a list', { label: ['health'] }],
  ['no status', { status: null }],
];

it('shows an unreadable service as unreadable, and all others of that peer as usual', async () => {
  const odd = INVALID_RESULTS.map(([, result], i) => service(`odd-${i}`, result));
  fake = new FakePeer(stream(snapshot(service('fine', VALID_COUNTS), ...odd)));
  hub = await Cluster.start('hub', keys, { OTHER_SHIELDS: await fake.listen(), STALE_AFTER: '1h' }, []);
  const { shield } = hub;
  await untilBadge(shield, '/_/fine/health/', ({ color }) => color === 'green');
  for (const [i, [what]] of INVALID_RESULTS.entries()) {
    const shown = await badge(shield, `/_/odd-${i}/health/`);
    const { status, color, state } = shown;
    expect([what, status, color, state]).toEqual([what, 'unreadable', 'lightgrey', 'stale']);
  }
  expect(await badge(shield, '/a/*/health/')).toMatchObject({ color: 'lightgrey', state: 'stale' });
  expect(await badge(shield, '/a/fine/health/')).toMatchObject({ color: 'green' });
});

it("leaves out optional fields that can't be read", async () => {
  const more = {
    deployedBy: { kind: '<b>' },
    maintenance: { from: -1, to: 1, text: '' },
    requestCount: { wanted: -1 },
  };
  const details = { services: [{ namespace: 'shop', name: 'fine', pods: [{ name: 'fine-1', ready: 2e9 }] }] };
  fake = new FakePeer(stream(snapshot({ ...service('fine', VALID_COUNTS), ...more }) + event('details', details)));
  hub = await Cluster.start('hub', keys, { OTHER_SHIELDS: await fake.listen(), STALE_AFTER: '1h' }, []);
  await untilBadge(hub.shield, '/_/fine/health/', ({ color }) => color === 'green');
  expect(await peersOf(hub.shield)).toMatchObject([{ connected: true, services: 1 }]);
  // As a member before 1.1, which doesn't send it.
  expect(await serviceAt(hub.shield, 'fine')).not.toHaveProperty('wanted');
});

/** Annotations that users of a shared cluster can write. */
const LONG = 'n'.repeat(230);
const ODDITIES: readonly (readonly [what: string, make: (at: Cluster) => void])[] = [
  [
    '2,000,000,000 replicas',
    ({ cluster }) =>
      cluster.set(deployment({ metadata: { name: 'huge', namespace: 'shop' }, spec: { replicas: 2_000_000_000 } })),
  ],
  ['a name of 230 characters', (at) => at.run(LONG, {}, LONG.slice(0, 63))],
  [
    'more restarts than a number can count',
    (at) => at.run('restless', { status: statusOf({ restartCount: Number.MAX_SAFE_INTEGER }) }),
  ],
  ['fewer than none', (at) => at.run('restored', { status: statusOf({ restartCount: -5 }) })],
  ['a pod of 1815', (at) => at.run('old', { metadata: { creationTimestamp: '1815-12-10T00:00:00Z' } })],
  ['a pod of 9999', (at) => at.run('future', { metadata: { creationTimestamp: '9999-12-31T23:59:59Z' } })],
  [
    'exit codes and times that are none',
    (at) =>
      at.run('ended', {
        status: statusOf({
          ready: false,
          restartCount: 3,
          state: { terminated: { exitCode: 1e12, reason: 'x'.repeat(10_000), finishedAt: '+275760-09-13T00:00:00Z' } },
        }),
      }),
  ],
  [
    'times before 1970',
    (at) =>
      at.run('ended-before', {
        status: statusOf({
          ready: false,
          state: { terminated: { exitCode: -1, reason: '\u202e', finishedAt: '1815-12-10T00:00:00Z' } },
        }),
      }),
  ],
  [
    'names of containers that are none',
    (at) => {
      const name = '\u202e<script>\u0000' + '\ud83d\ude80'.repeat(2_000);
      at.run('named', {
        spec: { containers: [container({ name, image: `app:${'v'.repeat(5_000)}` })] },
        status: statusOf({ name, ready: false, restartCount: 1 }),
      });
    },
  ],
  [
    'a thousand containers',
    (at) => {
      const names = Array.from({ length: 1_000 }, (_, i) => `c-${i}`);
      at.run('crowded', { spec: { containers: names.map((name) => container({ name })) } });
    },
  ],
  [
    'an owner of no known kind',
    (at) => {
      const owner = { apiVersion: 'x/v1', kind: '\u0001K'.repeat(2_000), name: 'owned', uid: 'u', controller: true };
      at.run('owned', { metadata: { ownerReferences: [owner] } });
    },
  ],
  [
    'annotations that name nothing',
    (at) => {
      const annotations = { 'kube-shields/service': '../<b>', 'kube-shields/min': '9'.repeat(300) };
      at.run('annotated', { metadata: { annotations } });
    },
  ],
];

interface AskedItem {
  readonly kind: string;
  readonly wanted?: number | string;
  readonly next?: string;
  readonly last?: object;
}

async function serviceAt(shield: Cluster['shield'], name: string): Promise<AskedItem> {
  const { items } = (await (await shield.get(`/v1/services/${name}`)).json()) as { items: readonly AskedItem[] };
  return items[0] ?? { kind: 'not there' };
}

function statusOf(of: Parameters<typeof containerStatus>[0]): PodStatus {
  return { phase: 'Running', containerStatuses: [containerStatus(of)] };
}

it('stays connected to a member whatever its users write into annotations', async () => {
  const far = await Cluster.start('far', keys, { WATCH_WORKLOADS: 'true', STALE_AFTER: '1h' }, ['plain']);
  try {
    hub = await Cluster.start('hub', keys, { OTHER_SHIELDS: far.url, STALE_AFTER: '1h' }, []);
    const { shield } = hub;
    await untilBadge(shield, '/_/plain/health/', ({ color }) => color === 'green');
    for (const [i, [what, make]] of ODDITIES.entries()) {
      make(far);
      clock.advance(15_000);
      // The events after it have arrived too.
      far.run(`after-${i}`);
      await untilBadge(shield, `/_/after-${i}/health/`, ({ color }) => color === 'green');
      const [peer] = await peersOf(shield);
      expect([what, peer?.connected, peer?.error]).toEqual([what, true, undefined]);
    }
    await untilBadge(shield, '/_/huge/health/', ({ status }) => status === '0/2000000000 (0 restarts)');
    expect(await badge(shield, '/_/huge/health/')).toMatchObject({ color: 'red', state: 'down' });
    expect(await badge(shield, `/_/${LONG}/health/`)).toMatchObject({ color: 'green' });
    expect((await badge(shield, '/_/plain/health/')).color).toBe('green');
    expect(await serviceAt(shield, 'huge')).toMatchObject({ kind: 'Deployment', wanted: 1e9 });
    far.cluster.set(
      cronJob({ metadata: { name: 'tick', namespace: 'shop' }, spec: { schedule: '0 0 1 1 *' }, status: {} }),
    );
    await untilBadge(shield, '/_/tick/health/', ({ status }) => status === 'not run yet');
    const { kind, wanted, next, ...item } = await serviceAt(shield, 'tick');
    expect({ kind, wanted, last: item.last }).toEqual({ kind: 'CronJob', wanted: 'unknown', last: undefined });
    expect(next).toMatch(/^\d{4}-01-01T00:00:00/);
    // Its badge says it too.
    expect(await badge(shield, '/_/tick/health/')).toMatchObject({ cluster: 'far', wanted: 'unknown', next });
    expect(await badge(shield, '/_/huge/health/')).toMatchObject({ wanted: 1e9 });
    const ran = { lastScheduleTime: '2026-01-01T00:00:00Z', lastSuccessfulTime: '2026-01-01T00:00:09Z' };
    far.cluster.set(
      cronJob({ metadata: { name: 'tick', namespace: 'shop' }, spec: { schedule: '0 0 1 1 *' }, status: ran }),
    );
    await until('its last runs are known', async () => (await serviceAt(shield, 'tick')).last !== undefined);
    const last = { start: '2026-01-01T00:00:00.000Z', success: '2026-01-01T00:00:09.000Z' };
    expect((await serviceAt(shield, 'tick')).last).toEqual(last);
    expect(await badge(shield, '/_/tick/health/')).toMatchObject({ last });
  } finally {
    await far.stop();
  }
});

it.each([
  ['is not there', () => Promise.resolve('http://127.0.0.1:9'), 'unreachable'],
  ['takes the connection and says nothing', () => silentServer(), undefined],
] as const)('is ready while a peer %s', async (_, address, error) => {
  hub = await Cluster.start('hub', keys, { OTHER_SHIELDS: await address() });
  await untilPeers(hub.shield, ([peer]) => peer?.error === error);
  expect(await badge(hub.shield, '/_/nothing/health/')).toMatchObject({ status: 'pending', state: 'unknown' });
  expect(await badge(hub.shield, '/_/web/health/')).toMatchObject({ color: 'green' });
  expect(await badge(hub.shield, '/_/web/health/?cluster=far')).toMatchObject({ status: 'pending' });
  expect((await hub.shield.get('/_/nothing/health/?cluster=hub&format=json')).status).toBe(404);
  const { missing, ...sum } = await badge(hub.shield, '/a/*/health/');
  expect(sum).toMatchObject({ status: '1/1 (0 restarts) (stale)', color: 'lightgrey', state: 'stale' });
  expect(missing).toEqual([expect.stringMatching(/^127\.0\.0\.1:\d+$/)]);
});

function silentServer(): Promise<string> {
  const server = createTcpServer((socket) => {
    socket.on('error', () => socket.destroy());
  });
  server.unref();
  return new Promise((resolve) => {
    server.listen(0, '127.0.0.1', () => {
      resolve(`http://127.0.0.1:${(server.address() as AddressInfo).port}`);
    });
  });
}

it('turns a stalled peer grey, whatever it announced, and green again by itself', async () => {
  fake = new FakePeer(stream(inflatedSnapshot()));
  const env = { OTHER_SHIELDS: await fake.listen(), STALE_AFTER };
  hub = await Cluster.start('hub', keys, env, ['far-b']);
  const { shield } = hub;
  await untilBadge(shield, '/a/far/health/', ({ status }) => status === '2/2 (0 restarts)');
  expect(await badge(shield, '/_/far-a/hits/')).toMatchObject({ status: '7', color: 'green' });
  fake.answer = () => undefined;
  expect(await untilBadge(shield, '/_/far-a/health/', ({ state }) => state === 'stale')).toMatchObject({
    cluster: 'fake',
    status: '1/1 (0 restarts) (stale)',
    color: 'lightgrey',
  });
  // At the same moment, because the connection itself is dead.
  for (const path of ['/_/far-a/hits/', '/_/far-a/hits/?namespace=shop', '/a/far-a/hits/', '/a/*/hits/?cluster=fake']) {
    expect(await badge(shield, path)).toMatchObject({ status: '7 (stale)', color: 'lightgrey', state: 'stale' });
    expect(await (await shield.get(path)).text()).toContain('aria-label="hits: 7 (stale)"');
  }
  expect(await badge(shield, '/a/far/health/')).toMatchObject({ color: 'lightgrey', missing: ['fake'] });
  const { items } = (await (await shield.get('/v1/services?cluster=fake')).json()) as { items: { state: string }[] };
  expect(items.map(({ state }) => state)).toEqual(['stale']);
  expect(await badge(shield, '/_/far-b/health/')).toMatchObject({ color: 'green' });
  fake.answer = stream(inflatedSnapshot());
  await untilBadge(shield, '/a/far/health/', ({ color }) => color === 'green');
});

/** A service whose peer announces that proofs are valid for an hour. */
function inflatedSnapshot(): string {
  const sources = ['pods', 'check/far-a/hits'].map((id) => ({ id, age: 0, grace: 3_600_000 }));
  const hits = { check: 'hits', label: 'hits', status: '7', color: 'green', state: 'ok', source: 'check/far-a/hits' };
  const inflated = service('far-a', { counts: { ready: 1, total: 1, restarts: 0 } }) as { results: object[] };
  inflated.results.push(hits);
  return (
    event('heartbeat', { ...SPEAKER, sources }) +
    event('begin', SPEAKER) +
    event('part', { services: [inflated] }) +
    event('end', { sources }, 'abc.1')
  );
}

it('treats no sum as complete while a peer has more services than it may send', async () => {
  const counts = { ready: 1, total: 1, restarts: 0 };
  const truncated = snapshot(service('far-a', { counts })).replaceAll('"sources":', '"truncated":true,"sources":');
  fake = new FakePeer(stream(truncated));
  hub = await Cluster.start('hub', keys, { OTHER_SHIELDS: await fake.listen() }, []);
  const joined = await untilBadge(hub.shield, '/a/*/health/', ({ missing }) => missing?.[0] === 'fake');
  expect(joined).toMatchObject({ status: '1/1 (0 restarts) (stale)', color: 'lightgrey', state: 'stale' });
  fake.answer = stream(snapshot(service('far-a', { counts })));
  fake.end();
  await untilBadge(hub.shield, '/a/*/health/', ({ color }) => color === 'green');
});

it('backs off from a peer that fails repeatedly', async () => {
  fake = new FakePeer((response) => void response.writeHead(404).end());
  hub = await Cluster.start('hub', keys, { OTHER_SHIELDS: await fake.listen() });
  const peer = fake;
  await until('the hub retries', () => peer.requestCount > 1);
  expect(peer.requestCount).toBeLessThan(4);
});

it('spends a twentieth of its time on a peer that floods it, and goes on reading', async () => {
  const changes = Array.from({ length: 400 }, (_, i) =>
    event('change', { services: MANY, gone: [] }, `abc.${i + 2}`),
  ).join('');
  fake = new FakePeer(flood(changes, snapshot()));
  const clock = new ManualClock();
  const budget = new WorkBudget(clock);
  let received = 0;
  const close = new PeerClient({ clock, sign: () => undefined }).open(
    { url: await fake.listen(), heartbeat: 60_000, lastEventId: undefined, isPathTakenOff: false, budget },
    {
      received: () => {
        received += 1;
        clock.leap(EVENT);
        return [];
      },
      ended: () => undefined,
    },
  );
  for (let second = 0; second < 60; second += 1) {
    const before = received;
    if (clock.pending > 1) clock.advance(1_000);
    await until('more is read, or it waits', () => received > before || clock.pending > 1);
  }
  close();
  const took = clock.now().monotonic;
  expect(received).toBeGreaterThan(1_000 / EVENT);
  // The burst, and the size of one chunk of the connection.
  expect(received * EVENT).toBeLessThan(1_000 + 0.05 * took + 4 * EVENT);
});

/** Milliseconds that an event is made to take. */
const EVENT = 20;

it('applies the changes of 5,000 services of a peer in slices, with other work in between', async () => {
  const turned = Array.from({ length: 20 }, (_, part) =>
    event(
      'change',
      { services: MANY.map((_, i) => service(`svc-${part}-${i}`, { state: 'down' })), gone: [] },
      `abc.${part + 2}`,
    ),
  ).join('');
  fake = new FakePeer(stream(snapshot() + turned));
  const client = new PeerClient({ clock, sign: () => undefined });
  const url = await fake.listen();
  const peer = new Peer({
    config: { address: 'far', url },
    lifetimes: { staleAfter: 90_000, forgetAfter: 90_000_000 },
    clock,
    random: () => 0,
    epoch: 'hub',
    open: (question, listener) => client.open({ ...question, url, heartbeat: 60_000 }, listener),
    observer: { connected: () => undefined, failed: () => undefined, named: () => undefined },
  });
  const inTurns: number[] = [];
  let inThisTurn = 0;
  const endTurn = (): void => {
    inTurns.push(inThisTurn);
    inThisTurn = 0;
  };
  peer.catalog.changes$.subscribe(({ type }) => {
    if (type !== 'service') return;
    if (inThisTurn === 0) setImmediate(endTurn);
    inThisTurn += 1;
  });
  peer.start();
  const total = (): number => inTurns.reduce((sum, count) => sum + count, 0);
  await until('all have turned', () => total() === 20 * MANY.length);
  peer.stop();
  expect(Math.max(...inTurns)).toBeLessThanOrEqual(25);
});
