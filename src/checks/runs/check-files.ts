// The check files: each as it is in the folder, and as it is in force. If a file can't be loaded, its last good version
// stays in force.
import { parseExports, type CheckTimes } from '../files/check-exports.ts';
import type { FolderState, UnusableFile } from '../files/check-folder.ts';
import type { FilePosition, LoadOutcome, LoadedFile, SourceFile } from '../files/check-source.ts';
import { CheckState } from './check-state.ts';
import { typeScriptAdvice } from '../files/load-advice.ts';
import type { LoadError } from '../files/load-error.ts';

export interface CheckFile {
  readonly file: string;
  readonly service: string;
  /** Why the file in the folder isn't in force. */
  readonly loadError: LoadError | undefined;
  readonly loadErrorAt: FilePosition | undefined;
  /** The version in force. */
  readonly loaded: LoadedFile | undefined;
  /** It applies to services in these namespaces only; undefined: in all. */
  readonly namespaces: readonly string[] | undefined;
  readonly checks: readonly CheckState[];
}

/** The public state of a file. */
export interface CheckFileState extends CheckFile {
  /** It has a process to itself. */
  readonly runsAlone: boolean;
}

/** A file's version in force was replaced, or removed. */
export interface Replacement {
  readonly file: CheckFile;
  readonly before: readonly CheckState[];
}

export interface FileLog {
  /** A file was refused: `detail` may hold paths and whatever the check wrote. */
  error(line: { readonly message: string } & Readonly<Record<string, unknown>>): void;
  warn(line: { readonly message: string } & Readonly<Record<string, unknown>>): void;
  log(line: { readonly message: string } & Readonly<Record<string, unknown>>): void;
}

export interface FilesOptions {
  readonly cluster: string;
  /** STALE_AFTER, in milliseconds. */
  readonly staleAfter: number;
  readonly defaults: CheckTimes;
  readonly log: FileLog;
}

interface KnownFile extends CheckFile {
  /** Undefined if it can't be read. */
  source: SourceFile | undefined;
  loadError: LoadError | undefined;
  loadErrorAt: FilePosition | undefined;
  /** The version whose fault was logged last. */
  loggedSource: SourceFile | undefined;
  loaded: LoadedFile | undefined;
  namespaces: readonly string[] | undefined;
  checks: readonly CheckState[];
}

export class CheckFiles {
  private readonly options: FilesOptions;
  /** By base name. */
  private readonly files = new Map<string, KnownFile>();
  private hasRead = false;
  private loggedMisnamedFiles = '';

  constructor(options: FilesOptions) {
    this.options = options;
  }

  /** By base name. */
  all(): readonly CheckFile[] {
    return [...this.files.values()].sort((a, b) => (a.file < b.file ? -1 : 1));
  }

  /** The file that gives a service its checks. */
  inForceFor(service: string): CheckFile | undefined {
    return [...this.files.values()].find((file) => file.service === service && file.checks.length > 0);
  }

  loaded(): readonly LoadedFile[] {
    return [...this.files.values()].flatMap(({ loaded }) => loaded ?? []);
  }

  /** Services whose check file has not been tried yet; `all` before the folder was read. */
  pending(): ReadonlySet<string> | 'all' {
    if (!this.hasRead) return 'all';
    const pending = [...this.files.values()].filter(
      ({ source, loaded, loadError }) => source !== undefined && loaded === undefined && loadError === undefined,
    );
    return new Set(pending.map(({ service }) => service));
  }

  /** The folder can't be read: the files in force stay. */
  noteUnreadable(): void {
    this.hasRead = true;
  }

  /** Returns the files to try, and the replacements of files that are no longer in force. */
  take(state: FolderState): { readonly tries: readonly SourceFile[]; readonly replacements: readonly Replacement[] } {
    this.hasRead = true;
    const { files, unusable, misnamed } = state;
    const names = new Set([...files, ...unusable].map(({ file }) => file));
    const gone = [...this.files.values()].filter(({ file }) => !names.has(file)).map((known) => this.remove(known));
    const doubles = unusable.map((entry) => this.takeUnusable(this.known(entry), entry));
    const tries = files.filter((source) => this.known(source).source !== source);
    for (const source of tries) this.known(source).source = source;
    this.logMisnamed(misnamed);
    return { tries, replacements: [...gone, ...doubles].filter((replacement) => replacement !== undefined) };
  }

