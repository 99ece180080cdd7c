// How many processes run checks, and what each may take: all together less than the container has, because a container
// that runs out of memory is killed as a whole.
import type { LaneLimits } from './run-limiter.ts';

export interface PoolLimits {
  /** Bytes. */
  readonly heap: number;
  /** Bytes of a process's resident memory, Buffers included. */
  readonly memory: number;
  /** Of runs that have a process of their own. */
  readonly alone: LaneLimits;
  /** Of runs in one shared process. */
  readonly together: LaneLimits;
  /** Files that share a process. */
  readonly groupSize: number;
}

const MEBIBYTE = 1024 * 1024;
/** What a bare process takes, and room to do something in it. */
const LEAST_MEMORY = 112 * MEBIBYTE;
const MOST_MEMORY = 192 * MEBIBYTE;
/** More processes at once make nothing faster: they wait for processors. */
const MOST_ALONE = 4;

/** `memory`: the container's limit in bytes; undefined where it has none. */
export function poolLimitsFor(memory: number | undefined): PoolLimits {
  // The other half is the shield's own.
  const room = memory === undefined ? Infinity : memory / 2;
  const each = Math.min(MOST_MEMORY, Math.max(LEAST_MEMORY, room / 3));
  // One shared process is always there.
  const alone = Math.min(MOST_ALONE, Math.max(1, Math.floor(room / each) - 1));
  const mostInAll = memory === undefined ? 3 * MOST_ALONE : alone;
  return {
    heap: each / 2,
    memory: each,
    alone: { most: alone, mostInAll, mostHurtful: Math.max(1, Math.floor(alone / 2)) },
    together: { most: 16, mostInAll: 64, mostHurtful: 16 },
    groupSize: 50,
  };
}
