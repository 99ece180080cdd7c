// Pipelined requests: they wait for the responses to earlier ones, and the shield stops reading from a client that doesn't
// read its responses.
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import type { Server } from 'node:http';
import { type Socket, connect } from 'node:net';
import { BOUNDS } from '../../src/config/bounds.ts';
import { kubeconfigFor } from '../../simulator/kubeconfig.ts';
import { runProduct, untilAnswers } from '../support/app/run-product.ts';
import { type RunningApp, startApp } from '../support/app/start-app.ts';
import { temporaryFile } from '../support/app/temporary-file.ts';
import { until } from '../support/time/until.ts';

const PING = 'GET /ping HTTP/1.1\r\nHost: x\r\n\r\n';
/** The size of a read that Node parses at once. */
const READ = 64 * 1024;

const clients: Socket[] = [];
const shields: RunningApp[] = [];
afterEach(async () => {
  for (const client of clients.splice(0)) client.destroy();
  for (const shield of shields.splice(0)) await shield.stop();
});

async function start(bounds: Parameters<typeof startApp>[1] = {}): Promise<RunningApp> {
  const shield = await startApp({}, bounds);
  shields.push(shield);
  return shield;
}

function client(port: number): Socket {
  const socket = connect(port, '127.0.0.1').on('error', () => undefined);
  clients.push(socket);
  return socket;
}

/** The server's side of each connection. */
function serverSides({ app }: RunningApp): Socket[] {
  const sides: Socket[] = [];
  (app.getHttpServer() as Server).on('connection', (socket) => sides.push(socket));
  return sides;
}

/** The number of listeners of each event. */
function listenersOf(socket: Socket | undefined): unknown {
  return socket?.eventNames().map((name) => [name, socket.listenerCount(name)]);
}

