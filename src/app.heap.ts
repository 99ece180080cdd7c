// How V8 keeps its heap. It sizes the young part by the machine's memory, up to 128 MiB, and lets the old part grow to
// twice what lives: at 150,000 pods that is a third of all memory, and more than half of the processor's time, because
// the young part no longer fits into any cache. Both can be set at the start of a process only, so the process starts
// itself again, in its own place: same id, same open files, 20 ms later.
import { constants, type PerformanceEntry, PerformanceObserver } from 'node:perf_hooks';
import { getHeapStatistics, setFlagsFromString } from 'node:v8';

/** In percent, while the first lists come in: almost all of them stays, so looking through it often frees nothing. */
const FIRST_GROWTH = '--heap-growing-percent=45';
/** … and afterwards, as events and relists leave much behind. It costs a fifth of a relist more, and 25 MiB less. */
const LATER_GROWTH = 30;
/** MiB by which a small heap may grow, though at most to twice its size: it would be looked through often, for little. */
const LEAST_GROWTH = 32;

const OPTIONS = [
  // MiB; the young part is two of these. Bytes that were read wait in it too, by their references, until it is full.
  '--max-semi-space-size=4',
  // How much the old part may grow before it is looked through, in the background, for what is no longer needed.
  FIRST_GROWTH,
  // Otherwise a signal that anyone in the container may send opens the inspector, which runs any code.
  '--disable-sigusr1',
];

/**
 * Returns if there is nothing to do: the options are set, somebody chose others, or the system can't restart a process
 * in place.
 */
export function keepHeapSmall(): void {
  const chosen = `${process.execArgv.join(' ')} ${process.env['NODE_OPTIONS'] ?? ''}`;
  // An IPC channel to a parent wouldn't survive.
  if (process.channel || /semi-space-size|inspect/.test(chosen) || process.platform === 'win32') return;
  process.execve?.(process.execPath, [process.execPath, ...OPTIONS, ...process.execArgv, ...process.argv.slice(1)]);
}

/** The first lists are in. Does nothing where somebody chose the options. */
export function growLess(): void {
  if (!process.execArgv.includes(FIRST_GROWTH)) return;
  adjustGrowth();
  setInterval(adjustGrowth, 60_000).unref();
  returnFreedPages();
}

/** The heap may become larger later. */
function adjustGrowth(): void {
  setFlagsFromString(`--heap-growing-percent=${growthOf(getHeapStatistics().used_heap_size)}`);
}

/** In percent of `heap` bytes. */
export function growthOf(heap: number): number {
  const least = (100 * LEAST_GROWTH * 2 ** 20) / heap;
  return Math.round(Math.min(100, Math.max(LATER_GROWTH, least)));
}

/**
 * V8 keeps what it frees, in pages of 256 KiB, for later: a process holds as much as it ever needed at once, 25 % more after
 * an hour than after a quarter. A collection that saves memory gives them back. It costs more, so only one in each
 * `interval` (milliseconds) does so, and none while the process is small.
 */
export function returnFreedPages(interval = 60_000): void {
  let left = 0;
  new PerformanceObserver((list) => {
    if (left <= 0) return;
    left -= list.getEntries().filter(isFullCollection).length;
    if (left <= 0) for (const flag of USUAL) setFlagsFromString(flag);
  }).observe({ entryTypes: ['gc'] });
  setInterval(() => {
    if (process.memoryUsage.rss() < SMALL) return;
    // One may have begun already, without it.
    left = 2;
    for (const flag of SAVING) setFlagsFromString(flag);
  }, interval).unref();
}

/** Bytes. A shield of 1,000 pods has 180 MiB: of these it would give 7 back, for 20 to 50 ms in which nothing is answered. */
const SMALL = 256 * 2 ** 20;

/** Without compaction, which would stop the thread for 30 to 46 ms at 150,000 pods. */
const SAVING = ['--memory-saver-mode', '--no-compact'];
const USUAL = ['--no-memory-saver-mode', '--compact'];

function isFullCollection(entry: PerformanceEntry): boolean {
  return 'detail' in entry && (entry.detail as { readonly kind?: number }).kind === constants.NODE_PERFORMANCE_GC_MAJOR;
}
