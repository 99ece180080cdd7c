// Values of the Helm chart, as operators would write them.
export const VALUE_SETS: Readonly<Record<string, Readonly<Record<string, unknown>>>> = {
  default: {},
  private: {
    config: { otherShields: [], clusterName: 'eu-1', shieldHosts: ['shields.example.com'] },
    intraSecret: { name: 'intra' },
  },
  hub: {
    config: {
      otherShields: ['member=https://shields.member.example.com', 'eu-2.example.com:8443'],
      clusterName: 'hub',
      publicUrl: 'https://shields.example.com',
    },
    intraSecret: { name: 'intra', key: 'shared' },
  },
  'pods only': { workloads: false },
  'some namespaces': { namespaces: ['team-a', 'team-b'] },
  objects: { objects: ['nodes', 'certificates.cert-manager.io', 'kustomizations.kustomize.toolkit.fluxcd.io/v1'] },
  ingress: { ingress: { enabled: true, className: 'nginx', host: 'shields.example.com', tlsSecret: 'shields-tls' } },
  'ingress without TLS': { ingress: { enabled: true, host: 'shields.internal', annotations: { a: 'b' } } },
  gateway: {
    httpRoute: {
      enabled: true,
      parentRefs: [{ name: 'gateway', namespace: 'gateway' }],
      hostnames: ['shields.example.com'],
    },
  },
  'badges by link': {
    config: { access: 'private' },
    badgeKeys: { secret: 'badge-keys' },
    badges: {
      enabled: true,
      url: 'https://badges.example.com',
      ingress: { enabled: true, host: 'badges.example.com' },
    },
  },
  'read tokens': { config: { access: 'private' }, readTokens: { secret: 'tokens' } },
  checks: {
    checks: {
      files: { 'cluster-dns.mjs': 'export const lookup = () => "ok";\n', 'site.yaml': 'up:\n  http: {}\n' },
      secret: 'check-secrets',
    },
  },
  'checks of a ConfigMap': { checks: { configMap: 'my-checks' } },
  maintenance: {
    maintenance: {
      windows: [
        { namespace: 'shop', service: 'db', start: '2026-12-01T22:00Z', duration: '2h', text: 'database upgrade' },
        { namespace: '*', service: '*', start: '2026-12-06T06:00+01:00', duration: '90m' },
      ],
    },
  },
  'maintenance of a ConfigMap': { maintenance: { configMap: 'windows' } },
  monitoring: {
    serviceMonitor: { enabled: true, labels: { release: 'prometheus' } },
    prometheusRule: { enabled: true },
    dashboard: { enabled: true },
  },
  'no metrics': { metricsPort: 0 },
  autoscaling: { autoscaling: { enabled: true, maxReplicas: 9 } },
  history: { history: { enabled: true, size: '5Gi', storageClass: 'fast' }, config: { historyFor: '400d' } },
  'history on a claim': { history: { enabled: true, existingClaim: 'mine' } },
  openshift: { openshift: true, networkPolicy: { dnsPorts: [53, 5353] } },
  'an image by digest': {
    image: { digest: `sha256:${'0'.repeat(64)}`, pullPolicy: 'IfNotPresent', pullSecrets: ['registry'] },
  },
  'pods of a platform team': {
    commonLabels: { team: 'platform' },
    commonAnnotations: { owner: 'platform' },
    podLabels: { 'sidecar.istio.io/inject': 'false' },
    nodeSelector: { 'kubernetes.io/os': 'linux' },
    tolerations: [{ key: 'infra', operator: 'Exists' }],
    affinity: { nodeAffinity: {} },
    priorityClassName: 'system-cluster-critical',
    replicaCount: 3,
    extraEnv: [{ name: 'TZ', value: 'UTC' }],
  },
  'accounts made elsewhere': { rbac: { create: false }, serviceAccount: { create: false, name: 'shields' } },
  settings: {
    config: {
      access: 'badges',
      maxServices: 1_000_000,
      startGrace: '0',
      staleAfter: '2m',
      sidecars: ['cloudsql-proxy', 'gcsfuse'],
      frameAncestors: ["'self'", 'https://grafana.example.com'],
      cronTimeZone: 'Europe/Berlin',
      logFormat: 'pretty',
    },
  },
};

