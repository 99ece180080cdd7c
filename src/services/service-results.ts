// The results of several services for one check, as input of an aggregate.
import type { Result, SummedResult } from './result/result.ts';
import type { Service } from './service.ts';

export interface ResultsByMaintenance<T extends Result = SummedResult> {
  readonly own: readonly T[];
  readonly maintained: readonly T[];
}

export function resultsOf(services: readonly Service[], check: string): readonly Result[] {
  return distinct(adding(splitByMaintenance(services, check)), check);
}

/** A check of a file runs once for all namespaces of its name, so the same result counts once. */
export function distinct<T extends Result>(results: readonly T[], check: string): readonly T[] {
  // `health` never comes from a check file, so no two services share a result.
  return check === 'health' ? results : [...new Set(results)];
}

/** Separates services in maintenance from the others. */
export function splitByMaintenance(services: readonly Service[], check: string): ResultsByMaintenance<Result> {
  const own: Result[] = [];
  const maintained: Result[] = [];
  for (const { results, maintenance } of services) {
    const result = results.get(check);
    if (result !== undefined) (maintenance === undefined ? own : maintained).push(result);
  }
  return { own, maintained };
}

/** Services in maintenance add nothing, unless there are no others. */
export function adding<T extends Result>({ own, maintained }: ResultsByMaintenance<T>): readonly T[] {
  return own.length > 0 ? own : maintained;
}
