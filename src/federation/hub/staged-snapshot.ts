// A snapshot while its parts arrive. Each part is compared with the current services at once, so that little is left to
// do at the end.
import type { Service } from '../../services/service.ts';
import type { WireService } from '../wire/wire.ts';
import type { WireSource } from '../wire/wire-answer.ts';
import { PeerServices } from './peer-services.ts';
import type { PeerSources } from './peer-sources.ts';

export class StagedSnapshot {
  readonly services: PeerServices;
  private readonly before: PeerServices;
  private readonly mentioned = new Set<string>();
  /** New or changed services. */
  private readonly changed: Service[] = [];
  /** Number of current services that it contains. */
  private kept = 0;

  constructor(before: PeerServices, cluster: string, sources: PeerSources) {
    this.before = before;
    this.services = new PeerServices(cluster, sources);
  }

  get size(): number {
    return this.services.list.size;
  }

  add(wire: WireService): void {
    for (const { source } of wire.results) this.mentioned.add(source);
    const { namespace, name } = wire;
    const isRepeated = this.services.list.get(namespace, name) !== undefined;
    const before = this.before.list.get(namespace, name);
    const service = this.services.put(wire, before);
    if (before !== undefined && !isRepeated) this.kept += 1;
    if (service !== before) this.changed.push(service);
  }

  /** Sources of all its results. */
  sourceIds(sources: readonly WireSource[]): ReadonlySet<string> {
    return new Set([...this.mentioned, ...sources.map(({ id }) => id)]);
  }

  /** What changes when it is swapped in, including deleted services. */
  differences(): readonly Service[] | 'many' {
    const gone = this.before.list.size - this.kept;
    if (gone + this.changed.length > MANY) return 'many';
    return gone === 0 ? this.changed : [...this.changed, ...this.gone()];
  }

  private gone(): readonly Service[] {
    const { list } = this.services;
    return this.before.list.all().filter(({ namespace, name }) => list.get(namespace, name) === undefined);
  }
}

/** Too many differences to announce them one by one. */
const MANY = 500;
