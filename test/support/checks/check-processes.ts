// Reads /proc, so that a test finds the check processes of its shield.
import { readFileSync, readdirSync } from 'node:fs';

export interface ProcessInfo {
  readonly pid: number;
  readonly parent: number;
  readonly command: string;
  readonly environment: string;
  /** Bytes. */
  readonly memory: number;
}

/** Check processes of one shield share the variable CHECK_FOLDER, which the shield passes on to them. */
export function isMarked(environment: string, folder: string): boolean {
  return environment.includes('KUBE_SHIELDS_MARK=') && environment.includes(`CHECK_FOLDER=${folder}\0`);
}

/** Every process that may be read. */
export function allProcesses(): readonly ProcessInfo[] {
  const pids = readdirSync('/proc').filter((name) => /^\d+$/.test(name));
  return pids.flatMap((pid) => {
    try {
      const read = (file: string): string => readFileSync(`/proc/${pid}/${file}`, 'latin1');
      const stat = read('stat');
      const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
      // Zombies have exited.
      if (fields[0] === 'Z') return [];
      const memory = Number(read('statm').split(' ')[1]) * 4096;
      const command = read('cmdline').replaceAll('\0', ' ');
      return [{ pid: Number(pid), parent: Number(fields[1]), command, environment: read('environ'), memory }];
    } catch {
      return [];
    }
  });
}
