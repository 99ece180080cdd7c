// A hostile client and a hostile peer for `abuse`, as a process: it sends the addresses of its two peers, and begins when it
// receives the address of a shield and the attack to run.
import { createServer, type ServerResponse } from 'node:http';
import { type AddressInfo, connect } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';

/** Bytes a second. */
const FLOOD = 8 * 2 ** 20;

let isFlooding = false;
const peers = { quiet: await peerThat(() => false), flooding: await peerThat(() => isFlooding) };
process.once('message', ({ shield, attacks }: { shield: string; attacks: readonly string[] }) => {
  isFlooding = attacks.includes('flood');
  if (attacks.includes('pipelining')) void pipeline(shield);
});
process.send?.(peers);

/** Starts a peer, and resolves to its address. */
async function peerThat(floods: () => boolean): Promise<string> {
  const server = createServer((_, response) => void stream(response, floods));
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

/** Sends requests without reading the answers. A closed connection is replaced by another. */
async function pipeline(shield: string): Promise<never> {
  const { port } = new URL(shield);
  const requests = 'GET /ping HTTP/1.1\r\nHost: x\r\n\r\n'.repeat(1_000);
  for (;;) {
    const socket = connect(Number(port), '127.0.0.1').on('error', () => undefined);
    const closed = new Promise((resolve) => socket.pause().once('close', resolve));
    const writing = setInterval(() => {
      if (socket.writableLength < 2 ** 20) socket.write(requests);
    }, 10);
    await Promise.race([closed, sleep(60_000)]);
    clearInterval(writing);
    socket.destroy();
  }
}

/**
 * A snapshot, then changes of 200 services again and again, as fast as `FLOOD` allows and the hub reads them; only
 * heartbeats while it doesn't flood.
 */
async function stream(response: ServerResponse, floods: () => boolean): Promise<void> {
  const speaker = { cluster: 'far', epoch: 'abc' };
  const sources = [{ id: 'pods', age: 0 }];
  response.writeHead(200, { 'Content-Type': 'text/event-stream' });
  const snapshot = [
    event('heartbeat', { ...speaker, sources }),
    event('begin', speaker),
    event('part', { services: services(0) }),
  ];
  response.write(snapshot.join('') + event('end', { sources }, 'abc.1'));
  for (let n = 2; !response.destroyed; n += 1) {
    const isFlood = floods();
    const text = isFlood
      ? event('change', { services: services(n), gone: [] }, `abc.${n}`)
      : event('heartbeat', { ...speaker, sources });
    if (!isFlood) n -= 1;
    const hasRoom = response.write(text);
    await (hasRoom ? sleep(isFlood ? (1_000 * text.length) / FLOOD : 1_000) : drained(response));
  }
}

/** Removes its listeners, because a flood waits thousands of times. */
function drained(response: ServerResponse): Promise<void> {
  return new Promise((resolve) => {
    const done = (): void => {
      response.off('drain', done).off('close', done);
      resolve();
    };
    response.on('drain', done).on('close', done);
  });
}

function services(n: number): readonly object[] {
  const health = { check: 'health', label: 'health', color: 'green', state: 'ok', source: 'pods' };
  return Array.from({ length: 200 }, (_, at) => ({
    namespace: 'shop',
    name: `far-${at}`,
    kind: 'Deployment',
    results: [{ ...health, status: `1/1 (${n} restarts)` }],
  }));
}

function event(type: string, data: unknown, id?: string): string {
  return `event: ${type}\n${id === undefined ? '' : `id: ${id}\n`}data: ${JSON.stringify(data)}\n\n`;
}
