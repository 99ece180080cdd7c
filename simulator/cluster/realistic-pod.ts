// Adds to a lean pod what real ones have (managed fields, environment, volumes, probes, annotations, status), up to about
// 20 kB of JSON. Fields that a shield reads stay unchanged.
import type { Container, ContainerStatus, PodObject, PodSpec } from './kubernetes-objects.ts';

export function realisticPod(lean: PodObject): PodObject {
  const metadata = {
    ...lean.metadata,
    labels: { ...LABELS, ...lean.metadata.labels },
    annotations: { ...annotationsOf(lean), ...lean.metadata.annotations },
  };
  const spec = realisticPodSpec(lean.spec);
  const status = {
    hostIP: '10.0.0.7',
    hostIPs: [{ ip: '10.0.0.7' }],
    qosClass: 'Burstable',
    ...lean.status,
    ...(lean.status.containerStatuses && { containerStatuses: lean.status.containerStatuses.map(realisticStatus) }),
  };
  return { metadata: { ...metadata, managedFields: managedFieldsOf(lean, spec, status) }, spec, status };
}

export function realisticPodSpec(lean: PodSpec): PodSpec {
  return { ...POD_SPEC, ...lean, containers: lean.containers.map(realisticContainer) };
}

const LABELS = {
  'app.kubernetes.io/part-of': 'simulated-company',
  'app.kubernetes.io/managed-by': 'Helm',
  'helm.sh/chart': 'service-4.12.3',
  'security.istio.io/tlsMode': 'istio',
  'topology.kubernetes.io/region': 'eu-central-1',
};

function annotationsOf({ metadata: { name } }: PodObject): Record<string, string> {
  const network = [{ name: 'k8s-pod-network', ips: ['10.1.2.3'], default: true, dns: {} }];
  return {
    'checksum/config': hashOf(`${name}-config`),
    'checksum/secret': hashOf(`${name}-secret`),
    'cni.projectcalico.org/containerID': hashOf(name),
    'cni.projectcalico.org/podIP': '10.1.2.3/32',
    'k8s.v1.cni.cncf.io/network-status': JSON.stringify(network, null, 4),
    'prometheus.io/scrape': 'true',
    'prometheus.io/port': '9090',
    'prometheus.io/path': '/metrics',
    'sidecar.istio.io/status': JSON.stringify({ initContainers: ['istio-init'], containers: null, volumes: MOUNTS }),
  };
}

const MOUNTS = ['config', 'secrets', 'certificates', 'kube-api-access-x7k2p'];

const POD_SPEC = {
  volumes: MOUNTS.map((name) => ({
    name,
    projected: {
      defaultMode: 420,
      sources: [
        { serviceAccountToken: { expirationSeconds: 3607, path: 'token' } },
        { configMap: { name: `${name}-ca.crt`, items: [{ key: 'ca.crt', path: 'ca.crt' }] } },
        {
          downwardAPI: {
            items: [{ path: 'namespace', fieldRef: { apiVersion: 'v1', fieldPath: 'metadata.namespace' } }],
          },
        },
      ],
    },
  })),
  affinity: {
    podAntiAffinity: {
      preferredDuringSchedulingIgnoredDuringExecution: ['kubernetes.io/hostname', 'topology.kubernetes.io/zone'].map(
        (topologyKey) => ({
          weight: 100,
          podAffinityTerm: { labelSelector: { matchLabels: LABELS }, topologyKey },
        }),
      ),
    },
  },
  tolerations: ['not-ready', 'unreachable', 'memory-pressure', 'disk-pressure'].map((taint) => ({
    key: `node.kubernetes.io/${taint}`,
    operator: 'Exists',
    effect: 'NoExecute',
    tolerationSeconds: 300,
  })),
  dnsPolicy: 'ClusterFirst',
  serviceAccountName: 'service',
  serviceAccount: 'service',
  securityContext: {
    runAsNonRoot: true,
    runAsUser: 10_001,
    fsGroup: 10_001,
    seccompProfile: { type: 'RuntimeDefault' },
  },
  schedulerName: 'default-scheduler',
  priority: 1000,
  priorityClassName: 'production',
  enableServiceLinks: true,
  preemptionPolicy: 'PreemptLowerPriority',
  terminationGracePeriodSeconds: 30,
};

