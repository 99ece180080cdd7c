// The content of the folder of check files at one time.
import type { SourceFile } from './check-source.ts';
import type { LoadError } from './load-error.ts';

export interface UnusableFile {
  readonly file: string;
  readonly service: string;
  readonly code: Extract<LoadError, 'unreadable' | 'too-large' | 'no-room' | 'double'>;
  /** For the log. */
  readonly text: string;
}

/** Unchanged entries are the same objects as before. */
export interface FolderState {
  readonly files: readonly SourceFile[];
  readonly unusable: readonly UnusableFile[];
  readonly misnamed: readonly string[];
}

export type FolderChange =
  | { readonly type: 'read'; readonly state: FolderState }
  /** The folder itself can't be read; what was read of it before stays. Reported once, until it can be. */
  | { readonly type: 'unreadable'; readonly text: string };
