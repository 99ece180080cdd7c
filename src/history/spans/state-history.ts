// The history in memory: each change of state and version of every service and object. Bounded by names, and by changes a day.
import { DAY } from '../../config/duration.ts';
import type { Interval } from '../../services/result/uptime.ts';
import type { State } from '../../services/result/result.ts';
import type { ServiceKey } from '../../services/service.ts';
import type { RecordedChange, Observation, ObservedState } from './recorded-change.ts';
import { MIXED, MixedSpan } from './mixed-span.ts';
import { codeOfState, stateOfCode } from './state-code.ts';
import { StateLog } from './state-log.ts';
import { keyOf, type SubjectKey, textOf } from './subject-key.ts';
import { TextTable } from './text-table.ts';

/** From `from` on, in Unix milliseconds, until the next span's. */
export interface StateSpan {
  readonly state: State;
  readonly from: number;
}

/** As a StateSpan, times in which it wasn't seen included. */
export interface SeenSpan extends ObservedState {
  readonly from: number;
}

export function spanOf({ state, isRed, at }: RecordedChange): SeenSpan {
  return { state, from: at, ...(isRed && { isRed }) };
}

/** A service as it was known at some time. */
export interface KnownService extends ServiceKey, RecordedChange {
  readonly state: State;
}

/** All services of a namespace, or its objects of one kind. */
interface Group extends Pick<SubjectKey, 'cluster' | 'resource'> {
  readonly names: Set<string>;
}

export class StateHistory {
  private readonly logs = new Map<string, StateLog>();
  /** Mixed spans of those that change too often. */
  private readonly mixed = new Map<string, MixedSpan>();
  private readonly groups = new Map<string, Group>();
  private readonly reasons = new TextTable(1 << REASON_BITS);
  private readonly versions = new TextTable(1 << VERSION_BITS);

  /** `maxNames` services are kept, for `keep` milliseconds back. */
  constructor(
    private readonly maxNames = 80_000,
    private readonly keep = KEPT,
  ) {}

  /** Returns the changes to write. Times never go back: a change is never earlier than the one before it. */
  note(key: SubjectKey, observation: Observation, at: number): readonly RecordedChange[] {
    const log = this.logs.get(textOf(key)) ?? this.addLog(key);
    const mixed = this.mixed.get(textOf(key));
    if (mixed !== undefined) {
      mixed.note(observation, at);
      return at - mixed.from < MIXED ? [] : this.finishMixed(key);
    }
    const last = log.length - 1;
    if (last >= 0 && log.codeAt(last) === this.codeOf(observation)) return NO_CHANGES;
    const change = { ...observation, at: last < 0 ? at : Math.max(at, log.timeAt(last)) };
    return [this.push(log, isTooMany(log, change.at) ? this.mix(key, change) : change)];
  }

  /** Changes from the file, oldest first. */
  restore(key: SubjectKey, changes: readonly RecordedChange[]): void {
    const log = this.logs.get(textOf(key)) ?? this.addLog(key);
    for (const change of changes) this.push(log, change);
  }

  /** It is gone: unseen from then on. */
  end(key: SubjectKey, at: number): readonly RecordedChange[] {
    return this.logs.has(textOf(key)) ? this.note(key, NOTHING, at) : [];
  }

  /** Oldest first, from what was so at `from` on. */
  changes(key: SubjectKey, { from, to }: Interval): readonly RecordedChange[] {
    const log = this.logs.get(textOf(key));
    if (log === undefined) return [];
    const mixed = this.mixedChanges(key);
    const end = mixed.length > 0 ? log.length - 1 : log.length;
    const changes: RecordedChange[] = [];
    for (let i = Math.max(0, log.indexAt(from)); i < end && log.timeAt(i) < to; i += 1)
      changes.push({ at: log.timeAt(i), ...this.observationOf(log.codeAt(i)) });
    return [...changes, ...mixed.filter(({ at }) => at < to)];
  }

  /** The last observation; undefined: never seen. */
  last(key: SubjectKey): Observation | undefined {
    const mixed = this.mixed.get(textOf(key));
    const log = this.logs.get(textOf(key));
    if (mixed !== undefined || log === undefined || log.length === 0) return mixed?.observation;
    return this.observationOf(log.codeAt(log.length - 1));
  }

  /** The current mixed span, in which it changes too often to write each change; otherwise empty. */
  mixedChanges(key: SubjectKey): readonly RecordedChange[] {
    return this.mixed.size === 0 ? NO_CHANGES : (this.mixed.get(textOf(key))?.changes() ?? NO_CHANGES);
  }

