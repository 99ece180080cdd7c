// Logs the state of the watches: an outage of the API server is one line and its end another, however many watches it
// affects; watches that the server closes early, as it does under churn, are logged only if it happens repeatedly.
import type { Clock } from '../config/clock.ts';
import { LogThrottle } from '../config/log-throttle.ts';
import type { ApiFault } from '../kubernetes/fault/api-fault.ts';
import type { ResourceName } from '../kubernetes/resource/resource.ts';
import { REFUSAL_LASTS, type WatchedSource } from '../kubernetes/watch/source-watch.ts';
import { rulesFor } from './rbac-rules.ts';

/** Where its lines go. */
export interface LineWriter {
  log(line: object): void;
  warn(line: object): void;
}

export class SourceLog {
  /** By source and kind of fault: one line a minute. */
  private readonly throttle = new LogThrottle({ interval: LOG_INTERVAL });
  /** Monotonic times at which each source's watch ended early, of the last minutes. */
  private readonly earlyEnds = new Map<string, readonly number[]>();
  /** Faults that are gathered for one line, by kind; and sources that respond again. */
  private readonly gathered = new Map<string, readonly LoggedFault[]>();
  /** Sources whose last line in the log is a fault. */
  private readonly down = new Set<string>();
  private readonly recovered = new Set<string>();
  private readonly notGrantedThrottle = new LogThrottle({ interval: Infinity });
  /** Kinds that aren't granted, for one line together. */
  private readonly missing: ResourceName[] = [];
  private isGathering = false;
  private cancelRecovery: (() => void) | undefined;

  constructor(
    private readonly clock: Clock,
    private readonly writer: LineWriter,
  ) {}

  faulted(fault: ApiFault, watch: WatchedSource): void {
    const { id } = watch.source;
    const now = this.clock.now().monotonic;
    if (watch.notGrantedSince !== undefined) {
      this.notGranted(fault, watch, watch.notGrantedSince);
      return;
    }
    if (isAbsent(fault, watch)) return;
    if (fault.code === 'ended-early' && !this.endsEarlyTooOften(id, now)) return;
    const kind = kindOf(fault, watch);
    const suppressed = this.throttle.suppressedIfDue(`${id} ${kind}`, now);
    if (suppressed === undefined) return;
    this.down.add(id);
    this.recovered.delete(id);
    const { hasListed, state } = watch;
    const logged = { fault, source: id, hasListed, isRefused: state === 'refused', times: suppressed + 1 };
    this.gathered.set(kind, [...(this.gathered.get(kind) ?? []), logged]);
    this.flushLater();
  }

  recovers({ source: { id } }: WatchedSource): void {
    if (!this.down.delete(id)) return;
    this.cancelRecovery ??= this.clock.after(MAX_RECOVERY, () => {
      this.logRecovered();
    });
    this.recovered.add(id);
    this.flushLater();
  }

  /** Once, unless the API server is only starting; not for a kind that it doesn't serve. */
  private notGranted({ code }: ApiFault, { source, resource }: WatchedSource, since: number): void {
    const now = this.clock.now().monotonic;
    if (code !== 'forbidden' || now - since < REFUSAL_LASTS) return;
    if (!this.notGrantedThrottle.isDue(source.id, now)) return;
    if (this.missing.length === 0) {
      this.clock.after(MISSING_GATHER, () => {
        this.warnMissing();
      });
    }
    this.missing.push(resource);
  }

  private endsEarlyTooOften(source: string, now: number): boolean {
    const times = [...(this.earlyEnds.get(source) ?? []).filter((time) => now - time < EARLY_ENDS_WITHIN), now];
    this.earlyEnds.set(source, times.slice(-QUIET_EARLY_ENDS - 1));
    return times.length > QUIET_EARLY_ENDS;
  }

  private flushLater(): void {
    if (this.isGathering) return;
    this.isGathering = true;
    this.clock.after(GATHER, () => {
      this.isGathering = false;
      this.flush();
    });
  }

  private flush(): void {
    for (const [kind, faults] of this.gathered) {
      this.gathered.delete(kind);
      this.warn(faults);
    }
    if (this.down.size === 0) this.logRecovered();
  }

  private warnMissing(): void {
    const rules = rulesFor(this.missing.splice(0));
    const message = `Not all that was asked for can be judged: ${rules.resources.join(', ')} may not be listed. Add to the role of the service account: ${rules.yaml}. They are asked for again every 5 minutes; WATCH_WORKLOADS=false leaves workloads alone, and WATCH_OBJECTS names the other kinds.`;
    this.writer.warn({ message, fault: 'not-granted', resources: rules.resources });
  }

  /** Watches recover one by one, some of them half a minute later: one line once all have. */
  private logRecovered(): void {
    this.cancelRecovery?.();
    this.cancelRecovery = undefined;
    if (this.recovered.size === 0) return;
    this.writer.log({ message: 'the API server responds again', ...sourcesOf([...this.recovered]) });
    this.recovered.clear();
  }

  private warn(faults: readonly LoggedFault[]): void {
    const last = faults.at(-1);
    if (last === undefined) return;
    const { fault, hasListed, isRefused } = last;
    const message = isRefused && fault.remedy !== undefined ? `${fault.text} ${fault.remedy}` : fault.text;
    const times = faults.reduce((sum, { times: each }) => sum + each, 0);
    const sources = sourcesOf(faults.map(({ source }) => source));
    this.writer.warn({ message, ...sources, fault: fault.code, hasListed, times });
  }
}

interface LoggedFault {
  readonly fault: ApiFault;
  readonly source: string;
  readonly hasListed: boolean;
  readonly isRefused: boolean;
  readonly times: number;
}

/** A kind that the API server doesn't serve, before the pods are listed. */
function isAbsent({ code }: ApiFault, { resource, hasListed }: WatchedSource): boolean {
  return code === 'not-found' && resource.kind !== 'Pod' && !hasListed;
}

/**
 * Faults with one cause are one kind: while a server restarts, watches are cut, can't connect, are throttled and
 * refused in turn.
 */
function kindOf({ code }: ApiFault, { state }: WatchedSource): string {
  if (state === 'refused') return 'refused';
  return SERVER_FAULTS.has(code) ? 'server' : code;
}

const SERVER_FAULTS: ReadonlySet<string> = new Set([
  'unreachable',
  'cut-off',
  'timeout',
  'silent',
  'server-error',
  'throttled',
  'forbidden',
  'not-found',
]);

function sourcesOf(ids: readonly string[]): object {
  const [source, ...others] = [...new Set(ids)];
  return others.length === 0 ? { source } : { source, others: others.length };
}

/** Milliseconds. */
const LOG_INTERVAL = 60_000;

/** Milliseconds in which the faults of one event are gathered. */
const GATHER = 1_000;

/** Milliseconds: the longest backoff. */
const MAX_RECOVERY = 30_000;

/** Milliseconds in which every kind that isn't granted was asked for again. */
const MISSING_GATHER = 31_000;

/** A watch cache that is full under churn closes a watch now and then, without losing an event. */
const QUIET_EARLY_ENDS = 3;
const EARLY_ENDS_WITHIN = 5 * 60_000;
