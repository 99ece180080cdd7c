// The running app as a whole: its routes, its probes, and its answers to requests that it refuses.
import { once } from 'node:events';
import { type Socket, connect } from 'node:net';
import { ModulesContainer } from '@nestjs/core';
import { GateMiddleware } from '../../src/auth/gate.middleware.ts';
import { ANSWERED_ROUTE } from '../../src/http/request/answers-route.decorator.ts';
import { ROUTES } from '../../src/http/request/routes.ts';
import { SimulatedApiServer } from '../../simulator/server/simulated-api-server.ts';
import { SimulatedCluster } from '../../simulator/cluster/simulated-cluster.ts';
import { ReadinessService } from '../../src/observability/readiness.service.ts';
import { type RunningApp, startApp } from '../support/app/start-app.ts';
import { DEADLINE, until } from '../support/time/until.ts';

let shield: RunningApp;
beforeAll(async () => {
  shield = await startApp();
});
afterAll(() => shield.stop());

describe('the routes', () => {
  it('that Express knows are exactly those of the table', () => {
    const express = shield.app.getHttpAdapter().getInstance() as { router: { stack: { route?: { path: string } }[] } };
    const paths = express.router.stack.flatMap(({ route }) => route?.path ?? []);
    expect(paths.sort()).toEqual(
      Object.values(ROUTES)
        .map(({ path }) => path as string)
        .sort(),
    );
  });

  it('are each declared by the handler that answers it', () => {
    const declared = handlersOf(shield).map((handler) => Reflect.getMetadata(ANSWERED_ROUTE, handler) as unknown);
    expect(declared.sort()).toEqual(Object.keys(ROUTES).sort());
  });
});

describe('a probe', () => {
  it.each([
    ['/ping', 200, 'PONG'],
    ['/ping/', 200, 'PONG'],
    ['/livez', 200, 'alive'],
    ['/readyz', 503, 'not ready\ndiscovery: the first list of pods is not in'],
  ])('%s answers %d %j', async (path, status, body) => {
    const response = await shield.get(path);
    expect([response.status, await response.text()]).toEqual([status, body]);
    expect(response.headers.get('content-type')).toBe('text/plain; charset=utf-8');
    expect(response.headers.get('cache-control')).toBe('no-store');
    expect(response.headers.has('etag')).toBe(false);
  });

  it('is ready once the cluster was listed', async () => {
    const server = new SimulatedApiServer(new SimulatedCluster());
    const watching = await startApp({}, { apiServer: await server.listen() });
    expect(await watching.until('/readyz', (_, { status }) => status === 200)).toBe('ready');
    await watching.stop();
    await server.close();
  });
});

describe('every answer', () => {
  it.each(['/ping', '/nowhere', '/_/web/health/', '/x//y'])('to %s has the common headers', async (path) => {
    const { headers } = await shield.get(path);
    expect(headers.get('x-content-type-options')).toBe('nosniff');
    expect(headers.get('referrer-policy')).toBe('no-referrer');
    expect(headers.has('cache-control')).toBe(true);
    expect(headers.has('x-powered-by')).toBe(false);
  });
});

describe('an invalid request', () => {
  it.each<[string, RequestInit, number, string]>([
    ['/nowhere', {}, 404, 'not-found'],
    ['/PING', {}, 404, 'not-found'],
    ['/nowhere', { method: 'POST' }, 404, 'not-found'],
    ['/x//y', {}, 400, 'bad-request'],
    ['/_/a%2fb/health', {}, 400, 'bad-request'],
    ['/ping', { method: 'POST' }, 405, 'method-not-allowed'],
    ['/ping', { method: 'DELETE' }, 405, 'method-not-allowed'],
    ['/_/web/health/', { method: 'OPTIONS' }, 405, 'method-not-allowed'],
  ])('%s %j gets %d %s', async (path, init, status, type) => {
    const response = await shield.get(path, init);
    expect(response.status).toBe(status);
    expect(response.headers.get('content-type')).toBe('application/problem+json');
    expect(response.headers.get('cache-control')).toBe('no-store');
    expect(response.headers.get('allow')).toBe(status === 405 ? 'GET, HEAD' : null);
    expect(await response.json()).toEqual({
      type,
      title: expect.any(String) as unknown,
      status,
      detail: expect.stringMatching(/\w.{10,}\.$/) as unknown,
      instance: expect.stringMatching(/^urn:uuid:[0-9a-f-]{36}$/) as unknown,
    });
  });

  it.each([
    ['a body', 'GET /ping HTTP/1.1\r\nHost: x\r\nContent-Length: 2\r\n\r\nhi', 413],
    ['a chunked body', 'GET /ping HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\n2\r\nhi\r\n0\r\n\r\n', 413],
    [
      'a body that waits for 100 Continue',
      'GET /ping HTTP/1.1\r\nHost: x\r\nExpect: 100-continue\r\nContent-Length: 2\r\n\r\n',
      413,
    ],
    ['an absolute target', 'GET http://x/ping HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n', 400],
    ['an asterisk as its target', 'OPTIONS * HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n', 400],
    ['a target without a slash', 'GET ping HTTP/1.1\r\nHost: x\r\n\r\n', 400],
    ['two hosts', 'GET /ping HTTP/1.1\r\nHost: x\r\nhost: y\r\nConnection: close\r\n\r\n', 400],
    ['a dot segment', 'GET /_/../ping HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n', 400],
    ['two leading slashes', 'GET //x/ping HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n', 400],
    ['no Host header', 'GET /ping HTTP/1.1\r\n\r\n', 400],
    ['the method CONNECT', 'CONNECT x:443 HTTP/1.1\r\nHost: x:443\r\n\r\n', 400],
    ['bytes that are not HTTP', '\x16\x03\x01\x02 hello\r\n\r\n', 400],
    ['a target of 5 kB', `GET /?${'x'.repeat(5_000)} HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n`, 414],
    ['a target of 20 kB', `GET /${'x'.repeat(20_000)} HTTP/1.1\r\nHost: x\r\n\r\n`, 414],
    ['headers of 20 kB', `GET /ping HTTP/1.1\r\nHost: x\r\nX: ${'x'.repeat(20_000)}\r\n\r\n`, 431],
  ])('because it has %s gets its status, and the connection ends', async (_, bytes, status) => {
    const answer = await exchange(shield.port, bytes);
    expect(answer).toMatch(new RegExp(`^HTTP/1.1 ${status} `));
    expect(answer).toMatch(/^Connection: close\r$/m);
    expect(answer).toMatch(/^Content-Type: application\/problem\+json\r$/m);
    expect(answer).toMatch(/^Cache-Control: no-store\r$/m);
    expect(answer).toMatch(/^X-Content-Type-Options: nosniff\r$/m);
  });
});

