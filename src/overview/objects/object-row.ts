// One object as the page writes it.
import type { Moment } from '../../config/clock.ts';
import type { ClusterObject } from '../../services/object-view.ts';
import { publicReason } from '../../services/readiness.ts';
import type { State } from '../../services/result.ts';
import { resolveResult } from '../../services/service.ts';
import type { PageQuery } from '../page-query.ts';

export interface ObjectRow {
  readonly resource: string;
  /** Empty: its kind has no namespaces. */
  readonly namespace: string;
  readonly name: string;
  readonly state: State;
  readonly status: string;
  /** Only where it says more than the status. */
  readonly reason: string;
  readonly version: string;
  /** Unix milliseconds. */
  readonly since?: number;
}

export function objectRowOf(resource: string, object: ClusterObject, now: Moment): ObjectRow {
  const { namespace, name } = object;
  const results = object.resultsAt(now);
  const ready = results.get('ready');
  const version = results.get('version')?.status ?? '';
  if (ready === undefined) return { resource, namespace, name, state: 'unknown', status: '', reason: '', version };
  const { state, status, reason, since } = resolveResult(ready, now);
  const why = reason === undefined || state === 'stale' || state === 'ok' ? '' : publicReason(reason);
  return {
    resource,
    namespace,
    name,
    state,
    status,
    reason: why === status ? '' : why,
    version,
    ...(since !== undefined && { since }),
  };
}

export function isRowSought(row: ObjectRow, { namespace, state, q }: PageQuery): boolean {
  const sought = q?.toLowerCase();
  const texts = [row.name, row.namespace, row.resource, row.status, row.reason, row.version];
  return (
    (namespace?.includes(row.namespace) ?? true) &&
    (state?.includes(row.state) ?? true) &&
    (sought === undefined || texts.some((text) => text.toLowerCase().includes(sought)))
  );
}