describe('one connection', () => {
  it('gets an answer to each of a thousand requests in one packet', async () => {
    const { port } = await start();
    const socket = client(port);
    let read = '';
    socket.on('data', (chunk) => (read += String(chunk)));
    socket.write(PING.repeat(1_000));
    await until('all responses have arrived', () => statusesIn(read).length === 1_000);
    expect(new Set(statusesIn(read))).toEqual(new Set(['200']));
  });

  it('gets an answer to a request with a body that follows another request', async () => {
    const { port } = await start();
    const socket = client(port);
    let read = '';
    socket.on('data', (chunk) => (read += String(chunk)));
    socket.write(`${PING}POST /ping HTTP/1.1\r\nHost: x\r\nContent-Length: 4\r\n\r\nbody`);
    await until('the second response has arrived', () => statusesIn(read).length === 2);
    expect(statusesIn(read)).toEqual(['200', '405']);
  });

  it('gets the answers to different requests in order', async () => {
    const { port } = await start();
    const socket = client(port);
    let read = '';
    socket.on('data', (chunk) => (read += String(chunk)));
    const paths = ['/ping', '/nowhere', '/livez', '//', '/ping'];
    socket.write(paths.map((path) => `GET ${path} HTTP/1.1\r\nHost: x\r\n\r\n`).join(''));
    await until('all responses have arrived', () => statusesIn(read).length === paths.length);
    expect(statusesIn(read)).toEqual(['200', '404', '200', '400', '200']);
  });

  it('is not read from while its client reads nothing, and is answered in full once it does', async () => {
    // On a slow machine it may take longer than the timeout of a stalled reader to detect that the server has stopped.
    const shield = await start({ bounds: { noProgress: 3_600_000 } });
    const [sides, socket] = [serverSides(shield), client(shield.port)];
    socket.pause();
    const count = 10_000;
    socket.write(PING.repeat(count));
    let before = -1;
    await until('the server has stopped reading', () => {
      const [side] = sides;
      const hasStopped = side !== undefined && side.isPaused() && side.bytesRead === before;
      before = side?.bytesRead ?? -1;
      return hasStopped;
    });
    const answered = Math.ceil((sides[0]?.bytesWritten ?? 0) / 200);
    expect(before).toBeLessThan(answered * PING.length + 3 * READ);
    let read = 0;
    let last = '';
    socket.on('data', (chunk) => {
      const text = last + String(chunk);
      read += text.split('PONG').length - 1;
      last = text.slice(text.lastIndexOf('PONG') + 4).slice(-3);
    });
    socket.resume();
    await until('all responses have arrived', () => read === count);
  });

  it('stops parsing while 16 requests wait, and answers all of them once the client reads', async () => {
    const shield = await start({ bounds: { noProgress: 3_600_000 } });
    const [sides, socket] = [serverSides(shield), client(shield.port)];
    let [parsed, answered] = [0, 0];
    (shield.app.getHttpServer() as Server).on('request', () => (parsed += 1));
    socket.pause().write(LARGE + PING.repeat(1_000));
    const arrives = LARGE.length + 1_000 * PING.length;
    await until(
      'the server has read everything, and paused the connection',
      () => sides[0]?.bytesRead === arrives && sides[0].isPaused(),
    );
    expect(parsed).toBeLessThanOrEqual(1 + BOUNDS.requestsTogether);
    let last = '';
    socket.on('data', (chunk) => {
      const text = last + String(chunk);
      answered += text.split('PONG').length - 1;
      last = text.slice(text.lastIndexOf('PONG') + 4).slice(-3);
    });
    socket.resume();
    await until('all responses have arrived', () => answered === 1_000);
    expect(parsed).toBe(LARGE_ANSWERS + 1_000);
  });

  it('gets all its answers when the client ends its side after the last request', async () => {
    const { port } = await start();
    const socket = client(port);
    let read = '';
    socket.on('data', (chunk) => (read += String(chunk)));
    socket.end(PING.repeat(3 * BOUNDS.requestsTogether));
    await until('all responses have arrived', () => statusesIn(read).length === 3 * BOUNDS.requestsTogether);
    expect(new Set(statusesIn(read))).toEqual(new Set(['200']));
  });

  it('adds no listener per request', async () => {
    const warned: string[] = [];
    const warn = ({ name }: Error): unknown => warned.push(name);
    process.on('warning', warn);
    const shield = await start();
    const [sides, socket] = [serverSides(shield), client(shield.port)];
    let read = '';
    socket.on('data', (chunk) => (read += String(chunk)));
    const paths = ['/ping', '/_/web/health/', '/a/*/health/', '/v1/services', '/nowhere', '/'];
    const ask = async (times: number): Promise<unknown> => {
      read = '';
      socket.write(
        paths
          .map((path) => `GET ${path} HTTP/1.1\r\nHost: x\r\n\r\n`)
          .join('')
          .repeat(times),
      );
      await until('all responses have arrived', () => statusesIn(read).length === times * paths.length);
      await until('the server reads from the connection again', () => sides[0]?.isPaused() === false);
      return listenersOf(sides[0]);
    };
    const before = await ask(1);
    expect(await ask(30)).toEqual(before);
    process.off('warning', warn);
    expect(warned).toEqual([]);
  });

  it('is closed when requests wait behind a stream, although the client reads the stream', async () => {
    const shield = await start({ bounds: { noProgress: 300 } });
    const socket = client(shield.port);
    let [read, isClosed] = ['', false];
    socket.on('data', (chunk) => (read += String(chunk))).on('close', () => (isClosed = true));
    socket.write('GET /shields HTTP/1.1\r\nHost: x\r\n\r\n');
    await until('the stream begins', () => read.includes('text/event-stream'));
    socket.write(PING);
    await until('the connection is closed', () => isClosed);
    expect(statusesIn(read)).toEqual(['200']);
  });
});

