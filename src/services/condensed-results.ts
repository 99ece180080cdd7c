// Compacts the health of many services to a few results with the same aggregate: of results that look the same, one has
// the counts of all. Organised as a tree of two levels, so that a changed service invalidates two small parts of it only.
import type { SummedResult } from './result/result.ts';
import { condense } from './condense.ts';
import { adding, type ResultsByMaintenance, splitByMaintenance } from './service-results.ts';
import type { Service } from './service.ts';

/** Services per block. */
const BLOCK = 128;
/** Blocks per group: 20,000 services are ten groups of sixteen blocks. */
const GROUP = 16;

export class CondensedResults {
  /** One of each cluster. */
  private readonly clusters: Cluster[] = [];

  get size(): number {
    let size = 0;
    for (const { blocks } of this.clusters) for (const { services } of blocks) size += services.length;
    return size;
  }

  /**
   * Results with the same aggregate as the health of all services. The lists may change afterwards: the blocks hold copies,
   * because copying 20,000 references at each change would keep the garbage collector busy.
   */
  healthOf(lists: readonly (readonly Service[])[]): readonly SummedResult[] {
    this.clusters.length = lists.length;
    for (const [at, services] of lists.entries()) update((this.clusters[at] ??= { blocks: [], groups: [] }), services);
    return adding(joined(this.clusters.map(({ groups }) => groups).flat()));
  }
}

interface Cluster {
  readonly blocks: Block[];
  readonly groups: ResultsByMaintenance[];
}

interface Block extends ResultsByMaintenance {
  readonly services: readonly Service[];
}

function update({ blocks, groups }: Cluster, services: readonly Service[]): void {
  const length = Math.ceil(services.length / BLOCK);
  const changed = new Set<number>();
  for (let at = 0; at < Math.max(length, blocks.length); at += 1) {
    const known = blocks[at];
    if (known !== undefined && isSameBlock(known.services, services, at * BLOCK)) continue;
    if (at < length) blocks[at] = blockOf(services.slice(at * BLOCK, (at + 1) * BLOCK));
    changed.add(Math.floor(at / GROUP));
  }
  blocks.length = length;
  for (const at of changed) groups[at] = joined(blocks.slice(at * GROUP, (at + 1) * GROUP));
  groups.length = Math.ceil(length / GROUP);
}

function isSameBlock(block: readonly Service[], services: readonly Service[], from: number): boolean {
  const { length } = block;
  if (length !== Math.min(BLOCK, services.length - from)) return false;
  for (let at = 0; at < length; at += 1) if (block[at] !== services[from + at]) return false;
  return true;
}

function blockOf(services: readonly Service[]): Block {
  const { own, maintained } = splitByMaintenance(services, 'health');
  return { services, own: condense([own]), maintained: condense([maintained]) };
}

function joined(parts: readonly ResultsByMaintenance[]): ResultsByMaintenance {
  return {
    own: condense(parts.map(({ own }) => own)),
    maintained: condense(parts.map(({ maintained }) => maintained)),
  };
}
