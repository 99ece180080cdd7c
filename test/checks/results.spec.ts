// Custom checks from their file to the results shown: badges in every format, lists, aggregates, /v1/checks.
import { podOf } from '../../simulator/cluster/pod.ts';
import { SimulatedApiServer } from '../../simulator/server/simulated-api-server.ts';
import { SimulatedCluster } from '../../simulator/cluster/simulated-cluster.ts';
import { ChecksFolder } from '../support/checks/checks-folder.ts';
import { type RunningApp, startApp } from '../support/app/start-app.ts';

const folder = new ChecksFolder({
  'web.ts': `
    import type { Check, CheckOptions } from 'kube-shields';
    export const options: CheckOptions = { hits: { interval: '10s' }, slow: { timeout: '500ms' } };
    export const hits: Check = ({ service, check, pods }) => ({
      label: 'hits', status: service + ' ' + check + ' ' + JSON.stringify(pods), color: 'brightgreen',
    });
    export const zero: Check = async () => 0;
    export const nothing: Check = () => undefined;
    export const red: Check = () => ({ status: '<b>&"down"</b>', color: 'critical' });
    export const odd: Check = () => ({ status: 'x', color: 'gren' });
    export const version: Check = () => ({ status: 'v9', color: 'blue' });
    export const health: Check = () => 'never';
    export const _own: Check = () => 'never';
    export const seven = 7;
    export const fails: Check = () => { throw new Error('secret path /etc/x'); };
    export const refused: Check = async () => (await fetch('http://127.0.0.1:1009/secret-path')).status;
    export const large: Check = () => 'x'.repeat(4096);
    export const long: Check = () => 'x'.repeat(300);
    export const env: Check = () => Object.keys(process.env).sort().join();
    export const slow: Check = ({ signal }) =>
      new Promise((_, reject) => signal.addEventListener('abort', () => reject(signal.reason)));
    export class Probe {}
  `,
  'queue-a.mjs': `export function depth() { return { status: 3, color: 'green' }; }`,
  'queue-b.cjs': `exports.depth = async () => ({ status: '4.5', color: 'yellow' });`,
  'queue-c.js': `
    export const options = { depth: { timeout: '500ms' } };
    export const depth = () => new Promise(() => {});`,
  'hub.mts': `export const up = () => true;`,
});
const cluster = new SimulatedCluster();
const server = new SimulatedApiServer(cluster);
let app: RunningApp;

beforeAll(async () => {
  for (const namespace of ['shop', 'test']) {
    cluster.set(
      podOf({ kind: 'StatefulSet', name: 'web' }, { metadata: { namespace }, status: { podIP: '10.0.0.7' } }),
    );
  }
  app = await startApp(
    { CHECKS_DIR: folder.path, CHECK_TIMEOUT: '50s', CHECK_INTERVAL: '1s' },
    { apiServer: await server.listen() },
  );
  await app.until('/v1/checks', (body) => checksIn(body).filter(({ lastRun }) => lastRun !== undefined).length === 16);
});

afterAll(async () => {
  await app.stop();
  await server.close();
  folder.remove();
});

interface Item {
  readonly file: string;
  readonly service: string;
  readonly check?: string;
  readonly lastRun?: string;
  readonly failuresInARow?: number;
}

function checksIn(body: string): readonly Item[] {
  return (JSON.parse(body) as { items: Item[] }).items;
}

async function json(path: string): Promise<Record<string, unknown>> {
  return (await (await app.get(path)).json()) as Record<string, unknown>;
}

const HAS_RUN = { checked: expect.stringMatching(/Z$/) as unknown };

it.each([
  ['web', 'zero', { label: 'zero', status: '0', color: 'orange', state: 'ok', ...HAS_RUN }],
  ['web', 'nothing', { status: 'misconfigured', color: 'orange', state: 'unknown', reason: 'misconfigured' }],
  ['web', 'red', { status: '<b>&"down"</b>', color: 'red', state: 'down' }],
  ['web', 'odd', { status: 'x', color: 'orange', state: 'degraded' }],
  ['web', 'version', { status: 'v9', color: 'blue', state: 'ok' }],
  ['web', 'long', { status: 'x'.repeat(256) }],
  [
    'web',
    'fails',
    { label: 'fails', status: 'error', color: 'lightgrey', state: 'unknown', reason: 'error', ...HAS_RUN },
  ],
  ['web', 'large', { status: 'error', reason: 'error' }],
  ['web', 'slow', { status: 'timed out', color: 'lightgrey', state: 'unknown', reason: 'timed-out' }],
  ['hub', 'up', { service: 'hub', label: 'up', status: 'true', state: 'ok' }],
  ['queue-a', 'depth', { status: '3', color: 'green', state: 'ok' }],
  ['queue-c', 'depth', { status: 'timed out', reason: 'timed-out' }],
])('/_/%s/%s/ shows %j', async (service, check, shown) => {
  expect(await json(`/_/${service}/${check}/?format=json`)).toMatchObject(shown);
});

