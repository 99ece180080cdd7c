// Query parameters become a DTO, or a problem that names every one that doesn't fit.
import { plainToInstance } from 'class-transformer';
import { badRequest, ProblemError } from '../problem/problem.ts';
import { misspeltScopes } from './scopes.ts';
import { faultsOf } from './validators.dto.ts';

/**
 * Parameters that the DTO doesn't know are ignored, misspelled scopes apart; an empty value counts as absent, as a form sends it; one that is given twice
 * is bad. Throws a ProblemError (400).
 */
export function parseQuery<T extends object>(dto: new () => T, query: URLSearchParams): T {
  const known = Object.keys(new dto());
  const given = known.filter((name) => (query.get(name) ?? '') !== '');
  const parsed = plainToInstance(dto, Object.fromEntries(given.map((name) => [name, query.get(name)])));
  const faults = [
    ...faultsOf(parsed),
    ...misspeltScopes(query, new Set(known)),
    ...known.filter((name) => query.getAll(name).length > 1).map((name) => `${name} is given twice: give it once.`),
  ];
  if (faults.length > 0) throw new ProblemError(badRequest(faults.join(' ')));
  return parsed;
}
