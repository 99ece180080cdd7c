// One peer's services as it last told them. A snapshot is gathered apart and swapped in whole, so a reader never sees half
// of one; what didn't change stays the same object.
import { type Observable, Subject } from 'rxjs';
import type { ServiceChange } from '../../services/change.ts';
import type { Result } from '../../services/result.ts';
import { ServiceList } from '../../services/service-list.ts';
import type { Service, ClusterView } from '../../services/service.ts';
import type { Moment } from '../../config/clock.ts';
import { isStale, prove, type Source } from '../../kubernetes/source.ts';
import { isWatch, watches } from '../source-id.ts';
import { PeerLine, PeerSource } from './peer-source.ts';
import {
  MAX_SERVICES,
  MAX_SNAPSHOT,
  MAX_SOURCES,
  tooLarge,
  type WireChange,
  type WireFault,
  type WireResult,
  type WireService,
  type WireSource,
} from '../wire.ts';

export interface Lifetimes {
  /** STALE_AFTER and FORGET_AFTER, in milliseconds. */
  readonly staleAfter: number;
  readonly forgetAfter: number;
}

export class PeerCatalog implements ClusterView {
  private readonly changes = new Subject<ServiceChange>();
  readonly changes$: Observable<ServiceChange> = this.changes.asObservable();
  readonly line: PeerLine;
  /** By id. */
  private sourcesById = new Map<string, PeerSource>();
  private services = new ServiceList();
  private staged: ServiceList | undefined;
  /** Ids of checks' runs that were stale when last looked at. */
  private staleRuns: ReadonlySet<string> = new Set();
  /** When they were looked at lately, monotonic milliseconds. */
  private looks: readonly number[] = [];
  /** Characters of everything that is kept, and of what is being gathered. */
  private weight = 0;
  private stagedWeight = 0;
  private hasSnapshot = false;
  /** Its stream is not open. What it said still counts for a while. */
  isCut = true;
  /** It can go on from where it was: nothing of it was forgotten. */
  isWhole = false;

  /** `cluster`: its name, `''` until it is known. */
  constructor(
    cluster: string,
    private readonly lifetimes: Lifetimes,
  ) {
    this.line = new PeerLine(cluster, lifetimes.staleAfter);
  }

  get cluster(): string {
    return this.line.cluster;
  }

  get size(): number {
    return this.services.size;
  }

  /** Its first snapshot has come. What it once said stays heard. */
  hasSynced(): boolean {
    return this.hasSnapshot;
  }

  isDisconnected(): boolean {
    return this.isCut;
  }

  /** A namespace that it doesn't watch lives by the line alone. */
  sources(namespace?: string): readonly Source[] {
    const needed = [...this.sourcesById.values()].filter(
      ({ id }) => isWatch(id) && (namespace === undefined || watches(id, namespace)),
    );
    return needed.length > 0 ? needed : [this.line];
  }

  /** A peer that has been silent for FORGET_AFTER is forgotten, but for its name. */
  advance(now: Moment): void {
    if (!this.isWhole || now.monotonic <= this.keptUntil()) return;
    this.isWhole = false;
    this.weight = 0;
    this.replaceAll(new ServiceList());
  }

  named(name: string): readonly Service[] {
    return this.services.named(name);
  }

  /** What 0.0.6 called them is asked of the shield that knows them. */
  withAlias(): readonly Service[] {
    return [];
  }

  withPrefix(prefix: string): readonly Service[] {
    return this.services.withPrefix(prefix);
  }

  all(): readonly Service[] {
    return this.services.all();
  }

  names(): readonly string[] {
    return this.services.names();
  }

  /** Everything it knows reads otherwise: it has become visible, or is no longer. */
  tellAll(): void {
    for (const service of this.services.all()) this.tell(service);
  }

