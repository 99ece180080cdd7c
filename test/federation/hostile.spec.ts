// Peers that end, stall, send wrong data or send too much: what they cost a hub, and what it reports about them.
import { type Server, type ServerResponse, createServer } from 'node:http';
import { type AddressInfo, type Socket, createServer as createTcpServer } from 'node:net';
import type { PodStatus } from '../../simulator/cluster/kubernetes-objects.ts';
import { container, containerStatus } from '../../simulator/cluster/pod.ts';
import { cronJob, deployment } from '../../simulator/cluster/workload.ts';
import {
  Cluster,
  KEY,
  KeyFile,
  badge,
  clock,
  peersOf,
  untilBadge,
  untilPeers,
} from '../support/federation/federated-cluster.ts';
import { Peer } from '../../src/federation/hub/peer.ts';
import { PeerClient } from '../../src/federation/hub/peer.client.ts';
import { WorkBudget } from '../../src/federation/hub/work-budget.ts';
import { ManualClock } from '../support/time/manual-clock.ts';
import { until } from '../support/time/until.ts';

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

  endStreams(): void {
    for (const socket of this.sockets) socket.destroy();
  }

  async close(): Promise<void> {
    const closed = new Promise((resolve) => this.server.close(resolve));
    for (const socket of this.sockets) socket.destroy();
    await closed;
  }
}