it('passes a check the pods of its service in every namespace', async () => {
  const { status } = await json('/_/web/hits/?format=json');
  const pods = ['shop', 'test'].map((namespace) => ({ namespace, name: 'web-0', ready: 1, total: 1, restarts: 0 }));
  expect(status).toMatch(/^web hits /);
  const [first] = pods;
  expect(status).toContain(JSON.stringify(first).slice(0, -1));
  expect(status).toContain('"ip":"10.0.0.7"');
});

it('passes a check none of the shield’s environment', async () => {
  const { status } = await json('/_/web/env/?format=json');
  const allowed =
    /^(?:(?:PATH|HOME|TZ|LANG|TMPDIR|NODE_EXTRA_CA_CERTS|SSL_CERT_\w+|KUBE_SHIELDS_MARK|UV_THREADPOOL_SIZE|CHECK_\w+)(?:,|$))*$/;
  expect(status).toMatch(allowed);
});

it.each(['health', '_own', 'seven', 'options', 'Probe', 'nowhere'])('does not run %s as a check', async (check) => {
  const { status } = await app.get(`/_/web/${check}/?strict`);
  expect(status).toBe(check === 'health' ? 200 : check === '_own' ? 400 : 404);
  expect(checksIn(await (await app.get('/v1/checks')).text()).map((item) => item.check)).not.toContain(check);
});

it('draws markup as text', async () => {
  const svg = await (await app.get('/_/web/red/')).text();
  expect(svg).toContain('aria-label="red: &lt;b&gt;&amp;&quot;down&quot;&lt;/b&gt;"');
  expect(svg).not.toContain('<b>');
});

it('reports a failed check in the headers and in the strict status', async () => {
  const { status, headers } = await app.get('/_/web/fails/?strict');
  expect([status, headers.get('x-shield-state'), headers.get('x-shield-reason')]).toEqual([503, 'unknown', 'error']);
  expect((await app.get('/_/web/nothing/?strict')).status).toBe(200);
  expect(await json('/_/web/slow/?format=shields')).toMatchObject({ message: 'timed out', isError: true });
  expect(await json('/_/web/zero/?raw')).toEqual({ label: 'zero', status: '0', color: 'orange' });
});

it("writes a check's error to the log only", async () => {
  const bodies = await Promise.all(
    ['/_/web/fails/?format=json', '/v1/services', '/v1/checks'].map(async (path) => (await app.get(path)).text()),
  );
  expect(bodies.join('\n')).not.toMatch(/secret path|\/etc\/x/);
  expect(bodies.join('\n')).not.toContain(folder.path);
  expect(app.log.join('\n')).toMatch(/secret path \/etc\/x/);
});

it('lists a service’s checks with those of its file, health first', async () => {
  const names = await json('/services/web/');
  expect(names).toEqual(expect.arrayContaining(['hits', 'zero', 'fails']));
  expect((names as unknown as string[]).slice(0, 2)).toEqual(['health', 'version']);
  expect(await json('/services/hub/')).toEqual(['up']);
  expect(await json('/services/')).toEqual(['hub', 'queue-a', 'queue-b', 'queue-c', 'web']);
});

it('lists logical services', async () => {
  const { items } = (await json('/v1/services/queue-b')) as { items: unknown[] };
  expect(items).toMatchObject([
    { namespace: '', kind: 'Check', state: 'degraded', results: { depth: { status: '4.5', color: 'yellow' } } },
  ]);
});

it('does not show a service as down because of a red check', async () => {
  const { items } = (await json('/v1/services/web')) as { items: { state: string }[] };
  expect(items.map(({ state }) => state)).toEqual(['ok', 'ok']);
});

