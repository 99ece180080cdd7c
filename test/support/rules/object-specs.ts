// For each kind, the smallest spec that its schema accepts.
import type { Kind } from './object-rows.ts';

const TEMPLATE = {
  metadata: { labels: { app: 'web' } },
  spec: { containers: [{ name: 'app', image: 'web:v1' }] },
};
const SELECTOR = { matchLabels: { app: 'web' } };

export const SPECS: Readonly<Partial<Record<Kind, object>>> = {
  Kustomization: { interval: '10m', prune: true, sourceRef: { kind: 'GitRepository', name: 'apps' } },
  HelmRelease: {
    interval: '10m',
    chart: { spec: { chart: 'web', sourceRef: { kind: 'HelmRepository', name: 'charts' } } },
  },
  GitRepository: { interval: '1m', url: 'https://git.example.com/apps' },
  Application: {
    destination: { namespace: 'shop', server: 'https://kubernetes.default.svc' },
    project: 'default',
    source: { repoURL: 'https://git.example.com/apps' },
  },
  Rollout: { selector: SELECTOR, template: TEMPLATE },
  Certificate: { secretName: 'tls', issuerRef: { name: 'letsencrypt' } },
  Gateway: { gatewayClassName: 'public', listeners: [{ name: 'http', port: 80, protocol: 'HTTP' }] },
  HTTPRoute: {},
  TCPRoute: { rules: [{ backendRefs: [{ name: 'web' }] }] },
  ScaledObject: { scaleTargetRef: { name: 'web' }, triggers: [{ type: 'cron', metadata: {} }] },
  HorizontalPodAutoscaler: {
    maxReplicas: 3,
    scaleTargetRef: { apiVersion: 'apps/v1', kind: 'Deployment', name: 'web' },
  },
  PodDisruptionBudget: { minAvailable: 1, selector: SELECTOR },
  Job: { template: { ...TEMPLATE, spec: { ...TEMPLATE.spec, restartPolicy: 'Never' } } },
  StatefulSet: { selector: SELECTOR, serviceName: 'db', template: TEMPLATE },
};
