// What a reader is shown of one object, of all of a kind, or of a cluster itself.
import type { Moment } from '../../config/clock.ts';
import { isStale, type Source, validFor } from '../../kubernetes/watch/source.ts';
import { colorRank } from '../result/color.ts';
import { joinReadiness } from './join-objects.ts';
import type { ClusterObject, TimedResult, ObjectView } from './object-view.ts';
import { projectResult } from '../projection.ts';
import { publicReason, type Readiness } from './readiness.ts';
import type { LookupFailure, ResolvedResult } from '../result/result.ts';

export interface ObjectSubject {
  /** As configured, or without its group. */
  readonly resource: string;
  /** `*`: all of them. */
  readonly name: string;
  readonly check: string;
  readonly namespace?: string;
  readonly cluster?: string;
}

/** The clusters whose objects may be read. */
export interface ObjectViews {
  /** This cluster's first, then the peers' in their order. */
  readonly views: readonly ObjectView[];
  /** Peers that haven't said their names yet, by host. */
  readonly unnamed: readonly string[];
}

export function readObjects(all: ObjectViews, subject: ObjectSubject, now: Moment): ResolvedResult | LookupFailure {
  const asked = viewsIn(all, subject.cluster);
  const resource = resourceAmong(asked.views, subject.resource);
  return read(asked, { ...subject, ...(resource !== undefined && { resource }) }, now);
}

export interface ObjectKey {
  readonly cluster: string;
  readonly resource: string;
  /** Empty: its kind has no namespaces. */
  readonly namespace: string;
  readonly name: string;
}

/** The objects that such a badge is about: the first cluster's that has one of the name; all of a kind for `*`. */
export function objectsOfBadge(all: ObjectViews, subject: Omit<ObjectSubject, 'check'>): readonly ObjectKey[] {
  const groups = keysByCluster(all, subject);
  return subject.name === '*' ? groups.flat() : (groups.find((keys) => keys.length > 0) ?? []);
}

/** Every cluster's. */
export function objectsOfName(all: ObjectViews, subject: Omit<ObjectSubject, 'check'>): readonly ObjectKey[] {
  return keysByCluster(all, subject).flat();
}

function keysByCluster(all: ObjectViews, asked: Omit<ObjectSubject, 'check'>): readonly (readonly ObjectKey[])[] {
  const { views } = viewsIn(all, asked.cluster);
  const resource = resourceAmong(views, asked.resource) ?? asked.resource;
  return views.map((view) =>
    objectsOf(view, { ...asked, resource }).map(({ namespace, name }) => {
      return { cluster: view.cluster, resource, namespace, name };
    }),
  );
}

function read(asked: ObjectViews, subject: ObjectSubject, now: Moment): ResolvedResult | LookupFailure {
  return subject.name === '*' ? readAll(asked, subject, now) : readNamed(asked, subject, now);
}

/** One of the facts of `/c/`; this cluster's, unless another is named. */
export function readFact(
  all: ObjectViews,
  { check, cluster }: { readonly check: string; readonly cluster?: string },
  now: Moment,
): ResolvedResult | LookupFailure {
  const asked = viewsIn(all, cluster);
  const [view] = asked.views;
  if (view === undefined) return asked.unnamed.length > 0 ? 'pending' : 'not-found';
  const fact = view.fact(check, now);
  if (fact !== undefined) return { cluster: view.cluster, check, ...resolved(fact, now) };
  return view.hasSynced() ? 'not-found' : 'pending';
}

/** A cluster that isn't known by its name may be one of those that haven't said theirs. */
function viewsIn({ views, unnamed }: ObjectViews, cluster: string | undefined): ObjectViews {
  if (cluster === undefined) return { views, unnamed };
  const named = views.filter((view) => view.cluster === cluster);
  return { views: named, unnamed: named.length === 0 ? unnamed : [] };
}

interface Located {
  readonly view: ObjectView;
  readonly object: ClusterObject;
}

interface Having extends Located {
  readonly result: TimedResult;
}

/** The first cluster's that has an object of the name; several namespaces' are joined. */
function readNamed(asked: ObjectViews, subject: ObjectSubject, now: Moment): ResolvedResult | LookupFailure {
  for (const view of asked.views) {
    const found = having(locatedIn(view, subject), subject.check, now);
    const [only] = found;
    if (only !== undefined && found.length === 1) return { ...namesOf(found, subject), ...resolved(only.result, now) };
    if (only !== undefined)
      return { ...namesOf(found, subject), ...joined(found, subject, missingIn([view], found, subject, now), now) };
    if (isToCome(view, subject)) return 'pending';
  }
  return asked.unnamed.length > 0 ? 'pending' : 'not-found';
}

function readAll(asked: ObjectViews, subject: ObjectSubject, now: Moment): ResolvedResult | LookupFailure {
  const found = having(
    asked.views.flatMap((view) => locatedIn(view, subject)),
    subject.check,
    now,
  );
  if (found.length > 0) {
    const missing = [...missingIn(asked.views, found, subject, now), ...asked.unnamed];
    return { ...namesOf(found, subject), ...joined(found, subject, missing, now) };
  }
  const isPending = asked.unnamed.length > 0 || asked.views.some((view) => isToCome(view, subject));
  return isPending ? 'pending' : 'no-match';
}

function having(located: readonly Located[], check: string, now: Moment): readonly Having[] {
  return located.flatMap((each) => {
    const result = each.object.resultsAt(now).get(check);
    return result === undefined ? [] : [{ ...each, result }];
  });
}

