// Hostile requests to every route: never a 5xx or a stack trace, nothing unescaped, and no delay. Over raw sockets, because
// HTTP clients correct malformed requests. `npm run test:long` sends far more.
import type { Server, ServerResponse } from 'node:http';
import { type Socket, connect } from 'node:net';
import fc from 'fast-check';
import { GateMiddleware } from '../../src/auth/gate.middleware.ts';
import { parseRequestTarget } from '../../src/http/request/request-target.ts';
import { podOf } from '../../simulator/cluster/pod.ts';
import {
  bytesOf,
  faultOf,
  type HostileRequest,
  hostileRequests,
  hostileStreams,
  parseRaw,
  PLAIN_REQUESTS,
  type RawAnswer,
  sendRaw,
  signed,
} from '../support/http/fuzz.ts';
import { FuzzedShields } from '../support/http/fuzzed-shields.ts';
import { DEADLINE, until } from '../support/time/until.ts';

let shields: FuzzedShields;
beforeAll(async () => {
  shields = await FuzzedShields.start();
});
afterAll(() => shields.stop());

it.each(['open', 'closed', 'images'] as const)('answers hostile requests: %s shield', async (mode) => {
  await sendAll(shields[mode].port, hostileRequests);
});

it.each(['open', 'closed'] as const)(
  'answers hostile requests that are signed, in every handler behind the signature: %s shield',
  async (mode) => {
    const hostile = fc.oneof({ weight: 3, arbitrary: hostileRequests }, { weight: 1, arbitrary: hostileStreams });
    const plain = PLAIN_REQUESTS.map(signed);
    const statuses = await sendAll(shields[mode].port, hostile.map(signed), plain);
    const expected = SIGNED_ROUTES[mode].map((name) => `${name} is reached`);
    const reached = Object.entries(statuses).filter(([, ofRoute]) => [200, 400].some((status) => ofRoute.has(status)));
    expect(reached.map(([name]) => `${name} is reached`)).toEqual(expect.arrayContaining(expected));
  },
);

/** Routes that need a signature. */
const SIGNED_ROUTES = {
  open: ['snapshot', 'stream'],
  closed: [
    ...['snapshot', 'stream', 'badge', 'aggregate', 'services', 'service-checks', 'v1-services', 'v1-service'],
    ...['v1-checks', 'v1-peers', 'v1-sources', 'badges-markdown'],
  ],
} as const;

/** Sends `first`, then 400 random requests. Returns the statuses by route. */
async function sendAll(
  port: number,
  requests: fc.Arbitrary<HostileRequest>,
  first: readonly HostileRequest[] = [],
): Promise<Statuses> {
  const statuses: Record<string, Set<number>> = {};
  const isAnswered = fc.asyncProperty(requests, async (request) => {
    const answer = await sendRaw(port, bytesOf(request));
    expect(faultOf(request, answer)).toBeUndefined();
    const target = parseRequestTarget(request.target);
    const route = ('route' in target ? target.route : undefined) ?? 'none';
    (statuses[route] ??= new Set()).add(answer.status);
  });
  await fc.assert(isAnswered, { numRuns: 400, examples: first.map((one) => [one]) });
  return statuses;
}

type Statuses = Readonly<Record<string, ReadonlySet<number>>>;

it('answers pipelined requests in their order', async () => {
  const paths = Array.from({ length: 300 }, (_, n) => (n % 3 === 0 ? '/ping' : `/_/web-${n}/health.json`));
  const requests = paths.map(
    (path, n) => `GET ${path} HTTP/1.1\r\nHost: x\r\n${n === 299 ? 'Connection: close\r\n' : ''}\r\n`,
  );
  const socket = connect(shields.open.port, '127.0.0.1');
  socket.write(requests.join(''));
  let all = '';
  for await (const chunk of socket) all += String(chunk);
  expect(statusesIn(all)).toEqual(paths.map((path) => (path === '/ping' ? 200 : 404)));
});

