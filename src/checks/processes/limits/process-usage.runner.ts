// A process's use of memory and CPU, as Linux reports it; unknown elsewhere.
import { readFileSync } from 'node:fs';

/** Bytes of resident memory. The page size is 4 KiB on every machine that Node's images are built for, arm64 included. */
export function residentMemoryOf(pid: number): number | undefined {
  const [, pages] = textOf(`/proc/${pid}/statm`)?.split(' ') ?? [];
  return pages === undefined ? undefined : Number(pages) * 4096;
}

/** Milliseconds of processor time so far. https://man7.org/linux/man-pages/man5/proc_pid_stat.5.html */
export function processorTimeOf(pid: number): number | undefined {
  const stat = textOf(`/proc/${pid}/stat`);
  const fields = stat?.slice(stat.lastIndexOf(')')).split(' ') ?? [];
  const [user, system] = [fields[12], fields[13]];
  return user === undefined || system === undefined ? undefined : (Number(user) + Number(system)) * 10;
}

/**
 * Milliseconds for which its main thread was ready to run and got no processor, as on a busy machine or within a CPU limit; 0
 * where it isn't known. https://docs.kernel.org/scheduler/sched-stats.html#proc-pid-schedstat
 */
export function waitingTimeOf(pid: number): number {
  const [, nanoseconds] = textOf(`/proc/${pid}/schedstat`)?.split(' ') ?? [];
  return nanoseconds === undefined ? 0 : Number(nanoseconds) / 1e6;
}

function textOf(path: string): string | undefined {
  try {
    return readFileSync(path, 'latin1');
  } catch {
    return undefined;
  }
}
