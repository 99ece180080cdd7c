// Everything that was known at a moment in the past.
import type { KnownService } from '../spans/state-history.ts';

/** As known at `at`. */
export interface HistoricMoment {
  /** Unix milliseconds. */
  readonly at: number;
  /** By cluster, namespace and name; undefined: no shield was running then, or the history is older than is kept. */
  readonly services: readonly KnownService[] | undefined;
  /** Unix milliseconds since which anything is known. */
  readonly since: number;
}
