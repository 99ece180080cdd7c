// Addresses of a service's page, relative to the overview's.

import type { ServiceView } from './service-view.ts';

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

/** A service page's own address, relative to itself. */
export function selfHref({ summary: { service }, window }: Pick<ServiceView, 'summary' | 'window'>): string {
  const [, query = ''] = serviceHref(service).split('?');
  return `?${query}${window === '24h' ? '' : `&window=${window}`}`;
}
