// The folder of check files: read at start, and again whenever something in it changes. A ConfigMap's volume changes by
// the rename of a symbolic link, `..data`; so files are followed to where they lead, each time.
import { type FSWatcher, watch } from 'node:fs';
import { readFile, readdir, stat } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { type CheckFileName, formatOf, sortNames } from './check-file.ts';
import type { SourceFile } from './processes/check-host-wire.ts';
import { MAX_FILE } from './processes/check-wire.ts';

export interface UnusableFile {
  readonly file: string;
  readonly service: string;
  readonly code: 'unreadable' | 'too-large' | 'double';
  /** For the log. */
  readonly text: string;
}

/** The same object as before for what is the same as before. */
export interface FolderState {
  readonly files: readonly SourceFile[];
  readonly unusable: readonly UnusableFile[];
  readonly misnamed: readonly string[];
}

export interface FolderListener {
  changed(state: FolderState): void;
  /** The folder itself can't be read; what was read of it before stays. Told once, until it can be. */
  unreadable(text: string): void;
}

interface Seen {
  readonly signature: string;
  readonly entry: SourceFile | UnusableFile;
}

export class CheckFolder {
  private readonly dir: string;
  private readonly listener: FolderListener;
  private seen: ReadonlyMap<string, Seen> = new Map();
  private last: string | undefined;
  private watcher: FSWatcher | undefined;
  private nextScan: NodeJS.Timeout | undefined;
  private changedSince: number | undefined;
  private scanning: Promise<void> | undefined;
  private isUnreadable = false;
  private isStopped = false;

  constructor(dir: string, listener: FolderListener) {
    this.dir = resolve(dir);
    this.listener = listener;
  }

  /** Until it has been read once. */
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

  /** Only to be quicker: where watching doesn't work, looking now and then has to do. */
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

  /** Changes come in bursts, and a file is empty before it is written: wait for a pause, but not for ever. */
  private schedule(changedAt: number | undefined): void {
    if (this.isStopped) return;
    if (changedAt !== undefined) this.changedSince ??= changedAt;
    const waited = this.changedSince === undefined ? 0 : performance.now() - this.changedSince;
    const delay = this.changedSince === undefined ? LOOK_AGAIN : Math.max(0, Math.min(PAUSE, LONGEST - waited));
    clearTimeout(this.nextScan);
    this.nextScan = setTimeout(() => void this.scan(), delay).unref();
  }

  private async scan(): Promise<void> {
    if (this.scanning === undefined) {
      this.changedSince = undefined;
      this.scanning = this.look();
      await this.scanning;
      this.scanning = undefined;
    }
    this.schedule(undefined);
  }

  private async look(): Promise<void> {
    try {
      const names = await readdir(this.dir);
      const state = await this.read(names);
      this.isUnreadable = false;
      if (state !== undefined && !this.isStopped) this.listener.changed(state);
    } catch (error) {
      if (!this.isUnreadable && !this.isStopped) this.listener.unreadable(String(error));
      this.isUnreadable = true;
    }
  }

  /** Undefined where nothing is other than before. */
  private async read(names: readonly string[]): Promise<FolderState | undefined> {
    const { files, doubles, misnamed } = sortNames(names);
    const seen = new Map<string, Seen>();
    for (const name of files) seen.set(name.file, await this.see(name));
    const entries = [...seen.values()].map(({ entry }) => entry);
    const unusable = [...entries.filter(isUnusable), ...doubles.map(doubleOf)];
    const state = { files: entries.filter(isUsable), unusable, misnamed };
    const isSame = [...seen].every(([file, { entry }]) => this.seen.get(file)?.entry === entry);
    const shape = JSON.stringify([[...seen.keys()], unusable, misnamed]);
    const isNews = !isSame || shape !== this.last;
    this.seen = seen;
    this.last = shape;
    return isNews ? state : undefined;
  }

  private async see(name: CheckFileName): Promise<Seen> {
    const before = this.seen.get(name.file);
    const path = join(this.dir, name.file);
    try {
      const { mtimeMs, ctimeMs, size, ino, isFile } = await statOf(path);
      const signature = [mtimeMs, ctimeMs, size, ino].join();
      if (before?.signature === signature) return before;
      if (!isFile) return { signature, entry: unusable(name, 'unreadable', 'it is no file') };
      if (size > MAX_FILE) return { signature, entry: unusable(name, 'too-large', TOO_LARGE) };
      return { signature, entry: sourceOf(name, path, await readFile(path, 'utf8'), before?.entry) };
    } catch (error) {
      return { signature: '', entry: sameAs(before?.entry, unusable(name, 'unreadable', String(error))) };
    }
  }
}

/** Milliseconds. */
const PAUSE = 150;
const LONGEST = 1_000;
const LOOK_AGAIN = 3_000;
const TOO_LARGE = `it has more than ${MAX_FILE / 1024} kB. Move what is large out of the check.`;

interface FileFacts {
  readonly mtimeMs: number;
  readonly ctimeMs: number;
  readonly size: number;
  readonly ino: number;
  readonly isFile: boolean;
}

async function statOf(path: string): Promise<FileFacts> {
  const stats = await stat(path);
  const { mtimeMs, ctimeMs, size, ino } = stats;
  return { mtimeMs, ctimeMs, size, ino, isFile: stats.isFile() };
}

function sourceOf(
  { file, service, ending }: CheckFileName,
  path: string,
  source: string,
  before: SourceFile | UnusableFile | undefined,
): SourceFile {
  if (before !== undefined && isUsable(before) && before.source === source) return before;
  return { file, service, url: pathToFileURL(path).href, format: formatOf(ending), source };
}

function doubleOf(name: CheckFileName): UnusableFile {
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

function isUsable(entry: SourceFile | UnusableFile): entry is SourceFile {
  return !isUnusable(entry);
}
