// Recognizable secrets, plain and encoded: the lines of the key file, the cluster's token, peers' passwords, and secrets
// that a kubeconfig passes to a command or a proxy. The shield gets every request, valid and invalid, while things fail;
// then all of its output is searched. Errors of checks appear only in the log.
import { writeFile } from 'node:fs/promises';
import { type IncomingMessage, type Server, type ServerResponse, createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { SimulatedApiServer } from '../../simulator/server/simulated-api-server.ts';
import { SimulatedCluster } from '../../simulator/cluster/simulated-cluster.ts';
import { kubeconfigFor } from '../../simulator/kubeconfig.ts';
import { podOf } from '../../simulator/cluster/pod.ts';
import { keyFromBytes } from '../../src/auth/keys/key-ring.ts';
import { signRequest } from '../../src/auth/signature/signature.ts';
import { ROUTES } from '../../src/http/request/routes.ts';
import { MetricsService } from '../../src/observability/metrics.service.ts';
import { ChecksFolder } from '../support/checks/checks-folder.ts';
import { ask } from '../support/http/exact-request.ts';
import { type RunningApp, startApp } from '../support/app/start-app.ts';
import { type TemporaryFile, temporaryFile } from '../support/app/temporary-file.ts';
import { until } from '../support/time/until.ts';

const KEY = 'recognisable-key-recognisable-key-1234';
const SHORT_KEY = 'recognisable-but-short';
const TOKEN = 'recognisable-token-of-the-cluster';
const PASSWORD = 'recognisable-password-of-a-peer';
const OTHER_PASSWORD = 'recognisable p@ss/word of another';
/** In errors and output of checks. */
const LEAKED = /conspicuous/i;
const WORD = 'recognisable';
/** In base64 it has three forms, depending on its offset; the characters at its ends depend on the adjacent bytes. */
const ENCODED = [
  Buffer.from(WORD).toString('hex'),
  ...[0, 1, 2].map((at) =>
    Buffer.from('x'.repeat(at) + WORD)
      .toString('base64')
      .replaceAll('=', '')
      .slice(at + 1, -2),
  ),
];

function containsSecret(text: string): boolean {
  return text.toLowerCase().includes(WORD) || ENCODED.some((form) => text.includes(form));
}

it('secrets would be found in any encoding', () => {
  const header = Buffer.from(`hub:${PASSWORD}`).toString('base64');
  const forms = [
    PASSWORD,
    PASSWORD.toUpperCase(),
    header,
    Buffer.from(KEY).toString('hex'),
    encodeURIComponent(OTHER_PASSWORD),
  ];
  expect(forms.filter((form) => !containsSecret(form))).toEqual([]);
});

const server = new SimulatedApiServer(new SimulatedCluster(), { tokens: [TOKEN] });
let key: TemporaryFile;
let kubeconfig: TemporaryFile;
let shield: RunningApp;
const output: string[] = [];
const folder = new ChecksFolder({
  'web.mjs': `export const hits = () => { console.log('conspicuous output'); throw new Error('conspicuous /etc/x'); };`,
  'bad.mjs': `throw new Error('conspicuous at load');`,
});

/** A peer that repeats what it was sent, in every field that a hub might show. */
const echo: Server = createServer(answerAll([refusing, redirecting, challenging]));

beforeAll(async () => {
  server.cluster.set(podOf({ kind: 'Deployment', name: 'web' }));
  await server.listen();
  key = await temporaryFile(`# recognisable comment\n${KEY}\n${SHORT_KEY}\n`);
  kubeconfig = await temporaryFile(kubeconfigFor(server, { token: TOKEN }));
  await new Promise<void>((listening) => echo.listen(0, '127.0.0.1', listening));
  const { port } = echo.address() as AddressInfo;
  const peers = `http://hub:${PASSWORD}@127.0.0.1:9/ http://hub:${encodeURIComponent(OTHER_PASSWORD)}@127.0.0.1:${port}/x`;
  const env = {
    OTHER_SHIELDS: peers,
    INTRA_SECRET: key.path,
    CLUSTER_NAME: 'here',
    LOG_LEVEL: 'trace',
    CHECKS_DIR: folder.path,
    CHECK_TIMEOUT: '60s',
  };
  shield = await startApp(env, { kubeconfig: kubeconfig.path });
  await shield.until('/_/web/health/', (svg) => svg.includes('1/1'));
  await shield.until('/_/web/hits.json', (body) => body.includes('"error"'));
  await shield.until('/v1/checks', (body) => body.includes('"loadError":"threw"'));
});
afterAll(async () => {
  await shield.stop();
  await server.close();
  echo.close();
  folder.remove();
  await key.remove();
  await kubeconfig.remove();
});

it('secrets are in no response, to any request of any caller', async () => {
  const paths = Object.values(ROUTES).map(({ path }) => path.replaceAll(/:[a-z]+/g, 'web'));
  for (const target of [...paths, '/nowhere', '/x//y', '/_/web/health/?format=x', '/v1/services?limit=x', '/?q=%00']) {
    for (const headers of [{}, signed(target, KEY), signed(target, 'another-key-another-key-another-key')]) {
      const { headers: answered, body } = await ask(shield.port, { target, headers });
      output.push(JSON.stringify(answered), body);
    }
  }
  for (const target of ['/shields', '/federation/v1/stream']) output.push(await beginningOf(target));
  expect(output.length).toBeGreaterThan(100);
  expect(output.filter(containsSecret)).toEqual([]);
});

it('errors and output of checks are in no response either, only in the log', () => {
  expect(output.filter((text) => LEAKED.test(text))).toEqual([]);
  expect(shield.log.join('')).toContain('conspicuous /etc/x');
  expect(shield.log.join('')).toContain('conspicuous at load');
});

it('secrets are in no log line at level trace, while the API server refuses the token', async () => {
  server.tokens.clear();
  server.tokens.add('another');
  server.cutConnections();
  await until('the token is refused', () => logHas('unauthorized'));
  expect(shield.log.join('')).toContain('127.0.0.1:9');
  await shield.until('/v1/peers', () => ['forbidden', 'redirect', 'The peer answers 401'].every(logHas));
  await writeFile(key.path, 'recognisable\n');
  await shield.until('/ping', () => logHas('The keys in force stay'));
  expect(shield.log.filter(containsSecret)).toEqual([]);
});

it('secrets are in no metric', async () => {
  const metrics = await shield.app.get(MetricsService).expose();
  expect(containsSecret(metrics) || LEAKED.test(metrics)).toBe(false);
});

const COMMAND = {
  apiVersion: 'client.authentication.k8s.io/v1',
  command: process.execPath,
  args: ['-e', 'console.error(process.env.SECRET); console.log(process.env.SECRET); process.exit(1)'],
  env: [{ name: 'SECRET', value: 'recognisable-environment' }],
  interactiveMode: 'Never',
};
const CLIENT_KEY = Buffer.from('-----BEGIN PRIVATE KEY-----\nrecognisable\n-----END PRIVATE KEY-----').toString(
  'base64',
);

it.each([
  ['a command that fails', {}, { exec: COMMAND }],
  [
    'a command that prints no credentials',
    {},
    { exec: { ...COMMAND, args: ['-e', 'console.log(process.env.SECRET)'] } },
  ],
  ['a proxy that does not run', { 'proxy-url': 'http://user:recognisable-proxy@127.0.0.1:9' }, {}],
  ['a proxy with an unknown protocol', { 'proxy-url': 'ftp://user:recognisable-proxy@127.0.0.1:9' }, {}],
  ['a proxy with an invalid address', { 'proxy-url': 'http://user:recognisable proxy@:x' }, {}],
  ['a password', {}, { username: 'user', password: 'recognisable-basic' }],
  ['a token that is invalid in a header', {}, { token: 'recognisable\u0000token' }],
  ['an invalid key', {}, { 'client-key-data': CLIENT_KEY, 'client-certificate-data': CLIENT_KEY }],
])('secrets are printed nowhere when the kubeconfig has %s', async (_, cluster, user) => {
  const config = JSON.parse(kubeconfigFor({ url: 'https://admin:recognisable-admin@127.0.0.1:9' })) as Kubeconfig;
  Object.assign(config.clusters[0]?.cluster ?? {}, cluster);
  Object.assign(config.users[0]?.user ?? {}, user);
  const file = await temporaryFile(JSON.stringify(config));
  const env = { LOG_LEVEL: 'trace' };
  const started = await startApp(env, { kubeconfig: file.path }).catch((error: unknown) => String(error));
  if (typeof started === 'string') expect(containsSecret(started)).toBe(false);
  else {
    await started.until('/readyz', () =>
      started.log.some((line) => line.includes('"context":"discovery"') && /"level":"(?:warn|error)"/.test(line)),
    );
    const bodies = await Promise.all(
      ['/readyz', '/', '/v1/peers'].map(async (path) => (await started.get(path)).text()),
    );
    expect([...started.log, ...bodies].filter(containsSecret)).toEqual([]);
    await started.stop();
  }
  await file.remove();
});

interface Kubeconfig {
  readonly clusters: readonly { readonly cluster: object }[];
  readonly users: readonly { readonly user: object }[];
}

it('secrets are in no error about the configuration', async () => {
  const bad = {
    OTHER_SHIELDS: `ftp://hub:${PASSWORD}@x/`,
    INTRA_SECRET: KEY,
    INTRA_SHIELD_SECRET: SHORT_KEY,
    PORT: 'x',
  };
  const fault = await startApp(bad).then(
    () => 'started',
    (error: unknown) => String(error),
  );
  expect(fault).toContain('OTHER_SHIELDS');
  expect(containsSecret(fault)).toBe(false);
});

function logHas(text: string): boolean {
  return shield.log.some((line) => line.includes(text));
}

/** The first event of a stream. */
async function beginningOf(target: string): Promise<string> {
  const stop = new AbortController();
  const response = await shield.get(target, { headers: signed(target, KEY), signal: stop.signal });
  expect(response.status).toBe(200);
  const first = await response.body?.getReader().read();
  stop.abort();
  return Buffer.from(first?.value ?? []).toString();
}

type Answer = (response: ServerResponse, sent: string) => void;

/** Each request gets the next of these answers, in turn. */
function answerAll(answers: readonly Answer[]): (request: IncomingMessage, response: ServerResponse) => void {
  let requestCount = 0;
  return ({ headers }, response) => {
    const sent = `${headers.authorization ?? ''} ${Buffer.from(headers.authorization?.slice(6) ?? '', 'base64').toString()}`;
    answers[requestCount % answers.length]?.(response, sent);
    requestCount += 1;
  };
}

function refusing(response: ServerResponse, sent: string): void {
  response
    .writeHead(403, { 'Content-Type': 'application/problem+json' })
    .end(JSON.stringify({ type: sent, detail: sent }));
}

function redirecting(response: ServerResponse, sent: string): void {
  response.writeHead(302, { Location: `http://x/?${encodeURIComponent(sent)}`, 'WWW-Authenticate': sent }).end(sent);
}

function challenging(response: ServerResponse, sent: string): void {
  response.writeHead(401, { 'WWW-Authenticate': sent }).end(sent);
}

let nonces = 0;
function signed(target: string, secret: string): Record<string, string> {
  const created = Math.floor(Date.now() / 1_000);
  const nonce = `secrets-nowhere-${String((nonces += 1))}`;
  return {
    ...signRequest({ method: 'GET', host: `127.0.0.1:${shield.port}`, target }, keyFromBytes(Buffer.from(secret)), {
      created,
      nonce,
    }),
  };
}
