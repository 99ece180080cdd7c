// What hubs know of this cluster: no more services and no more sources than they take, because a hub refuses all of a
// peer that sends more, again and again.
import type { Service } from '../../services/service.ts';
import type { Source } from '../../kubernetes/watch/source.ts';
import { isWatch } from '../source-id.ts';
import { MAX_SERVICES } from '../wire/wire.ts';
import { MAX_SOURCES } from '../wire/wire-answer.ts';
import type { WireKey } from '../wire/wire-readers.ts';

export class AdvertisedServices {
  /** Keys that some hub may know: if one is gone, hubs need to know, even while another one gets a new snapshot. */
  private readonly keys = new Set<string>();
  /** By id: the checks' runs that advertised results depend on. */
  private sourcesById = new Map<string, Source>();
  /** Something had to be left out. */
  isTruncated = false;

  constructor(
    private readonly max: { readonly services: number; readonly sources: number } = {
      services: MAX_SERVICES,
      sources: MAX_SOURCES - MAX_WATCHES,
    },
  ) {}

  sources(): Iterable<Source> {
    return this.sourcesById.values();
  }

  /** As it is advertised, without results whose source is one too many; undefined: not at all. */
  add(service: Service): Service | undefined {
    const key = keyOf(service);
    if (!this.keys.has(key) && this.keys.size >= this.max.services) {
      this.isTruncated = true;
      return undefined;
    }
    const results = [...service.results].filter(([, { source }]) => this.addSource(source));
    if (results.length === 0) return undefined;
    this.keys.add(key);
    return results.length === service.results.size ? service : { ...service, results: new Map(results) };
  }

  /** Whether some hub may know it. */
  delete(key: WireKey): boolean {
    return this.keys.delete(keyOf(key));
  }

  /** Everything is added again, with what it depends on by now. */
  forgetSources(): void {
    this.sourcesById = new Map();
    this.isTruncated = false;
  }

  forget(): void {
    this.keys.clear();
  }

  private addSource(source: Source): boolean {
    // A cluster depends on its watches: there is always room for these.
    if (isWatch(source.id)) return true;
    if (!this.sourcesById.has(source.id) && this.sourcesById.size >= this.max.sources) {
      this.isTruncated = true;
      return false;
    }
    this.sourcesById.set(source.id, source);
    return true;
  }

  /** How many sources there are: where there are more than before, hubs need their ages. */
  get size(): number {
    return this.sourcesById.size;
  }
}

/** A shield watches at most so many namespaces, each a source. */
const MAX_WATCHES = 100;

function keyOf({ namespace, name }: WireKey): string {
  return `${namespace}/${name}`;
}