it('marks a service with a red check as needing attention, and lists it', async () => {
  const attentionWith = async (filter: string): Promise<readonly string[]> => {
    const { items } = (await json(`/v1/services?${filter}`)) as { items: { name: string; attention: string }[] };
    return items.map(({ name, attention }) => `${name} ${attention}`);
  };
  expect(await attentionWith('q=web')).toEqual(['web degraded', 'web degraded']);
  expect(await attentionWith('attention=degraded')).toEqual(['queue-b degraded', 'web degraded', 'web degraded']);
  expect(await attentionWith('attention=down,unknown&state=unknown')).toEqual(['queue-c unknown']);
  expect(await attentionWith('attention=degraded&state=ok,down')).toEqual(['web degraded', 'web degraded']);
  expect((await app.get('/v1/services?attention=bad')).status).toBe(400);
  expect(await (await app.get('/v1/badges.md?attention=degraded')).text()).not.toContain('queue-a');
});

it('counts a check once, in however many namespaces its service exists', async () => {
  expect(await json('/_/web/zero/?format=json')).toMatchObject({ status: '0', color: 'orange' });
  expect(await json('/a/web/zero/?format=json')).toMatchObject({ status: '0' });
});

it('sums numbers, and shows no good color with a failed part', async () => {
  expect(await json('/a/queue-a/depth/?format=json')).toMatchObject({ status: '3', color: 'green' });
  expect(await json('/a/queue-/depth/?format=json')).toMatchObject({
    status: '3, 4.5, timed out',
    color: 'yellow',
    state: 'degraded',
  });
  folder.delete('queue-c.js');
  await app.until('/services/', (body) => !body.includes('queue-c'));
  expect(await json('/a/queue-/depth/?format=json')).toMatchObject({ status: '7.5', color: 'yellow' });
});

it('reports runs in /v1/checks', async () => {
  const items = checksIn(await (await app.get('/v1/checks')).text());
  expect(items.find(({ check }) => check === 'hits')).toEqual({
    file: 'web.ts',
    service: 'web',
    check: 'hits',
    interval: '10s',
    timeout: '50s',
    lastRun: expect.stringMatching(/Z$/) as unknown,
    duration: expect.stringMatching(/^\d+ms$/) as unknown,
    failuresInARow: 0,
    nextRun: expect.stringMatching(/Z$/) as unknown,
    runsAlone: expect.any(Boolean) as unknown,
  });
  expect(items.find(({ check }) => check === 'fails')?.failuresInARow).toBeGreaterThan(0);
});

it('shows a check’s last runs with the service, with errors from a closed list only', async () => {
  const body = await (await app.get('/v1/services/web/why?namespace=shop')).text();
  const { items } = JSON.parse(body) as { items: { checks: { check: string; runs: object[] }[] }[] };
  const runs = new Map(items[0]?.checks.map((check) => [check.check, check.runs]));
  const run = { at: expect.stringMatching(/Z$/) as unknown, duration: expect.stringMatching(/^\d+ms$/) as unknown };
  expect(runs.get('hits')).toEqual([{ ...run, state: 'ok' }]);
  expect(runs.get('fails')?.[0]).toEqual({ ...run, state: 'unknown', reason: 'error' });
  expect(runs.get('refused')?.[0]).toEqual({ ...run, state: 'unknown', reason: 'ECONNREFUSED' });
  expect(runs.get('nothing')?.[0]).toEqual({ ...run, state: 'unknown', reason: 'misconfigured' });
  expect(Math.max(...[...runs.values()].map(({ length }) => length))).toBeLessThanOrEqual(5);
  const html = await (await app.get('/s/web?namespace=shop')).text();
  expect(html).toMatch(/aria-label="Last runs">.*ECONNREFUSED/s);
  expect(body + html).not.toContain('/etc/x');
});

it('reports why a fetch failed: in full in the log, its code only in /v1/checks', async () => {
  const body = await (await app.get('/v1/checks')).text();
  expect(checksIn(body).find(({ check }) => check === 'refused')).toMatchObject({
    lastError: 'ECONNREFUSED',
    lastErrorAt: expect.stringMatching(/Z$/) as unknown,
  });
  expect(checksIn(body).find(({ check }) => check === 'fails')).toMatchObject({ lastError: 'error' });
  expect(body).not.toContain('1009');
  expect(app.log.join('')).toMatch(/fetch failed.*caused by Error: connect ECONNREFUSED 127\.0\.0\.1:1009/);
});

it('warns about oddities of a file once', () => {
  const lines = app.log.filter((line) => /shield’s own check|gren\\" is not a color|is a class/.test(line));
  expect(lines).toHaveLength(3);
});
