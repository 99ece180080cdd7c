// Which services and sources are advertised to hubs: no more than a hub accepts, because it disconnects a peer that
// sends more.
import type { Service } from '../../services/service.ts';
import type { Source } from '../../kubernetes/watch/source.ts';
import { isWatch } from '../source-id.ts';
import { MAX_SERVICES } from '../wire/wire.ts';
import { MAX_SOURCES } from '../wire/wire-answer.ts';
import type { WireKey } from '../wire/wire-readers.ts';

export class AdvertisedServices {
  /** Keys that some hub may know, so that hubs are informed when one is deleted. */
  private readonly keys = new Set<string>();
  /** By id: the checks' sources of advertised results. */
  private sourcesById = new Map<string, Source>();
  /** Services or results were left out. */
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

  /** The service as it is advertised, without results whose source is beyond the limit; undefined: not advertised. */
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

  /** Called before all services are added again, in slices: what is said of them meanwhile is already true of all. */
  renew(all: readonly Service[]): void {
    this.sourcesById = new Map();
    this.isTruncated = all.length > this.max.services;
    let last: Source | undefined;
    for (const { results } of all) {
      for (const { source } of results.values()) {
        // Most services share one.
        if (source !== last) this.addSource(source);
        last = source;
      }
    }
  }

  forget(): void {
    if (this.keys.size > 0) this.keys.clear();
  }

  private addSource(source: Source): boolean {
    // Watches always fit: the cluster depends on them.
    if (isWatch(source.id)) return true;
    if (!this.sourcesById.has(source.id) && this.sourcesById.size >= this.max.sources) {
      this.isTruncated = true;
      return false;
    }
    this.sourcesById.set(source.id, source);
    return true;
  }

  /** The number of sources. When it grows, hubs need the new ages. */
  get size(): number {
    return this.sourcesById.size;
  }
}

/** A shield watches at most so many namespaces, each with a source. */
const MAX_WATCHES = 100;

function keyOf({ namespace, name }: WireKey): string {
  return `${namespace}/${name}`;
}
