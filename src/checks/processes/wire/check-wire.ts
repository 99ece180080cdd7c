// What the shield and the child processes that run checks say to each other: JSON, a line each. A child runs foreign
// code, so what comes from it is parsed as foreign.
import type { CheckPod } from '../../check.ts';
import type { FileFormat } from '../../files/check-file.ts';
import type { FilePosition, SourceFile } from '../../files/check-source.ts';

export interface LoadOrder {
  readonly type: 'load';
  readonly url: string;
  readonly format: FileFormat;
  readonly source: string;
}

export interface RunOrder {
  readonly type: 'run';
  readonly run: number;
  readonly url: string;
  readonly service: string;
  readonly check: string;
  readonly pods: readonly CheckPod[];
  readonly podsAge?: number;
  /** Milliseconds. */
  readonly timeout: number;
}

export interface Ping {
  readonly type: 'ping';
}

export type ToChild = LoadOrder | RunOrder | Ping;

/** A file's load begins: from here on it is the file at fault. */
export interface Loading {
  readonly type: 'loading';
  readonly url: string;
}

/** `javascript` has turned out to be one of these. */
export type LoadedFormat = Extract<FileFormat, 'module' | 'commonjs' | 'declared'>;

export interface Loaded {
  readonly type: 'loaded';
  readonly url: string;
  readonly format: LoadedFormat;
  /** The file without its types. */
  readonly js: string;
  /** Its exports: parsed by parseExports. */
  readonly exports: unknown;
  /** Timers, servers and processes that it leaves at work. */
  readonly leaks: readonly string[];
  /** What it changed of the objects that all files of a process share. */
  readonly patches: readonly string[];
}

export interface NotLoaded {
  readonly type: 'not-loaded';
  readonly url: string;
  readonly code: string;
  readonly text: string;
  readonly at?: FilePosition;
}

/** A run begins. */
export interface Started {
  readonly type: 'started';
  readonly run: number;
}

export interface Answered {
  readonly type: 'answered';
  readonly run: number;
  readonly answer: unknown;
  /** Milliseconds. */
  readonly took: number;
  readonly leaks: readonly string[];
  readonly patches: readonly string[];
}

export interface Failed {
  readonly type: 'failed';
  readonly run: number;
  readonly reason: 'timed-out' | 'error';
  readonly text: string;
  readonly code?: string;
  readonly took: number;
  readonly leaks: readonly string[];
  readonly patches: readonly string[];
}

/** An uncaught error. The process can't be used any more. */
export interface UncaughtFault {
  readonly type: 'fault';
  /** The file and run at fault, where they are known. */
  readonly url?: string;
  readonly run?: number;
  readonly text: string;
}

export interface Pong {
  readonly type: 'pong';
}

export type FromChild = Loading | Loaded | NotLoaded | Started | Answered | Failed | UncaughtFault | Pong;

/** Bytes of an answer as JSON. */
export const MAX_ANSWER = 4096;
/** Bytes of a check file; a ConfigMap holds 1 MiB in all. */
export const MAX_FILE = 256 * 1024;
/** Characters that are kept of an error's text. */
export const MAX_ERROR_TEXT = 4_000;
/** Characters of one line from a child: a file as JSON, where every character is escaped. */
export const MAX_LINE = 8 * MAX_FILE;

export function loadOrder({ url, format, source }: SourceFile): LoadOrder {
  return { type: 'load', url, format, source };
}

/** Undefined where it isn't one of these. */
export function parseFromChild(line: string): FromChild | undefined {
  const value = parseJson(line);
  if (typeof value !== 'object' || value === null || !('type' in value)) return undefined;
  const read = READERS.get(value.type);
  return read?.(value);
}

type Foreign = Readonly<Record<string, unknown>>;

const READERS: ReadonlyMap<unknown, (foreign: Foreign) => FromChild | undefined> = new Map<
  unknown,
  (foreign: Foreign) => FromChild | undefined
>([
  ['pong', () => ({ type: 'pong' })],
  ['loading', ({ url }) => (isText(url) ? { type: 'loading', url } : undefined)],
  [
    'loaded',
    ({ url, format, js, exports, leaks, patches }) => {
      if (!isText(url) || !isText(js)) return undefined;
      const left = { leaks: textsOf(leaks), patches: textsOf(patches) };
      return {
        type: 'loaded',
        url,
        format: format === 'commonjs' || format === 'declared' ? format : 'module',
        js,
        exports,
        ...left,
      };
    },
  ],
  [
    'not-loaded',
    ({ url, code, text, at }) => {
      return isText(url)
        ? { type: 'not-loaded', url, code: textOf(code), text: textOf(text), ...positionIn(at) }
        : undefined;
    },
  ],
  ['started', ({ run }) => (isNumber(run) ? { type: 'started', run } : undefined)],
  [
    'answered',
    ({ run, answer, took, leaks, patches }) => {
      if (!isNumber(run) || !isNumber(took)) return undefined;
      return { type: 'answered', run, answer, took, leaks: textsOf(leaks), patches: textsOf(patches) };
    },
  ],
  [
    'failed',
    ({ run, reason, text, code, took, leaks, patches }) => {
      if (!isNumber(run) || !isNumber(took)) return undefined;
      const known = reason === 'timed-out' ? reason : 'error';
      const left = { leaks: textsOf(leaks), patches: textsOf(patches) };
      return { type: 'failed', run, reason: known, text: textOf(text), ...errorCodeIn(code), took, ...left };
    },
  ],
  [
    'fault',
    ({ url, run, text }) => {
      return { type: 'fault', text: textOf(text), ...(isText(url) && { url }), ...(isNumber(run) && { run }) };
    },
  ],
]);

function parseJson(line: string): unknown {
  try {
    return JSON.parse(line);
  } catch {
    return undefined;
  }
}

function isText(value: unknown): value is string {
  return typeof value === 'string';
}

function isNumber(value: unknown): value is number {
  return typeof value === 'number';
}

/** Anyone may read it. */
function errorCodeIn(value: unknown): Pick<Failed, 'code'> {
  return isText(value) && /^[A-Z][A-Z0-9_]{1,50}$/.test(value) ? { code: value } : {};
}

function positionIn(value: unknown): Pick<NotLoaded, 'at'> {
  if (typeof value !== 'object' || value === null || !('line' in value) || !('column' in value)) return {};
  const { line, column } = value;
  return isNumber(line) && isNumber(column) ? { at: { line, column } } : {};
}

function textOf(value: unknown): string {
  return isText(value) ? value.slice(0, MAX_ERROR_TEXT) : '';
}

function textsOf(value: unknown): readonly string[] {
  return Array.isArray(value) ? value.slice(0, 10).map((text) => textOf(text).slice(0, 200)) : [];
}
