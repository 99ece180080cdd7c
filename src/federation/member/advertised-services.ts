// What hubs have been told of this cluster: no more services and no more sources than they take, because a hub that is told
// more takes nothing at all, again and again.
import type { Service } from '../../services/service.ts';
import type { Source } from '../../kubernetes/source.ts';
import { isWatch } from '../source-id.ts';
import { MAX_SERVICES, MAX_SOURCES, type WireKey } from '../wire.ts';

export class Told {
  /** Places that some hub may know: what is gone of them has to be told, though another hub is just told all anew. */
  private readonly places = new Set<string>();
  /** By id: checks' runs that the results live by that are told. */
  private sourcesById = new Map<string, Source>();
  /** Something had to be left out. */
  isTooMuch = false;

  constructor(
    private readonly most: { readonly services: number; readonly sources: number } = {
      services: MAX_SERVICES,
      sources: MAX_SOURCES - MAX_WATCHES,
    },
  ) {}

  sources(): Iterable<Source> {
    return this.sourcesById.values();
  }

  /** As it is told, without results that no source can be told for; undefined: not at all. */
  add(service: Service): Service | undefined {
    const key = keyOf(service);
    if (!this.places.has(key) && this.places.size >= this.most.services) {
      this.isTooMuch = true;
      return undefined;
    }
    const results = [...service.results].filter(([, { source }]) => this.addSource(source));
    if (results.length === 0) return undefined;
    this.places.add(key);
    return results.length === service.results.size ? service : { ...service, results: new Map(results) };
  }

  /** Whether some hub may know it. */
  delete(place: WireKey): boolean {
    return this.places.delete(keyOf(place));
  }

  /** Everything is told anew, with what it lives by now. */
  forgetSources(): void {
    this.sourcesById = new Map();
  }

  forget(): void {
    this.places.clear();
  }

  private addSource(source: Source): boolean {
    // A cluster lives by its watches: there is always room for these.
    if (isWatch(source.id)) return true;
    if (!this.sourcesById.has(source.id) && this.sourcesById.size >= this.most.sources) {
      this.isTooMuch = true;
      return false;
    }
    this.sourcesById.set(source.id, source);
    return true;
  }

  /** How many sources there are: more than before means that somebody has to be told. */
  get size(): number {
    return this.sourcesById.size;
  }
}

/** A shield watches at most so many namespaces, each a source that is told whatever lives by it. */
const MAX_WATCHES = 100;

function keyOf({ namespace, name }: WireKey): string {
  return `${namespace}/${name}`;
}
