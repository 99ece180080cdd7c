// Resolves host names by the system's resolver: /etc/hosts, search domains and so on. The resolver waits up to a minute
// for a server that doesn't answer, and each lookup blocks a thread until then. So at most half of the threads are used
// for names; the others read files (https://docs.libuv.org/en/v1.x/threadpool.html).
import { type LookupOptions, lookup as systemLookup } from 'node:dns';
import type { LookupFunction } from 'node:net';

export interface LookupBounds {
  /** Maximum number of concurrent lookups. */
  readonly max: number;
  /**
   * Maximum number of these for names that had no address the last time, so that names that had one don't wait for
   * them.
   */
  readonly maxUnproven: number;
}

type Callback = Parameters<LookupFunction>[2];

interface PendingLookup {
  readonly host: string;
  readonly options: LookupOptions;
  readonly isProven: boolean;
  readonly callbacks: Callback[];
}

/** Threads of the process (libuv's default is 4). An unused thread costs 5 kB. */
export const THREADS = 64;

/** Half of the threads, minus some for the API server's name. */
const BOUNDS: LookupBounds = { max: 28, maxUnproven: 24 };

export class NameLookups {
  /** By host and options: a second lookup of the same shares the result. */
  private readonly pending = new Map<string, PendingLookup>();
  private waiting: PendingLookup[] = [];
  private readonly running = new Set<PendingLookup>();
  /** Hosts whose last lookup succeeded. */
  private readonly proven = new Set<string>();

  constructor(
    private readonly bounds: LookupBounds = BOUNDS,
    private readonly system: LookupFunction = systemLookup,
  ) {}

  readonly lookup: LookupFunction = (host, options, callback) => {
    const key = JSON.stringify([host, options]);
    const known = this.pending.get(key);
    if (known !== undefined) {
      known.callbacks.push(callback);
      return;
    }
    const asked = { host, options, isProven: this.proven.has(host), callbacks: [callback] };
    this.pending.set(key, asked);
    this.waiting.push(asked);
    this.startNext();
  };

  private startNext(): void {
    const next = this.waiting.find(({ isProven }) => this.mayStart(isProven));
    if (next === undefined) return;
    this.waiting = this.waiting.filter((each) => each !== next);
    this.running.add(next);
    this.system(next.host, next.options, (...outcome) => {
      this.finish(next, outcome);
    });
  }

  private mayStart(isProven: boolean): boolean {
    const { max, maxUnproven } = this.bounds;
    const running = [...this.running];
    return running.length < max && (isProven || running.filter((each) => !each.isProven).length < maxUnproven);
  }

  private finish(asked: PendingLookup, outcome: Parameters<Callback>): void {
    this.running.delete(asked);
    this.pending.delete(JSON.stringify([asked.host, asked.options]));
    if (outcome[0] === null) this.proven.add(asked.host);
    else this.proven.delete(asked.host);
    this.startNext();
    for (const callback of asked.callbacks) callback(...outcome);
  }
}
