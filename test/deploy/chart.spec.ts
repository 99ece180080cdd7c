// The objects that `helm install` creates, rendered by a real helm.
import { execFileSync } from 'node:child_process';
import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { load, loadAll } from 'js-yaml';
import { parseConfig } from '../../src/config/parse/parse-config.ts';
import { chartReadme } from '../../tools/chart-readme.ts';
import { NOTES, ODD_SETS, REFUSED, VALUE_SETS } from '../support/deploy/chart-values.ts';
import { HELM } from '../support/deploy/kubernetes-binaries.ts';
import { type KubernetesObject, schemaFaults } from '../support/deploy/kubernetes-schema.ts';
import { placeOf, rendered } from '../support/deploy/rendered-kustomize.ts';

const ROOT = join(import.meta.dirname, '../..');
const CHART = join(ROOT, 'charts/kube-shields');
const read = (path: string): string => readFileSync(join(ROOT, path), 'utf8');

type Values = Readonly<Record<string, unknown>>;

const folder = mkdtempSync(join(tmpdir(), 'kube-shields-chart-'));
afterAll(() => {
  rmSync(folder, { recursive: true });
});

/** The output of helm; throws its message for invalid values. */
function helm(command: string, values: Values, release = 'kube-shields'): string {
  const file = join(folder, 'values.json');
  writeFileSync(file, JSON.stringify(values));
  const args = command === 'lint' ? ['lint', '--strict'] : [command, release, '--namespace', 'kube-shields'];
  if (command === 'install') args.push('--dry-run=client');
  return execFileSync(HELM ?? 'helm', [...args, CHART, '--values', file], { encoding: 'utf8', stdio: 'pipe' });
}

function objectsOf(values: Values, release?: string): readonly KubernetesObject[] {
  const objects = loadAll(helm('template', values, release)) as (KubernetesObject | null)[];
  return objects.filter((object) => object !== null);
}

interface Container {
  readonly image: string;
  readonly securityContext: unknown;
  readonly volumeMounts?: readonly { readonly mountPath: string; readonly readOnly?: boolean }[];
}

interface PodSpec {
  readonly containers: readonly Container[];
  readonly securityContext: Readonly<Record<string, unknown>>;
  readonly serviceAccountName: string;
}

const podOf = (object: KubernetesObject): PodSpec =>
  object.kind === 'Pod'
    ? (object['spec'] as PodSpec)
    : (object['spec'] as { readonly template: { readonly spec: PodSpec } }).template.spec;

const ofKind = (objects: readonly KubernetesObject[], kind: string): readonly KubernetesObject[] =>
  objects.filter((object) => object.kind === kind);

const environmentOf = (objects: readonly KubernetesObject[]): Readonly<Record<string, string>> =>
  ofKind(objects, 'ConfigMap').find(({ metadata }) => metadata.name === 'kube-shields')?.['data'] as Record<
    string,
    string
  >;

