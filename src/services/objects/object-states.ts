// States of one kind's objects, by namespace and name: looked up a hundred thousand times in a search, so without a text that
// is put together for each.
import type { State } from '../result/result.ts';

/** Empty namespace: its kind has none. */
interface Name {
  readonly namespace: string;
  readonly name: string;
}

export class ObjectStates {
  private readonly namespaces = new Map<string, Map<string, State>>();
  private total = 0;

  get size(): number {
    return this.total;
  }

  get({ namespace, name }: Name): State | undefined {
    return this.namespaces.get(namespace)?.get(name);
  }

  set({ namespace, name }: Name, state: State): void {
    const names = this.namespaces.get(namespace) ?? new Map<string, State>();
    this.namespaces.set(namespace, names);
    if (!names.has(name)) this.total += 1;
    names.set(name, state);
  }

  delete({ namespace, name }: Name): void {
    const names = this.namespaces.get(namespace);
    if (names?.delete(name) !== true) return;
    this.total -= 1;
    if (names.size === 0) this.namespaces.delete(namespace);
  }

  *entries(): Generator<readonly [Name, State]> {
    for (const [namespace, names] of this.namespaces) {
      for (const [name, state] of names) yield [{ namespace, name }, state];
    }
  }
}
