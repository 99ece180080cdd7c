// Objects with a status, and the cluster's own facts, in separate events, which older shields ignore. As with services,
// invalid data is a fault; a reason that isn't in the API's form becomes `Other`.
import { isName, isObjectName } from '../../config/names.ts';
import { FACTS } from '../../services/objects/cluster-facts.ts';
import { type Absence, ABSENCES } from '../../services/objects/object-view.ts';
import { publicReason } from '../../services/objects/readiness.ts';
import { type WireAnswer, answerOf, LATEST, sourcesOf, type WireSource } from './wire-answer.ts';
import { fieldsOf, listOf, misfit, textOf, type WireKey, wholeOf } from './wire-readers.ts';

/** Each part is optional. In a snapshot they precede `end`. */
export interface WireObjects {
  /** Current ages. The ids are separate from those of services' sources. */
  readonly sources?: readonly WireSource[];
  readonly kinds?: readonly WireObjectKind[];
  readonly facts?: readonly WireFact[];
  /** Complete, as they are now. */
  readonly objects?: readonly WireObject[];
  readonly gone?: readonly WireObjectKey[];
  /** Objects are left out, so aggregates of the others are incomplete. */
  readonly truncated?: boolean;
}

export interface WireObjectKind {
  /** `nodes`, `certificates.cert-manager.io`. */
  readonly resource: string;
  /** Its objects are pending. */
  readonly awaited?: true;
  /** Why it has no objects; absent if it may have some. */
  readonly absent?: Absence;
  /** Ids of its sources. */
  readonly sources: readonly string[];
}

export interface WireObjectKey extends WireKey {
  readonly resource: string;
}

export interface WireObject extends WireObjectKey {
  /** `Certificate`. */
  readonly kind: string;
  readonly source: string;
  readonly ready: WireReadiness;
  /** Absent: it has none. */
  readonly version?: string;
}

export interface WireReadiness extends WireAnswer {
  readonly reason?: string;
  /** Unix milliseconds. */
  readonly since?: number;
}

export interface WireFact extends WireReadiness {
  readonly check: string;
  readonly label: string;
  readonly source: string;
}

export const MAX_OBJECTS = 20_000;
/** A shield watches at most 20 kinds, each in 100 namespaces. */
export const MAX_KINDS = 20;
export const MAX_KIND_SOURCES = 100;
/** In one event. */
export const MAX_OBJECT_PART = 500;
export const MAX_GONE_OBJECTS = 250;
const MAX_FACTS = 16;
const MAX_KIND = 63;
export const MAX_VERSION = 64;

export function objectsOf(data: unknown): WireObjects {
  const { sources, kinds, facts, objects, gone, truncated } = fieldsOf(data, 'the data');
  return {
    ...(sources !== undefined && { sources: sourcesOf(sources) }),
    ...(kinds !== undefined && { kinds: listOf(kinds, MAX_KINDS, 'kinds', kindOf) }),
    ...(facts !== undefined && {
      facts: listOf(facts, MAX_FACTS, 'facts', factOf).filter((fact) => fact !== undefined),
    }),
    ...(objects !== undefined && { objects: listOf(objects, MAX_OBJECT_PART, 'objects', objectOf) }),
    ...(gone !== undefined && { gone: listOf(gone, MAX_GONE_OBJECTS, 'gone', objectKeyOf) }),
    ...(truncated !== undefined && { truncated: truncated === true }),
  };
}

function kindOf(value: unknown): WireObjectKind {
  const { resource, awaited, absent, sources } = fieldsOf(value, 'a kind');
  const absence = ABSENCES.find((known) => known === absent);
  return {
    resource: resourceOf(resource),
    ...(awaited === true && { awaited }),
    ...(absence !== undefined && { absent: absence }),
    sources: listOf(sources, MAX_KIND_SOURCES, "a kind's sources", (id) => textOf(id, 'a source')),
  };
}

function objectOf(value: unknown): WireObject {
  const { kind, source, ready, version } = fieldsOf(value, 'an object');
  return {
    ...objectKeyOf(value),
    kind: shortOf(kind, MAX_KIND, 'kind'),
    source: textOf(source, 'source'),
    ready: readinessOf(ready),
    ...(version !== undefined && { version: shortOf(version, MAX_VERSION, 'version') }),
  };
}

function objectKeyOf(value: unknown): WireObjectKey {
  const { resource, namespace, name } = fieldsOf(value, 'an object');
  if (typeof namespace !== 'string' || (namespace !== '' && !isName(namespace))) {
    throw misfit('namespace must be a name');
  }
  if (typeof name !== 'string' || !isObjectName(name)) throw misfit('name must be a name');
  return { resource: resourceOf(resource), namespace, name };
}

function resourceOf(value: unknown): string {
  if (typeof value === 'string' && isName(value)) return value;
  throw misfit('resource must be a name as in certificates.cert-manager.io');
}

/** Undefined if this version doesn't know the fact. */
function factOf(value: unknown): WireFact | undefined {
  const { check: name, label, source } = fieldsOf(value, 'a fact');
  const check = FACTS.find((known) => known === name);
  if (check === undefined) return undefined;
  return { check, label: textOf(label, 'label'), source: textOf(source, 'source'), ...readinessOf(value) };
}

function readinessOf(value: unknown): WireReadiness {
  const { reason, since } = fieldsOf(value, 'an answer');
  const answer = answerOf(value);
  if (answer.state === 'stale') throw misfit('objects are sent as they were found, never stale');
  return {
    ...answer,
    ...(reason !== undefined && { reason: reason === 'pending' ? reason : publicReason(textOf(reason, 'reason')) }),
    ...(since !== undefined && { since: wholeOf(since, LATEST, 'since') }),
  };
}

function shortOf(value: unknown, max: number, what: string): string {
  const text = textOf(value, what);
  if (text.length > max) throw misfit(`${what} must be a text of at most ${max} characters`);
  return text;
}