(HELM === undefined ? describe.skip : describe)('the chart', () => {
  describe.each(Object.entries(VALUE_SETS))('with values for %s', (_, values) => {
    const objects = HELM === undefined ? [] : objectsOf(values);

    it('renders objects that match their schemas', async () => {
      for (const object of objects)
        expect([placeOf(object), await schemaFaults(object)]).toEqual([placeOf(object), []]);
      expect(new Set(objects.map((object) => object.kind + placeOf(object))).size).toBe(objects.length);
    });

    it('configures a shield that would start', () => {
      const config = parseConfig(environmentOf(objects));
      expect('faults' in config ? config.faults : []).toEqual([]);
    });

    it('meets the restricted Pod Security Standard, with read-only root file systems', () => {
      for (const object of objects.filter(({ kind }) => kind === 'Deployment' || kind === 'Pod')) {
        const { securityContext, containers } = podOf(object);
        expect(securityContext).toMatchObject({ runAsNonRoot: true, seccompProfile: { type: 'RuntimeDefault' } });
        for (const container of containers) {
          expect(container.securityContext).toEqual({
            allowPrivilegeEscalation: false,
            readOnlyRootFilesystem: true,
            capabilities: { drop: ['ALL'] },
          });
        }
      }
    });

    it('mounts every path that its environment names', () => {
      const containers = ofKind(objects, 'Deployment').flatMap((object) => podOf(object).containers);
      const mounts = containers.flatMap(({ volumeMounts = [] }) => volumeMounts);
      const paths = mounts.map(({ mountPath }) => mountPath);
      const environment = environmentOf(objects);
      const named = FILES.flatMap((name) => environment[name] ?? []);
      for (const path of named)
        expect(paths.filter((each) => path === each || path.startsWith(`${each}/`))).toHaveLength(1);
      expect(paths).toHaveLength(named.length);
      const writable = mounts.filter(({ readOnly }) => readOnly !== true).map(({ mountPath }) => mountPath);
      expect(writable).toEqual(environment['HISTORY_DIR'] === undefined ? [] : [environment['HISTORY_DIR']]);
    });

    it('contains no Secret', () => {
      expect(ofKind(objects, 'Secret')).toEqual([]);
    });
  });

  it('passes helm lint', () => {
    expect(helm('lint', {})).toContain('0 chart(s) failed');
  });

  it('shares no object with another release whose long name differs only at its end', () => {
    const [first = [], second] = ['1', '2'].map((end) => objectsOf({}, `${'a'.repeat(52)}${end}`).map(placeOf));
    expect(first.filter((place) => second?.includes(place))).toEqual([]);
  });

  it('selects only its own pods, and shares no object with a second release', () => {
    const [first, second] = [objectsOf({}), objectsOf({}, 'second')];
    const selectors = [first, second].flatMap((objects) =>
      ofKind(objects, 'Deployment').map(
        ({ spec }) => (spec as { selector: { matchLabels: unknown } }).selector.matchLabels,
      ),
    );
    expect(selectors).toEqual([
      { 'app.kubernetes.io/name': 'kube-shields' },
      { 'app.kubernetes.io/name': 'second-kube-shields' },
    ]);
    expect(second.map(placeOf).filter((place) => first.map(placeOf).includes(place))).toEqual([]);
  });

  it('renders by default what the public overlay of kustomize renders, object for object', () => {
    const byHelm = objectsOf({}).filter(({ kind }) => kind !== 'Pod');
    const byKustomize = rendered('public').filter(({ kind }) => kind !== 'Namespace');
    expect(comparable(byHelm)).toEqual(comparable(byKustomize));
  });

  it.each(REFUSED)('refuses %j, and names the field', (values, where) => {
    expect(() => helm('template', values)).toThrow(where);
  });

  it('refuses values that contradict each other, and explains what to do', () => {
    expect(() => helm('template', { history: { enabled: true }, autoscaling: { enabled: true } })).toThrow(
      /a history has one writer[^]*Turn one of the two off/,
    );
    expect(() => helm('template', { metricsPort: 0, serviceMonitor: { enabled: true } })).toThrow(
      /there are no metrics/,
    );
  });

  it('gives every variable of docs/configuration.md a value', () => {
    const rows = read('docs/configuration.md').matchAll(/^\| `([A-Z][A-Z_]+)`/gm);
    const documented = [...rows].map(([, name = '']) => name).filter((name) => !FIXED.includes(name));
    const helpers = read('charts/kube-shields/templates/_helpers.tpl');
    expect(documented.filter((name) => !new RegExp(`\\b${name}\\b`).test(helpers))).toEqual([]);
  });

  it('has one replica with strategy Recreate when it has a history', () => {
    const [deployment] = ofKind(objectsOf({ history: { enabled: true }, replicaCount: 3 }), 'Deployment');
    expect(deployment?.['spec']).toMatchObject({ replicas: 1, strategy: { type: 'Recreate' } });
  });

  it('grants access to exactly the watched resources', () => {
    const [role] = ofKind(
      objectsOf({ workloads: false, objects: ['nodes', 'certificates.cert-manager.io/v1'] }),
      'ClusterRole',
    );
    const verbs = ['list', 'watch'];
    expect(role?.['rules']).toEqual([
      { apiGroups: [''], resources: ['pods'], verbs },
      { apiGroups: [''], resources: ['nodes'], verbs },
      { apiGroups: ['cert-manager.io'], resources: ['certificates'], verbs },
    ]);
  });

  it('publishes badge links on an address that serves nothing else', () => {
    const objects = objectsOf(VALUE_SETS['badges by link'] ?? {});
    const [ingress, ...others] = ofKind(objects, 'Ingress');
    expect(others).toEqual([]);
    expect(JSON.stringify(ingress)).toContain('"service":{"name":"kube-shields-badges","port":{"name":"badges"}}');
    const service = ofKind(objects, 'Service').find(({ metadata }) => metadata.name === 'kube-shields-badges');
    expect(service?.['spec']).toHaveProperty('ports', [
      { name: 'badges', port: 80, targetPort: 'badges', appProtocol: 'http' },
    ]);
  });

  it('still renders the values of its first release', () => {
    const old = load(read('test/golden/chart/values-1.0.0.yaml')) as Values;
    expect(comparable(objectsOf(old)).length).toBeGreaterThan(8);
  });

  it.each(Object.entries(ODD_SETS))('renders %s as strings where Kubernetes wants strings', async (_, values) => {
    for (const release of ['kube-shields', 'my.release', '9lives', 'a'.repeat(53)]) {
      const objects = objectsOf(values, release);
      for (const object of objects) {
        expect([placeOf(object), await schemaFaults(object)]).toEqual([placeOf(object), []]);
        expect(object.metadata.name).toMatch(/^[a-z0-9-]{1,63}$/);
        // Up to Kubernetes 1.33 it has to begin with a letter.
        if (object.kind === 'Service') expect(object.metadata.name).toMatch(/^[a-z]/);
      }
      expect(JSON.stringify(objects)).not.toMatch(/no value|null/);
    }
  });

  it('leaves user and group to OpenShift when set so, also in its test', () => {
    const pods = objectsOf({ openshift: true }).filter(({ kind }) => kind === 'Deployment' || kind === 'Pod');
    expect(pods.map((object) => Object.keys(podOf(object).securityContext).sort())).toEqual([
      ['runAsNonRoot', 'seccompProfile'],
      ['runAsNonRoot', 'seccompProfile'],
    ]);
  });

  it('works as a subchart, twice under two aliases, with foreign globals', () => {
    const parent = join(folder, 'platform');
    cpSync(CHART, join(parent, 'charts/kube-shields'), { recursive: true });
    const dependencies = ['shields', 'hub'].map((alias) => ({ name: 'kube-shields', version: '>=0.0.0', alias }));
    writeFileSync(
      join(parent, 'Chart.yaml'),
      JSON.stringify({ apiVersion: 'v2', name: 'platform', version: '1.0.0', dependencies }),
    );
    writeFileSync(join(parent, 'values.yaml'), JSON.stringify({ global: { storageClass: 'x' }, hub: { heap: 700 } }));
    const out = execFileSync(HELM ?? 'helm', ['template', 'rel', parent], { encoding: 'utf8', stdio: 'pipe' });
    const objects = (loadAll(out) as (KubernetesObject | null)[]).filter((object) => object !== null);
    expect(ofKind(objects, 'Deployment').map(({ metadata }) => metadata.name)).toEqual(['rel-hub', 'rel-shields']);
    expect(new Set(objects.map((object) => object.kind + placeOf(object))).size).toBe(objects.length);
  });

  it.each(NOTES)('prints notes after an installation with %j', (values, text) => {
    const out = helm('install', values);
    expect(out.slice(out.indexOf('NOTES:'))).toMatch(text);
  });

  it.each([
    ['kube-shields', {}, 'kube-shields'],
    ['prod', {}, 'prod-kube-shields'],
    ['prod', { fullnameOverride: 'badges' }, 'badges'],
  ])('watches the shield of the release %s with %j, called %s, by the alerts of kustomize', (release, names, name) => {
    const objects = objectsOf({ ...VALUE_SETS['monitoring'], ...names }, release);
    const rules = JSON.stringify(ofKind(rendered('everything'), 'PrometheusRule').map(({ spec }) => spec));
    const prefixed = String.raw`deployment=~\"(.+-)?kube-shields\"`;
    expect(rules).toContain(prefixed);
    expect(ofKind(objects, 'PrometheusRule').map(({ spec }) => spec)).toEqual(
      JSON.parse(rules.replace(prefixed, String.raw`deployment=\"${name}\"`)),
    );
    expect(ofKind(objects, 'Deployment')[0]?.metadata.name).toBe(name);
    // Alerts and dashboard select one job, whatever the name of the release.
    const jobs = new Set([...rules.matchAll(/job=\\"([^"\\]*)\\"/g)].map(([, job]) => job));
    expect(ofKind(objects, 'ServiceMonitor')[0]?.['spec']).toMatchObject({
      endpoints: [{ relabelings: [{ targetLabel: 'job', replacement: [...jobs][0] }] }],
    });
    expect(jobs.size).toBe(1);
  });
});

it('the README of the chart matches values and schema; otherwise run `npm run chart-readme`', () => {
  expect(read('charts/kube-shields/README.md')).toBe(chartReadme());
});

it.each(['dashboard.json', 'prometheus-rule.yaml'])(
  'the chart’s %s equals that of kustomize; otherwise run `npm run rendered`',
  (name) => {
    const source = read(`kustomize/components/monitoring/${name}`);
    if (process.env['WRITE_RENDERED'] !== undefined) writeFileSync(join(CHART, 'files', name), source);
    expect(read(`charts/kube-shields/files/${name}`)).toBe(source);
  },
);

it('the chart has the version of package.json', () => {
  const { version } = JSON.parse(read('package.json')) as { version: string };
  const chart = load(read('charts/kube-shields/Chart.yaml')) as Record<string, unknown>;
  expect(chart).toMatchObject({ version, appVersion: version });
});

/** Variables whose value is a folder or a file. */
const FILES = [
  'CHECKS_DIR',
  'CHECK_SECRETS_DIR',
  'INTRA_SECRET',
  'READ_TOKENS',
  'BADGE_KEYS',
  'HISTORY_DIR',
  'MAINTENANCE_FILE',
];

/** HOST and PORT are the container's; the others are older names, or of no use in a cluster, or have no value yet. */
const FIXED = ['HOST', 'PORT', 'INTRA_SHIELD_SECRET', 'ANNOTATION_NAMES', 'KUBECONFIG'];

/** Without labels and names that Helm and kustomize write differently. */
function comparable(objects: readonly KubernetesObject[]): readonly unknown[] {
  const withoutDifferences = (key: string, value: unknown): unknown => {
    if (key === 'labels' || key === 'checksum/config') return undefined;
    return key === 'name' && typeof value === 'string' ? value.replace(/^(kube-shields)-[a-z0-9]{10}$/, '$1') : value;
  };
  const plain = objects.map((object) => JSON.parse(JSON.stringify(object, withoutDifferences)) as KubernetesObject);
  return plain.sort((a, b) => (a.kind + placeOf(a) < b.kind + placeOf(b) ? -1 : 1));
}
