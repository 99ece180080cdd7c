// Names that no server resolves: the built product with a resolver that accepts every query and never answers.
// Another file is mounted over /etc/resolv.conf in a mount namespace, so this needs root and Linux.
import { spawnSync } from 'node:child_process';
import { createSocket } from 'node:dgram';
import { once } from 'node:events';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { podOf } from '../../simulator/cluster/pod.ts';
import { SimulatedCluster } from '../../simulator/cluster/simulated-cluster.ts';
import { kubeconfigFor } from '../../simulator/kubeconfig.ts';
import { SimulatedApiServer } from '../../simulator/server/simulated-api-server.ts';
import { runProduct, untilAnswers, type Product } from '../support/app/run-product.ts';
import { type RunningApp, startApp } from '../support/app/start-app.ts';
import { until } from '../support/time/until.ts';

const WITH_RESOLV_CONF = ['unshare', '--mount', 'sh', '-c', 'mount --bind "$0" /etc/resolv.conf && exec "$@"'];
const canMount =
  spawnSync(WITH_RESOLV_CONF[0] ?? '', [...WITH_RESOLV_CONF.slice(1), '/etc/resolv.conf', 'true']).status === 0;
/** Unique, as another run of this test may be in progress. */
const RESOLVER = `127.53.${(process.pid >> 8) & 255}.${process.pid & 255}`;
/** More than the threads, 4 by default, on which Node resolves names. */
const DEAD_PEERS = Array.from({ length: 20 }, (_, n) => `http://shield-${n}.dead.example`);

const resolver = createSocket('udp4');
const queriedNames = new Set<string>();
let folder: string;
let near: RunningApp;
let hub: Product;
const servers = ['web', 'shop'].map((name) => {
  const cluster = new SimulatedCluster();
  cluster.set(podOf({ kind: 'Deployment', name }));
  return new SimulatedApiServer(cluster);
});

beforeAll(async () => {
  if (!canMount) return;
  resolver.on('message', (query) => queriedNames.add(query.subarray(13, 29).toString('latin1')));
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
      OTHER_SHIELDS: [...DEAD_PEERS, byName(near.url)].join(' '),
      KUBECONFIG: join(folder, 'kubeconfig'),
      LOG_FORMAT: 'json',
    },
    [],
    [...WITH_RESOLV_CONF, join(folder, 'resolv.conf')],
  );
  await untilAnswers(hub, '/ping');
});
afterAll(async () => {
  if (!canMount) return;
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

let lastAnswer = '';
async function color(service: string, cluster: string): Promise<unknown> {
  lastAnswer = await (await fetch(`${hub.url}/_/${service}/health/?format=json&cluster=${cluster}`)).text();
  return (JSON.parse(lastAnswer) as { color: unknown }).color;
}

(canMount ? describe : describe.skip)('while twenty peers have names that no server answers for', () => {
  it('shows its own cluster, whose API server also has to be resolved by name', async () => {
    await until(
      () => `the badge is green; last answer: ${lastAnswer}\n${output()}`,
      async () => (await color('web', 'hub')) === 'green',
    );
  });

  it('connects to the peer whose name has an address', async () => {
    await until(
      () => `the badge of the peer is green; last answer: ${lastAnswer}\n${output()}`,
      async () => (await color('shop', 'near')) === 'green',
    );
  });

  it('looks up each of these names', async () => {
    await until('every name is queried', () => queriedNames.size === DEAD_PEERS.length);
  });

  it('reads a key file that has changed', async () => {
    await write('keys', KEY + NEXT_KEY);
    await until(
      'the log lists two key ids',
      () => (hub.output().out.match(/"keyids":\["[^"]*","[^"]*"\]/g) ?? []).length > 0,
    );
  });
});
