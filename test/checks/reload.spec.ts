// Check files that are added, changed, broken and removed while the shield runs.
import { readdirSync } from 'node:fs';
import { setImmediate as nextTurn } from 'node:timers/promises';
import { ChecksService } from '../../src/checks/checks.service.ts';
import { SimulatedApiServer } from '../../simulator/server/simulated-api-server.ts';
import { SimulatedCluster } from '../../simulator/cluster/simulated-cluster.ts';
import { podOf } from '../../simulator/cluster/pod.ts';
import { ChecksFolder } from '../support/checks/checks-folder.ts';
import { type RunningApp, startApp } from '../support/app/start-app.ts';
import { until } from '../support/time/until.ts';

const server = new SimulatedApiServer(new SimulatedCluster());
let folder: ChecksFolder;
let app: RunningApp;

beforeAll(() => server.listen());
afterAll(() => server.close());

beforeAll(async () => {
  folder = new ChecksFolder();
  app = await startApp(
    { CHECKS_DIR: folder.path, CHECK_INTERVAL: '1s', CHECK_TIMEOUT: '60s' },
    { apiServer: server.url },
  );
});
afterAll(async () => {
  await app.stop();
  folder.remove();
});

const fileShowing = (status: string): string => `export const hits = () => ({ status: '${status}', color: 'green' });`;
const shown = (status: string) => (body: string) => body.includes(JSON.stringify(status));
const badgeOf = (service: string): string => `/_/${service}/hits/?format=json`;
const BADGE = badgeOf('web');

async function item(file: string): Promise<unknown> {
  const { items } = (await (await app.get('/v1/checks')).json()) as { items: { file: string }[] };
  return items.find((each) => each.file === file);
}

it('loads an added file, and drops a removed one', async () => {
  await app.until(BADGE, (_, { status }) => status === 404);
  folder.write('web.ts', fileShowing('one'));
  await app.until(BADGE, shown('one'));
  folder.delete('web.ts');
  await app.until(BADGE, (_, { status }) => status === 404);
  expect(await (await app.get('/services/')).json()).toEqual([]);
});

it('leaks no process, handle or watch in many changes', async () => {
  folder.write('often.ts', fileShowing('start'));
  await app.until(badgeOf('often'), shown('start'));
  const checks = app.app.get(ChecksService);
  const before = handles();
  for (let version = 0; version < 40; version += 1) {
    folder.write('often.ts', fileShowing(`version ${version}`));
    if (version % 10 === 0) await app.until(badgeOf('often'), shown(`version ${version}`));
    else await nextTurn();
  }
  await app.until(badgeOf('often'), shown('version 39'));
  await until('one process is left', () => checks.processes === 1);
  await until('its handles are closed', () => handles() <= before + 2);
});

function handles(): number {
  return readdirSync('/proc/self/fd').length;
}

it('shows an added check as pending, and no sum in a good color, until its file has loaded or failed', async () => {
  folder.write('sum-1.ts', fileShowing('7'));
  await app.until('/a/sum-/hits/?format=json', shown('7'));
  const statuses = new Set<string>();
  const titles: Promise<string>[] = [];
  folder.write('sum-2.ts', `await new Promise((go) => setTimeout(go, 1_500)); ${fileShowing('5')}`);
  await app.until(badgeOf('sum-2'), (body, { status }) => {
    if (statuses.size === 1) titles.push(titleOfPage());
    if (status === 200) statuses.add((JSON.parse(body) as { status: string }).status);
    else if (statuses.size > 0) statuses.add(`${status} after it was pending`);
    return shown('5')(body);
  });
  expect([...statuses]).toEqual(['pending', '5']);
  await app.until('/a/sum-/hits/?format=json', shown('12'));
  expect(await Promise.all(titles)).toContain('Trying check files… · kube-shields');
  await app.until('/', (html) => html.includes('<title>All is well'));
});

async function titleOfPage(): Promise<string> {
  return /<title>(.*)<\/title>/.exec(await (await app.get('/')).text())?.[1] ?? '';
}