const SOURCES = [{ id: 'pods', age: 0 }];
const IDENTITY = { cluster: 'fake', epoch: 'abc' };

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
    event('heartbeat', { ...IDENTITY, sources: SOURCES }) +
    event('begin', IDENTITY) +
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
  ['bytes that are not events', stream('\u0000\u0001garbage\n\n\n{]\n\n'), 'silent'],
  ['no JSON', stream('event: begin\ndata: {"cluster":\n\n'), 'unreadable'],
  ['half an event and nothing more', stream('event: heartbeat\ndata: {"clus'), 'silent'],
  [
    'half an event and the end of the stream',
    (response) => void response.writeHead(200, { 'Content-Type': 'text/event-stream' }).end('event: beg'),
    'cut-off',
  ],
  ['a gigabyte as one line', flood('x'.repeat(65_536)), 'too-large'],
  ['a gigabyte of comments', flood(`: ${'x'.repeat(65_536)}\n\n`), 'too-large'],
  [
    '21,000 services',
    stream(
      event('begin', IDENTITY) +
        Array.from({ length: 84 }, (_, part) =>
          event('part', { services: MANY.map((_, i) => service(`svc-${part}-${i}`)) }),
        ).join(''),
    ),
    'too-large',
  ],
  [
    '65 checks of one service',
    stream(
      event('begin', IDENTITY) +
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
    'a red result that claims to have no pods',
    stream(snapshot(service('web', { reason: 'no-pods', color: 'red' }))),
    'unreadable',
  ],
  ['a green result that claims to be stale', stream(snapshot(service('web', { state: 'stale' }))), 'unreadable'],
  ['an invalid name', stream(snapshot(service('<script>'))), 'unreadable'],
  ['an invalid cluster name', stream(event('heartbeat', { cluster: 'a/b', epoch: 'abc', sources: [] })), 'unreadable'],
  [
    'two cluster names in one stream',
    stream(snapshot(service('web')) + event('heartbeat', { ...IDENTITY, cluster: 'other', sources: SOURCES })),
    'unreadable',
  ],
  ['a change before any snapshot', stream(event('change', { services: [], gone: [] }, 'abc.2')), 'unreadable'],
  [
    'a change whose predecessor is missing',
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
  ['a 403 that is not of a shield', (response) => void response.writeHead(403).end('no'), 'forbidden'],
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

it.each(BAD_ANSWERS)('reports %s with a fixed error code, and shows other peers as usual', async (_, answer, error) => {
  fake = new FakePeer(answer);
  const env = { OTHER_SHIELDS: `${await fake.listen()} ${member.url}`, STALE_AFTER };
  hub = await Cluster.start('hub', keys, env);
  await untilPeers(hub.shield, ([first]) => first?.error === error && !first.connected);
  await untilBadge(hub.shield, '/_/only-east/health/?cluster=east', ({ state }) => state === 'ok');
  expect(hub.shield.log.filter((line) => line.includes('"level":"error"'))).toEqual([]);
});

const VALID_COUNTS = { counts: { ready: 1, total: 1, restarts: 0 } };
const INVALID_RESULTS: readonly (readonly [what: string, result: object])[] = [
  ['a text of 257 characters', { status: 'x'.repeat(257) }],
  ['an invalid color', { color: '__proto__' }],
  ['a time beyond the range of dates', { since: 9e15 }],
  ['a negative time', { since: -1 }],
  ['2,000,000,000 pods', { counts: { ready: 0, total: 2e9, restarts: 0 }, color: 'red', state: 'down' }],
  ['half a restart', { counts: { ready: 1, total: 1, restarts: 0.5 } }],
  ['an unknown state', { state: 'fine' }],
  ['a label that is a list', { label: ['health'] }],
  ['no status', { status: null }],
];

it('shows an invalid service as unreadable, and all others of that peer as usual', async () => {
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

it("omits optional fields that can't be read", async () => {
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
  // As for a member before 1.1, which doesn't send the field.
  expect(await serviceAt(hub.shield, 'fine')).not.toHaveProperty('wanted');
});

const LONG = 'n'.repeat(230);
/** Objects that users of a shared cluster can create. */
const ODD_OBJECTS: readonly (readonly [what: string, make: (at: Cluster) => void])[] = [
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
  ['a negative number of restarts', (at) => at.run('restored', { status: statusOf({ restartCount: -5 }) })],
  ['a pod of 1815', (at) => at.run('old', { metadata: { creationTimestamp: '1815-12-10T00:00:00Z' } })],
  ['a pod of 9999', (at) => at.run('future', { metadata: { creationTimestamp: '9999-12-31T23:59:59Z' } })],
  [
    'invalid exit codes and times',
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
    'invalid names of containers',
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
    'an owner of an unknown kind',
    (at) => {
      const owner = { apiVersion: 'x/v1', kind: '\u0001K'.repeat(2_000), name: 'owned', uid: 'u', controller: true };
      at.run('owned', { metadata: { ownerReferences: [owner] } });
    },
  ],
  [
    'annotations with invalid values',
    (at) => {
      const annotations = { 'kube-shields/service': '../<b>', 'kube-shields/min': '9'.repeat(300) };
      at.run('annotated', { metadata: { annotations } });
    },
  ],
];

interface ServiceItem {
  readonly kind: string;
  readonly wanted?: number | string;
  readonly next?: string;
  readonly last?: object;
}

async function serviceAt(shield: Cluster['shield'], name: string): Promise<ServiceItem> {
  const { items } = (await (await shield.get(`/v1/services/${name}`)).json()) as { items: readonly ServiceItem[] };
  return items[0] ?? { kind: 'not there' };
}

function statusOf(of: Parameters<typeof containerStatus>[0]): PodStatus {
  return { phase: 'Running', containerStatuses: [containerStatus(of)] };
}

it('stays connected to a member, whatever objects its users create', async () => {
  const far = await Cluster.start('far', keys, { WATCH_WORKLOADS: 'true', STALE_AFTER: '1h' }, ['plain']);
  try {
    hub = await Cluster.start('hub', keys, { OTHER_SHIELDS: far.url, STALE_AFTER: '1h' }, []);
    const { shield } = hub;
    await untilBadge(shield, '/_/plain/health/', ({ color }) => color === 'green');
    for (const [i, [what, make]] of ODD_OBJECTS.entries()) {
      make(far);
      clock.advance(15_000);
      // Later events arrive too.
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
    // The badge has the same fields.
    expect(await badge(shield, '/_/tick/health/')).toMatchObject({ cluster: 'far', wanted: 'unknown', next });
    expect(await badge(shield, '/_/huge/health/')).toMatchObject({ wanted: 1e9 });
    const ran = { lastScheduleTime: '2026-01-01T00:00:00Z', lastSuccessfulTime: '2026-01-01T00:00:09Z' };
    far.cluster.set(
      cronJob({ metadata: { name: 'tick', namespace: 'shop' }, spec: { schedule: '0 0 1 1 *' }, status: ran }),
    );
    await until(
      'the last runs of the CronJob are known',
      async () => (await serviceAt(shield, 'tick')).last !== undefined,
    );
    const last = { start: '2026-01-01T00:00:00.000Z', success: '2026-01-01T00:00:09.000Z' };
    expect((await serviceAt(shield, 'tick')).last).toEqual(last);
    expect(await badge(shield, '/_/tick/health/')).toMatchObject({ last });
  } finally {
    await far.stop();
  }
});

it.each([
  ['is unreachable', () => Promise.resolve('http://127.0.0.1:9'), 'unreachable'],
  ['accepts connections and never responds', () => unresponsiveServer(), undefined],
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

function unresponsiveServer(): Promise<string> {
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

it('turns a stalled peer grey in time, whatever grace it announced, and green again by itself', async () => {
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
    event('heartbeat', { ...IDENTITY, sources }) +
    event('begin', IDENTITY) +
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
  fake.endStreams();
  await untilBadge(hub.shield, '/a/*/health/', ({ color }) => color === 'green');
});

it('backs off from a peer that fails repeatedly', async () => {
  fake = new FakePeer((response) => void response.writeHead(404).end());
  hub = await Cluster.start('hub', keys, { OTHER_SHIELDS: await fake.listen() });
  const peer = fake;
  await until('the hub retries', () => peer.requestCount > 1);
  expect(peer.requestCount).toBeLessThan(4);
});

it('spends a sixtieth of its time on a peer that floods it, and continues reading', async () => {
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
        clock.leap(EVENT_COST);
        return [];
      },
      ended: () => undefined,
    },
  );
  for (let second = 0; second < 60; second += 1) {
    const before = received;
    if (clock.pending > 1) clock.advance(1_000);
    await until('an event is received, or the client waits', () => received > before || clock.pending > 1);
  }
  close();
  const took = clock.now().monotonic;
  expect(received).toBeGreaterThan(3_000 / EVENT_COST);
  // The burst, and the events of one chunk of the connection.
  expect(received * EVENT_COST).toBeLessThan(3_000 + took / 60 + 4 * EVENT_COST);
});

/** Milliseconds by which the clock advances for each event. */
const EVENT_COST = 60;

it('applies the changes of 5,000 services of a peer in slices, with other work in between', async () => {
  const changes = Array.from({ length: 20 }, (_, part) =>
    event(
      'change',
      { services: MANY.map((_, i) => service(`svc-${part}-${i}`, { state: 'down' })), gone: [] },
      `abc.${part + 2}`,
    ),
  ).join('');
  fake = new FakePeer(stream(snapshot() + changes));
  const client = new PeerClient({ clock, sign: () => undefined });
  const url = await fake.listen();
  const peer = new Peer({
    config: { address: 'far', url },
    lifetimes: { staleAfter: 90_000, forgetAfter: 90_000_000 },
    clock,
    random: () => 0,
    epoch: 'hub',
    open: (streamRequest, listener) => client.open({ ...streamRequest, url, heartbeat: 60_000 }, listener),
    observer: { connected: () => undefined, failed: () => undefined, named: () => undefined },
  });
  const countsPerTurn: number[] = [];
  let countOfThisTurn = 0;
  const endTurn = (): void => {
    countsPerTurn.push(countOfThisTurn);
    countOfThisTurn = 0;
  };
  peer.catalog.changes$.subscribe(({ type }) => {
    if (type !== 'service') return;
    if (countOfThisTurn === 0) setImmediate(endTurn);
    countOfThisTurn += 1;
  });
  peer.start();
  const total = (): number => countsPerTurn.reduce((sum, count) => sum + count, 0);
  await until('all changes are applied', () => total() === 20 * MANY.length);
  peer.stop();
  expect(Math.max(...countsPerTurn)).toBeLessThanOrEqual(25);
});
