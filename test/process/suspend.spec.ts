// A shield that was stopped and resumes: data that it reads then may be as old as the pause, and must not be shown as new.
import { createServer, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { kubeconfigFor } from '../../simulator/kubeconfig.ts';
import { container, podOf } from '../../simulator/cluster/pod.ts';
import { SimulatedCluster } from '../../simulator/cluster/simulated-cluster.ts';
import { SimulatedApiServer } from '../../simulator/server/simulated-api-server.ts';
import { ManualClock } from '../support/time/manual-clock.ts';
import { runProduct, untilAnswers } from '../support/app/run-product.ts';
import { ShieldedCluster } from '../support/cluster/shielded-cluster.ts';
import { startApp } from '../support/app/start-app.ts';
import { type TemporaryFile, temporaryFile } from '../support/app/temporary-file.ts';
import { until } from '../support/time/until.ts';

interface Shown {
  readonly status: string;
  readonly checked: string;
}

describe('a process that was stopped', () => {
  const cluster = new SimulatedCluster();
  const server = new SimulatedApiServer(cluster);
  let kubeconfig: TemporaryFile;

  beforeAll(async () => {
    await server.listen();
    kubeconfig = await temporaryFile(kubeconfigFor(server));
  });

  afterAll(async () => {
    await server.close();
    await kubeconfig.remove();
  });

  function deploy(tag: string): void {
    cluster.set(
      podOf({ kind: 'Deployment', name: 'web' }, { spec: { containers: [container({ image: `web:${tag}` })] } }),
    );
  }

  it('dates a buffered event by when it may have been sent, not by when it is read', async () => {
    deploy('1.0');
    const shield = await runProduct({ OTHER_SHIELDS: 'None', KUBECONFIG: kubeconfig.path });
    await untilAnswers(shield, '/readyz');
    await until('the watch is open', () => server.watches === 1);
    const version = async (): Promise<Shown> =>
      (await (await fetch(`${shield.url}/_/web/version/?format=json`)).json()) as Shown;
    shield.child.kill('SIGSTOP');
    const stoppedAt = Date.now();
    deploy('2.0');
    // No later request proves the source.
    server.faults.add({ does: 'hang' });
    // The only pause in real time: longer than the tolerated delay of a process (1 s), plus one tick (0.5 s).
    await new Promise((resolve) => setTimeout(resolve, 1_600));
    shield.child.kill('SIGCONT');
    let shown: Shown | undefined;
    await until('the event is read', async () => (shown = await version()).status.includes('2.0'));
    expect(Date.parse(shown?.checked ?? '')).toBeLessThanOrEqual(stoppedAt);
    shield.child.kill('SIGKILL');
  });
});

it('a machine that was suspended longer than STALE_AFTER shows nothing green before a source is proven again', async () => {
  const world = new ShieldedCluster();
  world.cluster.set(podOf({ kind: 'Deployment', name: 'web' }));
  await world.start();
  try {
    await world.until('what is shown equals the cluster', () => world.isAsExpected());
    world.server.faults.add({ does: 'hang' });
    world.clock.leap(90_000);
    world.cluster.set(podOf({ kind: 'Deployment', name: 'web' }, { metadata: { annotations: { touched: 'yes' } } }));
    for (let second = 0; second < 5; second += 1) {
      expect((await world.ask('/_/web/health/')).body).toContain('(stale)');
      world.clock.advance(1_000);
    }
  } finally {
    await world.stop();
  }
});

it("a hub that was stopped dates a peer's data by when it may have been sent", async () => {
  let stream: ServerResponse | undefined;
  const peer = createServer((_, response) => {
    stream = response;
    response.writeHead(200, { 'Content-Type': 'text/event-stream' }).write(SNAPSHOT);
  });
  await new Promise<void>((listening) => peer.listen(0, '127.0.0.1', listening));
  const { port } = peer.address() as AddressInfo;
  const keys = await temporaryFile('a key that both of them would have to know');
  const clock = new ManualClock();
  const hub = await startApp(
    { CLUSTER_NAME: 'hub', INTRA_SECRET: keys.path, OTHER_SHIELDS: `http://127.0.0.1:${port}` },
    { clock },
  );
  try {
    await hub.until('/_/web/health/?cluster=fake&format=json', (body) => body.includes('"ok"'));
    const stoppedAt = clock.now().wall;
    clock.leap(20_000);
    stream?.write(event('heartbeat', { ...PEER, sources: [{ id: 'pods', age: 0 }] }));
    stream?.write(event('change', { services: [service('2/2 (0 restarts)')], gone: [] }, 'abc.2'));
    const shown = JSON.parse(
      await hub.until('/_/web/health/?cluster=fake&format=json', (body) => body.includes('2/2')),
    ) as Shown;
    expect(Date.parse(shown.checked)).toBeLessThanOrEqual(stoppedAt);
  } finally {
    await hub.stop();
    peer.closeAllConnections();
    peer.close();
    await keys.remove();
  }
});

const PEER = { cluster: 'fake', epoch: 'abc' };

const SNAPSHOT = [
  event('heartbeat', { ...PEER, sources: [{ id: 'pods', age: 0 }] }),
  event('begin', PEER),
  event('part', { services: [service('1/1 (0 restarts)')] }),
  event('end', { sources: [{ id: 'pods', age: 0 }] }, 'abc.1'),
].join('');

function event(type: string, data: unknown, id?: string): string {
  return `event: ${type}\n${id === undefined ? '' : `id: ${id}\n`}data: ${JSON.stringify(data)}\n\n`;
}

function service(status: string): object {
  const health = { check: 'health', label: 'health', status, color: 'green', state: 'ok', source: 'pods' };
  return { namespace: 'shop', name: 'web', kind: 'Deployment', results: [health] };
}
