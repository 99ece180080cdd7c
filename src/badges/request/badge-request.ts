// Parses and validates a request target: which badge is requested, and how it should look.
import type { RequestTarget } from '../../http/request/request-target.ts';
import { isCheckName, isName, isObjectName, isPrefix } from '../../config/names.ts';
import { type BadgeQuery, parseBadgeQuery } from './badge-query.ts';

/** The names in the path, not validated. */
export type Subject =
  | { readonly of: 'service'; readonly service: string; readonly check: string }
  | { readonly of: 'aggregate'; readonly prefix: string; readonly check: string }
  | { readonly of: 'object'; readonly resource: string; readonly name: string; readonly check: string }
  | { readonly of: 'cluster'; readonly check: string };

export interface BadgeRequest {
  readonly subject: Subject;
  readonly query: BadgeQuery;
  /** Sentences about what doesn't fit, names and parameters alike; empty where all is well. */
  readonly faults: readonly string[];
}

/** The target of a route of badges. */
export function parseBadgeRequest(target: Pick<RequestTarget, 'route' | 'params' | 'query' | 'suffix'>): BadgeRequest {
  const subject = subjectOf(target.route === 'why-card' ? { ...target.params, check: 'why' } : target.params);
  const query = parseBadgeQuery(target.query, target.suffix);
  return { subject, query, faults: [...faultsOfNames(subject), ...faultsOfScope(subject, query), ...query.faults] };
}

/** The namespace and cluster of the query, if given. */
export function pickedScope({ namespace, cluster }: BadgeQuery): { namespace?: string; cluster?: string } {
  return { ...(namespace !== undefined && { namespace }), ...(cluster !== undefined && { cluster }) };
}

function subjectOf({ service, prefix, resource, name = '', check = '' }: Readonly<Record<string, string>>): Subject {
  if (service !== undefined) return { of: 'service', service, check };
  if (prefix !== undefined) return { of: 'aggregate', prefix, check };
  return resource === undefined ? { of: 'cluster', check } : { of: 'object', resource, name, check };
}

function faultsOfNames(subject: Subject): string[] {
  const faults = isCheckName(subject.check) ? [] : [A_CHECK];
  switch (subject.of) {
    case 'service':
      return isName(subject.service) ? faults : [A_SERVICE, ...faults];
    case 'aggregate':
      return isPrefix(subject.prefix) ? faults : [A_PREFIX, ...faults];
    case 'object':
      return isName(subject.resource) && (subject.name === '*' || isObjectName(subject.name))
        ? faults
        : [AN_OBJECT, ...faults];
    case 'cluster':
      return faults;
  }
}

/** A badge of the whole cluster would be a false one to a reader who asks for a namespace's. */
function faultsOfScope({ of }: Subject, { namespace }: BadgeQuery): string[] {
  return of === 'cluster' && namespace !== undefined ? [NO_NAMESPACE] : [];
}

const A_SERVICE =
  "The service's name must be letters, digits, dots, hyphens and underscores, with a letter or a digit at both ends.";
const A_PREFIX = "The prefix must be * or the beginning of a service's name.";
const AN_OBJECT =
  'The kind must be one of WATCH_OBJECTS, as nodes or certificates.cert-manager.io, and the name an object of it, or *.';
const NO_NAMESPACE = "A cluster's badges are of all its namespaces: leave namespace out.";
const A_CHECK = "The check's name must be letters, digits and underscores, with a letter first.";
