// `npm run demo`: the first address printed is the page's, and nothing is left when it ends.
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type Server } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { build } from '../../demo/build.ts';
import { freePort } from '../support/app/free-port.ts';
import { until } from '../support/time/until.ts';

const ROOT = join(import.meta.dirname, '../..');

let folder: string;
let demo: ChildProcess | undefined;
let taken: Server | undefined;
let output = '';

beforeAll(() => {
  if (!existsSync(join(ROOT, 'dist/main.js'))) throw new Error('dist/main.js is not there: run `npm run build` first');
});

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'demo-spec-'));
  output = '';
});

afterEach(async () => {
  if (demo?.exitCode === null && demo.signalCode === null) {
    demo.kill('SIGTERM');
    await once(demo, 'close');
  }
  taken?.close();
  rmSync(folder, { recursive: true, force: true });
});

describe('the demo', () => {
  it("prints the page's address first, uses the next port when one is taken, and ends completely on Ctrl-C", async () => {
    const port = await takePort();
    const page = await started({ PORT: String(port) });
    expect(Number(new URL(page).port)).toBeGreaterThan(port);
    expect(output).toContain(`Port ${port} is in use, so the page is on port ${new URL(page).port}.`);
    await expectServed(page);
    await eventually(
      async () => (await (await fetch(`${page}v1/peers`)).text()).split('"connected":true').length === 3,
    );
    const addresses = addressesOf(page);
    expect(await exitCodeAfter('SIGINT')).toBe(0);
    expect(output).toMatch(/Stopping[^]*All of it has ended\./);
    await expectNothingLeft(addresses);
  });

  it('announces slow steps, and leaves no process and no folder behind when it is killed', async () => {
    const addresses = addressesOf(await started({ PORT: String(await freePort()) }));
    expect(output).toMatch(/^Starting three simulated clusters/);
    await exitCodeAfter('SIGKILL');
    await expectNothingLeft(addresses);
  });

  it('reports which process ended and why, and ends the rest', async () => {
    start({ PORT: String(await freePort()), LOG_LEVEL: 'nonsense' });
    await eventually(() => demo?.exitCode !== null);
    expect(demo?.exitCode).toBe(1);
    expect(output).toContain('kube-shields ended with exit code 78');
    expect(output).toContain('LOG_LEVEL');
    expect(ownFolders()).toEqual([]);
  });

  it('reports that the intermittent shield ended by itself, and ends the rest', async () => {
    await started({ PORT: String(await freePort()) });
    await eventually(() => shieldsOf('west').length === 1);
    for (const id of shieldsOf('west')) process.kill(id, 'SIGKILL');
    await eventually(() => demo?.exitCode !== null);
    expect([demo?.exitCode, output]).toEqual([1, expect.stringContaining('the shield of west ended by SIGKILL')]);
    expect(ownFolders()).toEqual([]);
  });

  it("reports progress while it builds, and shows the build's output only when it fails", async () => {
    const [lines, go]: [string[], string] = [[], join(folder, 'go')];
    const script = `console.log('a fault'); const { existsSync } = require('fs');
      setInterval(() => existsSync(process.argv[1]) && process.exit(1), 5);`;
    const print = (line: string): unknown => lines.push(line);
    const built = build({ command: [process.execPath, '-e', script, go], cwd: folder, interval: 5, print });
    await eventually(() => lines.length > 2);
    writeFileSync(go, '');
    expect(await built).toContain('a fault');
    expect(lines.slice(0, 2)).toEqual([expect.stringMatching(/^Building/), expect.stringMatching(/^…still building/)]);
  });

  it('says what to do about an invalid port', async () => {
    start({ PORT: 'eighty' });
    await eventually(() => demo?.exitCode !== null);
    expect([demo?.exitCode, output]).toEqual([1, expect.stringContaining('PORT: "eighty" isn\'t a port')]);
  });
});

async function takePort(): Promise<number> {
  const port = await freePort();
  taken = createServer().listen(port, '127.0.0.1');
  await once(taken, 'listening');
  return port;
}

