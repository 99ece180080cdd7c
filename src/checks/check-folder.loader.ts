// The folder of check files: read at start, and again whenever it changes. A ConfigMap volume changes by renaming the
// symbolic link `..data`, so links are followed on each scan.
import { type FSWatcher, watch } from 'node:fs';
import { readFile, readdir, stat } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { allowancesIn } from './files/check-allowances.ts';
import { formatOf, sortNames, type CheckFileName } from './files/check-file.ts';
import type { FolderChange, FolderState, UnusableFile } from './files/check-folder.ts';
import type { SourceFile } from './files/check-source.ts';
import { MAX_FILE } from './processes/wire/check-wire.ts';

interface ScannedFile {
  readonly signature: string;
  /** Bytes. */
  readonly size: number;
  readonly entry: SourceFile | UnusableFile;
}

export class CheckFolder {
  private readonly dir: string;
  private readonly listener: (change: FolderChange) => void;
  private scanned: ReadonlyMap<string, ScannedFile> = new Map();
  private last: string | undefined;
  private watcher: FSWatcher | undefined;
  private nextScan: NodeJS.Timeout | undefined;
  private changedSince: number | undefined;
  private scanning: Promise<void> | undefined;
  private isUnreadable = false;
  private isStopped = false;

  /** `listener` is called when something has changed. */
  constructor(dir: string, listener: (change: FolderChange) => void) {
    this.dir = resolve(dir);
    this.listener = listener;
  }

  /** Resolves once the folder has been read. */
  async start(): Promise<void> {
    this.watchForChanges();
    await this.scan();
  }

  async stop(): Promise<void> {
    this.isStopped = true;
    clearTimeout(this.nextScan);
    this.watcher?.close();
    await this.scanning;
  }

  /** Only to be faster: where watching doesn't work, the folder is scanned every few seconds. */
  private watchForChanges(): void {
    try {
      this.watcher = watch(this.dir, () => {
        this.schedule(performance.now());
      });
      this.watcher.on('error', () => this.watcher?.close());
    } catch {
      this.watcher = undefined;
    }
  }

  /** Debounces: changes come in bursts, and a new file is empty at first. Bounded by MAX_PAUSE. */
  private schedule(changedAt: number | undefined): void {
    if (this.isStopped) return;
    if (changedAt !== undefined) this.changedSince ??= changedAt;
    const waited = this.changedSince === undefined ? 0 : performance.now() - this.changedSince;
    const delay = this.changedSince === undefined ? SCAN_INTERVAL : Math.max(0, Math.min(PAUSE, MAX_PAUSE - waited));
    clearTimeout(this.nextScan);
    this.nextScan = setTimeout(() => void this.scan(), delay).unref();
  }

  private async scan(): Promise<void> {
    if (this.scanning === undefined) {
      this.changedSince = undefined;
      this.scanning = this.scanAndReport();
      try {
        await this.scanning;
      } finally {
        this.scanning = undefined;
        this.schedule(undefined);
      }
    } else this.schedule(undefined);
  }

  /** Errors of the listener are not faults of the folder. */
  private async scanAndReport(): Promise<void> {
    const change = await this.readIfChanged();
    if (change !== undefined && !this.isStopped) this.listener(change);
  }

  /** Undefined if nothing has changed. */
  private async readIfChanged(): Promise<FolderChange | undefined> {
    try {
      const state = await this.read(await readdir(this.dir));
      this.isUnreadable = false;
      return state && { type: 'read', state };
    } catch (error) {
      const isNew = !this.isUnreadable;
      this.isUnreadable = true;
      return isNew ? { type: 'unreadable', text: String(error) } : undefined;
    }
  }

  private async read(names: readonly string[]): Promise<FolderState | undefined> {
    const { files, duplicates, misnamed } = sortNames(names);
    const scanned = await this.scanFiles(files);
    const entries = [...scanned.values()].map(({ entry }) => entry);
    const unusable = [...entries.filter(isUnusable), ...duplicates.map(duplicateOf)];
    const state = { files: entries.filter(isUsable), unusable, misnamed };
    const isSame = [...scanned].every(([file, { entry }]) => this.scanned.get(file)?.entry === entry);
    const shape = JSON.stringify([[...scanned.keys()], unusable, misnamed]);
    const hasChanged = !isSame || shape !== this.last;
    this.scanned = scanned;
    this.last = shape;
    return hasChanged ? state : undefined;
  }

