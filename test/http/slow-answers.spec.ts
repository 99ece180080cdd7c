// Clients that don't read: a pending answer is kept for a limited time, and finished if possible.
import type { Server } from 'node:http';
import { Socket, connect } from 'node:net';
import { type RunningApp, startApp } from '../support/app/start-app.ts';
import { until } from '../support/time/until.ts';

/** More than a megabyte. */
const LARGE = '/docs/swagger-ui-bundle.js';

let shield: RunningApp;
let server: Server;
let stopped: Promise<void> | undefined;
const readers: Socket[] = [];

beforeEach(async () => {
  shield = await startApp();
  stopped = undefined;
  server = shield.app.getHttpServer() as Server;
});
afterEach(async () => {
  for (const reader of readers.splice(0)) reader.destroy();
  await stop();
});

function stop(): Promise<void> {
  return (stopped ??= shield.stop());
}

/** Sends that many requests, and doesn't read. */
function stalledReader(times: number): Socket {
  const socket = connect(shield.port, '127.0.0.1').on('error', () => undefined);
  socket.pause().write(`GET ${LARGE} HTTP/1.1\r\nHost: x\r\n\r\n`.repeat(times));
  readers.push(socket);
  return socket;
}

it('closes the connection of a client that reads nothing of an answer, and serves the others', async () => {
  expect(server.timeout).toBe(30_000);
  server.timeout = 300;
  let closed = 0;
  server.on('connection', (socket) => socket.on('close', () => (closed += 1)));
  for (let reader = 0; reader < 20; reader += 1) stalledReader(20);
  await until('their connections are closed', () => closed >= 20);
  server.timeout = 30_000;
  expect((await shield.get('/ping')).status).toBe(200);
});

it('lets clients finish reading pending answers during shutdown', async () => {
  const size = (await (await shield.get(LARGE)).arrayBuffer()).byteLength;
  const sides: Socket[] = [];
  server.on('connection', (socket) => sides.push(socket));
  const reader = stalledReader(8);
  await until('the server has bytes that the client does not read', () => (sides[0]?.writableLength ?? 0) > 0);
  const reads = countBacklogReads(sides[0]);
  const end = stop();
  await until('the server stops listening', () => !server.listening);
  let read = 0;
  reader.on('data', (chunk: Buffer) => (read += chunk.length));
  const isClosed = new Promise((resolve) => reader.on('close', resolve));
  await until('the shutdown has checked ten times whether the connection can be closed', () => reads() >= 10);
  reader.resume();
  await isClosed;
  await end;
  // More, because the headers count too.
  expect(read).toBeGreaterThan(8 * size);
});

/** Returns a function that returns how often the socket's backlog was read since. */
function countBacklogReads(socket: Socket | undefined): () => number {
  let reads = 0;
  const get = (): number => {
    reads += 1;
    return Reflect.get(Socket.prototype, 'writableLength', socket);
  };
  Object.defineProperty(socket, 'writableLength', { get });
  return () => reads;
}