  /** Undefined if the file was changed again, or removed, while it was tried, or if it wasn't loaded. */
  adopt(outcome: LoadOutcome): Replacement | undefined {
    const known = this.files.get(outcome.source.file);
    if (known?.source !== outcome.source) return undefined;
    if (outcome.type === 'loaded') return this.accept(known, outcome.file);
    this.refuse(known, outcome.code, outcome.text, outcome.at);
    return undefined;
  }

  /** It hasn't changed since it was tried. */
  isCurrent(source: SourceFile): boolean {
    return this.files.get(source.file)?.source === source;
  }

  private known({ file, service }: Pick<CheckFile, 'file' | 'service'>): KnownFile {
    const known = this.files.get(file) ?? {
      file,
      service,
      source: undefined,
      loadError: undefined,
      loadErrorAt: undefined,
      loggedSource: undefined,
      loaded: undefined,
      namespaces: undefined,
      checks: [],
    };
    this.files.set(file, known);
    return known;
  }

  private remove(known: KnownFile): Replacement {
    this.options.log.log({ message: 'a check file is gone', file: known.file });
    this.files.delete(known.file);
    return putOutOfForce(known);
  }

  private takeUnusable(known: KnownFile, { code, text }: UnusableFile): Replacement | undefined {
    const isNew = known.source !== undefined || known.loadError !== code;
    known.source = undefined;
    if (!isNew) return undefined;
    // Another file gives the service its checks now.
    const replacement = code === 'double' ? putOutOfForce(known) : undefined;
    this.refuse(known, code, text);
    return replacement;
  }

  private refuse(known: KnownFile, code: LoadError, text: string, at?: FilePosition): void {
    const isNew = known.loadError !== code || known.loggedSource !== known.source;
    known.loadError = code;
    known.loadErrorAt = at;
    known.loggedSource = known.source;
    if (!isNew) return;
    const rest = known.loaded ? 'the version before it stays in force' : 'it has no checks until it is mended';
    const advice = code === 'unsupported-typescript' ? { advice: typeScriptAdvice(text) } : {};
    const { file } = known;
    const message = `the check file ${file} was not loaded; ${rest}`;
    this.options.log.error({ message, file, code, ...advice, detail: text });
  }

  private accept(known: KnownFile, loaded: LoadedFile): Replacement | undefined {
    const { log, defaults } = this.options;
    const { checks, namespaces, oddities } = parseExports(loaded.exports, defaults);
    const { file } = known;
    for (const oddity of oddities) log.warn({ message: oddity, file });
    if (checks.length === 0) {
      this.refuse(known, 'no-checks', 'it exports no function. Write `export function hits() { return 1; }`.');
      return undefined;
    }
    log.log({ message: 'a check file is in force', file, checks: checks.map(({ check }) => check) });
    if (loaded.leaks.length > 0) log.warn({ message: `${file} ${LEAVES}`, file, left: loaded.leaks });
    const before = known.checks;
    const states = checks.map((exported) => {
      const sameBefore = before.find(({ check }) => check === exported.check);
      return new CheckState({ ...this.options, service: known.service }, exported, sameBefore);
    });
    Object.assign(known, { loadError: undefined, loadErrorAt: undefined, loaded, namespaces, checks: states });
    return { file: known, before };
  }

  private logMisnamed(misnamed: readonly string[]): void {
    const list = misnamed.join(', ');
    if (list !== '' && list !== this.loggedMisnamedFiles) this.options.log.warn({ message: MISNAMED, files: misnamed });
    this.loggedMisnamedFiles = list;
  }
}

function putOutOfForce(known: KnownFile): Replacement {
  const before = known.checks;
  Object.assign(known, { loaded: undefined, checks: [] });
  return { file: known, before };
}

const LEAVES =
  'leaves something in its process when it is loaded, so it runs in a process of its own. Clear timers, close servers, and change nothing that is built in.';
const MISNAMED =
  'check files were ignored: the name before the ending must be a service’s: letters, digits, dots, hyphens, underscores';