function locatedIn(view: ObjectView, subject: ObjectSubject): readonly Located[] {
  return objectsOf(view, subject).map((object) => ({ view, object }));
}

function objectsOf(
  view: ObjectView,
  { resource, name, namespace }: Omit<ObjectSubject, 'check'>,
): readonly ClusterObject[] {
  if (name === '*') {
    return [...view.objects(resource)].filter((object) => (namespace ?? object.namespace) === object.namespace);
  }
  if (namespace === undefined) return view.named(resource, name);
  const object = view.get(resource, namespace, name);
  return object === undefined ? [] : [object];
}

/** Without its group where that is clear among all that are asked: two kinds of one name are none. */
function resourceAmong(views: readonly ObjectView[], resource: string): string | undefined {
  const all = new Set(views.flatMap((view) => view.resources()));
  if (all.has(resource)) return resource;
  const [only, ...others] = [...all].filter((each) => each.split('.')[0] === resource);
  return others.length === 0 ? only : undefined;
}

function isToCome(view: ObjectView, { resource }: ObjectSubject): boolean {
  return !view.hasSynced() || view.isAwaited(resource);
}

/** Clusters that have a part in it, or may have, and aren't known whole. */
function missingIn(
  views: readonly ObjectView[],
  found: readonly Having[],
  subject: ObjectSubject,
  now: Moment,
): readonly string[] {
  const isMissing = (view: ObjectView): boolean => {
    const { resource } = subject;
    return (
      isToCome(view, subject) ||
      (view.resources().includes(resource) && view.lacksObjects()) ||
      sourcesIn(view, found, subject).some((source) => isStale(source, now))
    );
  };
  return views.filter(isMissing).map(({ cluster }) => cluster);
}

/** A namespace's objects are known by themselves; all of them, only where each namespace is. */
function sourcesIn(view: ObjectView, found: readonly Having[], subject: ObjectSubject): readonly Source[] {
  const own = new Set(found.filter((each) => each.view === view).map(({ object }) => object.source));
  const isNarrow = own.size > 0 && (subject.name !== '*' || subject.namespace !== undefined);
  return isNarrow ? [...own] : [...new Set([...own, ...view.sources(subject.resource)])];
}

type ObjectScope = Pick<ResolvedResult, 'cluster' | 'namespace' | 'resource' | 'name' | 'check'>;

/** The cluster and the namespace are named where they are one object's alone, or were asked for. */
function namesOf(found: readonly Having[], { resource, name, check, ...asked }: ObjectSubject): ObjectScope {
  const [first] = found;
  const only = found.length === 1 && name !== '*' ? first?.object.namespace : undefined;
  const cluster = name === '*' ? asked.cluster : first?.view.cluster;
  const namespace = only === undefined || only === '' ? asked.namespace : only;
  return {
    ...(cluster !== undefined && { cluster }),
    ...(namespace !== undefined && { namespace }),
    resource,
    name,
    check,
  };
}

type ShownObjects = Pick<ResolvedResult, 'label' | 'status' | 'color' | 'state' | 'validFor'>;

function resolved(result: TimedResult, now: Moment): Omit<ResolvedResult, 'check'> {
  const { reason, ...projected } = projectResult(result, now);
  return {
    ...projected,
    ...(reason !== undefined && { reason: reason === 'stale' || reason === 'pending' ? reason : publicReason(reason) }),
    ...(result.until !== undefined && { validFor: Math.max(0, Math.min(projected.validFor, result.until - now.wall)) }),
  };
}

function joined(
  found: readonly Having[],
  subject: ObjectSubject,
  missing: readonly string[],
  now: Moment,
): Omit<ResolvedResult, 'check'> {
  const results = found.map(({ result }) => result);
  const { check, resource } = subject;
  const views = new Set(found.map(({ view }) => view));
  const sources = [...views].flatMap((view) => sourcesIn(view, found, subject));
  const sum: Readiness =
    check === 'ready' ? joinReadiness(results) : { status: versionsOf(results), color: 'blue', state: 'ok' };
  const isStaled = missing.length > 0 && colorRank(sum.color) >= colorRank('lightgrey');
  const checked = sources.reduce((oldest, { provenAtWall }) => Math.min(oldest, provenAtWall ?? -Infinity), Infinity);
  return {
    label: check === 'ready' ? (resource.split('.')[0] ?? resource) : check,
    ...(isStaled ? staled(sum) : { status: sum.status, color: sum.color, state: sum.state, ...reasonOf(sum) }),
    ...(Number.isFinite(checked) && { checked }),
    ...(missing.length > 0 && { missing }),
    validFor: validForAll(sources, sum.until, now),
  };
}

function staled({ status }: Readiness): Omit<ShownObjects, 'label' | 'validFor'> & { readonly reason: string } {
  return { status: `${status} (stale)`, color: 'lightgrey', state: 'stale', reason: 'stale' };
}

function reasonOf({ reason }: Readiness): { readonly reason?: string } {
  return reason === undefined ? {} : { reason: publicReason(reason) };
}

function validForAll(sources: readonly Source[], until: number | undefined, now: Moment): number {
  const least = sources.reduce((ms, source) => Math.min(ms, validFor(source, now)), Infinity);
  return Math.max(0, Math.min(least, until === undefined ? Infinity : until - now.wall));
}

const MAX_LISTED = 5;

function versionsOf(results: readonly TimedResult[]): string {
  const distinct = [...new Set(results.map(({ status }) => status))].sort();
  const more = distinct.length - MAX_LISTED;
  return distinct.slice(0, MAX_LISTED).join(', ') + (more > 0 ? ` +${more}` : '');
}