  /** Files that were usable before have precedence in the size limit; then the order is by name. */
  private async scanFiles(files: readonly CheckFileName[]): Promise<ReadonlyMap<string, ScannedFile>> {
    const wasUsable = ({ file }: CheckFileName): boolean => isUsable(this.scanned.get(file)?.entry);
    const [known, others] = [files.filter(wasUsable), files.filter((name) => !wasUsable(name))];
    const scanned = new Map<string, ScannedFile>();
    let bytesLeft = MAX_TOTAL;
    for (const name of [...known, ...others]) {
      const each = await this.scanFile(name, bytesLeft);
      scanned.set(name.file, each);
      if (isUsable(each.entry)) bytesLeft -= each.size;
    }
    return scanned;
  }

  private async scanFile(name: CheckFileName, bytesLeft: number): Promise<ScannedFile> {
    const before = this.scanned.get(name.file);
    const path = join(this.dir, name.file);
    try {
      const { signature, size, isFile } = await factsOf(path);
      const refused = isFile ? refusalOf(name, size, bytesLeft) : unusable(name, 'unreadable', 'it isn’t a file');
      if (refused) return { signature: '', size, entry: sameAs(before?.entry, refused) };
      if (before?.signature === signature) return before;
      return { signature, size, entry: sourceOf(name, path, await readFile(path, 'utf8'), before?.entry) };
    } catch (error) {
      return { signature: '', size: 0, entry: sameAs(before?.entry, unusable(name, 'unreadable', String(error))) };
    }
  }
}

/** Milliseconds. */
const PAUSE = 150;
const MAX_PAUSE = 1_000;
const SCAN_INTERVAL = 3_000;

/** Bytes of all files. The shield, the host and the processes each hold them, in old and new versions at once. */
const MAX_TOTAL = 16 * 1024 * 1024;
const TOO_LARGE = `it has more than ${MAX_FILE / 1024} kB. Move what is large out of the check.`;
const NO_ROOM = `with it, the files of the folder have more than ${MAX_TOTAL / 1024 / 1024} MiB in all. Take others away, or move what is large out of them.`;

interface FileFacts {
  readonly signature: string;
  readonly size: number;
  readonly isFile: boolean;
}

async function factsOf(path: string): Promise<FileFacts> {
  const stats = await stat(path);
  const { mtimeMs, ctimeMs, size, ino } = stats;
  return { signature: [mtimeMs, ctimeMs, size, ino].join(), size, isFile: stats.isFile() };
}

function refusalOf(name: CheckFileName, size: number, bytesLeft: number): UnusableFile | undefined {
  if (size > MAX_FILE) return unusable(name, 'too-large', TOO_LARGE);
  return size > bytesLeft ? unusable(name, 'no-room', NO_ROOM) : undefined;
}

function sourceOf(
  { file, service, ending }: CheckFileName,
  path: string,
  source: string,
  before: SourceFile | UnusableFile | undefined,
): SourceFile {
  if (isUsable(before) && before.source === source) return before;
  const format = formatOf(ending);
  return { file, service, url: pathToFileURL(path).href, format, source, allow: allowancesIn(source) };
}

function duplicateOf(name: CheckFileName): UnusableFile {
  return unusable(name, 'double', `another file has the checks of ${name.service}. Keep one of them.`);
}

function unusable({ file, service }: CheckFileName, code: UnusableFile['code'], text: string): UnusableFile {
  return { file, service, code, text };
}

function sameAs(before: SourceFile | UnusableFile | undefined, after: UnusableFile): UnusableFile {
  return before !== undefined && isUnusable(before) && before.text === after.text ? before : after;
}

function isUnusable(entry: SourceFile | UnusableFile): entry is UnusableFile {
  return 'code' in entry;
}

function isUsable(entry: SourceFile | UnusableFile | undefined): entry is SourceFile {
  return entry !== undefined && !isUnusable(entry);
}
