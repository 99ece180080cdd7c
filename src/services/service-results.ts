// The results of several services for one check, as input of an aggregate.
import type { Result, SummedResult } from './result/result.ts';
import type { Service } from './service.ts';

export interface ResultsByMaintenance {
  readonly own: readonly SummedResult[];
  readonly maintained: readonly SummedResult[];
}

/** A check of a file runs once for all namespaces of its name, so the same result counts once. */
export function resultsOf(services: readonly Service[], check: string): readonly Result[] {
  const results = adding(splitByMaintenance(services, check));
  // `health` never comes from a check file, so no two services share a result.
  return check === 'health' ? results : [...new Set(results)];
}

/** Separates services in maintenance from the others. */
export function splitByMaintenance(services: readonly Service[], check: string): ResultsByMaintenance {
  const own: Result[] = [];
  const maintained: Result[] = [];
  for (const { results, maintenance } of services) {
    const result = results.get(check);
    if (result !== undefined) (maintenance === undefined ? own : maintained).push(result);
  }
  return { own, maintained };
}

/** Services in maintenance add nothing, unless there are no others. */
export function adding({ own, maintained }: ResultsByMaintenance): readonly SummedResult[] {
  return own.length > 0 ? own : maintained;
}