  /** Ends the mixed span. Returns the changes to write. */
  finishMixed(key: SubjectKey): readonly RecordedChange[] {
    const log = this.logs.get(textOf(key));
    const changes = this.mixedChanges(key);
    this.mixed.delete(textOf(key));
    if (log === undefined || changes.length === 0) return [];
    log.forgetLast();
    return changes.map((change) => this.push(log, change));
  }

  /** Those in a mixed span. */
  mixedKeys(): readonly SubjectKey[] {
    return [...this.mixed.keys()].map(keyOf);
  }

  /** A service's last change by that time; undefined where it wasn't seen then. */
  knownAt(text: string, time: number): KnownService | undefined {
    const { resource, ...key } = keyOf(text);
    const log = resource === undefined ? this.logs.get(text) : undefined;
    const index = log?.indexAt(time) ?? -1;
    if (log === undefined || index < 0) return undefined;
    const { state, ...observation } = this.observationOf(log.codeAt(index));
    return state === 'unseen' ? undefined : { ...key, at: log.timeAt(index), state, ...observation };
  }

  has(key: SubjectKey): boolean {
    return this.logs.has(textOf(key));
  }

  keys(): Iterable<string> {
    return this.logs.keys();
  }

  /** Names of the groups that are picked; the others cost nothing. */
  *keysOf(isPicked: (group: Pick<SubjectKey, 'cluster' | 'resource'>) => boolean): Generator<string> {
    for (const group of this.groups.values()) if (isPicked(group)) yield* group.names;
  }

  get size(): number {
    return this.logs.size;
  }

  private push(log: StateLog, change: RecordedChange): RecordedChange {
    log.push(change.at, this.codeOf(change));
    log.forgetBefore(change.at - this.keep);
    return change;
  }

  /** Begins a mixed span: unseen in the log until the span ends, when its states replace that. */
  private mix(key: SubjectKey, first: RecordedChange): RecordedChange {
    this.mixed.set(textOf(key), new MixedSpan(first));
    return { ...NOTHING, at: first.at };
  }

  private addLog(key: SubjectKey): StateLog {
    if (this.logs.size >= this.maxNames) this.makeRoom();
    const log = new StateLog();
    this.logs.set(textOf(key), log);
    const { cluster, resource } = key;
    const group = this.groups.get(groupOf(key)) ?? {
      cluster,
      ...(resource !== undefined && { resource }),
      names: new Set(),
    };
    this.groups.set(groupOf(key), group);
    group.names.add(textOf(key));
    return log;
  }

  /**
   * Every namespace of every cluster has a fair share, and so has each kind of objects there: the one with the most names
   * loses its oldest name.
   */
  private makeRoom(): void {
    const [name, { names }] = [...this.groups].reduce((a, b) => (b[1].names.size > a[1].names.size ? b : a));
    const [first] = names;
    if (first === undefined) return;
    this.logs.delete(first);
    this.mixed.delete(first);
    names.delete(first);
    if (names.size === 0) this.groups.delete(name);
  }

  private codeOf(observation: Observation): number {
    const { reason, version } = observation;
    const high = this.versions.idOf(version) * (1 << (STATE_BITS + REASON_BITS));
    return high + (this.reasons.idOf(reason) << STATE_BITS) + codeOfState(observation);
  }

  private observationOf(code: number): Observation {
    const state = stateOfCode(code & ((1 << STATE_BITS) - 1));
    const reason = this.reasons.textOf((code >>> STATE_BITS) & ((1 << REASON_BITS) - 1));
    return { ...state, reason, version: this.versions.textOf(code >>> (STATE_BITS + REASON_BITS)) };
  }
}

/** Milliseconds that are kept in memory where there is no file. */
export const KEPT = 30 * DAY;

const NO_CHANGES: readonly RecordedChange[] = [];
const NOTHING: Observation = { state: 'unseen', reason: '', version: '' };

function isTooMany(log: StateLog, at: number): boolean {
  return log.length >= MAX_A_DAY && log.length - 1 - log.indexAt(at - DAY) >= MAX_A_DAY;
}

/** Of one service: an hour of flapping each minute, many times over. */
const MAX_A_DAY = 500;
const STATE_BITS = 3;
const REASON_BITS = 9;
const VERSION_BITS = 20;

function groupOf({ cluster, namespace, resource = '' }: SubjectKey): string {
  return `${cluster}/${resource}/${namespace}`;
}
