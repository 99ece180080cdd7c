// A run that waits for a slot while its file changes: the old version isn't loaded into the new version's process.
import { SimulatedCluster } from '../../simulator/cluster/simulated-cluster.ts';
import { SimulatedApiServer } from '../../simulator/server/simulated-api-server.ts';
import { ChecksFolder } from '../support/checks/checks-folder.ts';
import { type RunningApp, startApp } from '../support/app/start-app.ts';

/** As many as one process runs concurrently; the others wait until these have ended. */
const BUSY = Array.from({ length: 16 }, (_, index) => {
  return `export const busy${index} = () => new Promise((done) => setTimeout(done, 600, 'done'));`;
}).join('\n');
const fileShowing = (status: string): string => `export const hits = () => ({ status: '${status}', color: 'green' });`;
const folder = new ChecksFolder({ 'busy.js': BUSY, 'web.js': fileShowing('one') });
const server = new SimulatedApiServer(new SimulatedCluster());
let app: RunningApp;

beforeAll(async () => {
  const env = { CHECKS_DIR: folder.path, CHECK_INTERVAL: '100ms', CHECK_TIMEOUT: '60s' };
  app = await startApp(env, { apiServer: await server.listen() });
});

afterAll(async () => {
  await app.stop();
  await server.close();
  folder.remove();
});

it.each(['two', 'three', 'four'])('shows version %s, and no older one after it', async (version) => {
  const shown = (body: string): boolean => body.includes(`"status":"${version}"`);
  folder.write('web.js', fileShowing(version));
  await app.until('/_/web/hits/?format=json', shown);
  const before = await lastRun();
  await app.until('/v1/checks', (body) => !body.includes(before));
  expect(shown(await (await app.get('/_/web/hits/?format=json')).text())).toBe(true);
});

async function lastRun(): Promise<string> {
  const { items } = (await (await app.get('/v1/checks')).json()) as { items: { service: string; lastRun?: string }[] };
  return items.find(({ service }) => service === 'web')?.lastRun ?? 'never';
}
