// The services of this cluster and what the checks say of them, kept up with every change, so that reading costs a
// look-up.
import { Subject } from 'rxjs';
import type { Observable } from 'rxjs';
import type { Moment } from '../config/clock.ts';
import type { ServiceIndex, Touch } from '../discovery/service-index.ts';
import type { ServiceTally } from '../discovery/service-tally.ts';
import { compareText, SortedList } from '../discovery/sorted-list.ts';
import type { ServiceChange } from './change.ts';
import { healthOf } from './health.ts';
import type { Source } from '../discovery/source.ts';
import type { Result } from './result.ts';
import type { Service, Site } from './service.ts';
import { versionOf } from './version.ts';

/** The watches, as far as reading needs to know them. */
export interface Watching {
  /** Each first list is in, or refused. */
  isSettled(): boolean;
  /** A watch without a namespace is the whole cluster's. */
  readonly watches: readonly { readonly source: Source; readonly namespace: string | undefined }[];
}

export class LocalCatalog implements Site {
  private readonly byName = new Map<string, SortedList<Service>>();
  private readonly sortedNames = new SortedList<string>(compareText);
  private readonly sorted = new SortedList<Service>(byPlace);
  private readonly changes = new Subject<ServiceChange>();

  readonly changes$: Observable<ServiceChange> = this.changes.asObservable();

  constructor(
    readonly cluster: string,
    private readonly index: ServiceIndex,
    private readonly watching: Watching,
  ) {
    index.touches$.subscribe((touch) => {
      this.take(touch);
    });
  }

  isHeard(): boolean {
    return this.watching.isSettled();
  }

  sources(namespace?: string): readonly Source[] {
    const needed = this.watching.watches.filter(
      (watch) => namespace === undefined || watch.namespace === undefined || watch.namespace === namespace,
    );
    return needed.map((watch) => watch.source);
  }

  advance(now: Moment): void {
    this.index.advance(now);
  }

  named(name: string): readonly Service[] {
    return this.byName.get(name)?.all() ?? [];
  }

  withAlias(alias: string): readonly Service[] {
    const tallies = this.index.withAlias(alias);
    return tallies.map(({ namespace, name }) => this.get(namespace, name)).filter((service) => service !== undefined);
  }

  withPrefix(prefix: string): readonly Service[] {
    return this.namesFrom(prefix).flatMap((name) => this.named(name));
  }

  all(): readonly Service[] {
    return this.sorted.all();
  }

  names(): readonly string[] {
    return this.sortedNames.all();
  }

  private get(namespace: string, name: string): Service | undefined {
    const named = this.byName.get(name);
    const found = named?.all()[named.firstNot((service) => service.namespace < namespace)];
    return found?.namespace === namespace ? found : undefined;
  }

  private namesFrom(prefix: string): readonly string[] {
    if (prefix === '*') return this.names();
    const from = this.sortedNames.firstNot((name) => name < prefix);
    const to = this.sortedNames.firstNot((name) => name < prefix || name.startsWith(prefix));
    return this.names().slice(from, to);
  }

  private take(touch: Touch): void {
    const before = this.get(touch.namespace, touch.name);
    const after = touch.tally && this.judge(touch, touch.tally, before);
    if (before === after) return;
    if (before && after) this.replace(after);
    else if (before) this.drop(before);
    else if (after) this.put(after);
    this.changes.next({ type: 'service', cluster: this.cluster, namespace: touch.namespace, name: touch.name });
  }

  /** The same object, where nothing that can be read has changed. */
  private judge(touch: Touch, tally: ServiceTally, before: Service | undefined): Service {
    const health: Result = { label: 'health', ...healthOf(tally, touch.now.wall), source: touch.source };
    const version: Result = { label: 'version', ...versionOf(tally.imageTags), source: touch.source };
    const results = new Map([
      ['health', since(health, before?.results.get('health'), touch, (result) => result.state)],
      ['version', since(version, before?.results.get('version'), touch, (result) => result.status)],
    ]);
    const { namespace, name, kind, isOneOff } = tally;
    const after = { cluster: this.cluster, namespace, name, kind, isOneOff, results };
    return before !== undefined && isSame(before, after) ? before : after;
  }

  private put(service: Service): void {
    const named = this.byName.get(service.name) ?? new SortedList<Service>(byPlace);
    if (named.size === 0) this.sortedNames.add(service.name);
    this.byName.set(service.name, named);
    named.add(service);
    this.sorted.add(service);
  }

  private replace(service: Service): void {
    this.byName.get(service.name)?.replace(service);
    this.sorted.replace(service);
  }

  private drop(service: Service): void {
    const named = this.byName.get(service.name);
    named?.delete(service);
    this.sorted.delete(service);
    if (named?.size !== 0) return;
    this.byName.delete(service.name);
    this.sortedNames.delete(service.name);
  }
}

/** With the time at which `what` it says was seen to change; the first list changes nothing, it only finds. */
function since(result: Result, before: Result | undefined, touch: Touch, what: (result: Result) => string): Result {
  if (before && what(before) === what(result)) {
    return before.since === undefined ? result : { ...result, since: before.since };
  }
  return touch.isFirst ? result : { ...result, since: touch.now.wall };
}

function isSame(a: Service, b: Service): boolean {
  return (
    a.kind === b.kind &&
    a.isOneOff === b.isOneOff &&
    [...b.results].every(([check, result]) => isSameResult(a.results.get(check), result))
  );
}

const COMPARED = ['status', 'color', 'state', 'reason', 'since', 'source'] as const;

function isSameResult(a: Result | undefined, b: Result): boolean {
  return COMPARED.every((key) => a?.[key] === b[key]) && a?.counts?.ended === b.counts?.ended;
}

function byPlace(a: Service, b: Service): number {
  return compareText(a.namespace, b.namespace) || compareText(a.name, b.name);
}
