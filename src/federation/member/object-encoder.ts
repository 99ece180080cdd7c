// Encodes this cluster's objects and facts for other shields, in the shapes of wire-objects.ts.
import { cutText } from '../../config/clean-text.ts';
import { isName, isObjectName } from '../../config/names.ts';
import type { Moment } from '../../config/clock.ts';
import { FACTS } from '../../services/objects/cluster-facts.ts';
import type { ClusterObject, TimedResult, ObjectView } from '../../services/objects/object-view.ts';
import { publicReason } from '../../services/objects/readiness.ts';
import {
  MAX_OBJECT_PART,
  MAX_VERSION,
  type WireFact,
  type WireObject,
  type WireObjectKey,
  type WireObjectKind,
  type WireObjects,
  type WireReadiness,
} from '../wire/wire-objects.ts';
import { agesInPieces, sseText, fitting, piecesOf, sourceId, wireSources, wireTime } from './encoder.ts';

/** Undefined if hubs would refuse it, because of its name. */
export function wireObject(resource: string, object: ClusterObject, now: Moment): WireObject | undefined {
  const { namespace, name, kind, source } = object;
  const results = object.resultsAt(now);
  const ready = results.get('ready');
  if (ready === undefined || !isObjectName(name) || (namespace !== '' && !isName(namespace))) return undefined;
  const version = results.get('version')?.status;
  return {
    resource,
    namespace,
    name,
    kind,
    source: sourceId(source),
    ready: wireReadiness(ready),
    ...(version !== undefined && { version: cutText(fitting(version), MAX_VERSION) }),
  };
}

/** Ages, kinds and facts, which every heartbeat repeats. */
export function objectHeartbeat(view: ObjectView, staleAfter: number, isTruncated: boolean, now: Moment): string {
  const kinds = view.resources().map((resource) => wireKind(view, resource));
  const facts = wireFacts(view, now);
  const all = [...view.resources().flatMap((resource) => view.sources(resource)), ...facts.map(({ of }) => of)];
  const [sources = [], ...more] = agesInPieces(wireSources(all, staleAfter, now));
  const [first = [], ...rest] = piecesOf(kinds);
  return [
    objectsText({ sources, facts: facts.map(({ fact }) => fact), truncated: isTruncated }),
    ...more.map((piece) => objectsText({ sources: piece })),
    ...[first, ...rest].filter((piece) => piece.length > 0).map((piece) => objectsText({ kinds: piece })),
  ].join('');
}

function wireKind(view: ObjectView, resource: string): WireObjectKind {
  const absent = view.absence(resource);
  return {
    resource,
    ...(view.isAwaited(resource) && { awaited: true }),
    ...(absent !== undefined && { absent }),
    sources: view.sources(resource).map(sourceId),
  };
}

/** Each event fits the limits. */
export function objectChanges(objects: readonly WireObject[], gone: readonly WireObjectKey[]): readonly string[] {
  return [
    ...piecesOf(gone).map((piece) => objectsText({ gone: piece })),
    ...piecesOf(objects, MAX_OBJECT_PART).map((piece) => objectsText({ objects: piece })),
  ];
}

function objectsText(objects: WireObjects): string {
  return sseText({ type: 'objects', ...objects });
}

/** The hub counts services itself. */
function wireFacts(
  view: ObjectView,
  now: Moment,
): readonly { readonly fact: WireFact; readonly of: TimedResult['source'] }[] {
  return FACTS.filter((check) => check !== 'services').flatMap((check) => {
    const fact = view.fact(check, now);
    if (fact === undefined) return [];
    const { label, source } = fact;
    return [{ fact: { check, label, source: sourceId(source), ...wireReadiness(fact) }, of: source }];
  });
}

function wireReadiness({ status, color, state, reason, since }: TimedResult): WireReadiness {
  return {
    status: fitting(status),
    color,
    state,
    ...(reason !== undefined && { reason: reason === 'pending' ? reason : publicReason(reason) }),
    ...(since !== undefined && since >= 0 && { since: wireTime(since) }),
  };
}