describe('valid requests before a malformed one, all in one packet', () => {
  const good = [
    ['/ping', 'PONG'],
    ['/_/web/health.json', '"state":"ok"'],
    ['/', '</html>'],
    ['/services/', '["cart","db","web"]'],
    ['/docs/swagger-ui-bundle.js', 'SwaggerUIBundle'],
    ['/_/unknown/health.json', '"status":404'],
  ] as const;
  const goodRequests = good.map(([path]) => `GET ${path} HTTP/1.1\r\nHost: x\r\n\r\n`).join('');
  const long = `/_/web/health/?label=${'x'.repeat(5_000)}`;

  it.each([
    ["bytes that aren't a request", 'nonsense\r\n\r\n', '400'],
    ['an invalid header', 'GET /ping HTTP/1.1\r\nHost: x\r\nbad header\r\n\r\n', '400'],
    ['no host', 'GET /ping HTTP/1.1\r\n\r\n', '400'],
    ['two lengths', 'GET /ping HTTP/1.1\r\nHost: x\r\nContent-Length: 1\r\nContent-Length: 2\r\n\r\nx', '400'],
    ['a body', 'GET /ping HTTP/1.1\r\nHost: x\r\nContent-Length: 5\r\n\r\nhello', '413'],
    ['a broken body', 'GET /ping HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\nz\r\n', '413'],
    ['a CONNECT request', 'CONNECT x:443 HTTP/1.1\r\nHost: x:443\r\n\r\n', '400'],
    ['too many headers', `GET /ping HTTP/1.1\r\nHost: x\r\nX-Long: ${'x'.repeat(17_000)}\r\n\r\n`, '431'],
    // Malformed in a way that doesn't end the connection: what follows is answered too.
    ['an absolute target', 'GET http://x/ping HTTP/1.1\r\nHost: x\r\n\r\nbye\r\n\r\n', '400 400'],
    ['a target that is too long', `GET ${long} HTTP/1.1\r\nHost: x\r\n\r\nbye\r\n\r\n`, '414 400'],
    ['another method', 'DELETE /ping HTTP/1.1\r\nHost: x\r\n\r\nbye\r\n\r\n', '405 400'],
  ])('are answered in order, and the malformed one last: %s', async (_, fault, statuses) => {
    const answers = await pipelined(shields.open.port, goodRequests + fault + goodRequests);
    expect(answers.map(({ status }) => status).join(' ')).toBe(`200 200 200 200 200 404 ${statuses}`);
    for (const [n, [, text]] of good.entries()) expect(answers[n]?.body).toContain(text);
    expect(answers.at(-1)?.head).toMatch(/^Connection: close\r?$/m);
    expect(answers.at(-1)?.head).toMatch(/^Cache-Control: no-store\r?$/m);
    expect((await shields.open.get('/ping')).status).toBe(200);
  });

  it('are answered when the last request is incomplete', async () => {
    const socket = connect(shields.open.port, '127.0.0.1');
    socket.end(`${goodRequests}GET /ping HTTP/1.1\r\nHost: x\r\nX-Ha`);
    expect((await answersOn(socket)).map(({ status }) => status)).toEqual([200, 200, 200, 200, 200, 404, 400]);
  });

  it('are answered up to a stream, which continues whatever else is sent', async () => {
    const server = shields.open.app.getHttpServer() as Server;
    const accepted = new Promise<Socket>((resolve) => server.once('connection', resolve));
    let last: ServerResponse | undefined;
    const rememberResponse = (_: unknown, response: ServerResponse): unknown => (last = response);
    server.on('request', rememberResponse);
    const socket = connect(shields.open.port, '127.0.0.1').setNoDelay();
    socket.write(`${goodRequests}GET /shields HTTP/1.1\r\nHost: x\r\n\r\nnonsense\r\n\r\n${goodRequests}`);
    let all = '';
    socket.on('data', (chunk) => (all += String(chunk)));
    await until('the stream sends a heartbeat', () => all.includes('event: heartbeat'));
    const { bytesRead } = await accepted;
    for (let n = 1; n <= 20; n += 1) {
      socket.write('nonsense');
      const read = await accepted;
      await until('the server has read the bytes', () => read.bytesRead === bytesRead + 8 * n);
    }
    expect(statusesIn(all)).toEqual([200, 200, 200, 200, 200, 404, 200]);
    expect(socket.destroyed).toBe(false);
    // Few listeners wait for the end of the stream.
    expect(last?.listenerCount('close')).toBeLessThan(10);
    server.off('request', rememberResponse);
    socket.destroy();
  });

  it('are processed one by one as their answers are read: a thousand cost the memory of one', async () => {
    const gate = shields.open.app.get(GateMiddleware);
    const admit = gate.admit.bind(gate);
    let admitted = 0;
    gate.admit = (...args) => {
      admitted += 1;
      return admit(...args);
    };
    const reader = connect(shields.open.port, '127.0.0.1').pause();
    reader.write('GET /docs/swagger-ui-bundle.js HTTP/1.1\r\nHost: x\r\n\r\n'.repeat(1_000));
    await until('a second request is admitted', () => admitted > 1);
    expect((await shields.open.get('/ping')).status).toBe(200);
    // Only as many as the answers that fit into the socket's buffers.
    expect(admitted).toBeLessThan(20);
    reader.destroy();
    gate.admit = admit;
  });
});

