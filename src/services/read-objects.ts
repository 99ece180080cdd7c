// What a reader is shown of one object, of all of a kind, or of the cluster itself.
import type { Moment } from '../config/clock.ts';
import { isStale, type Source, validFor } from '../kubernetes/source.ts';
import { colorRank } from './color.ts';
import { joinReadiness } from './join-objects.ts';
import type { ClusterObject, ObjectResult, ObjectView } from './object-view.ts';
import { projectResult } from './projection.ts';
import { publicReason, type Readiness } from './readiness.ts';
import type { LookupFailure, ResolvedResult } from './result.ts';

export interface ObjectSubject {
  /** As configured, or without its group. */
  readonly resource: string;
  /** `*`: all of them. */
  readonly name: string;
  readonly check: string;
  readonly namespace?: string;
  readonly cluster?: string;
}

/** `views`: this cluster's first, then the peers' in their order. */
export function readObjects(
  views: readonly ObjectView[],
  subject: ObjectSubject,
  now: Moment,
): ResolvedResult | LookupFailure {
  const asked = views.filter(({ cluster }) => subject.cluster === undefined || subject.cluster === cluster);
  const found = asked.flatMap((view) => placesOf(view, subject));
  const shown = subject.name === '*' ? found : found.filter(({ view }) => view === found[0]?.view);
  const having = shown.flatMap(({ view, resource, object }) => {
    const result = object.resultsAt(now).get(subject.check);
    return result === undefined ? [] : [{ view, resource, object, result }];
  });
  const [first] = having;
  if (first === undefined) return failureOf(asked, subject);
  const names = {
    ...((having.length === 1 || subject.cluster !== undefined) && { cluster: first.view.cluster }),
    ...(having.length === 1 && first.object.namespace !== '' && { namespace: first.object.namespace }),
    resource: first.resource,
    name: subject.name,
    check: subject.check,
  };
  if (having.length === 1 && subject.name !== '*') return { ...names, ...resolved(first.result, now) };
  const sources = asked.flatMap((view) => resourcesOf(view, subject.resource).flatMap((each) => view.sources(each)));
  return { ...names, ...joined(subject.check, first.resource, having, sources, now) };
}

/** One of the facts of `/c/`. */
export function readFact(
  views: readonly ObjectView[],
  { check, cluster }: { readonly check: string; readonly cluster?: string },
  now: Moment,
): ResolvedResult | LookupFailure {
  const view = cluster === undefined ? views[0] : views.find((each) => each.cluster === cluster);
  const fact = view?.fact(check, now);
  return view === undefined || fact === undefined
    ? 'not-found'
    : { cluster: view.cluster, check, ...resolved(fact, now) };
}

interface Place {
  readonly view: ObjectView;
  readonly resource: string;
  readonly object: ClusterObject;
}

function placesOf(view: ObjectView, { resource, name, namespace }: ObjectSubject): readonly Place[] {
  const places: Place[] = [];
  for (const each of resourcesOf(view, resource)) {
    for (const object of view.objects(each)) {
      const isAsked = (name === '*' || object.name === name) && (namespace ?? object.namespace) === object.namespace;
      if (isAsked) places.push({ view, resource: each, object });
    }
  }
  return places;
}

/** Without its group where that is clear: two kinds of one name are none. */
function resourcesOf(view: ObjectView, resource: string): readonly string[] {
  const all = view.resources();
  if (all.includes(resource)) return [resource];
  const short = all.filter((each) => each.split('.')[0] === resource);
  return short.length === 1 ? short : [];
}

function failureOf(views: readonly ObjectView[], { resource, name }: ObjectSubject): LookupFailure {
  const isAwaited = views.some((view) => resourcesOf(view, resource).some((each) => view.isAwaited(each)));
  if (isAwaited) return 'pending';
  return name === '*' ? 'no-match' : 'not-found';
}

function resolved(result: ObjectResult, now: Moment): Omit<ResolvedResult, 'check'> {
  const { reason, ...projected } = projectResult(result, now);
  return {
    ...projected,
    ...(reason !== undefined && { reason: reason === 'stale' || reason === 'pending' ? reason : publicReason(reason) }),
    ...(result.until !== undefined && { validFor: Math.max(0, Math.min(projected.validFor, result.until - now.wall)) }),
  };
}

function joined(
  check: string,
  resource: string,
  having: readonly { readonly result: ObjectResult }[],
  sources: readonly Source[],
  now: Moment,
): Omit<ResolvedResult, 'check'> {
  const results = having.map(({ result }) => result);
  const label = resource.split('.')[0] ?? resource;
  const sum: Readiness =
    check === 'ready' ? joinReadiness(results) : { status: versionsOf(results), color: 'blue', state: 'ok' };
  const least = sources.reduce((ms, source) => Math.min(ms, validFor(source, now)), Infinity);
  const checked = sources.reduce((oldest, { provenAtWall }) => Math.min(oldest, provenAtWall ?? -Infinity), Infinity);
  const until = sum.until === undefined ? Infinity : sum.until - now.wall;
  const { status, color, state } = sum;
  const isGood = colorRank(color) >= colorRank('lightgrey');
  const isStaled = isGood && sources.some((source) => isStale(source, now));
  return {
    label: check === 'ready' ? label : check,
    status: isStaled ? `${status} (stale)` : status,
    color: isStaled ? 'lightgrey' : color,
    state: isStaled ? 'stale' : state,
    ...(isStaled && { reason: 'stale' }),
    ...(!isStaled && sum.reason !== undefined && { reason: publicReason(sum.reason) }),
    ...(Number.isFinite(checked) && { checked }),
    validFor: Math.max(0, Math.min(least, until)),
  };
}

const MAX_LISTED = 5;

function versionsOf(results: readonly ObjectResult[]): string {
  const distinct = [...new Set(results.map(({ status }) => status))].sort();
  const more = distinct.length - MAX_LISTED;
  return distinct.slice(0, MAX_LISTED).join(', ') + (more > 0 ? ` +${more}` : '');
}
