// The services of this cluster with the results of all checks, updated on every change, so that reading is a look-up.
import { type Observable, Subject } from 'rxjs';
import type { Moment } from '../config/clock.ts';
import type { Touch } from '../discovery/index/partition.ts';
import type { ServiceIndex } from '../discovery/index/service-index.ts';
import type { ServiceTally } from '../discovery/index/services/service-tally.ts';
import type { ServiceChange } from './changes/change.ts';
import { appliesTo, type CustomResults, CustomResultsByService, type PendingFiles } from './custom-results.ts';
import { type GivenPods, givenPodsOf } from './given-pods.ts';
import { type BareService, isSameService, judgedService, type LocalService, withResults } from './local-service.ts';
import type { Maintained } from './maintenance/maintained-results.ts';
import { type AnnotationFault, annotatedWindows } from './maintenance/annotated-windows.ts';
import { MaintenanceCalendar, type MaintenanceScope, type PlannedWindow } from './maintenance/maintenance-calendar.ts';
import { podDetailsOf, type PodDetails } from './details/pod-details.ts';
import type { Source } from '../kubernetes/watch/source.ts';
import { ServiceList } from './service-list.ts';
import type { Service, ClusterView } from './service.ts';
import { type WorkloadDetails, workloadDetailsOf } from './details/workload-details.ts';

/** The state of the watches that readers depend on. */
export interface LocalWatches {
  /** Every first list is complete, or was refused. */
  hasSynced(): boolean;
  /** Without a namespace: the source of the whole cluster. */
  readonly sources: readonly { readonly source: Source; readonly namespace: string | undefined }[];
  /** The source of `health` for services whose pods come from that source. */
  healthSourceOf(pods: Source): Source;
}

export class LocalCatalog implements ClusterView {
  private readonly services = new ServiceList<LocalService>();
  private readonly custom = new CustomResultsByService();
  private readonly calendar = new MaintenanceCalendar();
  /** Unix milliseconds of the last update. */
  private wall = -Infinity;
  private readonly changes = new Subject<ServiceChange>();
  private readonly faults = new Subject<AnnotationFault>();

  /** Emits each time that a workload with an invalid annotation changes. */
  readonly annotationFaults$: Observable<AnnotationFault> = this.faults.asObservable();
  readonly changes$: Observable<ServiceChange> = this.changes.asObservable();

  constructor(
    readonly cluster: string,
    private readonly index: ServiceIndex,
    private readonly watching: LocalWatches,
    /** Whether services show what deployed them. */
    private readonly namesDeployments = true,
  ) {
    index.touches$.subscribe((touch) => {
      this.take(touch);
    });
  }

  hasSynced(): boolean {
    return this.watching.hasSynced();
  }

  /** No check file gives `health`. */
  awaits(check: string, service?: string): boolean {
    return check !== 'health' && this.hasPendingFile(service);
  }

  /** MAX_SERVICES is reached. */
  lacksServices(): boolean {
    return this.index.unplacedPods > 0;
  }

  sources(namespace?: string): readonly Source[] {
    const needed = this.watching.sources.filter(
      (watched) => namespace === undefined || watched.namespace === undefined || watched.namespace === namespace,
    );
    return needed.map(({ source }) => source);
  }

  advance(now: Moment): void {
    this.index.advance(now);
    for (let due = this.calendar.takeDue(now.wall); due !== undefined; due = this.calendar.takeDue(now.wall)) {
      this.wall = due.at;
      this.applyMaintenance(due.scope);
    }
    this.wall = now.wall;
  }

  /** Replaces the windows of the operator's file. */
  setMaintenance(windows: readonly PlannedWindow[], now: Moment): void {
    this.advance(now);
    for (const scope of this.calendar.setFile(windows, now.wall)) this.applyMaintenance(scope);
  }

  get(namespace: string, name: string): Service | undefined {
    return this.services.get(namespace, name);
  }

  named(name: string): readonly Service[] {
    return this.services.named(name);
  }

