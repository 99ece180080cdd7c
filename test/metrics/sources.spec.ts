// The metrics of peers and of custom checks. The custom check is that of the kustomize component.
import { cpSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Cluster, KeyFile } from '../support/federation/federated-cluster.ts';
import { parseExposition } from '../support/metrics/exposition.ts';
import { freePort } from '../support/app/free-port.ts';

const COMPONENT = join(import.meta.dirname, '../../kustomize/components/checks');
const CHECK = 'cluster-dns.mjs';

let checks: string;
let keys: KeyFile;
let member: Cluster;
let hub: Cluster;
let metrics: string;

beforeAll(async () => {
  checks = mkdtempSync(join(tmpdir(), 'kube-shields-checks-'));
  cpSync(join(COMPONENT, CHECK), join(checks, CHECK));
  keys = await KeyFile.create('a key that all shields of a test share');
  member = await Cluster.start('east', keys);
  const port = await freePort();
  metrics = `http://127.0.0.1:${port}/metrics`;
  const env = { METRICS_PORT: String(port), HOST: '127.0.0.1', CHECKS_DIR: checks };
  hub = await Cluster.start('home', keys, { ...env, OTHER_SHIELDS: member.url });
  await hub.shield.until('/v1/peers', (body) => body.includes('"connected":true'));
  await hub.shield.until('/v1/checks', (body) => body.includes('"lastRun"'));
});

afterAll(async () => {
  await hub.stop();
  await member.server.close();
  await keys.remove();
  rmSync(checks, { recursive: true });
});

interface Exposed {
  readonly value: (name: string) => number | undefined;
  readonly clusters: (name: string) => readonly (string | undefined)[];
}

async function exposed(): Promise<Exposed> {
  const families = parseExposition(await (await fetch(metrics)).text());
  const samples = (name: string) => families.get(`kube_shields_${name}`)?.samples ?? [];
  return {
    value: (name) => samples(name)[0]?.value,
    clusters: (name) => [...new Set(samples(name).map(({ labels }) => labels['cluster']))].sort(),
  };
}

it('reports peers, connected peers, and the age of their data', async () => {
  const { value, clusters } = await exposed();
  expect([value('peers'), value('peers_connected')]).toEqual([1, 1]);
  expect(clusters('source_age_seconds')).toEqual(['east', 'home']);
  expect(clusters('source_stale')).toEqual(['east', 'home']);
});

it('counts checks, and their runs by outcome', async () => {
  expect((await exposed()).value('checks')).toBe(1);
  const text = await (await fetch(metrics)).text();
  // There is no cluster DNS here.
  expect(text).toMatch(/check_run_duration_seconds_count\{outcome="(?:error|timed-out|answered)"\} [1-9]/);
  expect(text).toMatch(/source_stale\{source="[^"]*cluster-dns[^"]*",cluster="home"\} 0/);
});

it('a disconnected peer is not counted as connected', async () => {
  await member.stopShield();
  await hub.shield.until('/v1/peers', (body) => body.includes('"connected":false'));
  expect((await exposed()).value('peers_connected')).toBe(0);
});
