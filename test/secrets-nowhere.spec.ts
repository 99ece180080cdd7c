// Secrets with faces that would be known anywhere: the shared key, the cluster's token, a peer's password. The shield is
// asked everything, rightly and wrongly, while things fail; then all that it said is searched.
import { SimulatedApiServer } from '../simulator/simulated-api-server.ts';
import { SimulatedCluster } from '../simulator/simulated-cluster.ts';
import { kubeconfigFor } from '../simulator/kubeconfig.ts';
import { podOf } from '../simulator/pod.ts';
import { keyOf } from '../src/auth/key-ring.ts';
import { signRequest } from '../src/auth/signature.ts';
import { ROUTES } from '../src/auth/routes.ts';
import { MetricsService } from '../src/observability/metrics.service.ts';
import { ask } from './plain-request.ts';
import { type RunningApp, startApp } from './start-app.ts';
import { type TemporaryFile, temporaryFile } from './temporary-file.ts';

const KEY = 'recognisable-key-recognisable-key-1234';
const SHORT_KEY = 'recognisable-but-short';
const TOKEN = 'recognisable-token-of-the-cluster';
const PASSWORD = 'recognisable-password-of-a-peer';
const RECOGNISABLE = /recognisable/i;

const server = new SimulatedApiServer(new SimulatedCluster(), { tokens: [TOKEN] });
let key: TemporaryFile;
let kubeconfig: TemporaryFile;
let shield: RunningApp;
const said: string[] = [];

beforeAll(async () => {
  server.cluster.set(podOf({ kind: 'Deployment', name: 'web' }));
  await server.listen();
  key = await temporaryFile(`${KEY}\n${SHORT_KEY}\n`);
  kubeconfig = await temporaryFile(kubeconfigFor(server, { token: TOKEN }));
  const peer = `http://hub:${PASSWORD}@127.0.0.1:9/`;
  const env = { OTHER_SHIELDS: peer, INTRA_SECRET: key.path, CLUSTER_NAME: 'here', LOG_LEVEL: 'trace' };
  shield = await startApp(env, { kubeconfig: kubeconfig.path });
  await shield.until('/_/web/health/', (svg) => svg.includes('1/1'));
});
afterAll(async () => {
  await shield.stop();
  await server.close();
  await key.remove();
  await kubeconfig.remove();
});

it('are in no answer, whoever asks for whatever', async () => {
  const paths = Object.values(ROUTES).map(({ path }) => path.replaceAll(/:[a-z]+/g, 'web'));
  for (const target of [...paths, '/nowhere', '/x//y', '/_/web/health/?format=x', '/v1/services?limit=x', '/?q=%00']) {
    for (const headers of [{}, signed(target, KEY), signed(target, 'another-key-another-key-another-key')]) {
      const { headers: told, body } = await ask(shield.port, { target, headers });
      said.push(JSON.stringify(told), body);
    }
  }
  expect(said.length).toBeGreaterThan(100);
  expect(said.filter((text) => RECOGNISABLE.test(text))).toEqual([]);
});

it('are in no line of the log, at its most talkative, while the API server refuses the token', async () => {
  server.tokens.clear();
  server.tokens.add('another');
  server.cutConnections();
  for (let tries = 0; tries < 300 && !shield.log.some((line) => line.includes('unauthorized')); tries += 1) {
    await new Promise((resolve) => setTimeout(resolve, 10));
  }
  expect(shield.log.join('')).toContain('unauthorized');
  expect(shield.log.join('')).toContain('127.0.0.1:9');
  expect(shield.log.filter((line) => RECOGNISABLE.test(line))).toEqual([]);
});

it('are in no metric', async () => {
  expect(await shield.app.get(MetricsService).expose()).not.toMatch(RECOGNISABLE);
});

it('are in no fault of the configuration', async () => {
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
  expect(fault).not.toMatch(RECOGNISABLE);
});

let nonces = 0;
function signed(target: string, secret: string): Record<string, string> {
  const created = Math.floor(Date.now() / 1_000);
  const nonce = `secrets-nowhere-${String((nonces += 1))}`;
  return {
    ...signRequest({ method: 'GET', host: `127.0.0.1:${shield.port}`, target }, keyOf(Buffer.from(secret)), {
      created,
      nonce,
    }),
  };
}
