// A hundred members in one process: each a small HTTP server that speaks the protocol (docs/federation.md) and has
// different services. Changes are random; each contains the time of the change, so that a reader can compute its delay.
import { createServer, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

const [members = 100, services = 200, changes = 50] = process.argv.slice(2).map(Number);

/** The answer to each order contains what was sent since the previous order. */
export type MemberOrder = 'count' | 'turn-stale' | 'turn-fresh' | 'change-all' | 'leave';

class Member {
  readonly cluster: string;
  readonly server = createServer((request, response) => {
    this.open(response, request.headers['last-event-id'] as string | undefined);
  });
  private sequence = 0;
  private sent = 0;
  private bytes = 0;
  private readonly statuses: string[];
  private readonly streams = new Set<ServerResponse>();
  private readonly touched = new Set<number>();
  private flushedAt = -Infinity;
  /** Age of the proof of its watch, in milliseconds. */
  private sources = [{ id: 'pods', age: 100 }];

  constructor(at: number) {
    this.cluster = `member-${String(at).padStart(3, '0')}`;
    this.statuses = Array.from({ length: services }, () => '1/1 (0 restarts)');
  }

  /** The service and its new result. */
  change(at: number): readonly [string, string] {
    const status = `${Date.now() % 1e9}/1000000000 (0 restarts)`;
    this.statuses[at] = status;
    if (this.touched.size === 0) {
      setTimeout(
        () => {
          this.flush();
        },
        Math.max(MIN_GATHER, this.flushedAt + GATHER - performance.now()),
      );
    }
    this.touched.add(at);
    return [nameOf(this.cluster, at), status];
  }

  private flush(): void {
    this.flushedAt = performance.now();
    this.sequence += 1;
    const services = [...this.touched].map((at) => this.service(at));
    this.touched.clear();
    this.send('change', { services, gone: [] }, true);
  }

  sendHeartbeat(): void {
    this.send('heartbeat', { cluster: this.cluster, epoch: EPOCH, sources: this.sources });
  }

  /** All of its services turn stale or fresh at once. */
  setAge(age: number): void {
    this.sources = [{ id: 'pods', age }];
    this.sendHeartbeat();
  }

  /** Every service changes at once. */
  changeAll(): void {
    for (const at of this.statuses.keys()) this.statuses[at] = `${Date.now() % 1e9}/1000000000 (0 restarts)`;
    for (let from = 0; from < services; from += PART) {
      this.sequence += 1;
      this.send('change', { services: this.part(from), gone: [] }, true);
    }
  }

  /** Ends every stream, as a member does when it is replaced. */
  leave(): void {
    this.send('reconnect', {});
    for (const stream of this.streams) stream.end();
  }

  takeCounts(): { readonly messages: number; readonly bytes: number } {
    const counts = { messages: this.sent, bytes: this.bytes };
    this.sent = this.bytes = 0;
    return counts;
  }

  private open(response: ServerResponse, lastEventId: string | undefined): void {
    response.writeHead(200, { 'Content-Type': 'text/event-stream' });
    response.on('close', () => this.streams.delete(response));
    const onlyThis = new Set([response]);
    this.send('heartbeat', { cluster: this.cluster, epoch: EPOCH, sources: this.sources }, false, onlyThis);
    if (lastEventId !== `${EPOCH}.${this.sequence}`) {
      this.send('begin', { cluster: this.cluster, epoch: EPOCH }, false, onlyThis);
      for (let from = 0; from < services; from += PART)
        this.send('part', { services: this.part(from) }, false, onlyThis);
      this.send('end', { sources: this.sources }, true, onlyThis);
    }
    this.streams.add(response);
  }

  private send(type: string, data: object, hasId = false, to: Iterable<ServerResponse> = this.streams): void {
    const id = hasId ? `id: ${EPOCH}.${this.sequence}\n` : '';
    const text = `event: ${type}\n${id}data: ${JSON.stringify(data)}\n\n`;
    for (const stream of to) {
      stream.write(text);
      this.sent += 1;
      this.bytes += text.length;
    }
  }

  private part(from: number): readonly object[] {
    return this.statuses.slice(from, from + PART).map((_, at) => this.service(from + at));
  }

  private service(at: number): object {
    const status = this.statuses[at] ?? '';
    const health = { check: 'health', label: 'health', status, color: 'green', state: 'ok', source: 'pods' };
    const counts = { ready: 1, total: 1, restarts: 0 };
    const version = {
      check: 'version',
      label: 'version',
      status: 'v1.4.2',
      color: 'blue',
      state: 'ok',
      source: 'pods',
    };
    const results = [{ ...health, counts }, version];
    return { namespace: `team-${at % 10}`, name: nameOf(this.cluster, at), kind: 'Deployment', results };
  }
}

const EPOCH = '5f0e7a21';
/** Services in one event. */
const PART = 200;
/** Milliseconds, the same as a shield's. */
const HEARTBEAT = 15_000;
const GATHER = 50;
const MIN_GATHER = 5;

function nameOf(cluster: string, at: number): string {
  return `svc-${cluster.slice(-3)}-${String(at).padStart(3, '0')}`;
}

const all = Array.from({ length: members }, (_, at) => new Member(at));
for (const { server } of all) await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
process.send?.({
  ports: all.map(({ server }) => portOf(server)),
  bad: [await unusedPort(), await stalledPeer(), await endlessPeer()],
});

setInterval(() => {
  for (const member of all) member.sendHeartbeat();
}, HEARTBEAT);
if (changes > 0) {
  setInterval(() => {
    const [name, status] = pick().change(Math.floor(Math.random() * services));
    process.send?.({ changed: name, status, at: Date.now() });
  }, 1_000 / changes);
  // One connects and disconnects every second.
  setInterval(() => {
    pick().leave();
  }, 1_000);
}

process.on('message', (order: MemberOrder) => {
  for (const member of all) {
    if (order === 'turn-stale') member.setAge(3_600_000);
    else if (order === 'turn-fresh') member.setAge(100);
    else if (order === 'change-all') member.changeAll();
    else if (order === 'leave') member.leave();
  }
  const counts = all.map((member) => member.takeCounts());
  process.send?.({
    messages: counts.reduce((sum, { messages }) => sum + messages, 0),
    bytes: counts.reduce((sum, { bytes }) => sum + bytes, 0),
  });
});
process.on('disconnect', () => process.exit());

function pick(): Member {
  const member = all[Math.floor(Math.random() * all.length)];
  if (member === undefined) throw new Error('There are no members.');
  return member;
}

function portOf(server: Server): number {
  return (server.address() as AddressInfo).port;
}

async function listening(server: Server): Promise<number> {
  await new Promise<void>((listens) => server.listen(0, '127.0.0.1', listens));
  return portOf(server);
}

/** A port on which no process listens any more. */
async function unusedPort(): Promise<number> {
  const server = createServer();
  const port = await listening(server);
  await new Promise((closed) => server.close(closed));
  return port;
}

/** Accepts the request and never answers. */
function stalledPeer(): Promise<number> {
  return listening(createServer(() => undefined));
}

/** Begins a snapshot again and again, as fast as it is read. */
function endlessPeer(): Promise<number> {
  const beginnings = 'event: begin\ndata: {"cluster":"liar","epoch":"x"}\n\n'.repeat(1_000);
  return listening(
    createServer((_, response) => {
      response.writeHead(200, { 'Content-Type': 'text/event-stream' });
      const send = (): void => {
        while (!response.destroyed && response.write(beginnings));
      };
      response.on('drain', send);
      response.on('error', () => response.destroy());
      send();
    }),
  );
}