const PROBE = {
  httpGet: {
    path: '/healthz/deep',
    port: 'http',
    scheme: 'HTTP',
    httpHeaders: [{ name: 'X-Probe', value: 'kubelet' }],
  },
  timeoutSeconds: 1,
  periodSeconds: 10,
  successThreshold: 1,
  failureThreshold: 3,
};

/** Everything except name, image and the fields of the lean container; shared by all pods to save memory. */
const CONTAINER = {
  imagePullPolicy: 'IfNotPresent',
  args: ['--config=/etc/service/config.yaml', '--log-format=json', '--graceful-shutdown=25s'],
  ports: ['http', 'metrics', 'admin', 'grpc'].map((name, at) => ({ name, containerPort: 8080 + at, protocol: 'TCP' })),
  env: Array.from({ length: 12 }, (_, at) => ({
    name: `SERVICE_SETTING_NUMBER_${at}`,
    valueFrom: { secretKeyRef: { name: 'service-settings', key: `setting-number-${at}`, optional: false } },
  })),
  resources: { limits: { cpu: '2', memory: '1Gi' }, requests: { cpu: '250m', memory: '512Mi' } },
  volumeMounts: MOUNTS.map((name) => ({ name, mountPath: `/var/run/service/${name}`, readOnly: true })),
  livenessProbe: PROBE,
  readinessProbe: PROBE,
  startupProbe: { ...PROBE, failureThreshold: 30 },
  terminationMessagePath: '/dev/termination-log',
  terminationMessagePolicy: 'File',
  securityContext: { allowPrivilegeEscalation: false, readOnlyRootFilesystem: true, capabilities: { drop: ['ALL'] } },
};

function realisticContainer(container: Container): Container {
  return { ...CONTAINER, ...container };
}

function realisticStatus(status: ContainerStatus): ContainerStatus {
  const volumeMounts = CONTAINER.volumeMounts.map((mount) => ({ ...mount, recursiveReadOnly: 'Disabled' }));
  const [containerID, imageID] = [
    `containerd://${hashOf(status.name)}`,
    `registry.example/app@sha256:${hashOf(status.name)}`,
  ];
  return {
    containerID,
    imageID,
    allocatedResources: CONTAINER.resources.requests,
    resources: CONTAINER.resources,
    volumeMounts,
    ...status,
  };
}

/** Managed fields: the controller manages the spec, the kubelet the status. */
function managedFieldsOf({ metadata }: PodObject, spec: object, status: object): readonly object[] {
  const time = metadata.creationTimestamp;
  const entry = { operation: 'Update', apiVersion: 'v1', time, fieldsType: 'FieldsV1' };
  const { labels, annotations, ownerReferences } = metadata;
  return [
    {
      manager: 'kube-controller-manager',
      ...entry,
      fieldsV1: fieldsOf({ metadata: { labels, annotations, ownerReferences }, spec }),
    },
    { manager: 'kubelet', ...entry, fieldsV1: fieldsOf({ status }), subresource: 'status' },
  ];
}

export function fieldsOf(value: unknown): object {
  if (Array.isArray(value))
    return Object.fromEntries(value.map((item: unknown) => [keyOf(item), { '.': {}, ...fieldsOf(item) }]));
  if (typeof value !== 'object' || value === null) return {};
  return Object.fromEntries(Object.entries(value).map(([key, inner]) => [`f:${key}`, fieldsOf(inner)]));
}

function keyOf(item: unknown): string {
  const isNamed = typeof item === 'object' && item !== null && 'name' in item;
  return isNamed ? `k:${JSON.stringify({ name: item.name })}` : `v:${JSON.stringify(item)}`;
}

/** 64 hex digits that look like a SHA-256, deterministic by text. */
function hashOf(text: string): string {
  let sum = 7;
  return Array.from({ length: 64 }, (_, at) => {
    sum = (sum * 31 + text.charCodeAt(at % text.length) + at) % 65_521;
    return (sum % 16).toString(16);
  }).join('');
}
