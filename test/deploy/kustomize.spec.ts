// The objects that `kubectl apply -k` creates: rendered if there is a kubectl, otherwise as last rendered.
import { existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { load, loadAll } from 'js-yaml';
import { ROUTES } from '../../src/http/request/routes.ts';
import { parseConfig } from '../../src/config/parse/parse-config.ts';
import { schemaFaults } from '../support/deploy/kubernetes-schema.ts';
import {
  NAMES,
  type RenderedName,
  deploymentOf,
  environmentOf,
  hasKubectl,
  hashOfSources,
  keptHash,
  only,
  placeOf,
  render,
  rendered,
  sources,
  writeRendered,
} from '../support/deploy/rendered-kustomize.ts';

const ROOT = join(import.meta.dirname, '../..');
const WRITE = process.env['WRITE_RENDERED'] !== undefined;
if (WRITE) for (const name of NAMES) writeRendered(name);

const read = (path: string): string => readFileSync(join(ROOT, path), 'utf8');
const version = (JSON.parse(read('package.json')) as { version: string }).version;

describe.each(NAMES)('%s', (name) => {
  const objects = rendered(name);

  (hasKubectl ? it : it.skip)('renders what test/golden/kustomize contains', () => {
    expect(render(name)).toEqual(objects);
  });

  it('was rendered from the current files; otherwise run `npm run rendered`', () => {
    expect(keptHash(name)).toBe(hashOfSources());
  });

  it.each(objects.map((object) => [placeOf(object), object] as const))('%s matches its schema', async (_, object) => {
    expect(await schemaFaults(object)).toEqual([]);
  });

  it('labels everything as Kubernetes recommends', () => {
    const unlabelled = objects.filter(
      ({ metadata: { labels = {} } }) => !RECOMMENDED.every((label) => label in labels),
    );
    expect(unlabelled.map(placeOf)).toEqual([]);
  });

  it('contains no secret, and no image without a version', () => {
    expect(objects.filter(({ kind }) => kind === 'Secret')).toEqual([]);
    expect(deploymentOf(name).container.image).toMatch(
      new RegExp(`^ghcr\\.io/[a-z/-]+:${version.replaceAll('.', '\\.')}$`),
    );
  });

  it('configures a shield that would start', () => {
    const config = parseConfig(environmentOf(name));
    expect('faults' in config ? config.faults : []).toEqual([]);
  });
});

const RECOMMENDED = ['name', 'instance', 'component', 'part-of', 'managed-by'].map((key) => `app.kubernetes.io/${key}`);

describe('access to the cluster', () => {
  it.each(['public', 'private', 'hub'] as const)(
    '%s may list and watch pods and workloads, and nothing else',
    (name) => {
      const roles = rendered(name).filter(({ kind }) => kind.endsWith('Role'));
      expect(roles.map(({ kind, rules }) => ({ kind, rules }))).toEqual([{ kind: 'ClusterRole', rules: ALL_RULES }]);
    },
  );

  it('podsOnly may list and watch pods alone, and watches nothing else', () => {
    expect(only('podsOnly', 'ClusterRole')['rules']).toEqual(POD_RULES);
    expect(environmentOf('podsOnly')).toMatchObject({ WATCH_WORKLOADS: 'false' });
  });

  it('objects may list and watch exactly the further kinds that it watches', () => {
    const rules = only('objects', 'ClusterRole')['rules'] as { apiGroups: string[]; resources: string[] }[];
    const further = rules
      .slice(ALL_RULES.length)
      .flatMap(({ apiGroups: [group = ''], resources }) =>
        resources.map((resource) => (group === '' ? resource : `${resource}.${group}`)),
      );
    expect(further.join(' ')).toBe(environmentOf('objects')['WATCH_OBJECTS']);
  });

  it('everything may list and watch in exactly the namespaces that it watches', () => {
    const roles = rendered('everything').filter(({ kind }) => kind.endsWith('Role'));
    expect(roles.map(({ kind, rules }) => ({ kind, rules }))).toEqual(
      roles.map(() => ({ kind: 'Role', rules: ALL_RULES })),
    );
    const watched = environmentOf('everything')['WATCH_NAMESPACES']?.split(' ');
    for (const kind of ['Role', 'RoleBinding']) {
      const bound = rendered('everything').filter((object) => object.kind === kind);
      expect(bound.map(({ metadata }) => metadata.namespace)).toEqual(watched);
    }
  });

  it.each(NAMES)('%s binds the account that the pods use, and no other', (name) => {
    const account = only(name, 'ServiceAccount');
    const bindings = rendered(name).filter(({ kind }) => kind.endsWith('RoleBinding'));
    expect(bindings.length).toBeGreaterThan(0);
    for (const { subjects } of bindings) {
      const { name: subject, namespace } = account.metadata;
      expect(subjects).toEqual([{ kind: 'ServiceAccount', name: subject, namespace }]);
    }
    expect(deploymentOf(name).pod).toMatchObject({
      serviceAccountName: account.metadata.name,
      automountServiceAccountToken: true,
    });
  });
});

describe('in another namespace', () => {
  it('everything moves there, the bound account too, and the namespace itself is not managed', () => {
    for (const name of ['tools', 'toolsNamespaces'] as const) {
      const namespaces = rendered(name).flatMap(({ kind, metadata: { namespace } }) =>
        kind.startsWith('Role') ? [] : (namespace ?? []),
      );
      expect(new Set(namespaces)).toEqual(new Set(['tools']));
      expect(rendered(name).filter(({ kind }) => kind === 'Namespace')).toEqual([]);
    }
  });

  it('roles stay in the namespaces that are watched', () => {
    const roles = rendered('toolsNamespaces').filter(({ kind }) => kind.startsWith('Role'));
    expect(roles.map(({ metadata: { namespace } }) => namespace)).toEqual(['team-a', 'team-b', 'team-a', 'team-b']);
  });

  it('the badges-only ingress reaches the port of badges and no other', () => {
    const objects = rendered('badgesIngress');
    const service = objects.find(({ kind, metadata }) => kind === 'Service' && metadata.name === BADGES_SERVICE);
    expect(service?.['spec']).toMatchObject({ ports: [{ name: 'badges', targetPort: 'badges' }] });
    const ingresses = objects.filter(({ kind }) => kind === 'Ingress');
    const text = JSON.stringify(ingresses.map(({ spec }) => spec));
    expect(text.match(/"service":\{"name":"[a-z-]+","port":\{"name":"\w+"\}\}/g)).toEqual([
      `"service":{"name":"${BADGES_SERVICE}","port":{"name":"badges"}}`,
    ]);
  });

  it('OpenShift assigns user and group, and DNS is allowed on its port too', () => {
    const { pod } = deploymentOf('tools');
    expect(Object.keys(pod.securityContext).sort()).toEqual(['runAsNonRoot', 'seccompProfile']);
    const { egress } = only('tools', 'NetworkPolicy')['spec'] as { egress: { ports: { port: number }[] }[] };
    expect(egress[0]?.ports.map(({ port }) => port)).toEqual([53, 53, 5353, 5353]);
  });
});

const verbs = ['list', 'watch'];
const POD_RULES = [{ apiGroups: [''], resources: ['pods'], verbs }];
const ALL_RULES = [
  ...POD_RULES,
  { apiGroups: ['apps'], resources: ['deployments', 'statefulsets', 'daemonsets'], verbs },
  { apiGroups: ['batch'], resources: ['jobs', 'cronjobs'], verbs },
  { apiGroups: ['argoproj.io'], resources: ['rollouts'], verbs },
];

describe.each(NAMES)('the Deployment of %s', (name) => {
  const { spec, pod, container } = deploymentOf(name);

  it('has two replicas, replaced one at a time without downtime, and none set with an autoscaler', () => {
    const rolling = { type: 'RollingUpdate', rollingUpdate: { maxSurge: 1, maxUnavailable: 0 } };
    // One process writes a history, and its volume is on one node.
    expect(spec['replicas']).toBe(name === 'everything' ? undefined : name === 'history' ? 1 : 2);
    expect(spec['strategy']).toEqual(name === 'history' ? { type: 'Recreate' } : rolling);
    expect(only(name, 'PodDisruptionBudget')['spec']).toMatchObject({ maxUnavailable: 1 });
  });

  it('meets the restricted Pod Security Standard, with a read-only root file system', () => {
    expect(pod.securityContext).toMatchObject({ runAsNonRoot: true, seccompProfile: { type: 'RuntimeDefault' } });
    if (!OPENSHIFT.includes(name)) expect(pod.securityContext['runAsUser']).toBeGreaterThan(0);
    expect(container.securityContext).toEqual({
      allowPrivilegeEscalation: false,
      readOnlyRootFilesystem: true,
      capabilities: { drop: ['ALL'] },
    });
    const allowed = ['configMap', 'secret', 'emptyDir', ...(name === 'history' ? ['persistentVolumeClaim'] : [])];
    const kinds = (pod.volumes ?? []).flatMap((volume) => Object.keys(volume).filter((key) => key !== 'name'));
    expect(kinds.filter((kind) => !allowed.includes(kind))).toEqual([]);
  });

  it('runs as the user of the image, with the command of the image', () => {
    const dockerfile = read('Dockerfile');
    const { runAsUser, runAsGroup } = pod.securityContext;
    if (OPENSHIFT.includes(name)) expect([runAsUser, runAsGroup]).toEqual([undefined, undefined]);
    else expect(dockerfile).toMatch(new RegExp(`^USER ${String(runAsUser)}:${String(runAsGroup)}$`, 'm'));
    expect(container.command.filter((word) => !word.startsWith('--'))).toEqual(['node', 'dist/main.js']);
    expect(dockerfile).toMatch(/^WORKDIR \/app$/m);
  });

  it('leaves enough time to stop', () => {
    const main = read('src/main.ts');
    const hardLimit = Number(/HARD_LIMIT = ([\d_]+);/.exec(main)?.[1]?.replaceAll('_', '')) / 1000;
    const sleep = (container.lifecycle as { preStop: { sleep: { seconds: number } } }).preStop.sleep.seconds;
    expect(sleep).toBeGreaterThanOrEqual(5);
    expect(pod.terminationGracePeriodSeconds).toBeGreaterThan(sleep + hardLimit);
  });

  it('probes routes that every mode leaves open, on a named port', () => {
    for (const probe of [container.startupProbe, container.readinessProbe, container.livenessProbe]) {
      const route = Object.values(ROUTES).find(({ path }) => path === probe.httpGet.path);
      expect(route?.access).toBe('probe');
      expect(container.ports.map((port) => port.name)).toContain(probe.httpGet.port);
    }
    expect(container.readinessProbe.httpGet.path).toBe('/readyz');
    expect(container.livenessProbe.httpGet.path).toBe('/livez');
  });

  it("has the shield's ports, which Service and NetworkPolicy use by name", () => {
    const parsed = parseConfig(environmentOf(name));
    if ('faults' in parsed) throw new Error(parsed.faults.join('\n'));
    const { port, metricsPort, badgesPort } = parsed.config.http;
    const ports = { http: port, metrics: metricsPort, ...(badgesPort !== 0 && { badges: badgesPort }) };
    expect(Object.fromEntries(container.ports.map((each) => [each.name, each.containerPort]))).toEqual(ports);
    expect(only(name, 'Service')['spec']).toMatchObject({
      ports: [
        { name: 'http', targetPort: 'http' },
        { name: 'metrics', targetPort: 'metrics' },
      ],
    });
    const { ingress } = only(name, 'NetworkPolicy')['spec'] as { ingress: { ports: { port: string }[] }[] };
    expect(ingress.flatMap(({ ports }) => ports.map((each) => each.port))).toEqual(Object.keys(ports));
  });

  it('is selected by Service, PodDisruptionBudget, NetworkPolicy and ServiceMonitor', () => {
    const labels = (spec['template'] as { metadata: { labels: Record<string, string> } }).metadata.labels;
    const selectors = [
      (only(name, 'Service')['spec'] as { selector: object }).selector,
      ...['PodDisruptionBudget', 'Deployment'].map((kind) => matchLabels(only(name, kind)['spec'])),
      (only(name, 'NetworkPolicy')['spec'] as { podSelector: { matchLabels: object } }).podSelector.matchLabels,
    ];
    for (const selector of selectors) expect(labels).toMatchObject(selector);
    for (const selector of selectors) expect(Object.keys(selector)).toContain('app.kubernetes.io/name');
    for (const monitor of rendered(name).filter(({ kind }) => kind === 'ServiceMonitor')) {
      expect(only(name, 'Service').metadata.labels).toMatchObject(matchLabels(monitor['spec']));
    }
  });

  it('gives Node less heap than the memory limit, and has no CPU limit', () => {
    const heap = Number(/--max-old-space-size=(\d+)/.exec(container.command.join(' '))?.[1]);
    const limit = mebibytes(container.resources.limits.memory);
    // The young generation, code, Buffers and checks need memory in addition.
    expect(heap).toBeLessThanOrEqual((SHIELDS_SHARE[name] ?? 1) * limit - 128);
    expect(container.resources.limits).toEqual({ memory: container.resources.limits.memory });
    expect(mebibytes(container.resources.requests.memory)).toBeGreaterThanOrEqual(150);
  });

  it('mounts every path that its environment names', () => {
    const environment = environmentOf(name);
    const { CHECKS_DIR: checks, HISTORY_DIR: history } = environment;
    const mounts = container.volumeMounts ?? [];
    const files = ['INTRA_SECRET', 'BADGE_KEYS', 'MAINTENANCE_FILE'].flatMap((variable) => environment[variable] ?? []);
    const folders = [checks, history].filter((path) => path !== undefined);
    const wanted = [...files.map((path) => dirname(path)), ...folders];
    expect(mounts.map(({ mountPath }) => mountPath).sort()).toEqual(wanted.sort());
    expect(
      mounts.every(
        ({ readOnly, subPath, mountPath }) =>
          readOnly === (mountPath === history ? undefined : true) && subPath === undefined,
      ),
    ).toBe(true);
  });
});

const BADGES_SERVICE = 'kube-shields-badges';

/** On OpenShift the namespace determines user and group. */
const OPENSHIFT: readonly RenderedName[] = ['tools', 'toolsNamespaces'];

/** The part of the container's memory that is not for checks. */
const SHIELDS_SHARE: Partial<Record<RenderedName, number>> = { everything: 0.5 };

describe('the files', () => {
  const files = sources();

  it.each(files.filter((path) => path.endsWith('kustomization.yaml')))('%s lists files that exist', (path) => {
    const named = filesListedIn(load(read(path)) as Kustomization);
    const missing = named.filter((name) => !existsSync(join(ROOT, dirname(path), name)));
    expect(missing).toEqual([]);
  });

  it('are all listed by a kustomization', () => {
    const named = files
      .filter((path) => path.endsWith('kustomization.yaml'))
      .flatMap((path) => filesListedIn(load(read(path)) as Kustomization).map((name) => join(dirname(path), name)));
    expect(files.filter((path) => !path.endsWith('kustomization.yaml') && !named.includes(path))).toEqual([]);
  });

  it('contain no Secret and no `latest`', () => {
    for (const path of files.filter((each) => each.endsWith('.yaml'))) {
      expect(read(path)).not.toMatch(/:latest|newTag: latest/);
      expect((loadAll(read(path)) as { kind?: string }[]).map(({ kind }) => kind)).not.toContain('Secret');
    }
  });

  it('of the base have the version of package.json', () => {
    const base = read('kustomize/base/kustomization.yaml');
    expect([...base.matchAll(/(?:newTag|app\.kubernetes\.io\/version): (\S+)/g)].map(([, version]) => version)).toEqual(
      [version, version],
    );
  });
});

it('a schema check finds what a strict API server would refuse', async () => {
  const container = { name: 'app', imagee: 'web:v1', ports: [{ containerPort: '80' }] };
  const spec = { selector: {}, template: { spec: { containers: [container] } } };
  const faults = await schemaFaults({ apiVersion: 'apps/v1', kind: 'Deployment', metadata: { name: 'web' }, spec });
  expect(faults.join('\n')).toMatch(/containerPort must be integer[^]*imagee is not known to V1Container/);
});

it('the image has the Node version of the tests', () => {
  const { devDependencies } = JSON.parse(read('package.json')) as { devDependencies: Record<string, string> };
  expect(read('Dockerfile')).toContain(`NODE_IMAGE=node:${devDependencies['node']}-`);
});

interface Kustomization {
  readonly resources?: readonly string[];
  readonly components?: readonly string[];
  readonly patches?: readonly { readonly path?: string }[];
  readonly configMapGenerator?: readonly { readonly files?: readonly string[]; readonly envs?: readonly string[] }[];
}

function filesListedIn({
  resources = [],
  components = [],
  patches = [],
  configMapGenerator = [],
}: Kustomization): readonly string[] {
  const generated = configMapGenerator.flatMap(({ files = [], envs = [] }) => [...files, ...envs]);
  return [...resources, ...components, ...patches.flatMap(({ path }) => path ?? []), ...generated];
}

function matchLabels(spec: unknown): object {
  return (spec as { readonly selector: { readonly matchLabels: object } }).selector.matchLabels;
}

function mebibytes(quantity: string): number {
  const [, number, unit] = /^(\d+)(Mi|Gi)$/.exec(quantity) ?? [];
  return Number(number) * (unit === 'Gi' ? 1024 : 1);
}
