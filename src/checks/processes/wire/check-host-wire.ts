// What the shield and the host of the check processes say to each other. Both are the shield's own programs: foreign
// data ends at the host (check-wire.ts).
import type { CheckOutcome, CheckRequest } from '../../runs/check-run.ts';
import type { LoadOutcome, LoadedFile, SourceFile } from '../../files/check-source.ts';
import type { PoolLimits } from '../limits/pool-limits.ts';

export interface HostOptions {
  readonly limits: PoolLimits;
  /** All that a check's process.env has. */
  readonly environment: Readonly<Record<string, string>>;
  /** Milliseconds that the load of one file may take. */
  readonly loadTimeout: number;
  /** What checks print goes where this process prints, as `npm run check` wants it; else it is kept for the log. */
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
  | { readonly type: 'use'; readonly added?: NumberedFile; readonly dropped: readonly number[] }
  | ({ readonly type: 'run'; readonly id: number; readonly file: number } & Omit<CheckRequest, 'file'>)
  | { readonly type: 'cancel'; readonly id: number }
  | { readonly type: 'ping' }
  | { readonly type: 'close' };

export type FromHost =
  | { readonly type: 'tried'; readonly id: number; readonly file: string; readonly outcome: LoadOutcome }
  | { readonly type: 'all-tried'; readonly id: number }
  | { readonly type: 'ended'; readonly id: number; readonly outcome: CheckOutcome }
  | { readonly type: 'lost'; readonly loss: Loss }
  | { readonly type: 'state'; readonly processes: number; readonly alone: readonly number[] }
  | { readonly type: 'pong' };