it('closes the connection with the longest queue when too many requests wait in all', async () => {
  const shield = await start({ bounds: { requestsWaiting: 40 } });
  const closed: string[] = [];
  const stuck = (name: string, requests: number): Socket => {
    const socket = client(shield.port).on('close', () => closed.push(name));
    socket.pause().write(`GET /docs/swagger-ui-bundle.js HTTP/1.1\r\nHost: x\r\n\r\n${LARGE}${PING.repeat(requests)}`);
    return socket;
  };
  const sides = serverSides(shield);
  stuck('few', 50);
  await until('its requests wait', () => sides[0]?.isPaused() === true);
  stuck('many', 1_000);
  await until('the connection with the longest queue is closed', () => sides[1]?.destroyed === true);
  expect(sides[0]?.destroyed).toBe(false);
  expect((await shield.get('/ping')).status).toBe(200);
});

it('serves a client that waits for answers while 600 connections flood the server', async () => {
  const shield = await start();
  let answered = 0;
  (shield.app.getHttpServer() as Server).on('request', (_, response) => response.once('finish', () => (answered += 1)));
  const flooding = await connected(shield.port, FLOODING);
  for (const socket of flooding) socket.resume().write(PING.repeat(1_000));
  await until('the flooding connections have received answers', () => answered > 3 * FLOODING);
  const [waiting] = await connected(shield.port, 1);
  for (let n = 0; n < 5; n += 1) {
    const before = answered;
    waiting?.write('GET /livez HTTP/1.1\r\nHost: x\r\n\r\n');
    if (waiting !== undefined) await once(waiting, 'data');
    expect(answered - before).toBeLessThan(FLOODING);
  }
  expect(answered).toBeLessThan(1_000 * FLOODING);
});

const FLOODING = 600;

/** Answers larger than the system's buffers of a connection. */
const LARGE_ANSWERS = 8;
const LARGE = 'GET /docs/swagger-ui-bundle.js HTTP/1.1\r\nHost: x\r\n\r\n'.repeat(LARGE_ANSWERS);

describe('the built product with 512 MiB, private', () => {
  it.each([
    [20, 1],
    [200, 600],
  ])('survives %d MB of requests from %d connections that read nothing', async (megabytes, connections) => {
    const kubeconfig = await temporaryFile(kubeconfigFor({ url: 'http://127.0.0.1:9' }));
    const product = await runProduct({ KUBECONFIG: kubeconfig.path, NODE_OPTIONS: '--max-old-space-size=384' });
    await untilAnswers(product, '/ping');
    const port = Number(new URL(product.url).port);
    const block = PING.repeat(2_000);
    const share = (megabytes * 1e6) / connections;
    for (const socket of await connected(port, connections)) {
      socket.pause();
      for (let sent = 0; sent < share; sent += block.length) socket.write(block);
    }
    // Other clients are served meanwhile.
    for (let n = 0; n < 5; n += 1) expect((await fetch(`${product.url}/ping`)).status).toBe(200);
    expect(peakMiB(product.child.pid)).toBeLessThan(512);
    product.child.kill('SIGKILL');
    await product.exit;
    await kubeconfig.remove();
  });
});

/** In batches: beyond the system's accept backlog, connecting is retried after seconds. */
async function connected(port: number, count: number): Promise<readonly Socket[]> {
  const sockets: Socket[] = [];
  while (sockets.length < count) {
    const batch = Array.from({ length: Math.min(BATCH_SIZE, count - sockets.length) }, () => client(port));
    await Promise.all(batch.map((socket) => once(socket, 'connect')));
    sockets.push(...batch);
  }
  return sockets;
}

const BATCH_SIZE = 100;

function statusesIn(text: string): string[] {
  return [...text.matchAll(/HTTP\/1\.1 (\d{3})/g)].map(([, status = '']) => status);
}

function peakMiB(pid: number | undefined): number {
  const [, kilobytes] = /VmHWM:\s+(\d+)/.exec(readFileSync(`/proc/${pid ?? 0}/status`, 'utf8')) ?? [];
  return Number(kilobytes) / 1024;
}
