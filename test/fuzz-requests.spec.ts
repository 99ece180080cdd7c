// Every route, asked in every wrong way: never a 5xx, never a stack trace, nothing unescaped, and nothing that holds the
// shield up. Over raw sockets, because clients mend what they are given. `npm run test:long` asks far more.
import { connect } from 'node:net';
import fc from 'fast-check';
import { podOf } from '../simulator/pod.ts';
import { bytesOf, faultOf, hostileRequests, sendRaw } from './fuzz.ts';
import { FuzzedShields } from './fuzzed-shields.ts';

let shields: FuzzedShields;
beforeAll(async () => {
  shields = await FuzzedShields.start();
});
afterAll(() => shields.stop());

it.each(['open', 'closed', 'images'] as const)(
  'answers hostile requests: %s shield',
  async (mode) => {
    const { port } = shields[mode];
    const asked = fc.asyncProperty(hostileRequests, async (request) => {
      expect(faultOf(request, await sendRaw(port, bytesOf(request)))).toBeUndefined();
    });
    await fc.assert(asked, { numRuns: 400, interruptAfterTimeLimit: 4_000 });
  },
  60_000,
);

it('answers pipelined requests in their order', async () => {
  const paths = Array.from({ length: 300 }, (_, n) => (n % 3 === 0 ? '/ping' : `/_/web-${n}/health.json`));
  const requests = paths.map(
    (path, n) => `GET ${path} HTTP/1.1\r\nHost: x\r\n${n === 299 ? 'Connection: close\r\n' : ''}\r\n`,
  );
  const socket = connect(shields.open.port, '127.0.0.1');
  socket.write(requests.join(''));
  let all = '';
  for await (const chunk of socket) all += String(chunk);
  const statuses = [...all.matchAll(/HTTP\/1\.1 (\d+) /g)].map(([, status]) => Number(status));
  expect(statuses).toEqual(paths.map((path) => (path === '/ping' ? 200 : 404)));
});

it('answers others at once while a crowd sends half a request each', async () => {
  const sockets = Array.from({ length: 500 }, () =>
    connect(shields.open.port, '127.0.0.1')
      .on('error', () => undefined)
      .setNoDelay(),
  );
  for (const socket of sockets) socket.write('GET /_/web/health/ HTTP/1.1\r\nHost: x\r\nX-Slow: ');
  const began = performance.now();
  for (let n = 0; n < 20; n += 1) expect((await shields.open.get('/_/web/health/')).status).toBe(200);
  expect(performance.now() - began).toBeLessThan(2_000);
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

it('takes no notice of what a client expects', async () => {
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

it('is as well afterwards as before, and its log says nothing of bugs', async () => {
  for (const shield of [shields.open, shields.closed, shields.images]) {
    expect(await (await shield.get('/ping')).text()).toBe('PONG');
    expect(shield.log.filter((line) => /"level":"(?:error|fatal)"/.test(line))).toEqual([]);
  }
});
