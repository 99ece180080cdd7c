// One check of many services, as few results with the same aggregate: of results that look the same, one has the counts of
// all. Organised as a tree of two levels, so that a changed service invalidates two small parts of it only.
import type { SummedResult } from './result/result.ts';
import { condense } from './condense.ts';
import { adding, distinct, type ResultsByMaintenance, splitByMaintenance } from './service-results.ts';
import type { Service } from './service.ts';

/** Services per block. */
const BLOCK = 128;
/** Blocks per group: 20,000 services are ten groups of sixteen blocks. */
const GROUP = 16;

export class CondensedResults {
  /** One of each cluster. */
  private readonly clusters: Cluster[] = [];

  constructor(private readonly check: string) {}

  get size(): number {
    let size = 0;
    for (const { blocks } of this.clusters) for (const { services } of blocks) size += services.length;
    return size;
  }

  /**
   * Results with the same aggregate as those of all services. The lists may change afterwards: the blocks hold copies,
   * because copying 20,000 references at each change would keep the garbage collector busy.
   */
  of(lists: readonly (readonly Service[])[]): readonly SummedResult[] {
    return this.update(lists, Infinity) ?? [];
  }

  /** The same; but if more blocks than these have changed, it reads only so many of them, and returns undefined. */
  update(lists: readonly (readonly Service[])[], maxBlocks: number): readonly SummedResult[] | undefined {
    while (this.clusters.length < lists.length) this.clusters.push({ blocks: [], groups: [], changed: new Set() });
    this.clusters.length = lists.length;
    let left = maxBlocks;
    for (const [at, cluster] of this.clusters.entries()) {
      left = updateCluster(cluster, lists[at] ?? [], this.check, left);
      if (left < 0) return undefined;
    }
    const groups = this.clusters.map((cluster) => cluster.groups).flat();
    return distinct(adding(joined(groups, this.check)), this.check);
  }
}

interface Cluster {
  readonly blocks: Block[];
  readonly groups: ResultsByMaintenance[];
  /** Groups of blocks that were read again, and that aren't added up again yet. */
  readonly changed: Set<number>;
}

interface Block extends ResultsByMaintenance {
  readonly services: readonly Service[];
}

/** Returns how many blocks may still be read in this turn; negative: that was too few. */
function updateCluster(
  { blocks, groups, changed }: Cluster,
  services: readonly Service[],
  check: string,
  maxBlocks: number,
): number {
  const length = Math.ceil(services.length / BLOCK);
  let left = maxBlocks;
  for (let at = 0; at < Math.max(length, blocks.length); at += 1) {
    const known = blocks[at];
    if (known !== undefined && isSameBlock(known.services, services, at * BLOCK)) continue;
    if (at < length && (left -= 1) < 0) return left;
    if (at < length) blocks[at] = blockOf(services.slice(at * BLOCK, (at + 1) * BLOCK), check);
    changed.add(Math.floor(at / GROUP));
  }
  blocks.length = length;
  for (const at of changed) groups[at] = joined(blocks.slice(at * GROUP, (at + 1) * GROUP), check);
  groups.length = Math.ceil(length / GROUP);
  changed.clear();
  return left;
}

function isSameBlock(block: readonly Service[], services: readonly Service[], from: number): boolean {
  const { length } = block;
  if (length !== Math.min(BLOCK, services.length - from)) return false;
  for (let at = 0; at < length; at += 1) if (block[at] !== services[from + at]) return false;
  return true;
}

function blockOf(services: readonly Service[], check: string): Block {
  const { own, maintained } = splitByMaintenance(services, check);
  return { services, own: compact([own], check), maintained: compact([maintained], check) };
}

function joined(parts: readonly ResultsByMaintenance[], check: string): ResultsByMaintenance {
  return {
    own: compact(
      parts.map(({ own }) => own),
      check,
    ),
    maintained: compact(
      parts.map(({ maintained }) => maintained),
      check,
    ),
  };
}

/** Statuses of `health` are made of counts, and those of `version` are listed; those of other checks are added up, maybe. */
function compact(lists: readonly (readonly SummedResult[])[], check: string): readonly SummedResult[] {
  return check === 'health' || check === 'version' ? condense(lists, check === 'version') : lists.flat();
}
