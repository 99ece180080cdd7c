// What services say of one check, as an aggregate takes it.
import type { Result } from './result/result.ts';
import type { Service } from './service.ts';

export interface Parts {
  readonly own: readonly Result[];
  readonly maintained: readonly Result[];
}

/** A check of a file runs once for all namespaces of its name: the same result counts once. */
export function resultsOf(services: readonly Service[], check: string): readonly Result[] {
  const results = adding(splitByMaintenance(services, check));
  // No check file gives health, so no two services have the same.
  return check === 'health' ? results : [...new Set(results)];
}

/** What is in maintenance apart. */
export function splitByMaintenance(services: readonly Service[], check: string): Parts {
  const own: Result[] = [];
  const maintained: Result[] = [];
  for (const { results, maintenance } of services) {
    const result = results.get(check);
    if (result !== undefined) (maintenance === undefined ? own : maintained).push(result);
  }
  return { own, maintained };
}

/** What is in maintenance adds nothing, unless there is nothing else. */
export function adding({ own, maintained }: Parts): readonly Result[] {
  return own.length > 0 ? own : maintained;
}
