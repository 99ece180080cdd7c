// The last rendered manifests, stored in test/golden/kustomize so that tests can read them without kubectl; a hash of
// kustomize/ shows whether they are up to date. `npm run rendered` writes them again, and needs kubectl.
import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { loadAll } from 'js-yaml';
import { KUBECTL } from './kubernetes-binaries.ts';
import type { KubernetesObject } from './kubernetes-schema.ts';

const ROOT = join(import.meta.dirname, '../../..');
const GOLDEN = join(ROOT, 'test/golden/kustomize');

/** The source folder of each. */
export const RENDERED = {
  public: 'kustomize/overlays/public',
  private: 'kustomize/overlays/private',
  hub: 'kustomize/overlays/hub',
  everything: 'test/kustomize/everything',
  podsOnly: 'test/kustomize/pods-only',
  badgesIngress: 'test/kustomize/badges-ingress',
  objects: 'test/kustomize/objects',
  history: 'test/kustomize/history',
  tools: 'test/kustomize/tools',
  toolsNamespaces: 'test/kustomize/tools-namespaces',
} as const;

export type RenderedName = keyof typeof RENDERED;
export const NAMES = Object.keys(RENDERED) as readonly RenderedName[];

export const hasKubectl = KUBECTL !== undefined;

/** As stored. */
export function rendered(name: RenderedName): readonly KubernetesObject[] {
  return objectsIn(readFileSync(join(GOLDEN, `${name}.yaml`), 'utf8'));
}

/** The hash of the sources that a stored file was rendered from. */
export function keptHash(name: RenderedName): string | undefined {
  return /^# Rendered from \S+ \(([0-9a-f]{64})\)/.exec(readFileSync(join(GOLDEN, `${name}.yaml`), 'utf8'))?.[1];
}

export function render(name: RenderedName): readonly KubernetesObject[] {
  return objectsIn(kustomize(name));
}

export function writeRendered(name: RenderedName): void {
  const head = `# Rendered from ${RENDERED[name]} (${hashOfSources()}) by \`npm run rendered\`.\n`;
  writeFileSync(join(GOLDEN, `${name}.yaml`), head + kustomize(name));
}

function kustomize(name: RenderedName): string {
  return execFileSync(KUBECTL ?? 'kubectl', ['kustomize', RENDERED[name]], { cwd: ROOT, encoding: 'utf8' });
}

function objectsIn(text: string): readonly KubernetesObject[] {
  const objects = loadAll(text) as KubernetesObject[];
  return objects.sort((a, b) => (placeOf(a) < placeOf(b) ? -1 : 1));
}

export function placeOf({ kind, metadata }: KubernetesObject): string {
  return `${kind} ${metadata.namespace ?? ''}/${metadata.name}`;
}

/** Every source file, by path from the root. */
export function sources(): readonly string[] {
  return ['kustomize', 'test/kustomize'].flatMap((folder) =>
    readdirSync(join(ROOT, folder), { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map((entry) => relative(ROOT, join(entry.parentPath, entry.name))),
  );
}

export function hashOfSources(): string {
  const hash = createHash('sha256');
  for (const path of [...sources()].sort()) hash.update(`${path}\0`).update(readFileSync(join(ROOT, path)));
  return hash.digest('hex');
}

interface Probe {
  readonly httpGet: { readonly path: string; readonly port: string };
}

interface Container {
  readonly image: string;
  readonly command: readonly string[];
  readonly ports: readonly { readonly name: string; readonly containerPort: number }[];
  readonly startupProbe: Probe;
  readonly readinessProbe: Probe;
  readonly livenessProbe: Probe;
  readonly lifecycle: unknown;
  readonly securityContext: unknown;
  readonly envFrom: readonly { readonly configMapRef: { readonly name: string } }[];
  readonly resources: { readonly requests: { readonly memory: string }; readonly limits: { readonly memory: string } };
  readonly volumeMounts?: readonly {
    readonly mountPath: string;
    readonly readOnly: boolean;
    readonly subPath?: string;
  }[];
}

interface PodSpec {
  readonly serviceAccountName: string;
  readonly terminationGracePeriodSeconds: number;
  readonly securityContext: Readonly<Record<string, unknown>>;
  readonly volumes?: readonly object[];
  readonly containers: readonly Container[];
}

export function deploymentOf(name: RenderedName): {
  readonly spec: Readonly<Record<string, unknown>>;
  readonly pod: PodSpec;
  readonly container: Container;
} {
  const spec = only(name, 'Deployment')['spec'] as Readonly<Record<string, unknown>>;
  const pod = (spec['template'] as { readonly spec: PodSpec }).spec;
  const [container, ...others] = pod.containers;
  if (container === undefined || others.length > 0) throw new Error('one container was expected');
  return { spec, pod, container };
}

/** The container's environment, by the ConfigMap's name with its hash suffix, so that a change causes a rollout. */
export function environmentOf(name: RenderedName): Readonly<Record<string, string>> {
  const { container } = deploymentOf(name);
  const from = container.envFrom.map(({ configMapRef }) => configMapRef.name);
  const maps = rendered(name).filter(({ kind, metadata }) => kind === 'ConfigMap' && from.includes(metadata.name));
  if (maps.length !== 1) throw new Error(`one ConfigMap was expected, of ${from.join(', ')}`);
  return maps[0]?.['data'] as Readonly<Record<string, string>>;
}

/** The one object of that kind, apart from those of the badges ingress. */
export function only(name: RenderedName, kind: string): KubernetesObject {
  const [object, ...others] = rendered(name).filter(
    (each) => each.kind === kind && !each.metadata.name.endsWith('-badges'),
  );
  if (object === undefined || others.length > 0) throw new Error(`one ${kind} was expected`);
  return object;
}
