// Compacts the health of many services to a few results with the same aggregate: of results that look the same, one has
// the counts of all. Organised in blocks, so that a changed service invalidates one block only.
import type { HealthCounts, Result } from './result/result.ts';
import { adding, type Parts, splitByMaintenance } from './service-results.ts';
import type { Service } from './service.ts';

/** Services per block: about the square root of 20,000. */
const BLOCK = 128;

export class CondensedResults {
  private services: readonly Service[] = [];
  private blocks: readonly Parts[] = [];

  get size(): number {
    return this.services.length;
  }

  /** Results with the same aggregate as the health of all services. `services` must not change afterwards. */
  healthOf(services: readonly Service[]): readonly Result[] {
    const [before, blocks] = [this.services, this.blocks];
    this.services = services;
    this.blocks = Array.from({ length: Math.ceil(services.length / BLOCK) }, (_, at) => {
      const known = blocks[at];
      const isKnown = known !== undefined && isSameBlock(before, services, at * BLOCK);
      return isKnown ? known : blockOf(services.slice(at * BLOCK, (at + 1) * BLOCK));
    });
    return adding({
      own: this.blocks.flatMap(({ own }) => own),
      maintained: this.blocks.flatMap(({ maintained }) => maintained),
    });
  }
}

function isSameBlock(before: readonly Service[], after: readonly Service[], from: number): boolean {
  const end = Math.min(from + BLOCK, after.length);
  if (end !== Math.min(from + BLOCK, before.length)) return false;
  for (let at = from; at < end; at += 1) if (before[at] !== after[at]) return false;
  return true;
}

function blockOf(services: readonly Service[]): Parts {
  const { own, maintained } = splitByMaintenance(services, 'health');
  return { own: condense(own), maintained: condense(maintained) };
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
