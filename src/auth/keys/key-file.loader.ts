// Reads the key file. It is read by its path each time and compared by content, so that a Secret's symlink swap, as the
// kubelet does it, counts like any other change.
import { readFile, stat } from 'node:fs/promises';
import {
  type Key,
  type KeyFile,
  type KeyFileFaults,
  type KeyFileVariable,
  type KeyRing,
  keyById,
  keyFileFault,
  parseKeyFile,
  SHARED_KEY,
} from './key-ring.ts';

export class KeyFileLoader {
  private readonly path: string;
  private last: Buffer | string | undefined;

  constructor(path: string) {
    this.path = path;
  }

  /** Undefined if neither the file nor its faults have changed since the last call. */
  async readIfChanged(): Promise<KeyFile | KeyFileFaults | undefined> {
    const content = await contentOf(this.path);
    if (isSame(content, this.last)) return undefined;
    this.last = content;
    return typeof content === 'string' ? { faults: [content] } : parseKeyFile(content);
  }
}

/** What keeps the file at this path from being a key file, a sentence each; none where nothing does. */
export async function keyFileFaults(
  path: string,
  variable: KeyFileVariable = 'INTRA_SECRET',
  others: KeyRing = [],
): Promise<readonly string[]> {
  const contents = await read(path);
  const isShared = 'keys' in contents && contents.keys.some(({ id }) => keyById(others, id) !== undefined);
  const faults = 'faults' in contents ? contents.faults : isShared ? [SHARED_KEY] : [];
  return faults.map((fault) => keyFileFault(fault, variable));
}

/** Those of a file that has no faults. */
export async function keysIn(path: string): Promise<KeyRing> {
  const contents = await read(path);
  return 'keys' in contents ? contents.keys : [];
}

/** The key that signs, or a sentence about why there isn't one. */
export async function firstKeyIn(path: string, variable: KeyFileVariable): Promise<Key | string> {
  const [key] = await keysIn(path);
  return key ?? (await keyFileFaults(path, variable)).join('\n');
}

async function read(path: string): Promise<KeyFile | KeyFileFaults> {
  return (await new KeyFileLoader(path).readIfChanged()) ?? { faults: [] };
}

/** Sixteen keys and their comments; more is not a key file. */
const MAX_BYTES = 64 * 1024;

/** The bytes, or a sentence about why there are none. */
async function contentOf(path: string): Promise<Buffer | string> {
  try {
    const file = await stat(path);
    if (!file.isFile()) return 'is not a file. Name the file itself, not its folder.';
    if (file.size > MAX_BYTES) return 'is larger than 64 kB. Write one key a line, at most 16.';
    return await readFile(path);
  } catch (error) {
    return unreadable(error);
  }
}

function unreadable(error: unknown): string {
  const code = typeof error === 'object' && error !== null && 'code' in error ? error.code : 'no reason given';
  if (code === 'ENOENT' || code === 'ENOTDIR') return 'is not there. Mount the Secret, and set its path.';
  if (code === 'EACCES') return "may not be read by this user. Mend its mode, or the pod's fsGroup.";
  return `can't be read (${String(code)}).`;
}

function isSame(one: Buffer | string, other: Buffer | string | undefined): boolean {
  if (Buffer.isBuffer(one) && Buffer.isBuffer(other)) return one.equals(other);
  return one === other;
}
