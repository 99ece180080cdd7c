// The page's section of objects over HTTP: rows, folding, and the events of the stream.
import { get, type IncomingMessage } from 'node:http';
import { podOf } from '../../simulator/cluster/pod.ts';
import { customType } from '../../simulator/cluster/resource-types.ts';
import { SimulatedCluster } from '../../simulator/cluster/simulated-cluster.ts';
import { SimulatedApiServer } from '../../simulator/server/simulated-api-server.ts';
import { type RunningApp, startApp } from '../support/app/start-app.ts';
import { until } from '../support/time/until.ts';

const cluster = new SimulatedCluster();
const server = new SimulatedApiServer(cluster);
let shield: RunningApp;

function certificate(name: string, status: string, reason: string, namespace = 'shop'): void {
  const conditions = [{ type: 'Ready', status, reason, lastTransitionTime: '2026-01-01T00:00:00Z' }];
  cluster.set({ kind: 'Certificate', metadata: { name, namespace }, spec: {}, status: { conditions } });
}

beforeAll(async () => {
  cluster.define(customType('cert-manager.io/v1', 'certificates', 'Certificate'));
  const conditions = [{ type: 'Ready', status: 'True', lastTransitionTime: '2026-01-01T00:00:00Z' }];
  const nodeInfo = { kubeletVersion: 'v1.36.1' };
  cluster.set({ kind: 'Node', metadata: { name: 'n-1', namespace: '' }, spec: {}, status: { nodeInfo, conditions } });
  for (let i = 0; i < 250; i += 1) certificate(`good-${i}`, 'True', 'Ready');
  for (let i = 0; i < 30; i += 1) certificate(`bad-${i}`, 'False', 'Expired');
  certificate('elsewhere', 'True', 'Ready', 'other');
  cluster.set(podOf({ kind: 'Deployment', name: 'web' }, { metadata: { namespace: 'shop' } }));
  const env = { WATCH_OBJECTS: 'nodes certificates.cert-manager.io walls.example.com' };
  shield = await startApp(env, { apiServer: await server.listen() });
  await shield.until('/', (html) => html.includes('Objects (282)') && html.includes('30<span class="unseen"> down'));
});
afterAll(async () => {
  await shield.stop();
  await server.close();
});

const page = async (query = ''): Promise<string> => (await shield.get(`/${query}`)).text();
const rowsIn = (html: string): readonly string[] =>
  [...html.matchAll(/<tr class="object [^"]*">.*?<th class="c-name" scope="row">(.*?)<\/th>/gs)].map(([, cell = '']) =>
    cell.replaceAll(/<[^>]*>/g, ''),
  );

it('lists a bounded number of objects that need attention, and folds the rest', async () => {
  const html = await page();
  const rows = rowsIn(html);
  expect(rows).toHaveLength(20);
  expect(rows.every((name) => name.startsWith('bad-'))).toBe(true);
  expect(html).toContain('10 more');
  expect(html).toContain('<b>Expired</b>');
  expect(html).toContain('href="k/certificates.cert-manager.io/bad-0/ready/?namespace=shop&amp;cluster=local"');
  expect(html).toMatch(/walls\.example\.com.*not installed/);
  expect(html).toContain('id="verdict" data-state="ok"');
  expect(html).toContain('All services are well');
  expect(html).toMatch(/id="objects-line"><a href="#objects">Objects:<\/a>.*30 down.*of 282/s);
  expect(html).toContain('1 service<');
});

it('unfolds a kind by its link, a page at a time', async () => {
  const first = await page('?open=objects/local/certificates.cert-manager.io');
  expect(rowsIn(first)).toHaveLength(200);
  expect(first).toContain('81 more');
  const second = await page('?open=objects/local/certificates.cert-manager.io&from=200');
  expect(rowsIn(second)).toHaveLength(81);
  expect(new Set([...rowsIn(first), ...rowsIn(second)]).size).toBe(281);
});

it('finds objects by name, reason, state, cluster and namespace', async () => {
  expect(rowsIn(await page('?q=bad-7'))).toEqual(['bad-7']);
  expect(await page('?q=expired')).toContain('Objects (30)');
  expect(rowsIn(await page('?namespace=other'))).toEqual(['elsewhere']);
  expect(await page('?state=ok')).toContain('Objects (252)');
  expect(await page('?cluster=elsewhere')).not.toContain('Objects (');
});

interface Stream {
  readonly response: IncomingMessage;
  text(): string;
}

function openStream(path: string): Promise<Stream> {
  return new Promise((resolve, reject) => {
    get(shield.url + path, { agent: false }, (response) => {
      let text = '';
      response.setEncoding('utf8').on('data', (part: string) => (text += part));
      response.on('error', () => undefined);
      resolve({ response, text: () => text });
    }).on('error', reject);
  });
}

it('sends the section to an open page when an object changes, and nothing to a wall or the page of a service', async () => {
  const at = /data-position="([^"]+)"/.exec(await page())?.[1] ?? '';
  const [stream, wall, servicePage] = await Promise.all([
    openStream(`/shields?at=${at}`),
    openStream(`/shields?view=wall&at=${at}`),
    openStream(`/shields?service=web&at=${at}`),
  ]);
  certificate('good-1', 'False', 'RenewalFailed');
  await until('the changed section is received', () => stream.text().includes('31 down'));
  const [update = ''] = /(?<=^event: update\nid: .*\ndata: ).*$/m.exec(stream.text()) ?? [];
  const { parts } = JSON.parse(update) as { parts: { id: string; html: string }[] };
  expect(parts.map(({ id }) => id)).toEqual(expect.arrayContaining(['verdict', 'objects-line', 'objects']));
  expect(parts.find(({ id }) => id === 'objects')?.html).toContain('<section class="objects" id="objects"');
  for (const other of [wall, servicePage]) expect(other.text()).not.toMatch(/event: (update|refresh)/);
  for (const { response } of [stream, wall, servicePage]) response.destroy();
});