it("runs a new version, and shows the old version's result until then", async () => {
  folder.write('web.ts', fileShowing('one'));
  await app.until(BADGE, shown('one'));
  const statuses = new Set<string>();
  folder.write('web.ts', fileShowing('two'));
  await app.until(BADGE, (body) => {
    statuses.add((JSON.parse(body) as { status: string }).status);
    return shown('two')(body);
  });
  expect([...statuses]).toEqual(['one', 'two']);
});

const BROKEN = {
  syntax: 'export const hits = () => {',
  threw: "throw new Error('not now')",
  'unsupported-typescript': 'enum A { x }\nexport const hits = () => A.x;',
  'no-checks': 'export const hits = 1;',
  'too-large': `${fileShowing('x')}//${'x'.repeat(300_000)}`,
};

it('keeps the last good version in force while a newer one can’t be loaded, for each kind of fault', async () => {
  const cases = Object.entries(BROKEN).map(async ([loadError, broken]) => {
    const file = `${loadError}.ts`;
    const badge = badgeOf(loadError);
    folder.write(file, fileShowing('good'));
    await app.until(badge, shown('good'));
    folder.write(file, broken);
    await app.until('/v1/checks', (body) => body.includes(`"loadError":"${loadError}"`));
    const before = (await item(file)) as { lastRun: string };
    expect(before).toMatchObject({ check: 'hits', loadError });
    await app.until('/v1/checks', (body) => !body.includes(before.lastRun));
    expect(await (await app.get(badge)).json()).toMatchObject({ status: 'good', color: 'green', state: 'ok' });
    expect(app.log.join('')).toContain(`the check file ${file} was not loaded; the version before it stays in force`);
    folder.write(file, fileShowing('mended'));
    await app.until(badge, shown('mended'));
    expect(await item(file)).not.toHaveProperty('loadError');
  });
  await Promise.all(cases);
});

it('says what to write instead of an enum', async () => {
  folder.write('enum.ts', 'enum A { x }\nexport const hits = () => A.x;');
  await app.until('/v1/checks', (body) => /"enum\.ts"[^}]*"unsupported-typescript"/.test(body));
  const line = app.log.find((each) => each.includes('the check file enum.ts was not loaded'));
  expect(line).toMatch(/TypeScript enum is not supported/);
  expect(line).toMatch(/Write `const Color = .* as const` instead of the enum/);
});

it('restarts a process with the version in force, not the one on disk', async () => {
  folder.write('exits.ts', "let n = 0; export const hits = () => { if (n++ === 1) process.exit(); return 'kept'; };");
  await app.until(badgeOf('exits'), shown('kept'));
  folder.write('exits.ts', 'broken(');
  await app.until('/v1/checks', (body) => body.includes('"syntax"'));
  await app.until('/v1/checks', (body) => body.includes('"runsAlone":true'));
  await app.until(badgeOf('exits'), shown('kept'));
});

it('follows a ConfigMap’s symbolic link', async () => {
  folder.mount({ 'mounted.ts': fileShowing('one') });
  await app.until(badgeOf('mounted'), shown('one'));
  for (const status of ['two', 'three']) {
    folder.mount({ 'mounted.ts': fileShowing(status) });
    await app.until(badgeOf('mounted'), shown(status));
  }
});

it('shows a check as a service without a namespace until there are pods of its name, then in each of their namespaces', async () => {
  const cluster = new SimulatedCluster();
  const apiServer = new SimulatedApiServer(cluster);
  const own = new ChecksFolder({ 'web.ts': fileShowing('one') });
  const other = await startApp({ CHECKS_DIR: own.path, CHECK_TIMEOUT: '60s' }, { apiServer: await apiServer.listen() });
  const namespaces = (body: string): string =>
    (JSON.parse(body) as { items: { namespace: string }[] }).items.map(({ namespace }) => namespace).join();
  await other.until('/v1/services', (body) => namespaces(body) === '' && body.includes('"one"'));
  for (const namespace of ['shop', 'test']) {
    cluster.set(podOf({ kind: 'StatefulSet', name: 'web' }, { metadata: { namespace } }));
  }
  const body = await other.until('/v1/services', (text) => namespaces(text) === 'shop,test');
  expect(body.match(/"one"/g)).toHaveLength(2);
  expect(await (await other.get(BADGE)).json()).toMatchObject({ status: 'one', service: 'web' });
  await other.stop();
  own.remove();
  await apiServer.close();
});
