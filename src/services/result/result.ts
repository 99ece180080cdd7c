// What a check answers, and what a reader is shown of it.
import type { Source } from '../../kubernetes/watch/source.ts';
import type { Asked } from './asked.ts';

export const STATES = ['down', 'degraded', 'stale', 'unknown', 'ok'] as const;
/** Worst first: the order in which states win when several are joined. */
export type State = (typeof STATES)[number];

/** How an ended run stands: nothing of it is living. */
export type RunVerdict = 'completed' | 'failed' | 'retrying';

/** What `health` adds up to, so that services can be summed. */
export interface HealthCounts {
  readonly ready: number;
  readonly total: number;
  readonly restarts: number;
  /** Set where the answer is an ended run's, or failed pods': it has a color, and nothing to sum. */
  readonly ended?: RunVerdict;
}

/** What a result would be without maintenance. */
export interface ActualResult {
  readonly status: string;
  readonly color: string;
  readonly state: State;
  /** From a closed list (reason.ts). */
  readonly reason?: string;
}

/** The answer of one check about one service. A failed check is a result too. */
export interface Result {
  readonly label: string;
  readonly status: string;
  readonly color: string;
  readonly state: State;
  /** From a closed list (reason.ts). */
  readonly reason?: string;
  /** Unix milliseconds at which its state (a version's status) was seen to change; absent until it was seen. */
  readonly since?: number;
  /** `health` only. */
  readonly counts?: HealthCounts;
  /** `health` only, in a window of maintenance. */
  readonly actual?: ActualResult;
  readonly source: Source;
}

/** What is asked about but can't be answered: each is drawn as a grey badge that says so. */
export type LookupFailure = 'not-found' | 'no-match' | 'pending';

/** What an uptime was computed from. Unix milliseconds, and milliseconds. */
export interface UptimeDetail {
  /** As it was asked for: `30d`. */
  readonly window: string;
  readonly from: number;
  readonly to: number;
  readonly durations: Readonly<Record<State | 'unseen', number>>;
}

/** What a reader is shown now: one result, or several joined, with staleness applied. */
export interface ResolvedResult {
  readonly cluster?: string;
  readonly namespace?: string;
  readonly service?: string;
  /** Of an object, instead of a service: its kind as WATCH_OBJECTS names it, and its name. */
  readonly resource?: string;
  readonly name?: string;
  readonly check: string;
  readonly label: string;
  readonly status: string;
  /** badge-maker's name, or hex digits without `#`. */
  readonly color: string;
  readonly state: State;
  readonly reason?: string;
  /** Unix milliseconds. */
  readonly since?: number;
  /** Unix milliseconds at which the source (the oldest, of several) was last proven. */
  readonly checked?: number;
  readonly counts?: HealthCounts;
  readonly actual?: ActualResult;
  /** `health` of one service: what its workloads ask for. */
  readonly asked?: Asked;
  /** Clusters that an aggregate should speak for and doesn't, by name, or by host while no name is known. */
  readonly missing?: readonly string[];
  /** `uptime` only. */
  readonly uptime?: UptimeDetail;
  /** Milliseconds until it would turn stale; 0 where it is stale, or not a result at all. */
  readonly validFor: number;
}
