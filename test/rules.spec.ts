// The rules of health, version and names, seen from outside: pods stand in a simulated cluster, badges are asked over
// HTTP.
import { SimulatedApiServer } from '../simulator/server/simulated-api-server.ts';
import { SimulatedCluster } from '../simulator/cluster/simulated-cluster.ts';
import { NOW, ROWS } from './health-rules.ts';
import { ManualClock } from './manual-clock.ts';
import { type RunningApp, startApp } from './start-app.ts';

const cluster = new SimulatedCluster();
const server = new SimulatedApiServer(cluster, { isUntimed: true });
let app: RunningApp;

beforeAll(async () => {
  app = await startApp({}, { apiServer: await server.listen(), clock: new ManualClock(NOW) });
  await app.until('/readyz', (body) => body === 'ready');
});

afterAll(async () => {
  await app.stop();
  await server.close();
});

interface Shown {
  readonly status: string;
  readonly color: string;
  readonly state: string;
  readonly reason?: string;
}

async function badge(path: string, status: string): Promise<Shown> {
  const body = await app.until(`${path}?format=json`, (text) => text.includes(JSON.stringify(status)));
  return JSON.parse(body) as Shown;
}

describe('health and version', () => {
  it.each(ROWS.map((row, index) => [row.rule, row, `svc-${index}`] as const))('%s', async (_, row, name) => {
    for (const pod of row.pods(name)) cluster.set(pod);
    const [status, color, state, reason] = row.health;
    const { reason: shownReason, ...shown } = await badge(`/_/${name}/health/`, status);
    expect(shown).toMatchObject({ service: name, namespace: 'shop', status, color, state });
    expect(shownReason).toBe(reason);
    if (row.version) {
      expect(await badge(`/_/${name}/version/`, row.version[0])).toMatchObject({ color: row.version[1], state: 'ok' });
    }
    if (row.kind !== undefined) {
      const { items } = JSON.parse(await (await app.get(`/v1/services/${name}`)).text()) as {
        items: { kind: string }[];
      };
      expect(items.map(({ kind }) => kind)).toEqual([row.kind]);
    }
    const svg = await (await app.get(`/_/${name}/health/`)).text();
    expect(svg).toContain(`aria-label="health: ${status}"`);
  });
});
