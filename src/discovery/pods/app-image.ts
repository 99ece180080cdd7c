// Chooses the container whose image is the pod's version.
import { itemsOf, type RawTexts, textOf } from '../../kubernetes/resource/raw-object.ts';
import type { RawContainer, RawPodSpec } from './raw-pod.ts';

export const DEFAULT_CONTAINER = 'kubectl.kubernetes.io/default-container';

/** Containers that service meshes, clouds and agents inject, often as the first one. SIDECARS adds to these. */
const INJECTED = [
  'istio-proxy',
  'linkerd-proxy',
  'envoy',
  'envoy-sidecar',
  'consul-dataplane',
  'consul-connect-envoy-sidecar',
  'kuma-sidecar',
  'cilium-envoy',
  'daprd',
  'gke-gcsfuse-sidecar',
  'gke-gcsfuse-metadata-prefetch',
  'gke-metadata-server',
  'cloud-sql-proxy',
  'cloudsql-proxy',
  'aws-appmesh-envoy',
  'xray-daemon',
  'vault-agent',
  'azwi-proxy',
  'opa-istio',
  'jaeger-agent',
  'otc-container',
  'datadog-agent-injected',
  'filebeat-sidecar',
] as const;

/** The image of kubectl's default container, else of the first container that wasn't injected. */
export function appImageOf(
  spec: RawPodSpec | null | undefined,
  annotations: RawTexts | null | undefined,
  sidecars: readonly string[],
): string {
  const containers: readonly RawContainer[] = itemsOf(spec?.containers);
  const named = textOf(annotations?.[DEFAULT_CONTAINER]);
  const isInjected = ({ name }: RawContainer): boolean =>
    (INJECTED as readonly unknown[]).includes(name) || (sidecars as readonly unknown[]).includes(name);
  const container =
    (named === undefined ? undefined : containers.find(({ name }) => name === named)) ??
    containers.find((candidate) => !isInjected(candidate)) ??
    containers[0];
  return textOf(container?.image) ?? '';
}
