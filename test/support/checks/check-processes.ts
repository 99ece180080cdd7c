// Processes as /proc shows them: how a test finds those of a shield's checks.
import { readFileSync, readdirSync } from 'node:fs';

export interface Kin {
  readonly pid: number;
  readonly parent: number;
  readonly command: string;
  readonly environment: string;
  /** Bytes. */
  readonly memory: number;
}

/** Checks of one shield know it by a variable of their own, which the shield hands on: CHECK_FOLDER. */
export function isMarked(environment: string, folder: string): boolean {
  return environment.includes('KUBE_SHIELDS_MARK=') && environment.includes(`CHECK_FOLDER=${folder}\0`);
}

/** Every process that may be looked at. */
export function processes(): readonly Kin[] {
  const pids = readdirSync('/proc').filter((name) => /^\d+$/.test(name));
  return pids.flatMap((pid) => {
    try {
      const read = (file: string): string => readFileSync(`/proc/${pid}/${file}`, 'latin1');
      const stat = read('stat');
      const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
      // A zombie is only waiting to be counted.
      if (fields[0] === 'Z') return [];
      const memory = Number(read('statm').split(' ')[1]) * 4096;
      const command = read('cmdline').replaceAll('\0', ' ');
      return [{ pid: Number(pid), parent: Number(fields[1]), command, environment: read('environ'), memory }];
    } catch {
      return [];
    }
  });
}
