// Parameters that say whose services are meant. One that is misspelled would give an answer about others than were asked
// for, so it doesn't fit; any other parameter that isn't known is ignored.
import { isOneLetterOff } from '../../config/parse/spelling.ts';

export const SCOPES = ['namespace', 'cluster'] as const;
export type ScopeParameter = (typeof SCOPES)[number];

/** A sentence for each parameter that is a scope but for its spelling. `known` are the route's parameters. */
export function misspeltScopes(query: URLSearchParams, known: ReadonlySet<string>): readonly string[] {
  const scopes = SCOPES.filter((scope) => known.has(scope));
  return [...new Set(query.keys())]
    .filter((name) => !known.has(name))
    .flatMap((name) => {
      const meant = scopes.find((scope) => isMeantAs(name, scope));
      return meant === undefined ? [] : [`A parameter is spelled almost as ${meant}: write ${meant}.`];
    });
}

function isMeantAs(name: string, scope: ScopeParameter): boolean {
  const plain = name.toLowerCase().replaceAll(/[^a-z]/g, '');
  return plain === scope || OTHER_NAMES[scope].includes(plain) || isOneLetterOff(plain, scope);
}

const OTHER_NAMES: Readonly<Record<ScopeParameter, readonly string[]>> = {
  namespace: ['ns', 'namespacename'],
  cluster: ['clustername', 'clusterid'],
};
