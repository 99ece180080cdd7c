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

function textOf(path: string): string | undefined {
  try {
    return readFileSync(path, 'latin1');
  } catch {
    return undefined;
  }
}
