// The drift badge: versions of a service in the clusters of a hub, or in the namespaces of one cluster.
import { container } from '../../simulator/cluster/pod.ts';
import { badge, type BadgeJson, Cluster, KeyFile, untilBadge } from '../support/federation/federated-cluster.ts';

let keys: KeyFile;
let prod: Cluster;
let staging: Cluster;
let hub: Cluster;

beforeAll(async () => {
  keys = await KeyFile.create('a key that all shields of this test share');
  prod = await Cluster.start('prod', keys, {}, []);
  staging = await Cluster.start('staging', keys, {}, []);
  deploy(prod, 'v1.4');
  deploy(staging, 'v1.4');
  hub = await Cluster.start('hub', keys, { OTHER_SHIELDS: `${prod.url} ${staging.url}` }, []);
});

afterAll(async () => {
  for (const one of [hub, staging, prod]) await one.stop();
  await keys.remove();
});

function deploy(cluster: Cluster, tag: string, namespace = 'shop'): void {
  cluster.run('web', { spec: { containers: [container({ image: `web:${tag}` })] } }, namespace);
}

function untilDrift(cluster: Cluster, path: string, status: string): Promise<BadgeJson> {
  return untilBadge(cluster.shield, path, (shown) => shown.status === status);
}

it('is green with the version while it is the same everywhere, otherwise yellow with the version of each location', async () => {
  expect(await untilDrift(hub, '/_/web/drift/', 'v1.4')).toMatchObject({ color: 'green', state: 'ok' });
  deploy(staging, 'v1.5');
  const differing = await untilDrift(hub, '/_/web/drift/', 'prod v1.4 · staging v1.5');
  expect(differing).toMatchObject({ color: 'yellow', state: 'degraded' });
  expect(await badge(hub.shield, '/_/web/drift/?cluster=staging')).toMatchObject({ status: 'v1.5', color: 'green' });
  const svg = await (await hub.shield.get('/_/web/drift/')).text();
  expect(svg).toContain('version: prod v1.4 · staging v1.5');
  deploy(prod, 'v1.5');
  await untilDrift(hub, '/_/web/drift/', 'v1.5');
});

it("shows the versions of all locations on the service's page, as a matrix with its own address", async () => {
  deploy(staging, 'v1.6', 'beta');
  await untilDrift(hub, '/_/web/drift/', 'prod v1.5 · staging v1.5 · staging v1.6');
  const html = await (await hub.shield.get('/s/web')).text();
  const [table = ''] = /<section class="card" id="versions">.*?<\/section>/s.exec(html) ?? [];
  const rows = [...table.matchAll(/<tr>(.*?)<\/tr>/gs)].map(([, row = '']) =>
    [...row.matchAll(/<t[hd][^>]*>(.*?)<\/t[hd]>/gs)].map(([, cell = '']) => cell.replaceAll(/<[^>]*>/g, '').trim()),
  );
  expect(rows).toEqual([
    ['Cluster', 'shop', 'beta'],
    ['staging', 'ok: v1.5 older', 'ok: v1.6'],
    ['prod', 'ok: v1.5 older', ''],
  ]);
  expect(table).toContain('2 versions at once');
  expect(table).toContain('href="../_/web/drift/"');
  expect(table).toContain('href="../s/web?cluster=staging&amp;namespace=beta"');
  staging.remove('web', 'beta');
  await untilDrift(hub, '/_/web/drift/', 'v1.5');
});

it('compares the namespaces of one cluster', async () => {
  deploy(prod, 'v1.6', 'beta');
  await untilDrift(prod, '/_/web/drift/', 'shop v1.5 · beta v1.6');
  expect(await badge(prod.shield, '/_/web/drift/?namespace=beta')).toMatchObject({ status: 'v1.6', color: 'green' });
});

it('is the same in every format and route, and not found for unknown services', async () => {
  expect(await (await prod.shield.get('/_/web/drift.json')).json()).toMatchObject({
    check: 'drift',
    status: 'shop v1.5 · beta v1.6',
  });
  expect(await (await prod.shield.get('/_/web/drift/?format=shields')).json()).toMatchObject({ color: 'yellow' });
  expect((await prod.shield.get('/_/none/drift/?strict')).status).toBe(404);
  expect((await prod.shield.get('/_/web/drift/?format=json&namespace=none')).status).toBe(404);
});

it('is not green while a cluster that may have another version does not respond', async () => {
  await untilDrift(hub, '/_/web/drift/', 'prod v1.5 · staging v1.5 · prod v1.6');
  prod.remove('web', 'beta');
  deploy(prod, 'v1.5');
  await untilDrift(hub, '/_/web/drift/', 'v1.5');
  await hub.stopShield();
  await staging.stopShield();
  await hub.startShield();
  const shown = await untilBadge(hub.shield, '/_/web/drift/', ({ status }) => status.startsWith('v1.5'));
  expect(shown).toMatchObject({ status: 'v1.5 (stale)', color: 'lightgrey', state: 'stale' });
});
