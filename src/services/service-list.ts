// Services indexed and sorted as they are read, so that reading is a look-up.
import { compareText, SortedList } from '../discovery/index/collections/sorted-list.ts';
import type { Service } from './service.ts';

/** One cluster's. A service is known by its namespace and name. */
export class ServiceList<T extends Service = Service> {
  private readonly byName = new Map<string, SortedList<T>>();
  private readonly sortedNames = new SortedList<string>(compareText);
  private readonly sorted = new SortedList<T>(byNamespaceAndName);
  private readonly sortedByName = new SortedList<T>(byNameAndNamespace);

  get size(): number {
    return this.sorted.size;
  }

  get(namespace: string, name: string): T | undefined {
    const named = this.byName.get(name);
    const found = named?.all()[named.firstNot((service) => service.namespace < namespace)];
    return found?.namespace === namespace ? found : undefined;
  }

  /** Every namespace's service of that name, by namespace. */
  named(name: string): readonly T[] {
    return this.byName.get(name)?.all() ?? [];
  }

  /** `*`: all of them. By name, then namespace. Good until the list changes. */
  withPrefix(prefix: string): readonly T[] {
    const all = this.sortedByName.all();
    if (prefix === '*') return all;
    const from = this.sortedByName.firstNot(({ name }) => name < prefix);
    const to = this.sortedByName.firstNot(({ name }) => name < prefix || name.startsWith(prefix));
    return all.slice(from, to);
  }

  /** By namespace, then name. */
  all(): readonly T[] {
    return this.sorted.all();
  }

  /** By name. */
  inNamespace(namespace: string): readonly T[] {
    const from = this.sorted.firstNot((service) => service.namespace < namespace);
    const to = this.sorted.firstNot((service) => service.namespace <= namespace);
    return this.sorted.all().slice(from, to);
  }

  /** Sorted, each once. */
  names(): readonly string[] {
    return this.sortedNames.all();
  }

  /** Replaces the service of the same namespace and name. */
  set(service: T): void {
    const named = this.byName.get(service.name);
    if (named !== undefined && this.get(service.namespace, service.name) !== undefined) {
      named.replace(service);
      this.sorted.replace(service);
      this.sortedByName.replace(service);
    } else this.add(service, named);
  }

  delete(service: T): void {
    const named = this.byName.get(service.name);
    named?.delete(service);
    this.sorted.delete(service);
    this.sortedByName.delete(service);
    if (named?.size !== 0) return;
    this.byName.delete(service.name);
    this.sortedNames.delete(service.name);
  }

  private add(service: T, known: SortedList<T> | undefined): void {
    const named = known ?? new SortedList<T>(byNamespaceAndName);
    if (known === undefined) {
      this.byName.set(service.name, named);
      this.sortedNames.add(service.name);
    }
    named.add(service);
    this.sorted.add(service);
    this.sortedByName.add(service);
  }
}

function byNamespaceAndName(a: Service, b: Service): number {
  return compareText(a.namespace, b.namespace) || compareText(a.name, b.name);
}

function byNameAndNamespace(a: Service, b: Service): number {
  return compareText(a.name, b.name) || compareText(a.namespace, b.namespace);
}
