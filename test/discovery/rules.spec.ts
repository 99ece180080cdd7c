// The rules of health and version, with pods in a simulated cluster and badges requested over HTTP.
import { ROWS } from '../support/rules/health-rules.ts';
import { ShownCluster, type ShownOptions } from '../support/cluster/shown-cluster.ts';

describe.each<[string, ShownOptions]>([
  ['read as protobuf', {}],
  ['read as JSON', { isJsonOnly: true }],
  ['while every kind of workload is refused', { refusesWorkloads: true }],
])('health and version, %s', (_mode, options) => {
  let shown: ShownCluster;

  beforeAll(async () => {
    const pods = ROWS.flatMap((row, at) => row.pods(nameOf(at)));
    shown = await ShownCluster.start({ SIDECARS: 'corp-agent' }, { pods, ...options });
  });

  afterAll(() => shown.stop());

  it.each(ROWS.map((row, at) => [row.rule, row, nameOf(at)] as const))('%s', async (_, row, name) => {
    const [status, color, state, reason] = row.health;
    const { reason: shownReason, ...health } = await shown.badge(`/_/${name}/health/`);
    expect(health).toMatchObject({ service: name, namespace: 'shop', status, color, state });
    expect(shownReason).toBe(reason);
    if (row.version) {
      const [tags, versionColor] = row.version;
      expect(await shown.badge(`/_/${name}/version/`)).toMatchObject({
        status: tags,
        color: versionColor,
        state: 'ok',
      });
    }
    if (row.kind !== undefined) {
      const { items } = (await shown.json(`/v1/services/${name}`)) as { items: { kind: string }[] };
      expect(items.map(({ kind }) => kind)).toEqual([row.kind]);
    }
    const svg = await (await shown.app.get(`/_/${name}/health/`)).text();
    expect(svg).toContain(`aria-label="health: ${status}"`);
  });
});

function nameOf(row: number): string {
  return `svc-${row}`;
}
