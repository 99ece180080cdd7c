// `npm run check -- FILE --pods PODS.json`, as its user runs it.
import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { container, podOf } from '../../simulator/cluster/pod.ts';

const ROOT = join(import.meta.dirname, '../..');
/** The same as `npm run check`, but built: it starts in a third of the time. */
const SOURCE = join(ROOT, 'src/checks/try-check.runner.ts');
const BUILT = join(ROOT, 'dist/checks/try-check.runner.js');

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'try-check-'));
  writeFileSync(
    join(folder, 'web.ts'),
    'export const pods = ({ pods }) => pods.map(({ name, ready, total, restarts }) => `${name} ${ready}/${total} ${restarts}`).join(", ") || "none";',
  );
});
afterEach(() => {
  rmSync(folder, { recursive: true });
});

function tryWith(
  pods: unknown,
  program = BUILT,
): { readonly status: number | null; readonly out: string; readonly err: string } {
  const file = join(folder, 'pods.json');
  writeFileSync(file, typeof pods === 'string' ? pods : JSON.stringify(pods));
  const { status, stdout, stderr } = spawnSync(process.execPath, [program, join(folder, 'web.ts'), '--pods', file], {
    encoding: 'utf8',
  });
  return { status, out: stdout, err: stderr };
}

const kubectl = (...items: readonly unknown[]): object => ({ apiVersion: 'v1', kind: 'List', items, metadata: {} });

it('accepts the output of `kubectl get pods -o json`: the pods of the service, counted as the shield counts', () => {
  const containers = [container({ name: 'app' }), container({ name: 'log' })];
  const web = podOf({ kind: 'Deployment', name: 'web' }, { spec: { containers } });
  const other = podOf({ kind: 'StatefulSet', name: 'db' });
  const completed = podOf({ kind: 'Deployment', name: 'web', index: 7 }, { status: { phase: 'Succeeded' } });
  const { status, out } = tryWith(kubectl(web, other, completed), SOURCE);
  expect(out).toContain(`pods: pods | ${web.metadata.name} 2/2 0  (`);
  expect(status).toBe(0);
});

it.each(['--help', '-h'])('prints its usage with %s', (flag) => {
  const { status, stdout } = spawnSync(process.execPath, [BUILT, flag], { encoding: 'utf8' });
  expect([status, stdout]).toEqual([0, expect.stringMatching(/^Usage: npm run check -- FILE[^]*Ends with 0/)]);
});

it('accepts pods in the form that checks get', () => {
  const pod = { namespace: 'shop', name: 'web-1', ready: 1, total: 3, restarts: 4 };
  expect(tryWith([pod]).out).toContain('pods: pods | web-1 1/3 4  (');
});

it.each([
  [kubectl(podOf({ kind: 'StatefulSet', name: 'db' })), 'it has no pod of the service web. It has some of: db.'],
  [kubectl(), 'it holds no pods. Write into it what `kubectl get pods -o json` prints.'],
  [{ kind: 'Pod' }, 'it holds no pods.'],
  [[{ name: 'web-1' }], 'it holds no pods.'],
  ['not JSON', 'JSON'],
])('says what is wrong with the file, and exits with 2 (%#)', (content, text) => {
  const { status, err } = tryWith(content);
  expect([status, err]).toEqual([2, expect.stringContaining(text)]);
});

function tryFile(
  name: string,
  text: string,
): { readonly status: number | null; readonly out: string; readonly err: string } {
  const file = join(folder, name);
  writeFileSync(file, text);
  const { status, stdout, stderr } = spawnSync(process.execPath, [BUILT, file], { encoding: 'utf8' });
  return { status, out: stdout, err: stderr };
}

it('runs the checks of a file without code', () => {
  const { status, out } = tryFile('site.yaml', "up: { tcp: { address: '127.0.0.1:9' }, label: site }\n");
  expect(out).toMatch(/^up: site \| refused {2}\(red, down, /);
  expect(status).toBe(0);
});

it('reports where each fault of a file without code is', () => {
  const { status, err } = tryFile('site.yaml', 'up:\n  tcp: { adress: here }\n  warn: 5\n');
  expect(err).toContain('site.yaml can’t be loaded (invalid):\n');
  expect(err).toContain('site.yaml:2:8: `address` is missing.\nsite.yaml:2:10: `adress` isn’t known here.');
  expect(err).toContain('site.yaml:3:9: must be a comparison');
  expect(status).toBe(1);
});

it.each([
  [['nowhere.ts'], 'nowhere.ts: no such file.'],
  [['web.ts', '--pods', 'nowhere.json'], 'nowhere.json: no such file.'],
  [['web.ts', 'hits'], 'web.ts has no check hits. It has: pods.\n'],
])('exits with 2 for invalid arguments, and says what is wrong with them (%j)', (args, text) => {
  const { status, stderr } = spawnSync(process.execPath, [BUILT, ...args], { encoding: 'utf8', cwd: folder });
  expect([status, stderr]).toEqual([2, expect.stringContaining(text)]);
});

it('reports why a fetch failed', () => {
  const { status, err } = tryFile('web.ts', "export const up = () => fetch('http://127.0.0.1:9/');");
  expect(err).toMatch(/TypeError: fetch failed[^]*caused by Error: connect ECONNREFUSED 127\.0\.0\.1:9|bad port/);
  expect(status).toBe(1);
});
