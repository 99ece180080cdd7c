// Names that no server resolves: the built product with a resolver that accepts every query and never answers.
// The system's file that names the resolver is covered by another in a mount namespace, so this needs root and Linux.
import { spawnSync } from 'node:child_process';
import { createSocket } from 'node:dgram';
import { once } from 'node:events';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { podOf } from '../simulator/cluster/pod.ts';
import { SimulatedCluster } from '../simulator/cluster/simulated-cluster.ts';
import { kubeconfigFor } from '../simulator/kubeconfig.ts';
import { SimulatedApiServer } from '../simulator/server/simulated-api-server.ts';
import { runProduct, untilAnswers, type Product } from './support/app/run-product.ts';
import { type RunningApp, startApp } from './support/app/start-app.ts';
import { until } from './support/time/until.ts';

const COVER = ['unshare', '--mount', 'sh', '-c', 'mount --bind "$0" /etc/resolv.conf && exec "$@"'];
const canCover = spawnSync(COVER[0] ?? '', [...COVER.slice(1), '/etc/resolv.conf', 'true']).status === 0;
/** Unique, as another run of this test may be in progress. */
const RESOLVER = `127.53.${(process.pid >> 8) & 255}.${process.pid & 255}`;
/** More than Node has threads for, by default: 4. */
const DEAD = Array.from({ length: 20 }, (_, n) => `http://shield-${n}.dead.example`);

const resolver = createSocket('udp4');
const questions = new Set<string>();
let folder: string;
let near: RunningApp;
let hub: Product;
const servers = ['web', 'shop'].map((name) => {
  const cluster = new SimulatedCluster();
  cluster.set(podOf({ kind: 'Deployment', name }));
  return new SimulatedApiServer(cluster);
});

beforeAll(async () => {
  if (!canCover) return;
  resolver.on('message', (question) => questions.add(question.subarray(13, 29).toString('latin1')));
  resolver.bind(53, RESOLVER);
  await once(resolver, 'listening');
  folder = await mkdtemp(join(tmpdir(), 'dead-names-'));
  const [own = '', other = ''] = await Promise.all(servers.map((server) => server.listen()));
  await write('resolv.conf', `nameserver ${RESOLVER}\noptions timeout:30 attempts:5\n`);
  await write('keys', KEY);
  await write('kubeconfig', kubeconfigFor({ url: byName(own) }));
  const secret = { INTRA_SECRET: join(folder, 'keys') };
  near = await startApp({ ...secret, CLUSTER_NAME: 'near' }, { apiServer: other });
  hub = await runProduct(
    {
      ...secret,
      PATH: process.env['PATH'] ?? '',
      ACCESS: 'public',
      CLUSTER_NAME: 'hub',
      OTHER_SHIELDS: [...DEAD, byName(near.url)].join(' '),
      KUBECONFIG: join(folder, 'kubeconfig'),
      LOG_FORMAT: 'json',
    },
    [],
    [...COVER, join(folder, 'resolv.conf')],
  );
  await untilAnswers(hub, '/ping');
});
afterAll(async () => {
  if (!canCover) return;
  hub.child.kill('SIGKILL');
  await hub.exit;
  await near.stop();
  for (const server of servers) await server.close();
  resolver.close();
  await rm(folder, { recursive: true });
});

const KEY = `${'a key'.padEnd(32, '.')}\n`;
const NEXT_KEY = `${'the next key'.padEnd(32, '.')}\n`;
const byName = (url: string): string => url.replace('127.0.0.1', 'localhost');
const write = (name: string, text: string): Promise<void> => writeFile(join(folder, name), text);

/** Its output without the lines about names that don't resolve. */
const output = (): string => hub.output().out.replaceAll(/^.*dead\.example.*\n/gm, '');

let seen = '';
async function color(service: string, cluster: string): Promise<unknown> {
  seen = await (await fetch(`${hub.url}/_/${service}/health/?format=json&cluster=${cluster}`)).text();
  return (JSON.parse(seen) as { color: unknown }).color;
}

(canCover ? describe : describe.skip)('while twenty peers have names that no server answers for', () => {
  it('shows its own cluster, whose API server has a name too', async () => {
    await until(
      () => `the badge is there, not ${seen}\n${output()}`,
      async () => (await color('web', 'hub')) === 'green',
    );
  });

  it('connects to the peer whose name has an address', async () => {
    await until(
      () => `its badge is there, not ${seen}\n${output()}`,
      async () => (await color('shop', 'near')) === 'green',
    );
  });

  it('has looked up every one of them', async () => {
    await until('all are queried', () => questions.size === DEAD.length);
  });

  it('reads a key file that has changed', async () => {
    await write('keys', KEY + NEXT_KEY);
    await until('it is read', () => (hub.output().out.match(/"keyids":\["[^"]*","[^"]*"\]/g) ?? []).length > 0);
  });
});
