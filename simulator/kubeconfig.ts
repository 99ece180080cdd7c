// The kubeconfig for a simulated server, as JSON, which is valid YAML.

export interface Access {
  /** A bearer token in the file itself. */
  readonly token?: string;
  /** Path of a file from which clients read the token, and reread it. */
  readonly tokenFile?: string;
  /** PEM of the CA of the server's certificate; without, any certificate is accepted. */
  readonly ca?: string;
}

export function kubeconfigFor({ url }: { readonly url: string }, access: Access = {}): string {
  const { token, tokenFile, ca } = access;
  // An http:// address needs insecure-skip-tls-verify too, or client-node throws.
  const trust = ca
    ? { 'certificate-authority-data': Buffer.from(ca).toString('base64') }
    : { 'insecure-skip-tls-verify': true };
  const user = { ...(token !== undefined && { token }), ...(tokenFile !== undefined && { tokenFile }) };
  const config = {
    apiVersion: 'v1',
    kind: 'Config',
    clusters: [{ name: 'simulated', cluster: { server: url, ...trust } }],
    users: [{ name: 'simulated', user }],
    contexts: [{ name: 'simulated', context: { cluster: 'simulated', user: 'simulated' } }],
    'current-context': 'simulated',
  };
  return `${JSON.stringify(config, null, 2)}\n`;
}
