// Results of check files, by the name of the service that they are about. A file may be for some namespaces only.
import type { Result } from './result/result.ts';

/** Results of a check file, by the check's name. */
export type CustomResults = ReadonlyMap<string, Result>;

interface Custom {
  readonly results: CustomResults;
  /** The results are for services in these namespaces only; undefined: in all. */
  readonly namespaces: readonly string[] | undefined;
}

/** Services whose check file has not been loaded yet; `all` before the folder was read. */
export type PendingFiles = ReadonlySet<string> | 'all';

export class CustomResultsByService {
  private readonly byName = new Map<string, Custom>();
  private pendingFiles: PendingFiles = new Set();

  /** Undefined `results`: no check file is about that name any more. */
  set(name: string, results: CustomResults | undefined, namespaces?: readonly string[]): void {
    if (results === undefined) this.byName.delete(name);
    else this.byName.set(name, { results, namespaces });
  }

  get(name: string): Custom | undefined {
    return this.byName.get(name);
  }

  resultsFor({ namespace, name }: { readonly namespace: string; readonly name: string }): CustomResults | undefined {
    const custom = this.byName.get(name);
    return custom !== undefined && appliesTo(custom.namespaces, namespace) ? custom.results : undefined;
  }

  setPendingFiles(pending: PendingFiles): void {
    this.pendingFiles = pending;
  }

  hasPendingFile(service?: string): boolean {
    if (this.pendingFiles === 'all') return true;
    return service === undefined ? this.pendingFiles.size > 0 : this.pendingFiles.has(service);
  }
}

/** Undefined `namespaces`: all of them. A logical service is in no namespace. */
export function appliesTo(namespaces: readonly string[] | undefined, namespace: string): boolean {
  return namespace !== '' && (namespaces?.includes(namespace) ?? true);
}
