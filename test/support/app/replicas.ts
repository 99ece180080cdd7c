// Replicas of the built product behind one address, as a Service and an ingress controller would have them.
import { Agent, type IncomingMessage, type Server, type ServerResponse, createServer, request } from 'node:http';
import type { AddressInfo } from 'node:net';
import { type Product, runProduct, untilAnswers } from './run-product.ts';

/** Milliseconds between readiness probes. In the Deployment the period is longer, and the preStop sleep longer still. */
const PROBE_INTERVAL = 100;

interface Replica {
  readonly product: Product;
  readonly agent: Agent;
  isReady: boolean;
}

/** Round robin over the replicas that were ready at their last probe, with keep-alive connections and without retries. */
export class Replicas {
  /** For each request that no replica answered, the reason. */
  readonly lost: string[] = [];
  private readonly env: Readonly<Record<string, string>>;
  /** It closes no connection while a request for it may be on its way. */
  private readonly server: Server = createServer({ keepAliveTimeout: 0 }, (incoming, outgoing) => {
    this.forward(incoming, outgoing);
  });
  private readonly probing: NodeJS.Timeout;
  private replicas: Replica[] = [];
  private turn = 0;

  constructor(env: Readonly<Record<string, string>>) {
    this.env = env;
    this.probing = setInterval(() => {
      for (const replica of this.replicas) void probe(replica);
    }, PROBE_INTERVAL);
  }

  async listen(): Promise<string> {
    await new Promise<void>((listening) => this.server.listen(0, '127.0.0.1', listening));
    return `http://127.0.0.1:${(this.server.address() as AddressInfo).port}`;
  }

  get urls(): readonly string[] {
    return this.replicas.map(({ product }) => product.url);
  }

  /** Adds a replica, and waits until it is ready. */
  async add(): Promise<void> {
    const product = await runProduct(this.env);
    const replica = { product, agent: new Agent({ keepAlive: true }), isReady: false };
    this.replicas.push(replica);
    await untilAnswers(product, '/readyz');
    replica.isReady = true;
  }

  /** Sends SIGTERM to the oldest replica while it still gets requests; resolves to its exit code. */
  async endOldest(): Promise<number | null> {
    const [oldest] = this.replicas;
    oldest?.product.child.kill('SIGTERM');
    const exit = await oldest?.product.exit;
    this.replicas = this.replicas.slice(1);
    oldest?.agent.destroy();
    return exit?.code ?? null;
  }

  async stop(): Promise<void> {
    clearInterval(this.probing);
    for (const { product, agent } of this.replicas) {
      product.child.kill('SIGKILL');
      await product.exit;
      agent.destroy();
    }
    this.server.closeAllConnections();
    await new Promise((closed) => this.server.close(closed));
  }

  private forward(incoming: IncomingMessage, outgoing: ServerResponse): void {
    const ready = this.replicas.filter(({ isReady }) => isReady);
    const replica = ready[this.turn++ % Math.max(ready.length, 1)];
    if (replica === undefined) {
      this.lose(outgoing, 'no replica is ready');
      return;
    }
    const { method, url: path, headers } = incoming;
    const forwarded = request(replica.product.url, { method, path, headers, agent: replica.agent }, (answer) => {
      outgoing.writeHead(answer.statusCode ?? 502, answer.headers);
      answer.pipe(outgoing);
    });
    forwarded.on('error', (error) => {
      this.lose(outgoing, String(error));
    });
    incoming.pipe(forwarded);
  }

  private lose(outgoing: ServerResponse, why: string): void {
    this.lost.push(why);
    outgoing.writeHead(502).end();
  }
}

async function probe(replica: Replica): Promise<void> {
  const answer = await fetch(`${replica.product.url}/readyz`, { headers: { connection: 'close' } }).catch(
    () => undefined,
  );
  await answer?.arrayBuffer();
  replica.isReady = answer?.status === 200;
}
