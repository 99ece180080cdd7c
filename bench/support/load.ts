// Readers: connections that request one path after the other, each as soon as the previous one is answered. Raw sockets,
// because a client library would cost more than the server that is measured.
import { connect, type Socket } from 'node:net';

export interface LoadOptions {
  /** Requested in turn. */
  readonly paths: readonly string[];
  readonly headers?: Readonly<Record<string, string>>;
  readonly connections?: number;
  readonly milliseconds: number;
  /** Answers per second in total; default: as many as possible. */
  readonly rate?: number;
}

export interface LoadResult {
  readonly answers: number;
  readonly perSecond: number;
  /** Milliseconds. */
  readonly p50: number;
  readonly p99: number;
  readonly max: number;
  /** By HTTP status. */
  readonly statuses: Readonly<Record<string, number>>;
}

export async function load(url: string, options: LoadOptions): Promise<LoadResult> {
  const { hostname, port, host } = new URL(url);
  const lines = Object.entries({ Host: host, ...options.headers }).map(([name, value]) => `${name}: ${value}\r\n`);
  const requests = options.paths.map((path) => Buffer.from(`GET ${path} HTTP/1.1\r\n${lines.join('')}\r\n`));
  const run = new Run(requests, options);
  const connections = options.connections ?? 16;
  await Promise.all(Array.from({ length: connections }, (_, nth) => run.connect(hostname, Number(port), nth)));
  return run.result();
}

class Run {
  private readonly latencies: number[] = [];
  private readonly statuses: Record<string, number> = {};
  private readonly began = performance.now();
  private readonly end: number;
  /** Milliseconds between two requests of all connections together. */
  private readonly interval: number;
  private readonly connections: number;
  private readonly requests: readonly Buffer[];
  private next = 0;

  constructor(requests: readonly Buffer[], { milliseconds, rate, connections = 16 }: LoadOptions) {
    this.requests = requests;
    this.end = this.began + milliseconds;
    this.interval = rate === undefined ? 0 : 1000 / rate;
    this.connections = connections;
  }

  connect(hostname: string, port: number, nth: number): Promise<void> {
    return new Promise((resolve, reject) => {
      const socket = connect({ host: hostname, port, noDelay: true });
      socket.on('error', reject);
      socket.on('close', () => {
        resolve();
      });
      socket.on('connect', () => {
        this.exchange(socket, nth);
      });
    });
  }

  result(): LoadResult {
    const sorted = Float64Array.from(this.latencies).sort();
    const at = (part: number): number => sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * part))] ?? NaN;
    const seconds = (performance.now() - this.began) / 1000;
    return {
      answers: sorted.length,
      perSecond: sorted.length / seconds,
      p50: at(0.5),
      p99: at(0.99),
      max: at(1),
      statuses: this.statuses,
    };
  }

  private exchange(socket: Socket, nth: number): void {
    let sentAt = 0;
    // Each connection has a time of its own: requests that are sent together wait for each other.
    let dueAt = this.began + nth * this.interval;
    let pending: Buffer = NOTHING;
    const ask = (): void => {
      const request = this.requests[this.next % this.requests.length];
      this.next += 1;
      sentAt = performance.now();
      dueAt = Math.max(sentAt, dueAt + this.connections * this.interval);
      if (request !== undefined) socket.write(request);
    };
    const askWhenDue = (): void => {
      if (this.interval === 0) ask();
      else setTimeout(ask, Math.max(0, dueAt - performance.now()));
    };
    socket.on('data', (chunk: Buffer) => {
      pending = pending.length === 0 ? chunk : Buffer.concat([pending, chunk]);
      const length = answerLength(pending);
      if (length === undefined || pending.length < length) return;
      const now = performance.now();
      this.latencies.push(now - sentAt);
      const status = pending.toString('latin1', 9, 12);
      this.statuses[status] = (this.statuses[status] ?? 0) + 1;
      pending = NOTHING;
      if (now >= this.end) socket.destroy();
      else askWhenDue();
    });
    askWhenDue();
  }
}

const NOTHING = Buffer.alloc(0);
const HEAD_END = Buffer.from('\r\n\r\n');

/** Bytes of the whole answer; undefined until its headers are in. A 304 has a Content-Length, and no body. */
function answerLength(bytes: Buffer): number | undefined {
  const end = bytes.indexOf(HEAD_END);
  if (end === -1) return undefined;
  const head = bytes.toString('latin1', 0, end);
  const hasBody = !head.startsWith('HTTP/1.1 304');
  const length = hasBody ? Number(/content-length: (\d+)/i.exec(head)?.[1] ?? 0) : 0;
  return end + HEAD_END.length + length;
}
