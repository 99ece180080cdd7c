// The result of a check, and the resolved result that readers get.
import type { Source } from '../../kubernetes/watch/source.ts';
import type { Asked } from './asked.ts';

export const STATES = ['down', 'degraded', 'stale', 'unknown', 'ok'] as const;
/** Worst first: the order in which states win in aggregates. */
export type State = (typeof STATES)[number];

/** How a run ended. None of its pods is running. */
export type RunVerdict = 'completed' | 'failed' | 'retrying';

/** What `health` adds up to, so that services can be summed. */
export interface HealthCounts {
  readonly ready: number;
  readonly total: number;
  readonly restarts: number;
  /** Set for ended runs and failed pods: the result has a color, but no counts to sum. */
  readonly ended?: RunVerdict;
}

/** The result without maintenance. */
export interface ActualStatus {
  readonly status: string;
  readonly color: string;
  readonly state: State;
  /** From a closed list (reason.ts). */
  readonly reason?: string;
}

/** The result of one check of one service. A failed check is a result too. */
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
  readonly actual?: ActualStatus;
  readonly source: Source;
}

/** A result that may be the sum of several. */
export interface SummedResult extends Result {
  /** How many it is of; one where it isn't given. */
  readonly parts?: number;
}

/** Why nothing could be resolved. Each is drawn as a grey badge. */
export type LookupFailure = 'not-found' | 'no-match' | 'pending';

/** What an uptime was computed from. Unix milliseconds, and milliseconds. */
export interface UptimeDetail {
  /** As it was asked for: `30d`. */
  readonly window: string;
  readonly from: number;
  readonly to: number;
  readonly durations: Readonly<Record<State | 'unseen', number>>;
}

/** What a reader gets now: one result, or an aggregate, with staleness applied. */
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
  readonly actual?: ActualStatus;
  /** `health` of one service: what its workloads ask for. */
  readonly asked?: Asked;
  /** Clusters that should be part of the aggregate but aren't, by name, or by host while the name isn't known. */
  readonly missing?: readonly string[];
  /** `uptime` only. */
  readonly uptime?: UptimeDetail;
  /** Milliseconds until it turns stale; 0 if it is stale, or if there is no result. */
  readonly validFor: number;
}
