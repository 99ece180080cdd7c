// Addresses of a service's page, relative to the overview's.

interface ServiceLocation {
  readonly cluster: string;
  /** `''`: a logical service. */
  readonly namespace: string;
  readonly name: string;
}

export function serviceHref({ cluster, namespace, name }: ServiceLocation): string {
  const query = [`cluster=${encodeURIComponent(cluster)}`];
  if (namespace !== '') query.push(`namespace=${encodeURIComponent(namespace)}`);
  return `s/${encodeURIComponent(name)}?${query.join('&')}`;
}

/** What a service's page shows. */
interface PageOptions {
  readonly summary: { readonly service: ServiceLocation };
  readonly window: string;
}

/** A service page's own address, relative to itself. */
export function selfHref({ summary: { service }, window }: PageOptions): string {
  const [, query = ''] = serviceHref(service).split('?');
  return `?${query}${window === '24h' ? '' : `&window=${window}`}`;
}
