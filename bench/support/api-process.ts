// Starts the benchmarks' API server and sends it orders.
import { type ChildProcess, fork } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import type { PodState } from './pod-template.ts';

export interface ApiOptions {
  readonly pods: number;
  readonly services: number;
  /** `team-00`, `team-01`… (50). */
  readonly namespaces?: number;
  /** This many extra pods belong to the first service. */
  readonly large?: number;
  /** Milliseconds that a page of 500 takes a real API server (docs/performance.md); 0: as fast as it can. */
  readonly pageDelay?: number;
  readonly jsonOnly?: boolean;
  /** A Deployment for each service (true); without, these are 404. */
  readonly workloads?: boolean;
}

export type ApiCommand = { readonly id: number } & ApiOrder;

export type ApiOrder =
  | { readonly do: 'set'; readonly pod: number; readonly state: PodState }
  /** All pods change to this state at once. */
  | { readonly do: 'turn'; readonly state: PodState }
  /** The first `among` pods turn unready and ready again. */
  | { readonly do: 'churn'; readonly rate: number; readonly seconds: number; readonly among?: number }
  /** The status of Deployments changes, but no field that a shield keeps. */
  | { readonly do: 'workloads'; readonly rate: number; readonly seconds: number }
  /** One-off owners are created and deleted. */
  | { readonly do: 'runs'; readonly rate: number; readonly seconds: number }
  /** Every watch ends with 410 Gone, which causes a relist. */
  | { readonly do: 'expire' }
  | { readonly do: 'count' };

export interface Requests {
  readonly list: number;
  readonly watch: number;
  /** Milliseconds from the latest list's first page to the watch that follows it. */
  readonly listTook: number;
}

export type ApiReport =
  | { readonly type: 'listening'; readonly url: string }
  | { readonly type: 'done'; readonly id: number; readonly requests: Requests };

export class ApiProcess {
  readonly url: string;
  private readonly child: ChildProcess;
  private readonly waiting = new Map<number, (requests: Requests) => void>();
  private sent = 0;

  private constructor(child: ChildProcess, url: string) {
    this.child = child;
    this.url = url;
    child.on('message', (message: ApiReport) => {
      if (message.type === 'done') this.waiting.get(message.id)?.(message.requests);
    });
  }

  static async start(options: ApiOptions): Promise<ApiProcess> {
    const program = fileURLToPath(new URL('./api-server.ts', import.meta.url));
    const child = fork(program, [JSON.stringify(options)], { stdio: ['ignore', 'inherit', 'inherit', 'ipc'] });
    const url = await new Promise<string>((resolve, reject) => {
      child.once('exit', () => {
        reject(new Error('The API server of the benchmark ended before it listened.'));
      });
      child.once('message', (message: ApiReport) => {
        if (message.type === 'listening') resolve(message.url);
      });
    });
    return new ApiProcess(child, url);
  }

  /** Resolves once the order is carried out, with all requests so far. */
  order(order: ApiOrder): Promise<Requests> {
    this.sent += 1;
    const id = this.sent;
    return new Promise((resolve) => {
      this.waiting.set(id, resolve);
      this.child.send({ ...order, id });
    });
  }

  /** Resolves once this many watches were opened in total. A watch is opened again only after its list. */
  async untilWatching(watches: number): Promise<void> {
    const end = performance.now() + 120_000;
    while ((await this.order({ do: 'count' })).watch < watches && performance.now() < end) {
      await new Promise((resolve) => setTimeout(resolve, 100));
    }
  }

  async stop(): Promise<void> {
    const ended = new Promise((resolve) => this.child.once('exit', resolve));
    this.child.kill('SIGKILL');
    await ended;
  }
}