function statusesIn(all: string): readonly number[] {
  return [...all.matchAll(/HTTP\/1\.1 (\d+) /g)].map(([, status]) => Number(status));
}

/** All responses to bytes that are written at once, until the other side ends the connection. */
function pipelined(port: number, bytes: string): Promise<readonly RawAnswer[]> {
  const socket = connect(port, '127.0.0.1');
  socket.write(bytes, 'latin1');
  return answersOn(socket);
}

async function answersOn(socket: Socket): Promise<readonly RawAnswer[]> {
  socket.setTimeout(DEADLINE, () => socket.destroy(new Error('the server neither answered nor closed the connection')));
  let all = '';
  for await (const chunk of socket) all += (chunk as Buffer).toString('latin1');
  return all
    .split(/(?=HTTP\/1\.1 \d{3} )/)
    .filter((text) => text !== '')
    .map(parseRaw);
}

it('answers other clients while 500 clients send half a request each', async () => {
  const sockets = Array.from({ length: 500 }, () =>
    connect(shields.open.port, '127.0.0.1')
      .on('error', () => undefined)
      .setNoDelay(),
  );
  for (const socket of sockets) socket.write('GET /_/web/health/ HTTP/1.1\r\nHost: x\r\nX-Slow: ');
  for (let n = 0; n < 20; n += 1) expect((await shields.open.get('/_/web/health/')).status).toBe(200);
  for (const socket of sockets) socket.destroy();
});

it.each([
  ['GET /ping', 413],
  ['GET /nowhere', 404],
])('answers a request with a broken body once: %s', async (line, status) => {
  const bytes = `${line} HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\nnot a chunk\r\n\r\n`;
  const { head, body } = await sendRaw(shields.open.port, bytes);
  expect(head).toContain(`HTTP/1.1 ${status} `);
  expect(body).not.toContain('HTTP/1.1');
});

it('ignores the Expect header', async () => {
  expect(
    (await sendRaw(shields.open.port, 'GET /ping HTTP/1.1\r\nHost: x\r\nExpect: magic\r\nConnection: close\r\n\r\n'))
      .status,
  ).toBe(200);
});

it('draws hostile image tags and reasons as text', async () => {
  const image = 'registry.example/app:"><script>alert(1)</script>';
  const waiting = { reason: '<script>alert(2)</script>' };
  const status = { containerStatuses: [{ name: 'app', ready: false, restartCount: 0, state: { waiting } }] };
  shields.cluster.set(
    podOf({ kind: 'StatefulSet', name: 'evil' }, { spec: { containers: [{ name: 'app', image }] }, status }),
  );
  await shields.open.until('/v1/services/evil', (body) => body.includes('evil'));
  for (const path of ['/_/evil/version/', '/_/evil/health/', '/', '/?q=evil', '/?badge=local/default/evil/version']) {
    expect(await (await shields.open.get(path)).text()).not.toMatch(/<script>|alert\(\d\)<\/script/);
  }
  expect(await (await shields.open.get('/v1/badges.md')).text()).not.toContain('<script>');
});

it('still works afterwards, and has logged no errors', async () => {
  for (const shield of [shields.open, shields.closed, shields.images]) {
    expect(await (await shield.get('/ping')).text()).toBe('PONG');
    expect(shield.log.filter((line) => /"level":"(?:error|fatal)"/.test(line))).toEqual([]);
  }
});
