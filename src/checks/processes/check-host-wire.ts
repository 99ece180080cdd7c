// What the shield and the host of the check processes say to each other. Both are the shield's own programs: foreign
// data ends at the host (check-wire.ts).
import type { CheckPod } from '../check.ts';
import type { FileFormat } from '../check-file.ts';
import type { LoadError } from '../load-error.ts';
import type { PoolLimits } from './pool-limits.ts';

/** A file as it was read. */
export interface SourceFile {
  readonly file: string;
  readonly service: string;
  readonly url: string;
  readonly format: FileFormat;
  readonly source: string;
}

/** A file that has been loaded once: its source has no types any more. */
export interface LoadedFile extends SourceFile {
  readonly exports: unknown;
  /** What its load left behind: it runs in a process of its own. */
  readonly left: readonly string[];
}

export type LoadOutcome =
  | { readonly type: 'loaded'; readonly source: SourceFile; readonly file: LoadedFile }
  | { readonly type: 'failed'; readonly source: SourceFile; readonly code: LoadError; readonly text: string };

export type RunOutcome =
  | { readonly type: 'answered'; readonly answer: unknown; readonly took: number }
  | {
      readonly type: 'failed';
      readonly reason: 'timed-out' | 'error';
      /** For the log: may hold paths and whatever the check wrote. */
      readonly text: string;
      readonly took: number;
    };

export interface HostOptions {
  readonly limits: PoolLimits;
  /** All that a check's process.env has. */
  readonly environment: Readonly<Record<string, string>>;
  /** Milliseconds that the load of one file may take. */
  readonly loadTimeout: number;
  /** What checks print goes where this process prints, for who tries them; else it is kept for the log. */
  readonly showsOutput?: boolean;
}

/** A shared process was lost. */
export interface Loss {
  readonly why: string;
  readonly output: string;
  /** Those that run alone now. */
  readonly files: readonly string[];
}

/** Files in force are known by a number. */
export interface NumberedFile {
  readonly id: number;
  readonly file: LoadedFile;
}

export type ToHost =
  | { readonly type: 'init'; readonly options: HostOptions; readonly mark: string }
  | { readonly type: 'try'; readonly id: number; readonly files: readonly SourceFile[] }
  | { readonly type: 'use'; readonly files: readonly NumberedFile[]; readonly dropped: readonly number[] }
  | {
      readonly type: 'run';
      readonly id: number;
      readonly file: number;
      readonly check: string;
      readonly pods: readonly CheckPod[];
      readonly timeout: number;
    }
  | { readonly type: 'close' };

export type FromHost =
  | { readonly type: 'tried'; readonly id: number; readonly file: string; readonly outcome: LoadOutcome }
  | { readonly type: 'all-tried'; readonly id: number }
  | { readonly type: 'ended'; readonly id: number; readonly outcome: RunOutcome }
  | { readonly type: 'lost'; readonly loss: Loss }
  | { readonly type: 'state'; readonly processes: number; readonly alone: readonly number[] };
