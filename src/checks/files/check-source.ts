// A check file as it was read, and as it was loaded.
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
  /** Permissions of its processes beyond reading and the network. */
  readonly allow: readonly Allowance[];
}

/** Both from 1. */
export interface FilePosition {
  readonly line: number;
  readonly column: number;
}

/** A file that has been loaded once; types are stripped from its source. */
export interface LoadedFile extends SourceFile {
  /** Parsed by parseExports. */
  readonly exports: unknown;
  /**
   * Side effects of its load that could affect others in its process. If there are any, the file runs in its own
   * process.
   */
  readonly leaks: readonly string[];
}

export type LoadOutcome =
  | { readonly type: 'loaded'; readonly source: SourceFile; readonly file: LoadedFile }
  | {
      readonly type: 'failed';
      readonly source: SourceFile;
      readonly code: LoadError;
      readonly text: string;
      /** Position of the first fault, in a declared check file. */
      readonly at?: FilePosition;
    };
