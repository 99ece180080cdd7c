// Compacts the health of many services to a few results with the same aggregate: of results that look the same, one has
// the counts of all. Organised in blocks, so that a changed service invalidates one block only.
import type { HealthCounts, Result } from './result/result.ts';
import { adding, type ResultsByMaintenance, splitByMaintenance } from './service-results.ts';
import type { Service } from './service.ts';

/** Services per block: about the square root of 20,000. */
const BLOCK = 128;

export class CondensedResults {
  /** A list of each cluster. */
  private readonly lists: Block[][] = [];

  get size(): number {
    let size = 0;
    for (const blocks of this.lists) for (const { services } of blocks) size += services.length;
    return size;
  }

  /**
   * Results with the same aggregate as the health of all services. The lists may change afterwards: the blocks hold copies,
   * because copying 20,000 references at each change would keep the garbage collector busy.
   */
  healthOf(lists: readonly (readonly Service[])[]): readonly Result[] {
    this.lists.length = lists.length;
    for (const [at, services] of lists.entries()) this.lists[at] = updated(this.lists[at] ?? [], services);
    const blocks = this.lists.flat();
    return adding({
      own: blocks.flatMap(({ own }) => own),
      maintained: blocks.flatMap(({ maintained }) => maintained),
    });
  }
}

interface Block extends ResultsByMaintenance {
  readonly services: readonly Service[];
}

function updated(blocks: Block[], services: readonly Service[]): Block[] {
  const length = Math.ceil(services.length / BLOCK);
  for (let at = 0; at < length; at += 1) {
    const known = blocks[at];
    if (known !== undefined && isSameBlock(known.services, services, at * BLOCK)) continue;
    blocks[at] = blockOf(services.slice(at * BLOCK, (at + 1) * BLOCK));
  }
  blocks.length = length;
  return blocks;
}

function isSameBlock(block: readonly Service[], services: readonly Service[], from: number): boolean {
  const { length } = block;
  if (length !== Math.min(BLOCK, services.length - from)) return false;
  for (let at = 0; at < length; at += 1) if (block[at] !== services[from + at]) return false;
  return true;
}

function blockOf(services: readonly Service[]): Block {
  const { own, maintained } = splitByMaintenance(services, 'health');
  return { services, own: condense(own), maintained: condense(maintained) };
}

/** In order: the first result of each look unchanged, then one for all others of that look. */
function condense(results: readonly Result[]): readonly Result[] {
  const looks: ResultLook[] = [];
  const condensed: Result[] = [];
  for (const result of results) {
    const look = isPlain(result) ? looks.find(({ first }) => isAlike(first, result)) : undefined;
    if (look === undefined) {
      condensed.push(result);
      if (isPlain(result)) looks.push({ first: result, rest: undefined });
    } else if (look.rest === undefined) look.rest = condensed.push(result) - 1;
    else condensed[look.rest] = sum(condensed[look.rest] ?? result, result);
  }
  return condensed;
}

interface ResultLook {
  readonly first: Result;
  /** Index of the sum of the others. */
  rest: number | undefined;
}

/** An ended run counts as one; results in maintenance aren't counted. */
function isPlain({ counts, actual }: Result): boolean {
  return counts !== undefined && counts.ended === undefined && actual === undefined;
}

/** Everything that an aggregate uses of a result, except its counts. */
const COMPARED = ['source', 'color', 'state', 'reason', 'label'] as const;

function isAlike(a: Result, b: Result): boolean {
  return COMPARED.every((key) => a[key] === b[key]);
}

function sum(a: Result, b: Result): Result {
  const [one, other] = [a.counts ?? NONE, b.counts ?? NONE];
  const counts = {
    ready: one.ready + other.ready,
    total: one.total + other.total,
    restarts: one.restarts + other.restarts,
  };
  return { ...a, counts };
}

const NONE: HealthCounts = { ready: 0, total: 0, restarts: 0 };
