// Addresses of a service's page, relative to the overview's.

interface Place {
  readonly cluster: string;
  /** `''`: a logical service. */
  readonly namespace: string;
  readonly name: string;
}

export function serviceHref({ cluster, namespace, name }: Place): string {
  const query = [`cluster=${encodeURIComponent(cluster)}`];
  if (namespace !== '') query.push(`namespace=${encodeURIComponent(namespace)}`);
  return `s/${encodeURIComponent(name)}?${query.join('&')}`;
}
