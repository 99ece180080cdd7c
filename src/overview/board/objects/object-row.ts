// One object as a row of the page.
import type { Moment } from '../../../config/clock.ts';
import type { ClusterObject } from '../../../services/objects/object-view.ts';
import { publicReason } from '../../../services/objects/readiness.ts';
import type { State } from '../../../services/result/result.ts';
import { resolveResult } from '../../../services/service.ts';
import type { PageQuery } from '../../query/page-query.ts';

export interface ObjectRow {
  readonly resource: string;
  /** Empty: its kind has no namespaces. */
  readonly namespace: string;
  readonly name: string;
  readonly state: State;
  readonly status: string;
  /** Empty where it repeats the status. */
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

/** `rowOf`: undefined for an object that is simply ready. */
export type ObjectMatcher = (
  object: ClusterObject,
  stateOf: () => State,
  rowOf: () => ObjectRow | undefined,
) => boolean;

export function objectMatcher(resource: string, { namespace, state: states, q }: PageQuery): ObjectMatcher {
  const sought = q?.toLowerCase();
  const has = (text: string): boolean => sought === undefined || text.toLowerCase().includes(sought);
  const isOfKind = has(resource);
  const isReady = has('ready');
  const hasVersion = remembered(has);
  return (object, stateOf, rowOf) => {
    if (namespace?.includes(object.namespace) === false || states?.includes(stateOf()) === false) return false;
    if (isOfKind || sought === undefined) return true;
    // Names are in lower case (RFC 1123).
    if (object.name.includes(sought) || object.namespace.includes(sought)) return true;
    if (object.version !== undefined && hasVersion(object.version)) return true;
    const row = rowOf();
    return row === undefined ? isReady : has(row.status) || has(row.reason);
  };
}

/** Of a hundred thousand objects most have one of a few versions. */
function remembered(has: (text: string) => boolean): (text: string) => boolean {
  const answers = new Map<string, boolean>();
  return (text) => {
    const known = answers.get(text);
    if (known !== undefined) return known;
    const answer = has(text);
    answers.set(text, answer);
    return answer;
  };
}
