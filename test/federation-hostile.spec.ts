// Peers that die, stall, lie or send too much: what they cost a hub, and what it says of them.
import { type Server, type ServerResponse, createServer } from 'node:http';
import { type AddressInfo, type Socket, createServer as createTcpServer } from 'node:net';
import { Cluster, KEY, KeyFile, badge, untilBadge, untilPeers } from './federated.ts';
import { PeerClient } from '../src/federation/hub/peer.client.ts';
import { WorkBudget } from '../src/federation/hub/work-budget.ts';
import { ManualClock } from './manual-clock.ts';
import { until } from './until.ts';

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

/** Listens, and answers every request for a stream with `answer`. */
class FakePeer {
  asked = 0;
  answer: Answer;
  private readonly sockets = new Set<Socket>();
  private readonly server: Server;

  constructor(answer: Answer) {
    this.answer = answer;
    this.server = createServer((_, response) => {
      this.asked += 1;
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

const LIES: readonly (readonly [what: string, answer: Answer, error: string])[] = [
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
  ['a text of 257 characters', stream(snapshot(service('web', { status: 'x'.repeat(257) }))), 'unreadable'],
  ['an invalid color', stream(snapshot(service('web', { color: '__proto__' }))), 'unreadable'],
  ['an invalid name', stream(snapshot(service('<script>'))), 'unreadable'],
  ['an invalid cluster name', stream(event('heartbeat', { cluster: 'a/b', epoch: 'abc', sources: [] })), 'unreadable'],
  [
    'one name after the other',
    stream(snapshot(service('web')) + event('heartbeat', { ...SPEAKER, cluster: 'other', sources: SOURCES })),
    'unreadable',
  ],
  ['a time that no calendar has', stream(snapshot(service('web', { since: 9e15 }))), 'unreadable'],
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

it.each(LIES)('reports %s by a closed word, and shows the others as ever', async (_, answer, error) => {
  fake = new FakePeer(answer);
  const env = { OTHER_SHIELDS: `${await fake.listen()} ${member.url}`, STALE_AFTER };
  hub = await Cluster.start('hub', keys, env);
  await untilPeers(hub.shield, ([first]) => first?.error === error && !first.connected);
  await untilBadge(hub.shield, '/_/only-east/health/?cluster=east', ({ state }) => state === 'ok');
  expect(hub.shield.log.filter((line) => line.includes('"level":"error"'))).toEqual([]);
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

it('turns all of it grey when a peer stalls, whatever it announced, and green again by itself', async () => {
  fake = new FakePeer(stream(boast()));
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
  // At the same moment: it is the line that is dead.
  for (const path of ['/_/far-a/hits/', '/_/far-a/hits/?namespace=shop', '/a/far-a/hits/', '/a/*/hits/?cluster=fake']) {
    expect(await badge(shield, path)).toMatchObject({ status: '7 (stale)', color: 'lightgrey', state: 'stale' });
    expect(await (await shield.get(path)).text()).toContain('aria-label="hits: 7 (stale)"');
  }
  expect(await badge(shield, '/a/far/health/')).toMatchObject({ color: 'lightgrey', missing: ['fake'] });
  const { items } = (await (await shield.get('/v1/services?cluster=fake')).json()) as { items: { state: string }[] };
  expect(items.map(({ state }) => state)).toEqual(['stale']);
  expect(await badge(shield, '/_/far-b/health/')).toMatchObject({ color: 'green' });
  fake.answer = stream(boast());
  await untilBadge(shield, '/a/far/health/', ({ color }) => color === 'green');
});

/** A service whose proofs are said to hold for an hour. */
function boast(): string {
  const sources = ['pods', 'check/far-a/hits'].map((id) => ({ id, age: 0, grace: 3_600_000 }));
  const hits = { check: 'hits', label: 'hits', status: '7', color: 'green', state: 'ok', source: 'check/far-a/hits' };
  const boasting = service('far-a', { counts: { ready: 1, total: 1, restarts: 0 } }) as { results: object[] };
  boasting.results.push(hits);
  return (
    event('heartbeat', { ...SPEAKER, sources }) +
    event('begin', SPEAKER) +
    event('part', { services: [boasting] }) +
    event('end', { sources }, 'abc.1')
  );
}

it('takes nothing that is joined for whole while a peer has more services than it may send', async () => {
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

it('asks a peer that fails again and again less and less often', async () => {
  fake = new FakePeer((response) => void response.writeHead(404).end());
  hub = await Cluster.start('hub', keys, { OTHER_SHIELDS: await fake.listen() });
  const peer = fake;
  await until('it was asked again', () => peer.asked > 1);
  expect(peer.asked).toBeLessThan(4);
});

it('takes a tenth of the time for a peer that floods it, and goes on reading', async () => {
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
  // The burst, and what one chunk of the connection may hold.
  expect(received * EVENT).toBeLessThan(1_000 + 0.1 * took + 4 * EVENT);
});

/** Milliseconds that an event is said to take. */
const EVENT = 20;
