// The YAML in docs/install.md: it parses, the files that it names exist, and the login in front of the page works as
// documented.
import { once } from 'node:events';
import { existsSync, readFileSync } from 'node:fs';
import { createServer, type IncomingMessage, request, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { load, loadAll } from 'js-yaml';
import { runSign } from '../../src/auth/signature/sign.runner.ts';
import { SYSTEM_CLOCK } from '../../src/config/clock.ts';
import { type RunningApp, startApp } from '../support/app/start-app.ts';
import { temporaryFile } from '../support/app/temporary-file.ts';

const ROOT = join(import.meta.dirname, '../..');
const PAGE = readFileSync(join(ROOT, 'docs/install.md'), 'utf8');
const BLOCKS = [...PAGE.matchAll(/^```yaml\n([^]*?)^```$/gm)].map(([, block = '']) => block);

it.each(BLOCKS.map((block) => [block.split('\n', 1)[0], block]))('is YAML: %s', (_, block = '') => {
  expect(() => loadAll(block)).not.toThrow();
});

it('refers to files that are in the repository, at a release', () => {
  const remote = [...PAGE.matchAll(/kube-shields\/kube-shields\/\/(\S+?)\?ref=(\S+)/g)];
  expect(remote.length).toBeGreaterThan(1);
  for (const [, path = '', ref] of remote) {
    expect(existsSync(join(ROOT, path, 'kustomization.yaml'))).toBe(true);
    expect(ref).toMatch(/^v\d/);
  }
  const charts = [...PAGE.matchAll(/^ +path: (charts\/\S+)$/gm)];
  expect(charts.map(([, path = '']) => existsSync(join(ROOT, path, 'Chart.yaml')))).toEqual([true]);
});

describe('a login in front of the page', () => {
  const options = load(BLOCKS.find((block) => block.includes('--skip-auth-route')) ?? '') as readonly string[];
  const openRoutes = options
    .flatMap((option) => /^--skip-auth-route=(\^.*)$/.exec(option)?.[1] ?? [])
    .map((route) => new RegExp(route));
  let shield: RunningApp;
  let proxy: Server;
  let url: string;

  beforeAll(async () => {
    const keys = await temporaryFile('k'.repeat(32));
    shield = await startApp({ ACCESS: 'public', CLUSTER_NAME: 'here', INTRA_SECRET: keys.path });
    // No connection is closed while a request for it may be on its way.
    proxy = createServer({ keepAliveTimeout: 0 }, (incoming, response) => {
      const path = incoming.url?.split('?')[0] ?? '';
      if (incoming.headers.cookie === 'session=1' || openRoutes.some((route) => route.test(path)))
        forward(incoming, response);
      else response.writeHead(302, { location: '/oauth2/sign_in' }).end();
    }).listen(0, '127.0.0.1');
    await once(proxy, 'listening');
    url = `http://127.0.0.1:${(proxy.address() as AddressInfo).port}`;
  });
  afterAll(async () => {
    proxy.close();
    proxy.closeAllConnections();
    await shield.stop();
  });

  /** As oauth2-proxy does with `--pass-host-header`: the reader's Host, and bytes as they come. */
  function forward(incoming: IncomingMessage, response: ServerResponse): void {
    const { headers, method, url: path } = incoming;
    request({ host: '127.0.0.1', port: shield.port, method, path, headers }, (answer) => {
      response.writeHead(answer.statusCode ?? 502, answer.headers);
      answer.pipe(response);
    }).end();
  }

  const ask = (path: string, headers: Record<string, string> = {}, method = 'GET'): Promise<Response> =>
    fetch(url + path, { redirect: 'manual', headers, method });

  it.each(['/', '/v1/services', '/shields', '/services/', '/docs'])('requires a login for %s', async (path) => {
    expect((await ask(path)).status).toBe(302);
  });

  it('shows badges to everyone, and the page with its live stream after the login', async () => {
    for (const method of ['GET', 'HEAD'])
      expect((await ask('/_/web/health/', {}, method)).headers.get('content-type')).toContain('image/svg+xml');
    const session = { cookie: 'session=1' };
    expect((await ask('/', session)).headers.get('content-type')).toContain('text/html');
    const stream = await ask('/shields', session);
    expect(stream.headers.get('content-type')).toContain('text/event-stream');
    await stream.body?.cancel();
  });

  it('admits other shields by their signatures', async () => {
    const keys = await temporaryFile('k'.repeat(32));
    const target = '/federation/v1/snapshot';
    const signed = await runSign(['GET', url + target], keys.path, SYSTEM_CLOCK);
    const lines = (signed.out ?? '').split('\n').map((line) => /^(\S+): (.*)$/.exec(line) ?? []);
    const headers = Object.fromEntries(lines.map(([, name = '', value = '']) => [name, value]));
    const answers = [await ask(target), await ask(target, headers)];
    // 503: the shield has no cluster.
    expect(answers.map(({ status }) => status)).toEqual([403, 503]);
  });
});
