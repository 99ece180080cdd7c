// The deployer of a service on its page and in `/why`, of this cluster and at a hub, over protobuf and JSON.
import { podOf } from '../../simulator/cluster/pod.ts';
import { customType } from '../../simulator/cluster/resource-types.ts';
import { cronJob, deployment } from '../../simulator/cluster/workload.ts';
import { Cluster, KEY, KeyFile } from '../support/federation/federated-cluster.ts';

const KUSTOMIZATIONS = 'kustomizations.kustomize.toolkit.fluxcd.io';
const BY_FLUX = {
  labels: { 'kustomize.toolkit.fluxcd.io/name': 'apps', 'kustomize.toolkit.fluxcd.io/namespace': 'platform' },
};
const BY_HELM = {
  annotations: { 'meta.helm.sh/release-name': 'api', 'meta.helm.sh/release-namespace': 'shop', other: 'x'.repeat(500) },
};

let keys: KeyFile;
let member: Cluster;
let hub: Cluster;

function deploy(name: string, metadata: object): void {
  member.cluster.set(deployment({ metadata: { namespace: 'shop', name, ...metadata } }));
  member.cluster.set(podOf({ kind: 'Deployment', name }, { metadata: { namespace: 'shop' } }));
}

function kustomization(status: string, reason: string): void {
  const conditions = [{ type: 'Ready', status, reason, lastTransitionTime: '2026-01-01T00:00:00Z' }];
  const metadata = { namespace: 'platform', name: 'apps' };
  const revision = 'main@sha1:4f08f9e1c2d3a4b5c6d7e8f90123456789abcdef';
  member.cluster.set({
    kind: 'Kustomization',
    metadata,
    spec: {},
    status: { lastAppliedRevision: revision, conditions },
  });
}

beforeAll(async () => {
  keys = await KeyFile.create(KEY);
  member = await Cluster.prepare('east', keys, { WATCH_WORKLOADS: 'true', WATCH_OBJECTS: KUSTOMIZATIONS }, []);
  member.cluster.define(customType('kustomize.toolkit.fluxcd.io/v1', 'kustomizations', 'Kustomization'));
  deploy('web', BY_FLUX);
  deploy('api', BY_HELM);
  deploy('plain', {});
  kustomization('True', 'ReconciliationSucceeded');
  await member.startShield();
  hub = await Cluster.start('hub', keys, { OTHER_SHIELDS: member.url }, []);
});
afterAll(async () => {
  await hub.stop();
  await member.stop();
  await keys.remove();
});

interface DeployedBy {
  readonly kind: string;
  readonly object?: { readonly state: string };
}

async function untilWhy(
  at: Cluster,
  name: string,
  fits: (deployedBy: DeployedBy | undefined) => boolean,
): Promise<unknown> {
  const parse = (body: string): DeployedBy | undefined =>
    (JSON.parse(body) as { items?: { deployedBy?: DeployedBy }[] }).items?.[0]?.deployedBy;
  return parse(
    await at.shield.until(`/v1/services/${name}/why`, (body) => body.includes('"why"') && fits(parse(body))),
  );
}

const OBJECT = { resource: KUSTOMIZATIONS, namespace: 'platform', name: 'apps', version: '4f08f9e1c2d3' };

it.each(['member', 'hub'] as const)('names the object and its state at the %s', async (where) => {
  const at = where === 'hub' ? hub : member;
  const found = await untilWhy(at, 'web', (deployedBy) => deployedBy?.object?.state === 'ok');
  expect(found).toEqual({
    kind: 'Kustomization',
    namespace: 'platform',
    name: 'apps',
    object: { ...OBJECT, state: 'ok', status: 'ready' },
  });
  kustomization('False', 'BuildFailed');
  const failed = await untilWhy(at, 'web', (deployedBy) => deployedBy?.object?.state === 'down');
  expect(failed).toMatchObject({ object: { status: 'BuildFailed' } });
  const html = await (await at.shield.get('/s/web')).text();
  expect(html).toContain('Deployed by Kustomization');
  expect(html).toContain(`href="../k/${KUSTOMIZATIONS}/apps/ready/?namespace=platform&amp;cluster=east"`);
  expect(html).toContain('BuildFailed');
  kustomization('True', 'ReconciliationSucceeded');
  await untilWhy(at, 'web', (deployedBy) => deployedBy?.object?.state === 'ok');
});

