// What an exec plugin reads in KUBERNETES_EXEC_INFO.
// https://kubernetes.io/docs/reference/config-api/client-authentication.v1/

export interface ExecCommand {
  readonly apiVersion?: unknown;
  readonly provideClusterInfo?: unknown;
  readonly env?: unknown;
}

/** The cluster, for a plugin that asks for it (`provideClusterInfo`). */
export interface ExecCluster {
  readonly server: string;
  readonly tlsServerName: string | undefined;
  readonly skipsVerification: boolean;
  /** Base64 of PEM. */
  readonly caData: string | undefined;
  readonly proxyUrl: string | undefined;
  /** The kubeconfig's extension for exec plugins. */
  readonly config: unknown;
}

export function execInfo({ apiVersion, provideClusterInfo }: ExecCommand, cluster: ExecCluster): string {
  const spec = { interactive: false, ...(provideClusterInfo === true && { cluster: clusterInfo(cluster) }) };
  return JSON.stringify({ apiVersion, kind: 'ExecCredential', spec });
}

/** JSON leaves out what is undefined. */
function clusterInfo({ server, tlsServerName, skipsVerification, caData, proxyUrl, config }: ExecCluster): object {
  return {
    server,
    'tls-server-name': tlsServerName,
    ...(skipsVerification && { 'insecure-skip-tls-verify': true }),
    'certificate-authority-data': caData,
    'proxy-url': proxyUrl,
    config,
  };
}
