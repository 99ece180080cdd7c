// What was seen of every service, in memory: each change of its state and version. Bounded by names, and by changes a day.
import { DAY, HISTORIC_STATES, type HistoricState, type Interval } from '../services/result/uptime.ts';
import type { State } from '../services/result/result.ts';
import type { ServiceKey } from '../services/service.ts';
import { StateLog } from './state-log.ts';
import { TextTable } from './text-table.ts';

/** From `from` on, in Unix milliseconds, until the next span's. */
export interface StateSpan {
  readonly state: State;
  readonly from: number;
}

/** As a StateSpan, times in which it wasn't seen included. */
export interface SeenSpan {
  readonly state: HistoricState;
  readonly from: number;
}

export interface Observation {
  readonly state: HistoricState;
  readonly reason: string;
  readonly version: string;
}

export interface HistoricChange extends Observation {
  readonly at: number;
}

/** A service as it was known at some time. */
export interface KnownService extends ServiceKey, HistoricChange {
  readonly state: State;
}

export class StateHistory {
  private readonly logs = new Map<string, StateLog>();
  private readonly groups = new Map<string, Set<string>>();
  private readonly reasons = new TextTable(1 << REASON_BITS);
  private readonly versions = new TextTable(1 << VERSION_BITS);

  /** `maxNames` services are kept, for `keep` milliseconds back. */
  constructor(
    private readonly maxNames = 80_000,
    private readonly keep = 30 * DAY,
  ) {}

  /** The change that it was; undefined: the same again. Time never goes back: it is as late as the change before it. */
  note(key: ServiceKey, observation: Observation, at: number): HistoricChange | undefined {
    const log = this.logs.get(textOf(key)) ?? this.addLog(key);
    const code = this.codeOf(observation);
    const last = log.length - 1;
    if (last >= 0 && log.codeAt(last) === code) return undefined;
    const change = this.bounded(log, { ...observation, at: last < 0 ? at : Math.max(at, log.timeAt(last)) });
    if (change === undefined) return undefined;
    log.push(change.at, this.codeOf(change));
    log.forgetBefore(change.at - this.keep);
    return change;
  }

  /** It is gone: what comes after isn't seen. */
  end(key: ServiceKey, at: number): HistoricChange | undefined {
    return this.logs.has(textOf(key)) ? this.note(key, NOTHING, at) : undefined;
  }

  /** Oldest first, from what was so at `from` on. */
  changes(key: ServiceKey, { from, to }: Interval): readonly HistoricChange[] {
    const log = this.logs.get(textOf(key));
    if (log === undefined) return [];
    const changes: HistoricChange[] = [];
    for (let i = Math.max(0, log.indexAt(from)); i < log.length && log.timeAt(i) < to; i += 1)
      changes.push({ at: log.timeAt(i), ...this.observationOf(log.codeAt(i)) });
    return changes;
  }

  /** As known at that time. */
  at(key: ServiceKey, time: number): Observation | undefined {
    const log = this.logs.get(textOf(key));
    const index = log?.indexAt(time) ?? -1;
    return log === undefined || index < 0 ? undefined : this.observationOf(log.codeAt(index));
  }

  /** Its last change by that time; undefined where it wasn't seen then. */
  knownAt(text: string, time: number): KnownService | undefined {
    const log = this.logs.get(text);
    const index = log?.indexAt(time) ?? -1;
    if (log === undefined || index < 0) return undefined;
    const { state, reason, version } = this.observationOf(log.codeAt(index));
    return state === 'unseen' ? undefined : { ...keyOf(text), at: log.timeAt(index), state, reason, version };
  }

  keys(): Iterable<string> {
    return this.logs.keys();
  }

  get size(): number {
    return this.logs.size;
  }

  /** A service that changes all the time is looked at again the next day: what comes until then counts as unseen. */
  private bounded(log: StateLog, change: HistoricChange): HistoricChange | undefined {
    if (log.length < MAX_A_DAY) return change;
    const today = log.length - 1 - log.indexAt(change.at - DAY);
    if (today < MAX_A_DAY) return change;
    const isOver = this.observationOf(log.codeAt(log.length - 1)).state === 'unseen';
    return isOver ? undefined : { ...NOTHING, at: change.at };
  }

  private addLog(key: ServiceKey): StateLog {
    if (this.logs.size >= this.maxNames) this.makeRoom();
    const log = new StateLog();
    this.logs.set(textOf(key), log);
    const group = this.groups.get(groupOf(key)) ?? new Set();
    this.groups.set(groupOf(key), group.add(textOf(key)));
    return log;
  }

  /** Every namespace of every cluster has a fair share: the one with the most names loses the name that it had first. */
  private makeRoom(): void {
    const [name, largest] = [...this.groups].reduce((a, b) => (b[1].size > a[1].size ? b : a));
    const [first] = largest;
    if (first === undefined) return;
    this.logs.delete(first);
    largest.delete(first);
    if (largest.size === 0) this.groups.delete(name);
  }

  private codeOf({ state, reason, version }: Observation): number {
    const high = this.versions.idOf(version) * (1 << (STATE_BITS + REASON_BITS));
    return high + (this.reasons.idOf(reason) << STATE_BITS) + HISTORIC_STATES.indexOf(state);
  }

  private observationOf(code: number): Observation {
    const state = HISTORIC_STATES[code & ((1 << STATE_BITS) - 1)] ?? 'unseen';
    const reason = this.reasons.textOf((code >>> STATE_BITS) & ((1 << REASON_BITS) - 1));
    return { state, reason, version: this.versions.textOf(code >>> (STATE_BITS + REASON_BITS)) };
  }
}

const NOTHING: Observation = { state: 'unseen', reason: '', version: '' };

/** Of one service: an hour of flapping each minute, many times over. */
const MAX_A_DAY = 500;
const STATE_BITS = 3;
const REASON_BITS = 9;
const VERSION_BITS = 20;

/** No name holds a slash. */
export function textOf({ cluster, namespace, name }: ServiceKey): string {
  return `${cluster}/${namespace}/${name}`;
}

export function keyOf(text: string): ServiceKey {
  const [cluster = '', namespace = '', name = ''] = text.split('/');
  return { cluster, namespace, name };
}

function groupOf({ cluster, namespace }: ServiceKey): string {
  return `${cluster}/${namespace}`;
}