/** Values that the product would refuse, and the path that Helm must report. */
export const REFUSED: readonly (readonly [values: Readonly<Record<string, unknown>>, where: string])[] = [
  [{ config: { access: 'open' } }, '/config/access'],
  [{ config: { staleAfter: '90 s' } }, '/config/staleAfter'],
  [{ config: { clusterName: 'a b' } }, '/config/clusterName'],
  [{ config: { clusterName: 'x'.repeat(64) } }, '/config/clusterName'],
  [{ config: { publicUrl: 'shields.example.com' } }, '/config/publicUrl'],
  [{ config: { publicUrl: 'https://user:secret@shields.example.com' } }, '/config/publicUrl'],
  [{ config: { maxServices: 0 } }, '/config/maxServices'],
  [{ config: { logLevel: 'loud' } }, '/config/logLevel'],
  [{ config: { stale: '90s' } }, '/config'],
  [{ namespaces: ['Team_A'] }, '/namespaces/0'],
  [{ objects: ['secrets'] }, '/objects/0'],
  [{ objects: ['Nodes'] }, '/objects/0'],
  [
    { maintenance: { windows: [{ namespace: 'shop', service: 'db', start: 'tomorrow', duration: '2h' }] } },
    '/maintenance/windows/0/start',
  ],
  [
    { maintenance: { windows: [{ namespace: 'shop', service: 'db', start: '2026-12-01T22:00Z', duration: '2 h' }] } },
    '/maintenance/windows/0/duration',
  ],
  [{ checks: { files: { '../web.ts': '' } } }, '../web.ts'],
  [{ config: null }, "missing property 'config'"],
  [{ ingress: null }, "missing property 'ingress'"],
  [{ metricsPort: '9091' }, '/metricsPort'],
  [{ config: { staleAfter: 90 } }, '/config/staleAfter'],
  [{ image: { digest: 'sha256:abc' } }, '/image/digest'],
  [{ ingress: { enabled: true } }, '/ingress/host'],
  [{ httpRoute: { enabled: true } }, '/httpRoute/parentRefs'],
  [{ commonLabels: { 'app.kubernetes.io/name': 'mine' } }, 'app.kubernetes.io/name'],
  [{ replicas: 3 }, 'replicas'],
];

/** Values as `--set`, parent charts and generators pass them: quoted numbers, names that look like numbers, null. */
export const ODD_SETS: Readonly<Record<string, Readonly<Record<string, unknown>>>> = {
  'quoted numbers and plain booleans': { config: { maxServices: '20000', serviceMetrics: true, siteName: '123' } },
  'names that look like numbers': {
    image: { tag: '1.10', pullSecrets: ['123'] },
    commonLabels: { a: 'true' },
    intraSecret: { name: '123', key: '0x1' },
    readTokens: { secret: 'true' },
    badgeKeys: { secret: '1e3' },
    serviceAccount: { name: '123' },
    priorityClassName: '1',
    ingress: { enabled: true, host: 'shields.example.com', className: '1', tlsSecret: '007' },
    history: { enabled: true, storageClass: '1' },
    checks: { configMap: '007', secret: '08' },
    podAnnotations: { x: '1e3' },
    nodeSelector: { x: 'true' },
  },
  'nothing instead of values': {
    config: { access: null, maxServices: null, sidecars: null, siteName: null },
    image: { tag: null, digest: null },
    checks: { files: null },
    commonLabels: null,
    commonAnnotations: null,
    podLabels: null,
    nodeSelector: null,
    tolerations: null,
    objects: null,
    namespaces: null,
    extraEnv: null,
  },
  'empty lists': { config: { sidecars: [], frameAncestors: [] }, namespaces: [], objects: [], checks: { files: {} } },
};

/** What NOTES.txt prints for some values. */
export const NOTES: readonly (readonly [values: Readonly<Record<string, unknown>>, says: RegExp])[] = [
  [{}, /port-forward service\/kube-shields 8080:80\n(?:(?!private)[^])*$/],
  [{ config: { otherShields: [] } }, /private: it has neither key nor tokens[^]*config\.access=public/],
  [{ config: { access: 'private' }, readTokens: { secret: 'tokens' } }, /it answers requests with a read token only/],
  [{ config: { access: 'badges' } }, /badges are open; its page and the API answer no request: set intraSecret\.name/],
  [{ ingress: { enabled: true, host: 'a.example.com', tlsSecret: 'tls' } }, /https:\/\/a\.example\.com\/_\/SERVICE/],
  [
    { httpRoute: { enabled: true, parentRefs: [{ name: 'gateway' }], hostnames: ['b.example.com'] } },
    /https:\/\/b\.example\.com\/, a badge/,
  ],
  [{ history: { enabled: true } }, /on the claim kube-shields-history, which stays/],
  [{ workloads: false }, /It reads pods alone/],
];