function start(env: Readonly<Record<string, string>>): void {
  const environment = {
    PATH: process.env['PATH'],
    HOME: process.env['HOME'],
    TMPDIR: folder,
    // Shares Node's compile cache with other tests.
    NODE_COMPILE_CACHE: join(tmpdir(), 'node-compile-cache'),
    ...env,
  };
  const child = spawn(process.execPath, ['demo/main.ts'], { cwd: ROOT, env: environment });
  demo = child;
  for (const stream of [child.stdout, child.stderr]) {
    stream.on('data', (bytes: Buffer) => {
      output += bytes.toString();
    });
  }
}

/** The first printed address, once all output was printed. */
async function started(env: Readonly<Record<string, string>>): Promise<string> {
  start(env);
  await eventually(() => output.includes('Ctrl-C') || demo?.exitCode !== null);
  const [first] = /https?:\/\/\S+/.exec(output) ?? [];
  if (first === undefined) throw new Error(`the demo printed no address: ${output}`);
  return first;
}

async function expectServed(page: string): Promise<void> {
  const [html, badge, names] = await Promise.all(['', '_/web/health/', 'services/'].map((path) => fetch(page + path)));
  expect([html?.status, badge?.status, badge?.headers.get('content-type')]).toEqual([
    200,
    200,
    'image/svg+xml; charset=utf-8',
  ]);
  expect(await html?.text()).toContain('web');
  expect(await names?.json()).toEqual(expect.arrayContaining(['orders-db', 'web']));
}

/** The addresses of the page and of the simulated clusters that have started, from their kubeconfigs. */
function addressesOf(page: string): readonly string[] {
  const own = join(folder, ownFolders()[0] ?? '');
  const kubeconfigs = readdirSync(own).filter((name) => name.startsWith('kubeconfig-'));
  const clusters = kubeconfigs.map(
    (name) => /http:\/\/127\.0\.0\.1:\d+/.exec(readFileSync(join(own, name), 'utf8'))?.[0],
  );
  return [page, ...clusters.map((address) => address ?? '')];
}

/** The demo's folders; Node's compile cache is beside them. */
function ownFolders(): readonly string[] {
  return readdirSync(folder).filter((name) => name.startsWith('kube-shields-demo-'));
}

async function exitCodeAfter(signal: NodeJS.Signals): Promise<number | null> {
  demo?.kill(signal);
  await eventually(() => demo?.exitCode !== null || demo.signalCode !== null);
  return demo?.exitCode ?? null;
}

async function expectNothingLeft(addresses: readonly string[]): Promise<void> {
  for (const address of addresses) await eventually(() => isClosed(address));
  await eventually(() => ownFolders().length === 0);
  await eventually(() => ownProcesses().length === 0);
}

/** The demo's processes, found by the folder in their arguments; only on Linux. */
function ownProcesses(): readonly string[] {
  if (!existsSync('/proc')) return [];
  return readdirSync('/proc').filter((id) => {
    try {
      return /^\d+$/.test(id) && readFileSync(`/proc/${id}/cmdline`, 'utf8').includes(folder);
    } catch {
      return false;
    }
  });
}

/** The process ids of a cluster's shields, found by their environment; only on Linux. */
function shieldsOf(cluster: string): readonly number[] {
  const wanted = [`CLUSTER_NAME=${cluster}`, `TMPDIR=${folder}`];
  return readdirSync('/proc')
    .filter((id) => /^\d+$/.test(id))
    .filter((id) => wanted.every((one) => environmentOf(id).includes(one)))
    .map(Number);
}

function environmentOf(id: string): readonly string[] {
  try {
    return readFileSync(`/proc/${id}/environ`, 'utf8').split('\0');
  } catch {
    return [];
  }
}

async function isClosed(address: string): Promise<boolean> {
  return fetch(address).then(
    () => false,
    () => true,
  );
}

function eventually(condition: () => boolean | Promise<boolean>): Promise<void> {
  return until(() => `the condition is true; the demo printed: ${output}`, condition);
}
