// How many processes run checks, and what each may take: all together less than the container has, because a container
// that runs out of memory is killed as a whole.
import type { RunLimits } from './run-limiter.ts';

export interface PoolLimits {
  /** Bytes. */
  readonly heap: number;
  /** Bytes of a process's resident memory, Buffers included. */
  readonly memory: number;
  /** Of runs that have a process to themselves. */
  readonly alone: RunLimits;
  /** Of runs in one shared process. */
  readonly together: RunLimits;
  /** Files that share a process. */
  readonly groupSize: number;
  /** Characters of the files that share a process. */
  readonly groupText: number;
}

const MEBIBYTE = 1024 * 1024;
/** What a bare process takes, and room to do something in it. */
const MIN_MEMORY = 112 * MEBIBYTE;
const MAX_MEMORY = 192 * MEBIBYTE;
/** More processes at once make nothing faster: they wait for processors. */
const MAX_ALONE = 4;

/** `memory`: the container's limit in bytes; undefined where it has none. */
export function poolLimitsFor(memory: number | undefined): PoolLimits {
  // The other half is the shield's.
  const room = memory === undefined ? Infinity : memory / 2;
  const each = Math.min(MAX_MEMORY, Math.max(MIN_MEMORY, room / 3));
  // One shared process is always there.
  const alone = Math.min(MAX_ALONE, Math.max(1, Math.floor(room / each) - 1));
  const maxInAll = memory === undefined ? 3 * MAX_ALONE : alone;
  return {
    heap: each / 2,
    memory: each,
    alone: { max: alone, maxInAll, maxRisky: Math.max(1, Math.floor(alone / 2)) },
    together: { max: 16, maxInAll: 64, maxRisky: 16 },
    groupSize: 50,
    groupText: 4 * MEBIBYTE,
  };
}
