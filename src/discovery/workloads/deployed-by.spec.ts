// The deployer of a workload, found by the labels and annotations that deployment tools write.
import { deployedByOf } from './deployed-by.ts';

const KUSTOMIZATION = {
  'kustomize.toolkit.fluxcd.io/name': 'apps',
  'kustomize.toolkit.fluxcd.io/namespace': 'platform',
};
const HELM = { 'meta.helm.sh/release-name': 'web', 'meta.helm.sh/release-namespace': 'shop' };
const APPLICATIONS = 'applications.argoproj.io';

it.each([
  [
    'a Kustomization of Flux',
    { labels: KUSTOMIZATION },
    {
      kind: 'Kustomization',
      namespace: 'platform',
      name: 'apps',
      resource: 'kustomizations.kustomize.toolkit.fluxcd.io',
    },
  ],
  [
    'a HelmRelease of Flux rather than the Helm release that it makes',
    {
      labels: { 'helm.toolkit.fluxcd.io/name': 'web', 'helm.toolkit.fluxcd.io/namespace': 'flux' },
      annotations: HELM,
    },
    { kind: 'HelmRelease', namespace: 'flux', name: 'web', resource: 'helmreleases.helm.toolkit.fluxcd.io' },
  ],
  [
    'an Application of Argo CD by its label',
    { labels: { 'argocd.argoproj.io/instance': 'shop-web' } },
    { kind: 'Application', namespace: '', name: 'shop-web', resource: APPLICATIONS },
  ],
  [
    'an Application of Argo CD by its annotation, in another namespace',
    { annotations: { 'argocd.argoproj.io/tracking-id': 'teams_shop-web:apps/Deployment:shop/web' } },
    { kind: 'Application', namespace: 'teams', name: 'shop-web', resource: APPLICATIONS },
  ],
  [
    'a Helm release',
    { labels: { 'app.kubernetes.io/managed-by': 'Helm' }, annotations: HELM },
    { kind: 'Helm release', namespace: 'shop', name: 'web' },
  ],
  [
    'a tool by its name alone',
    { labels: { 'app.kubernetes.io/managed-by': 'cnpg-operator' } },
    { kind: 'cnpg-operator', namespace: '', name: '' },
  ],
  ['nothing', { labels: { app: 'web' } }, undefined],
  ['nothing at all', undefined, undefined],
  [
    'nothing that could not be a name',
    { labels: { 'kustomize.toolkit.fluxcd.io/name': '<script>', 'app.kubernetes.io/managed-by': 'a b' } },
    undefined,
  ],
  ['wrong types', { labels: { 'kustomize.toolkit.fluxcd.io/name': 7 } }, undefined],
])('finds %s', (_, metadata, found) => {
  expect(deployedByOf(metadata)).toEqual(found);
});