  /** What is known of it is kept, under its new name. */
  rename(cluster: string): void {
    if (cluster === this.cluster) return;
    const before = this.services;
    this.services = new ServiceList();
    for (const service of before.all()) this.services.set({ ...service, cluster });
    this.line.cluster = cluster;
    this.staged = undefined;
    for (const service of before.all()) this.tell(service);
    this.tellAll();
  }

  heard(now: Moment): void {
    prove(this.line, now);
  }

  /** Ages as they are now; a source that was never proven at a peer that has just started keeps the proof we know of. */
  age(sources: readonly WireSource[], now: Moment): WireFault | undefined {
    for (const { id, age, grace = 0 } of sources) {
      const source = this.sourceOf(id);
      source.grace = grace;
      if (age !== undefined) source.proven(age, now);
    }
    this.tellStaleRuns(now);
    return this.tooManySources();
  }

  private tooManySources(): WireFault | undefined {
    return this.sourcesById.size > MAX_SOURCES ? tooLarge(`${this.sourcesById.size} sources`) : undefined;
  }

  begin(): void {
    this.staged = new ServiceList();
    this.stagedWeight = 0;
  }

  add(services: readonly WireService[]): WireFault | undefined {
    const staged = this.staged;
    if (staged === undefined) return OUT_OF_ORDER;
    for (const told of services) {
      const service = this.serviceOf(told, staged);
      this.stagedWeight += weightOf(service) - weightOf(staged.get(service.namespace, service.name));
      staged.set(service);
    }
    if (staged.size > MAX_SERVICES) return tooLarge(`a snapshot of ${staged.size} services`);
    return this.tooManySources();
  }

  end(sources: readonly WireSource[], now: Moment): WireFault | undefined {
    if (this.staged === undefined) return OUT_OF_ORDER;
    this.dropSources(new Set([...sources.map(({ id }) => id), ...sourcesOf(this.staged)]));
    const fault = this.age(sources, now);
    if (fault !== undefined) return fault;
    this.hasSnapshot = true;
    this.isWhole = true;
    this.replaceAll(this.staged);
    this.weight = this.stagedWeight;
    this.staged = undefined;
    return undefined;
  }

  /** A snapshot that has only come in part is of no use. */
  abandon(): void {
    this.staged = undefined;
  }

  change({ services, gone }: WireChange): WireFault | undefined {
    if (!this.hasSnapshot || this.staged !== undefined) return OUT_OF_ORDER;
    for (const place of gone) {
      const service = this.services.get(place.namespace, place.name);
      if (service === undefined) continue;
      this.services.delete(service);
      this.weight -= weightOf(service);
      this.tell(service);
    }
    for (const told of services) {
      const service = this.serviceOf(told, this.services);
      const before = this.services.get(service.namespace, service.name);
      if (before === service) continue;
      this.weight += weightOf(service) - weightOf(before);
      this.services.set(service);
      this.tell(service);
    }
    // As a snapshot of it would be.
    if (this.weight > MAX_SNAPSHOT) return tooLarge(`services of more than ${MAX_SNAPSHOT} characters`);
    if (this.services.size > MAX_SERVICES) return tooLarge(`${this.services.size} services`);
    return this.tooManySources();
  }

  /** Watches are looked at by the fleet; of a check's runs, only what lives by them reads otherwise. */
  private tellStaleRuns(now: Moment): void {
    // A peer that has its sources turn to and fro is no reason to look through all of it again and again.
    const lately = this.looks.filter((at) => now.monotonic - at < A_SECOND);
    if (lately.length >= MOST_LOOKS) return;
    this.looks = [...lately, now.monotonic];
    const before = this.staleRuns;
    const runs = [...this.sourcesById.values()].filter(({ id }) => !isWatch(id));
    this.staleRuns = new Set(runs.filter((source) => isStale(source, now)).map(({ id }) => id));
    const turned = new Set(runs.map(({ id }) => id).filter((id) => this.staleRuns.has(id) !== before.has(id)));
    if (turned.size === 0) return;
    for (const service of this.services.all()) {
      if ([...service.results.values()].some(({ source }) => turned.has(source.id))) this.tell(service);
    }
  }

