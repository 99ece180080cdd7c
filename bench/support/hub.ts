// A hub in a separate process, and the simulated members that it reads.
import { type ChildProcess, fork } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { SimulatedApiServer } from '../../simulator/server/simulated-api-server.ts';
import { SimulatedCluster } from '../../simulator/cluster/simulated-cluster.ts';
import { Product, endWithUs } from './product.ts';

/** A message of the members' process: the answer to an order, or a change that a member has sent. */
export interface MemberMessage {
  readonly ports?: readonly number[];
  /** A dead peer, one that stalls and one that sends nonsense. */
  readonly bad?: readonly number[];
  readonly changed?: string;
  readonly status?: string;
  readonly at?: number;
  readonly messages?: number;
  readonly bytes?: number;
}

export interface Members {
  readonly child: ChildProcess;
  readonly addresses: readonly string[];
  readonly bad: readonly string[];
}

const folder = mkdtempSync(join(tmpdir(), 'bench-federation-'));
process.on('exit', () => {
  rmSync(folder, { recursive: true, force: true });
});
const keyFile = join(folder, 'keys');
writeFileSync(keyFile, randomBytes(32).toString('hex'));
/** The API server of the hub's own cluster, which is empty. */
const api = new SimulatedApiServer(new SimulatedCluster());
await api.listen();

/** What shields that read each other have in common. */
export const SHARED = { INTRA_SECRET: keyFile, LOG_LEVEL: 'error' };

export function startHub(peers: readonly string[], isProbed = false): Promise<Product> {
  return Product.start(api, { ...SHARED, OTHER_SHIELDS: peers.join(' '), CLUSTER_NAME: 'hub' }, { isProbed });
}

export async function startMembers(members: number, services: number, changes: number): Promise<Members> {
  const program = fileURLToPath(new URL('./simulated-members.ts', import.meta.url));
  const child = fork(program, [members, services, changes].map(String));
  endWithUs(child);
  const { ports = [], bad = [] } = await nextMessage(child, ({ ports: received }) => received !== undefined);
  return { child, addresses: ports.map(addressOf), bad: bad.map(addressOf) };
}

export async function untilKnown({ url }: Product, wanted: number): Promise<void> {
  for (let tries = 0; tries < 600; tries += 1) {
    const { total } = (await (await fetch(`${url}/v1/services?limit=1`)).json()) as { total: number };
    if (total >= wanted) return;
    await sleep(100);
  }
  throw new Error(`The hub did not list ${wanted} services within a minute.`);
}

export function nextMessage(child: ChildProcess, matches: (message: MemberMessage) => boolean): Promise<MemberMessage> {
  return new Promise((resolve) => {
    const receive = (message: MemberMessage): void => {
      if (!matches(message)) return;
      child.off('message', receive);
      resolve(message);
    };
    child.on('message', receive);
  });
}

function addressOf(port: number): string {
  return `http://127.0.0.1:${port}`;
}
