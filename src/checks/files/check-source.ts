// A check file's text, as it was read and as it is in force.
import type { Allowance } from './check-allowances.ts';
import type { FileFormat } from './check-file.ts';
import type { LoadError } from './load-error.ts';

/** A file as it was read. */
export interface SourceFile {
  readonly file: string;
  readonly service: string;
  readonly url: string;
  readonly format: FileFormat;
  readonly source: string;
  /** What its processes may do beyond reading and the network. */
  readonly allow: readonly Allowance[];
}

/** Both from 1. */
export interface FilePosition {
  readonly line: number;
  readonly column: number;
}

/** A file that has been loaded once: its source has no types any more. */
export interface LoadedFile extends SourceFile {
  /** Parsed by parseExports. */
  readonly exports: unknown;
  /** What its load leaves that others in its process could feel: with any of it, it runs in a process of its own. */
  readonly leaks: readonly string[];
}

export type LoadOutcome =
  | { readonly type: 'loaded'; readonly source: SourceFile; readonly file: LoadedFile }
  | {
      readonly type: 'failed';
      readonly source: SourceFile;
      readonly code: LoadError;
      readonly text: string;
      /** Where the first fault is, in a file without code. */
      readonly at?: FilePosition;
    };
