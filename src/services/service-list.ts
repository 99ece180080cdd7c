// Services indexed and sorted as they are read, so that reading is a look-up.
import { compareText, SortedList } from '../discovery/index/collections/sorted-list.ts';
import type { Service } from './service.ts';

/** One cluster's. A service is known by its namespace and name. */
export class ServiceList<T extends Service = Service> {
  private readonly byName = new Map<string, Named<T>>();
  private readonly sortedNames = new SortedList<string>(compareText);
  private readonly sorted = new SortedList<T>(byNamespaceAndName);
  private readonly sortedByName = new SortedList<T>(byNameAndNamespace);

  get size(): number {
    return this.sorted.size;
  }

  get(namespace: string, name: string): T | undefined {
    const services = this.byName.get(name)?.services;
    const found = services?.all()[services.firstNot((service) => service.namespace < namespace)];
    return found?.namespace === namespace ? found : undefined;
  }

  /** Every namespace's service of that name, by namespace. */
  named(name: string): readonly T[] {
    return this.byName.get(name)?.services.all() ?? [];
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
      named.services.replace(service, 0);
      named.at = this.sorted.replace(service, named.at);
      named.atByName = this.sortedByName.replace(service, named.atByName);
    } else this.add(service, named);
  }

  delete(service: T): void {
    const named = this.byName.get(service.name);
    named?.services.delete(service);
    this.sorted.delete(service);
    this.sortedByName.delete(service);
    if (named?.services.size !== 0) return;
    this.byName.delete(service.name);
    this.sortedNames.delete(service.name);
  }

  private add(service: T, known: Named<T> | undefined): void {
    const named: Named<T> = known ?? {
      services: new SortedList<T>(byNamespaceAndName),
      at: undefined,
      atByName: undefined,
    };
    if (known === undefined) {
      this.byName.set(service.name, named);
      this.sortedNames.add(service.name);
    }
    named.services.add(service);
    this.sorted.add(service);
    this.sortedByName.add(service);
  }
}

/** Services of one name. */
interface Named<T> {
  readonly services: SortedList<T>;
  /** Where the one that was replaced last was in the two lists of all: where it still is, unless services came or went. */
  at: number | undefined;
  atByName: number | undefined;
}

function byNamespaceAndName(a: Service, b: Service): number {
  return compareText(a.namespace, b.namespace) || compareText(a.name, b.name);
}

function byNameAndNamespace(a: Service, b: Service): number {
  return compareText(a.name, b.name) || compareText(a.namespace, b.namespace);
}