it('names deployers that are not API objects, and shows none when nothing is labelled', async () => {
  expect(await untilWhy(hub, 'api', (deployedBy) => deployedBy !== undefined)).toEqual({
    kind: 'Helm release',
    namespace: 'shop',
    name: 'api',
  });
  expect(await (await hub.shield.get('/s/api')).text()).toContain('Deployed by Helm release shop / api');
  expect(await untilWhy(hub, 'plain', () => true)).toBeUndefined();
});

it('shows the desired state, and the safe links of annotations', async () => {
  deploy('plain', {
    annotations: {
      'kube-shields/link.runbook': 'https://wiki.example.com/plain',
      'kube-shields/link.bad': 'javascript:alert(1)',
      'kube-shields/link.secret': 'https://me:hunter2@example.com/',
    },
  });
  const body = await member.shield.until('/v1/services/plain/why', (text) => text.includes('wiki.example.com'));
  expect(JSON.parse(body)).toMatchObject({
    items: [
      {
        workloads: [{ kind: 'Deployment', name: 'plain', wanted: 1 }],
        links: [{ name: 'runbook', url: 'https://wiki.example.com/plain', host: 'wiki.example.com' }],
      },
    ],
  });
  const html = await (await member.shield.get('/s/plain')).text();
  expect(html).toContain('<a href="https://wiki.example.com/plain" rel="noopener noreferrer nofollow">runbook</a>');
  expect(body + html).not.toMatch(/alert\(1\)|hunter2/);
});

it('shows when a CronJob starts next, also at a hub, which links to the member’s page for more', async () => {
  member.cluster.set(
    cronJob({
      metadata: { namespace: 'shop', name: 'report', creationTimestamp: new Date().toISOString() },
      spec: { schedule: '0 3 * * *', timeZone: 'Europe/Berlin' },
    }),
  );
  const body = await member.shield.until('/v1/services/report/why', (text) => text.includes('"schedule"'));
  const { items } = JSON.parse(body) as { items: readonly { workloads: readonly { next: string }[] }[] };
  const next = items[0]?.workloads[0]?.next ?? '';
  expect(items[0]).toMatchObject({
    workloads: [{ kind: 'CronJob', name: 'report', schedule: '0 3 * * *', timeZone: 'Europe/Berlin' }],
  });
  expect(next).toMatch(/T0[12]:00:00\.000Z$/);
  const local = await (await member.shield.get('/s/report')).text();
  expect(local).toContain(`next start <time class="at" datetime="${next}">`);
  expect(local).toContain('0 3 * * * Europe/Berlin');
  await hub.shield.until('/v1/services/report', (text) => text.includes(next));
  const remote = await (await hub.shield.get('/s/report')).text();
  expect(remote).toContain(`next start <time class="at" datetime="${next}">`);
  expect(remote).toContain('its conditions, its schedule and its links are on the page of east’s own shield');
});

it('shows a changed deployer', async () => {
  deploy('plain', BY_FLUX);
  await untilWhy(hub, 'plain', (deployedBy) => deployedBy?.kind === 'Kustomization');
  deploy('plain', {});
  await untilWhy(hub, 'plain', (deployedBy) => deployedBy === undefined);
});

it('shows no deployer with DETAILS=none', async () => {
  await member.stopShield();
  await member.startShield({ DETAILS: 'none' });
  await untilWhy(hub, 'web', (deployedBy) => deployedBy === undefined);
  const body = await (await member.shield.get('/v1/services/web/why')).text();
  expect(JSON.parse(body)).toMatchObject({ items: [{ pods: [], workloads: [], links: [] }] });
  expect(await untilWhy(member, 'web', () => true)).toBeUndefined();
});

it('names the deployer from an API server that only has JSON', async () => {
  const { SimulatedApiServer } = await import('../../simulator/server/simulated-api-server.ts');
  const { startApp } = await import('../support/app/start-app.ts');
  const server = new SimulatedApiServer(member.cluster, { isJsonOnly: true });
  const shield = await startApp({ WATCH_WORKLOADS: 'true' }, { apiServer: await server.listen() });
  await shield.until('/v1/services/web/why', (body) => body.includes('"kind":"Kustomization"'));
  await shield.stop();
  await server.close();
});