  private keptUntil(): number {
    const { forgetAfter, staleAfter } = this.lifetimes;
    return (this.line.provenAt ?? -Infinity) + Math.max(forgetAfter, staleAfter);
  }

  private replaceAll(next: ServiceList): void {
    const before = this.services;
    this.services = next;
    for (const service of before.all()) {
      if (next.get(service.namespace, service.name) === undefined) this.tell(service);
    }
    for (const service of next.all()) {
      if (before.get(service.namespace, service.name) !== service) this.tell(service);
    }
  }

  private tell({ cluster, namespace, name }: Service): void {
    this.changes.next({ type: 'service', cluster, namespace, name });
  }

  /** The same object, where nothing that can be read has changed. */
  private serviceOf({ namespace, name, kind, results }: WireService, beside: ServiceList): Service {
    const before = this.services.get(namespace, name);
    const siblings = beside.named(name);
    const after: Service = {
      cluster: this.cluster,
      namespace,
      name,
      kind,
      isOneOff: false,
      results: new Map(
        results.map((told) => [told.check, this.resultOf(told, before?.results.get(told.check), siblings)]),
      ),
    };
    return before !== undefined && isSame(before, after) ? before : after;
  }

  /** A check's run speaks for all namespaces of its name: they share its result, so that it counts once. */
  private resultOf(told: WireResult, before: Result | undefined, siblings: readonly Service[]): Result {
    const { check, source: id, ...answer } = told;
    const result: Result = { ...answer, source: this.sourceOf(id) };
    const shared = isWatch(id) ? [] : siblings.map((service) => service.results.get(check));
    return [...shared, before].find((known) => known !== undefined && isSameResult(known, result)) ?? result;
  }

  private sourceOf(id: string): PeerSource {
    const known = this.sourcesById.get(id);
    if (known !== undefined) return known;
    const source = new PeerSource(id, this.line);
    this.sourcesById.set(id, source);
    return source;
  }

  /** What the peer no longer lives by. */
  private dropSources(kept: ReadonlySet<string>): void {
    for (const id of this.sourcesById.keys()) if (!kept.has(id)) this.sourcesById.delete(id);
  }
}

/** Ages of these may have come before `end`, which has no room for all of them. */
function sourcesOf(services: ServiceList): readonly string[] {
  return services.all().flatMap(({ results }) => [...results.values()].map(({ source }) => source.id));
}

/** Milliseconds, and how often in them. */
const A_SECOND = 1_000;
const MOST_LOOKS = 4;

/** About the characters that it takes on the wire. */
function weightOf(service: Service | undefined): number {
  if (service === undefined) return 0;
  let weight = AROUND + service.namespace.length + service.name.length + service.kind.length;
  for (const [check, { label, status, color, reason = '', source }] of service.results) {
    weight += AROUND + check.length + label.length + status.length + color.length + reason.length + source.id.length;
  }
  return weight;
}

/** Characters of names, quotes, state and times, of a service and of each of its results. */
const AROUND = 100;

const OUT_OF_ORDER: WireFault = {
  type: 'fault',
  code: 'unreadable',
  text: 'parts and `end` come after `begin`, changes after `end`',
};

function isSame(a: Service, b: Service): boolean {
  if (a.kind !== b.kind || a.cluster !== b.cluster || a.results.size !== b.results.size) return false;
  return [...b.results].every(([check, result]) => a.results.get(check) === result);
}

const COMPARED = ['label', 'status', 'color', 'state', 'reason', 'since', 'source'] as const;
const COUNTED = ['ready', 'total', 'restarts', 'ended'] as const;

function isSameResult(a: Result, b: Result): boolean {
  return COMPARED.every((key) => a[key] === b[key]) && COUNTED.every((key) => a.counts?.[key] === b.counts?.[key]);
}
