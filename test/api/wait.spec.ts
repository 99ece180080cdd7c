// `kube-shields wait` as a pipeline runs it: as a process, with a running shield.
import { spawn } from 'node:child_process';
import { createServer, type IncomingMessage, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { container, containerStatus, podOf } from '../../simulator/cluster/pod.ts';
import { SimulatedCluster } from '../../simulator/cluster/simulated-cluster.ts';
import { SimulatedApiServer } from '../../simulator/server/simulated-api-server.ts';
import { type RunningApp, startApp } from '../support/app/start-app.ts';

const BUILT = [join(import.meta.dirname, '../../dist/main.js'), 'wait'];
/** As in the GitHub action. */
const SOURCE = [
  '--disable-warning=ExperimentalWarning',
  join(import.meta.dirname, '../../src/api/wait/wait.runner.ts'),
];

interface Ended {
  readonly code: number | null;
  readonly out: string;
}

/** `onOutput` is called with each chunk of output. */
function wait(
  args: readonly string[],
  env: Readonly<Record<string, string>> = {},
  onOutput = (_: string): void => undefined,
  program = BUILT,
): Promise<Ended> {
  const child = spawn(process.execPath, [...program, ...args], {
    env: { PATH: process.env['PATH'] ?? '', ...env },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  let out = '';
  child.stdout.on('data', (chunk) => {
    out += String(chunk);
    onOutput(String(chunk));
  });
  return new Promise((resolve) =>
    child.once('close', (code) => {
      resolve({ code, out });
    }),
  );
}

describe('with a shield whose service is rolled out', () => {
  const cluster = new SimulatedCluster();
  const server = new SimulatedApiServer(cluster);
  let shield: RunningApp;

  const web = (index: number, hash: string, tag: string, ready = true): ReturnType<typeof podOf> => {
    const image = container({ image: `registry.example/web:${tag}` });
    const pod = podOf({ kind: 'Deployment', name: 'web', index, hash }, { spec: { containers: [image] } });
    const [status] = pod.status.containerStatuses ?? [];
    return status === undefined
      ? pod
      : { ...pod, status: { ...pod.status, containerStatuses: [{ ...status, ready }] } };
  };

  beforeAll(async () => {
    cluster.set(web(0, '5d4f8c7b6d', 'v1'));
    shield = await startApp({}, { apiServer: await server.listen() });
    await shield.until('/_/web/version/?format=json', (body) => body.includes('"v1"'));
  });
  afterAll(async () => {
    await shield.stop();
    await server.close();
  });

  it.each([
    ['built', BUILT],
    ['from its source', SOURCE],
  ])('exits with 0 at once when the service is ok in that version: %s', async (_, program) => {
    const ended = await wait(['web', '--url', shield.url, '--version', 'v1'], {}, undefined, program);
    expect(ended).toEqual({ code: 0, out: 'web: ok\n' });
  });

  it('exits with 1 at the timeout, and prints what is missing', async () => {
    const { code, out } = await wait(['web', '--url', `${shield.url}/`, '--version', 'v2', '--timeout', '0']);
    expect(code).toBe(1);
    expect(out).toContain('Not in time: local/default/web: version v1, not v2');
  });

  it('prints the cause from the pods: pod, container, reason, exit code, and the command to investigate', async () => {
    const waiting = containerStatus({
      ready: false,
      restartCount: 7,
      state: { waiting: { reason: 'CrashLoopBackOff' } },
      lastState: { terminated: { exitCode: 3, reason: 'Error' } },
    });
    const checkout = podOf(
      { kind: 'Deployment', name: 'checkout', hash: '7c9f6d5b4c' },
      { status: { containerStatuses: [waiting] } },
    );
    cluster.set(checkout);
    await shield.until('/v1/services/checkout', (body) => body.includes('CrashLoopBackOff'));
    const { code, out } = await wait(['checkout', '--url', shield.url, '--timeout', '0']);
    const pod = checkout.metadata.name;
    expect(code).toBe(1);
    expect(out.split('\n').slice(-5)).toEqual([
      'Not in time: local/default/checkout: down, 0/1 (7 restarts), CrashLoopBackOff',
      expect.stringContaining(`  local/default/checkout: 0 of 1 container is ready: ${pod} is in CrashLoopBackOff`),
      expect.stringMatching(new RegExp(`^    pod ${pod} .*CrashLoopBackOff, exit code 3, 7 restarts$`)),
      `    look closer: kubectl -n default logs -p ${pod} -c app`,
      '',
    ]);
  });

  it('names no pod when the shield has DETAILS=none, and still prints the reason', async () => {
    const undetailed = await startApp({ DETAILS: 'none' }, { apiServer: server.url });
    try {
      await undetailed.until('/v1/services/checkout', (body) => body.includes('CrashLoopBackOff'));
      const { code, out } = await wait(['checkout', '--url', undetailed.url, '--timeout', '0']);
      expect(code).toBe(1);
      expect(out).toContain('Not in time: local/default/checkout: down, 0/1 (7 restarts), CrashLoopBackOff\n');
      expect(out).toMatch(/^ {2}local\/default\/checkout: 0 of 1 container is ready/m);
      expect(out).not.toMatch(/checkout-|^ {4}pod|container app/m);
    } finally {
      await undetailed.stop();
    }
  });

  it('waits for a name that does not exist yet, and for matching clusters', async () => {
    const unknown = await wait(['shop', '--url', shield.url, '--timeout', '0']);
    expect(unknown).toMatchObject({ code: 1, out: expect.stringContaining('shop: not known yet') as string });
    const elsewhere = await wait([
      'web',
      '--url',
      shield.url,
      '--cluster',
      'loc*',
      '--cluster',
      'eu-*',
      '--timeout',
      '0',
    ]);
    expect(elsewhere).toMatchObject({ code: 1, out: expect.stringContaining('not known in a cluster eu-*') as string });
  });

  it('prints progress during a rollout, and exits with 0 once only the new version runs and has been ready for a while', async () => {
    const args = [
      'web',
      '--url',
      shield.url,
      '--version',
      'v2',
      '--namespace',
      'default',
      '--interval',
      '100ms',
      '--for',
      '300ms',
    ];
    const ended = await wait(args, {}, (line) => {
      if (line.includes('version v1, not v2')) cluster.set(web(1, '7c9f6d5b4c', 'v2', false));
      if (line.includes('version v1 → v2')) cluster.delete('default', web(0, '5d4f8c7b6d', 'v1').metadata.name);
      if (/(?:down|degraded), 0.1/.test(line)) cluster.set(web(1, '7c9f6d5b4c', 'v2'));
    });
    expect(ended.code).toBe(0);
    const lines = ended.out.trim().split('\n');
    expect(lines).toContain('local/default/web: version v1 → v2, not v2');
    expect(lines.at(-2)).toBe('web: ok, waiting for it to stay so');
    expect(lines.at(-1)).toBe('web: ok');
  });
});

describe('exits with 2 and prints its usage for invalid arguments', () => {
  it.each([
    [[], 'Name one service'],
    [['web', 'shop', '--url', 'http://127.0.0.1:1'], 'Name one service'],
    [['web'], '--url must be the address'],
    [['web', '--url', 'ftp://shields.example.com'], '--url must be the address'],
    [['web', '--url', 'https://user:secret@shields.example.com'], 'Set READ_TOKEN instead'],
    [['web', '--url', 'http://127.0.0.1:1', '--timeout', 'soon'], 'are durations'],
    [['web', '--url', 'http://127.0.0.1:1', '--colour', 'green'], '--colour'],
  ])('%j', async (args, expected) => {
    const { code, out } = await wait(args);
    expect(code).toBe(2);
    expect(out).toContain(expected);
    expect(out).toContain('Usage: node dist/main.js wait');
    expect(out).not.toContain('secret');
  });
});

describe('with any server', () => {
  const requests: IncomingMessage[] = [];
  let server: Server;
  let answer: { readonly status: number; readonly body: string; readonly location?: string };
  const url = (): string => `http://127.0.0.1:${(server.address() as AddressInfo).port}`;

  beforeAll(async () => {
    server = createServer((request, response) => {
      requests.push(request);
      const { status, body, location } = answer;
      response.writeHead(status, { ...(location !== undefined && { Location: location }) }).end(body);
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  });
  afterAll(() => server.close());

  it('sends READ_TOKEN as a bearer token, and never prints it', async () => {
    answer = { status: 200, body: '{"items":[]}' };
    const { out } = await wait(['web', '--url', url(), '--timeout', '0'], { READ_TOKEN: 'a-token-of-a-pipeline' });
    expect(requests.at(-1)?.headers.authorization).toBe('Bearer a-token-of-a-pipeline');
    expect(out).not.toContain('a-token');
  });

  it('exits with 2 when the shield is not public', async () => {
    answer = { status: 403, body: '{}' };
    expect(await wait(['web', '--url', url()])).toMatchObject({
      code: 2,
      out: expect.stringContaining('Set READ_TOKEN') as string,
    });
  });

  it.each([
    [{ status: 302, body: '', location: 'http://127.0.0.1:9/' }, "can't be reached"],
    [{ status: 200, body: '<html>' }, "can't be reached"],
    [{ status: 200, body: '{"items":7}' }, 'no list of services'],
    [{ status: 503, body: '' }, 'answers 503'],
  ])('treats %j as no answer, and retries', async (given, expected) => {
    answer = given;
    const { code, out } = await wait(['web', '--url', url(), '--timeout', '0']);
    expect(code).toBe(1);
    expect(out).toContain(expected);
  });

  it('prints what is missing when the shield is too old to have the route `why`', async () => {
    const body = '{"items":[{"cluster":"local","namespace":"shop","name":"web","state":"down","results":{}}]}';
    answer = { status: 200, body };
    const { code, out } = await wait(['web', '--url', url(), '--timeout', '0']);
    expect([code, requests.at(-1)?.url]).toEqual([1, '/v1/services/web/why']);
    expect(out).toContain('Not in time: local/shop/web: down\n');
    const old = createServer((request, response) => {
      const isWhy = request.url?.endsWith('/why') === true;
      response.writeHead(isWhy ? 404 : 200).end(isWhy ? '{}' : body);
    }).listen(0, '127.0.0.1');
    await new Promise((resolve) => old.once('listening', resolve));
    const at = `http://127.0.0.1:${(old.address() as AddressInfo).port}`;
    const older = await wait(['web', '--url', at, '--timeout', '0']);
    old.close();
    expect([older.code, older.out.trim().split('\n').at(-1)]).toEqual([1, 'Not in time: local/shop/web: down']);
  });

  it('sends READ_TOKEN with the request for `why`, and removes escape sequences from the answer', async () => {
    answer = { status: 200, body: '{"items":[{"name":"web","state":"down","why":"It\\u001b[2J is down."}]}' };
    const { out } = await wait(['web', '--url', url(), '--timeout', '0'], { READ_TOKEN: 'a-token' });
    expect(requests.at(-1)?.headers.authorization).toBe('Bearer a-token');
    expect(out).toContain('  web: It [2J is down.');
  });

  it('retries while nothing listens', async () => {
    const { code, out } = await wait(['web', '--url', 'http://127.0.0.1:9', '--timeout', '0']);
    expect(code).toBe(1);
    expect(out).toContain("can't be reached");
  });
});
