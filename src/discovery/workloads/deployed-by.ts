// The tool that deployed a workload, by the labels and annotations that it writes.
import { type RawMetadata, type RawTexts, textOf } from '../../kubernetes/resource/raw-object.ts';
import { detached } from '../../kubernetes/resource/shared-strings.ts';

export interface DeployedBy {
  /** `Kustomization`, `HelmRelease`, `Application`, `Helm release`; of another tool its name. */
  readonly kind: string;
  /** Empty where the workload doesn't say. */
  readonly namespace: string;
  /** Empty where the workload names a tool alone. */
  readonly name: string;
  /** As WATCH_OBJECTS names it; absent where it is no object of the API. */
  readonly resource?: string;
}

interface Tool {
  readonly kind: string;
  readonly resource?: string;
  readonly find: (texts: Texts) => { readonly namespace: string; readonly name: string };
}

/** A label's or annotation's value; empty where it isn't there. */
interface Texts {
  readonly label: (key: string) => string;
  readonly annotation: (key: string) => string;
}

const MANAGED_BY = 'app.kubernetes.io/managed-by';

/** The most specific first. */
const TOOLS: readonly Tool[] = [
  // https://fluxcd.io/flux/components/kustomize/kustomizations/
  flux('Kustomization', 'kustomizations', 'kustomize.toolkit.fluxcd.io'),
  flux('HelmRelease', 'helmreleases', 'helm.toolkit.fluxcd.io'),
  {
    // https://argo-cd.readthedocs.io/en/stable/user-guide/resource_tracking/
    kind: 'Application',
    resource: 'applications.argoproj.io',
    find: ({ label, annotation }) => {
      const [tracked = ''] = annotation('argocd.argoproj.io/tracking-id').split(':');
      const instance = tracked === '' ? label('argocd.argoproj.io/instance') : tracked;
      // An application outside Argo CD's own namespace is written NAMESPACE_NAME.
      const [name = '', namespace = ''] = instance.split('_').toReversed();
      return { namespace, name };
    },
  },
  {
    // https://helm.sh/docs/topics/advanced/
    kind: 'Helm release',
    find: ({ annotation }) => ({
      namespace: annotation('meta.helm.sh/release-namespace'),
      name: annotation('meta.helm.sh/release-name'),
    }),
  },
];

export const DEPLOYMENT_LABELS: readonly string[] = [
  'kustomize.toolkit.fluxcd.io/name',
  'kustomize.toolkit.fluxcd.io/namespace',
  'helm.toolkit.fluxcd.io/name',
  'helm.toolkit.fluxcd.io/namespace',
  'argocd.argoproj.io/instance',
  MANAGED_BY,
];
export const DEPLOYMENT_ANNOTATIONS: readonly string[] = [
  'argocd.argoproj.io/tracking-id',
  'meta.helm.sh/release-name',
  'meta.helm.sh/release-namespace',
];

export function isSameDeployment(a: DeployedBy | undefined, b: DeployedBy | undefined): boolean {
  return a?.kind === b?.kind && a?.namespace === b?.namespace && a?.name === b?.name && a?.resource === b?.resource;
}

/** Undefined where nothing says so. */
export function deployedByOf(metadata: RawMetadata | null | undefined): DeployedBy | undefined {
  const texts: Texts = {
    label: (key) => valueOf(metadata?.labels, key),
    annotation: (key) => valueOf(metadata?.annotations, key),
  };
  for (const { kind, resource, find } of TOOLS) {
    const found = find(texts);
    if (!NAME.test(found.name)) continue;
    const namespace = NAME.test(found.namespace) ? detached(found.namespace) : '';
    return { kind, namespace, name: detached(found.name), ...(resource !== undefined && { resource }) };
  }
  const manager = texts.label(MANAGED_BY);
  return NAME.test(manager) ? { kind: detached(manager), namespace: '', name: '' } : undefined;
}

function flux(kind: string, plural: string, group: string): Tool {
  return {
    kind,
    resource: `${plural}.${group}`,
    find: ({ label }) => ({ namespace: label(`${group}/namespace`), name: label(`${group}/name`) }),
  };
}

function valueOf(texts: RawTexts | null | undefined, key: string): string {
  return textOf(texts?.[key]) ?? '';
}

/** Readers see these values, which anyone with write access to the workload can set. */
const NAME = /^[A-Za-z0-9](?:[A-Za-z0-9._-]{0,251}[A-Za-z0-9])?$/;