describe('a broken connection', () => {
  it('may be reset without affecting others', async () => {
    const socket = connect(shield.port, '127.0.0.1').on('error', () => undefined);
    socket.write('CONNECT x:443 HTTP/1.1\r\nHost: x:443\r\n\r\n');
    await once(socket, 'data');
    socket.resetAndDestroy();
    for (let round = 0; round < 5; round += 1) expect((await shield.get('/ping')).status).toBe(200);
  });

  it.each(['CONNECT x:443 HTTP/1.1\r\nHost: x:443\r\n\r\n', 'nothing of HTTP\r\n\r\n'])(
    'is not kept open for a client that does not close it: %j',
    async (bytes) => {
      const socket = connect({ port: shield.port, host: '127.0.0.1', allowHalfOpen: true }).on(
        'error',
        () => undefined,
      );
      socket.write(bytes);
      await once(socket, 'data');
      // Sending fails once the server has closed the connection.
      await until(
        'the connection is reset',
        () => socket.destroyed,
        () => socket.write('x'),
      );
    },
  );
});

describe('a handler that throws', () => {
  it('has its error logged under the instance that the client sees, and not sent to the client', async () => {
    const broken = await startApp();
    broken.app.get(ReadinessService).register('test', () => {
      throw new Error('an internal detail');
    });
    const response = await broken.get('/readyz');
    const problem = (await response.json()) as { instance: string; type: string };
    expect([response.status, problem.type]).toEqual([500, 'internal-error']);
    expect(JSON.stringify(problem)).not.toContain('an internal detail');
    const [line] = broken.log.filter((each) => each.includes('an internal detail'));
    expect(line).toContain(problem.instance.replace('urn:uuid:', ''));
    await broken.stop();
  });
});

describe('a gate that throws', () => {
  it('fails one request with a 500, and does not end the process', async () => {
    const broken = await startApp();
    Object.assign(broken.app.get(GateMiddleware), {
      admit: () => {
        throw new Error('an internal detail');
      },
    });
    const response = await broken.get('/ping');
    expect([response.status, await response.text()]).toEqual([500, expect.not.stringContaining('an internal detail')]);
    expect(broken.log.join('')).toContain('an internal detail');
    await broken.stop();
  });
});

function handlersOf({ app }: RunningApp): object[] {
  const controllers = [...app.get(ModulesContainer).values()].flatMap((module) => [...module.controllers.values()]);
  return controllers.flatMap(({ metatype }) => {
    const prototype: unknown = metatype?.prototype;
    if (typeof prototype !== 'object' || prototype === null) return [];
    const names = Object.getOwnPropertyNames(prototype).filter((name) => name !== 'constructor');
    const members = names.map((name) => Object.getOwnPropertyDescriptor(prototype, name)?.value as unknown);
    return members
      .filter((member) => typeof member === 'function')
      .filter((member) => Reflect.hasMetadata('path', member));
  });
}

/** Sends exactly these bytes, and returns what the server sends until it ends the connection. */
async function exchange(port: number, bytes: string): Promise<string> {
  const socket: Socket = connect(port, '127.0.0.1');
  socket.write(bytes, 'latin1');
  let answer = '';
  for await (const chunk of socket.setTimeout(DEADLINE, () => socket.destroy())) answer += String(chunk);
  return answer;
}
