// One execution of a check: what it is given, and how it ended.
import type { CheckPod } from '../check.ts';
import type { LoadedFile } from '../files/check-source.ts';

export interface CheckRequest {
  readonly file: LoadedFile;
  readonly check: string;
  readonly pods: readonly CheckPod[];
  /** Milliseconds since the pods were last confirmed; absent: no pods are known under the name. */
  readonly podsAge?: number;
  /** Milliseconds. */
  readonly timeout: number;
}

export type CheckOutcome =
  | {
      readonly type: 'answered';
      /** Parsed by parseAnswer. */
      readonly answer: unknown;
      /** Milliseconds. */
      readonly took: number;
    }
  | {
      readonly type: 'failed';
      readonly reason: 'timed-out' | 'error';
      /** For the log: may hold paths and whatever the check wrote. */
      readonly text: string;
      /** Of the innermost cause, as `ECONNREFUSED`: for anyone to read. */
      readonly code?: string;
      readonly took: number;
    };