  withAlias(alias: string): readonly Service[] {
    const tallies = this.index.withAlias(alias);
    return tallies
      .map(({ namespace, name }) => this.services.get(namespace, name))
      .filter((service) => service !== undefined);
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

  /** Sets the results of the check file for that name; undefined: there are no results any more. */
  setCustom(name: string, results: CustomResults | undefined, namespaces?: readonly string[]): void {
    this.custom.set(name, results, namespaces);
    for (const service of [...this.services.named(name)]) {
      if (service.namespace === '') continue;
      this.put(this.shown({ ...service, custom: this.custom.resultsFor(service) }, service));
    }
    this.settleLogical(name);
  }

  /** Sets which check files have not been loaded yet. */
  setPendingFiles(pending: PendingFiles): void {
    this.custom.setPendingFiles(pending);
  }

  hasPendingFile(service?: string): boolean {
    return this.custom.hasPendingFile(service);
  }

  /** Announces services of which only time has changed what is shown. */
  publishChangesOf(name: string): void {
    for (const { namespace } of this.named(name)) this.publish(namespace, name);
  }

  /** The pods that are passed to a check: those that `health` counts, in these namespaces or in all. */
  podsOf(name: string, namespaces?: readonly string[]): GivenPods {
    const services = this.named(name).filter(({ namespace }) => appliesTo(namespaces, namespace));
    return givenPodsOf(services, ({ namespace }) => this.index.get(namespace, name));
  }

  /** At most `limit` pods of one service, unhealthy ones first. */
  podDetails(namespace: string, name: string, limit: number): readonly PodDetails[] {
    const tally = this.index.get(namespace, name);
    return tally === undefined ? [] : podDetailsOf(tally, limit);
  }

  /** The workloads of one service. */
  workloadDetails(namespace: string, name: string, now: Moment): readonly WorkloadDetails[] {
    const tally = this.index.get(namespace, name);
    return tally === undefined ? [] : workloadDetailsOf(tally, now.wall);
  }

  private take(touch: Touch): void {
    const before = this.services.get(touch.namespace, touch.name);
    if (this.wall < touch.now.wall) this.wall = touch.now.wall;
    const windows = annotatedWindows(touch.tally?.workloads ?? [], (fault) => {
      this.faults.next(fault);
    });
    this.calendar.setOwn(touch.namespace, touch.name, windows, this.wall);
    const after = touch.tally && this.judge(touch, touch.tally, before);
    if (before === after) return;
    if (after) this.put(after);
    else if (before) this.remove(before);
    if (this.custom.get(touch.name) !== undefined) this.settleLogical(touch.name);
  }

  /** A name without pods in any namespace of its check file is a logical service. */
  private settleLogical(name: string): void {
    const before = this.services.get('', name);
    const custom = this.custom.get(name);
    const isNeeded =
      custom !== undefined && !this.named(name).some(({ namespace }) => appliesTo(custom.namespaces, namespace));
    if (isNeeded) {
      this.put(this.shown({ ...this.nameOf(name), own: new Map(), custom: custom.results }, before));
    } else if (before) this.remove(before);
  }

  private nameOf(name: string): Pick<Service, 'cluster' | 'namespace' | 'name' | 'kind' | 'isOneOff'> {
    return { cluster: this.cluster, namespace: '', name, kind: 'Check', isOneOff: false };
  }

  private put(service: LocalService): void {
    this.services.set(service);
    this.publish(service.namespace, service.name);
  }

  private remove(service: LocalService): void {
    this.services.delete(service);
    this.publish(service.namespace, service.name);
  }

  private publish(namespace: string, name: string): void {
    this.changes.next({ type: 'service', cluster: this.cluster, namespace, name });
  }

  /** Returns the same object if readers would see no difference. */
  private judge(touch: Touch, tally: ServiceTally, before: LocalService | undefined): LocalService {
    const { cluster, namesDeployments } = this;
    const healthSource = this.watching.healthSourceOf(touch.source);
    const custom = this.custom.resultsFor(tally);
    const bare = judgedService(touch, tally, before, { cluster, healthSource, namesDeployments, custom });
    const after = this.shown(bare, before, touch.isFirst);
    return before !== undefined && isSameService(before, after) ? before : after;
  }

  /** A window began, ended or changed. */
  private applyMaintenance({ namespace, name }: MaintenanceScope): void {
    for (const service of [...this.inScope(namespace, name)]) this.put(this.shown(service, service));
  }

  private inScope(namespace: string | undefined, name: string | undefined): readonly LocalService[] {
    if (name === undefined) return namespace === undefined ? this.services.all() : this.services.inNamespace(namespace);
    if (namespace === undefined) return this.services.named(name);
    const service = this.services.get(namespace, name);
    return service === undefined ? [] : [service];
  }

  /** With its current results. Maintenance that is already running at the first list has no known beginning. */
  private shown(bare: BareService, before: LocalService | undefined, isFirst = false): LocalService {
    const maintenance = this.calendar.at(bare.namespace, bare.name, this.wall);
    const hasTurned = (before?.maintenance === undefined) !== (maintenance === undefined);
    const changedAt = hasTurned && !isFirst ? this.wall : before?.changedAt;
    if (maintenance === undefined && changedAt === undefined) return withResults(bare, NOT_MAINTAINED);
    return withResults(bare, { ...(maintenance && { maintenance }), ...(changedAt !== undefined && { changedAt }) });
  }
}

const NOT_MAINTAINED: Maintained = {};
