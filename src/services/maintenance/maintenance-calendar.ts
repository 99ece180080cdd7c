// Which services are in maintenance now, and which window begins or ends next. Windows come from the operator's file,
// for any service, and from annotations, for the annotated workload's service. Times are Unix milliseconds.
import { AlarmQueue } from '../../discovery/index/collections/alarm-queue.ts';
import type { MaintenanceWindow } from './maintenance.ts';

/** The services that a window applies to. */
export interface MaintenanceScope {
  /** Absent: every namespace. */
  readonly namespace?: string;
  /** A service's name; absent: all services. */
  readonly name?: string;
}

export interface PlannedWindow extends MaintenanceWindow, MaintenanceScope {}

export class MaintenanceCalendar {
  private file: readonly PlannedWindow[] = [];
  private readonly own = new Map<string, readonly PlannedWindow[]>();
  private readonly byScope = new Map<string, PlannedWindow[]>();
  /** Future beginnings and ends. */
  private readonly alarms = new AlarmQueue<PlannedWindow>();

  /** Replaces the windows of the file. Returns the scopes that are affected now. */
  setFile(windows: readonly PlannedWindow[], wall: number): readonly MaintenanceScope[] {
    const before = this.file;
    for (const window of before) this.remove(window);
    for (const window of windows) this.add(window, wall);
    this.file = windows;
    return [...before, ...windows].filter((window) => isIn(window, wall));
  }

  /** Replaces the windows from annotations of one service's workloads. */
  setOwn(namespace: string, name: string, windows: readonly MaintenanceWindow[], wall: number): void {
    if (windows.length === 0 && this.own.size === 0) return;
    const key = keyOf({ namespace, name });
    const before = this.own.get(key) ?? [];
    if (isSame(before, windows)) return;
    for (const window of before) this.remove(window);
    const planned = windows.map((window) => ({ ...window, namespace, name }));
    for (const window of planned) this.add(window, wall);
    if (planned.length === 0) this.own.delete(key);
    else this.own.set(key, planned);
  }

  /** The window that a service is in; if there are several, the one that ends last. */
  at(namespace: string, name: string, wall: number): PlannedWindow | undefined {
    if (this.byScope.size === 0) return undefined;
    const scopes = [{ namespace, name }, { namespace }, { name }, {}];
    return scopes
      .flatMap((scope) => this.byScope.get(keyOf(scope)) ?? [])
      .filter((window) => isIn(window, wall))
      .reduce<PlannedWindow | undefined>(
        (last, one) => (last === undefined || one.to > last.to ? one : last),
        undefined,
      );
  }

  /** Removes and returns the next window that began or ended by then, and when it did; undefined: none. */
  takeDue(wall: number): { readonly scope: MaintenanceScope; readonly at: number } | undefined {
    const at = this.alarms.first?.at ?? Infinity;
    const window = this.alarms.takeDue(wall);
    if (window === undefined) return undefined;
    if (at < window.to) this.alarms.set(window, window.to);
    else this.remove(window);
    return { scope: window, at };
  }

  private add(window: PlannedWindow, wall: number): void {
    // Windows that are over are dropped.
    if (window.to <= wall) return;
    const key = keyOf(window);
    this.byScope.set(key, [...(this.byScope.get(key) ?? []), window]);
    this.alarms.set(window, wall < window.from ? window.from : window.to);
  }

  private remove(window: PlannedWindow): void {
    this.alarms.delete(window);
    const key = keyOf(window);
    const rest = (this.byScope.get(key) ?? []).filter((one) => one !== window);
    if (rest.length === 0) this.byScope.delete(key);
    else this.byScope.set(key, rest);
  }
}

function isIn({ from, to }: MaintenanceWindow, wall: number): boolean {
  return from <= wall && wall < to;
}

/** No name holds a slash or an asterisk. */
function keyOf({ namespace = '*', name = '*' }: MaintenanceScope): string {
  return `${namespace}/${name}`;
}

function isSame(a: readonly MaintenanceWindow[], b: readonly MaintenanceWindow[]): boolean {
  return (
    a.length === b.length &&
    a.every(({ from, to, text }, i) => from === b[i]?.from && to === b[i].to && text === b[i].text)
  );
}
