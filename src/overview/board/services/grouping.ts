// Groups of services that the page folds and unfolds together.
import type { Service } from '../../../services/service.ts';
import type { Grouping } from '../../query/page-query.ts';
import type { ServiceSummary } from './service-summary.ts';

/** Services of one namespace are adjacent, so their group is looked up once. */
export function groupedBy(
  by: Grouping,
  members: readonly ServiceSummary[],
): ReadonlyMap<string, readonly ServiceSummary[]> {
  const groups = new Map<string, ServiceSummary[]>();
  let last: Service | undefined;
  let group: ServiceSummary[] = [];
  for (const summary of members) {
    const { service } = summary;
    if (last === undefined || !areBeside(last, service, by)) {
      const key = GROUP_OF[by](service);
      group = groups.get(key) ?? [];
      if (group.length === 0) groups.set(key, group);
    }
    last = service;
    group.push(summary);
  }
  return groups;
}

function areBeside(a: Service, b: Service, by: Grouping): boolean {
  return by === 'kind' ? a.kind === b.kind : a.namespace === b.namespace && a.cluster === b.cluster;
}

const GROUP_OF: Readonly<Record<Grouping, (service: Service) => string>> = {
  none: () => '',
  namespace: ({ cluster, namespace }) => `${cluster}/${namespace}`,
  cluster: ({ cluster }) => cluster,
  kind: ({ kind }) => kind,
};

export function titleOf(by: Grouping, key: string): string {
  if (by !== 'namespace') return key;
  const [cluster = '', namespace = ''] = key.split('/');
  return namespace === '' ? `${cluster} / checks without pods` : `${cluster} / ${namespace}`;
}
