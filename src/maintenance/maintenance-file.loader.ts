// Reads MAINTENANCE_FILE. It is read by its path each time and compared by content, so that a ConfigMap's symlink swap,
// as the kubelet does it, counts like any other change.
import { readFile, stat } from 'node:fs/promises';
import { parseMaintenanceFile } from './maintenance-file.ts';
import type { PlannedWindow } from '../services/maintenance/maintenance-calendar.ts';

/** Sentences, each with its line and column where it has one. */
export type MaintenanceFile = { readonly windows: readonly PlannedWindow[] } | { readonly faults: readonly string[] };

export class MaintenanceFileLoader {
  private readonly path: string;
  private last: string | undefined;

  constructor(path: string) {
    this.path = path;
  }

  /** Undefined where neither the file nor its fault has changed since the last call. */
  async readIfChanged(): Promise<MaintenanceFile | undefined> {
    const content = await contentOf(this.path);
    const text = 'fault' in content ? `fault ${content.fault}` : `text ${content.text}`;
    if (text === this.last) return undefined;
    this.last = text;
    if ('fault' in content) return { faults: [content.fault] };
    const parsed = parseMaintenanceFile(content.text);
    if ('windows' in parsed) return parsed;
    return { faults: parsed.faults.map(({ line, column, text: what }) => `line ${line}, column ${column}: ${what}`) };
  }
}

/** A thousand windows, and comments. */
const MAX_BYTES = 512 * 1024;

async function contentOf(path: string): Promise<{ readonly text: string } | { readonly fault: string }> {
  try {
    const file = await stat(path);
    if (!file.isFile()) return { fault: 'it is not a file. Name the file itself, not its folder.' };
    if (file.size > MAX_BYTES) return { fault: 'it is larger than 512 kB. Take out windows that are over.' };
    return { text: await readFile(path, 'utf8') };
  } catch (error) {
    return { fault: unreadable(error) };
  }
}

function unreadable(error: unknown): string {
  const code = error instanceof Error && 'code' in error ? error.code : undefined;
  if (code === 'ENOENT' || code === 'ENOTDIR') return 'it is not there. Mount the ConfigMap again, or write the file.';
  if (code === 'EACCES') return "it may not be read by this user. Mend its mode, or the pod's fsGroup.";
  return `it can't be read (${String(code)}).`;
}
