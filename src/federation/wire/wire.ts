// The protocol between shields, shared by both ends: a member writes these shapes, a hub parses them.
// docs/federation.md specifies it for other implementations. A peer's data is untrusted: invalid data is a fault, and
// unknown fields are ignored.
import { parsePosition, type Position } from '../../services/changes/change-history.ts';
import type { MaintenanceWindow } from '../../services/maintenance/maintenance.ts';
import type { Reason } from '../../services/result/reason.ts';
import type { DeployedBy } from '../../discovery/workloads/deployed-by.ts';
import type { ActualStatus, HealthCounts, State } from '../../services/result/result.ts';
import type { Asked } from '../../services/result/asked.ts';
import { isCheckName, isClusterName } from '../../config/names.ts';
import { answerOf, LATEST, MAX_COUNT, sourcesOf, UNREADABLE, type WireSource } from './wire-answer.ts';
import { askedOf } from './wire-asked.ts';
import { deployedByOf } from './wire-deployment.ts';
import { detailsOf, type WireDetails } from './wire-details.ts';
import { actualOf, windowOf } from './wire-maintenance.ts';
import { objectsOf, type WireObjects } from './wire-objects.ts';
import {
  type Fields,
  fieldsOf,
  keyOf,
  listOf,
  Misfit,
  misfit,
  orElse,
  reasonOf,
  textOf,
  tooLarge,
  type WireFault,
  type WireKey,
  wholeOf,
} from './wire-readers.ts';

export interface WireResult {
  readonly check: string;
  readonly label: string;
  readonly status: string;
  readonly color: string;
  readonly state: State;
  readonly reason?: Reason;
  /** Unix milliseconds. */
  readonly since?: number;
  readonly counts?: HealthCounts;
  /** The actual result during maintenance; hubs before 1.1 ignore it. */
  readonly actual?: ActualStatus;
  /** A source's id. */
  readonly source: string;
}

export interface WireService extends WireKey {
  readonly kind: string;
  /** Its window of maintenance; hubs before 1.1 ignore it. */
  readonly maintenance?: MaintenanceWindow;
  readonly results: readonly WireResult[];
  /** Members before 1.1 don't send it. */
  readonly deployedBy?: DeployedBy;
  /** Its desired state; members before 1.1 don't send it, hubs before 1.1 ignore it. */
  readonly asked?: Asked;
}

/** Which cluster, and which process of its shield. */
export interface WireSpeaker {
  readonly cluster: string;
  /** Random for each process. */
  readonly epoch: string;
  /** The version of its shield; members before 1.1 don't send it. */
  readonly version?: string;
}

/** Services are left out, so aggregates of the others are incomplete. */
export interface Truncation {
  readonly truncated?: true;
}

export interface WireSnapshot extends WireSpeaker, Truncation {
  readonly sources: readonly WireSource[];
  readonly services: readonly WireService[];
}

/** One event of the stream. Only `end` and `change` have an id, from which a reader can resume. */
export type WireEvent =
  | ({ readonly type: 'heartbeat'; readonly sources: readonly WireSource[] } & WireSpeaker & Truncation)
  | ({ readonly type: 'begin' } & WireSpeaker)
  | { readonly type: 'part'; readonly services: readonly WireService[] }
  | ({ readonly type: 'end'; readonly at: Position; readonly sources: readonly WireSource[] } & Truncation)
  | ({ readonly type: 'change'; readonly at: Position } & WireChange)
  | { readonly type: 'details'; readonly services: readonly WireDetails[] }
  | ({ readonly type: 'objects' } & WireObjects)
  | { readonly type: 'reconnect' };

export interface WireChange {
  /** Complete, as they are now. */
  readonly services: readonly WireService[];
  readonly gone: readonly WireKey[];
}

/** Maximum bytes of all parts of a snapshot, and of one event's data. */
export const MAX_SNAPSHOT = 64 * 1024 * 1024;
export const MAX_EVENT = 256 * 1024;
export const MAX_SERVICES = 20_000;
export const MAX_PART = 250;
/** Services that are parsed, or applied, in one turn of the event loop: less than half a millisecond. */
export const SERVICES_PER_SLICE = 25;
/** Deletions in one change. So many pairs of names with 253 characters each fit into one event. */
export const MAX_GONE = 400;
export const MAX_CHECKS = 64;

/**
 * Undefined if this version doesn't know the event. A large one takes several steps: the first reads its text as JSON,
 * the others parse a few services each.
 */
export function* parseEvent(name: string, id: string | undefined, data: string): Parsing<WireEvent | WireFault> {
  if (data.length > MAX_EVENT || Buffer.byteLength(data) > MAX_EVENT)
    return tooLarge(`an event over ${MAX_EVENT} bytes`);
  try {
    return yield* eventOf(name, id, data);
  } catch (error) {
    if (error instanceof Misfit) return error.fault;
    if (error instanceof SyntaxError) return { type: 'fault', code: 'unreadable', text: `${name} is no JSON` };
    throw error;
  }
}

type Parsing<T> = Generator<void, T | undefined>;

function* eventOf(type: string, id: string | undefined, data: string): Parsing<WireEvent> {
  if (!WITH_DATA.has(type)) return type === 'reconnect' ? { type } : undefined;
  const fields = fieldsOf(JSON.parse(data), 'the data');
  if (data.length > LARGE_EVENT) yield;
  switch (type) {
    case 'heartbeat':
      return { type, ...speakerIn(fields), ...sourcesIn(fields) };
    case 'begin':
      return { type, ...speakerIn(fields) };
    case 'part':
      return { type, services: yield* servicesOf(fields['services']) };
    case 'end':
      return { type, at: positionOf(id), ...sourcesIn(fields) };
    case 'change': {
      const at = positionOf(id);
      const services = yield* servicesOf(fields['services']);
      return { type, at, services, gone: listOf(fields['gone'], MAX_GONE, 'gone', keyOf) };
    }
    case 'details':
      return { type, services: detailsOf(fields['services']) };
    case 'objects':
      return { type, ...objectsOf(fields) };
    default:
      return undefined;
  }
}

const WITH_DATA: ReadonlySet<string> = new Set(['heartbeat', 'begin', 'part', 'end', 'change', 'details', 'objects']);
/** Characters: some twenty services. */
export const LARGE_EVENT = 8 * 1024;

function speakerIn({ cluster, epoch, version }: Fields): WireSpeaker {
  if (typeof cluster !== 'string' || !isClusterName(cluster))
    throw misfit('cluster must be a name of 1 to 63 characters');
  if (typeof epoch !== 'string' || parsePosition(`${epoch}.0`) === undefined)
    throw misfit('epoch must be 1 to 64 letters and digits');
  return { cluster, epoch, ...(typeof version === 'string' && isVersion(version) && { version }) };
}

/** A semantic version; anything else is ignored, like an unknown field. */
const isVersion = (text: string): boolean => /^\d[0-9A-Za-z.+-]{0,63}$/.test(text);

function sourcesIn({ sources, truncated }: Fields): { readonly sources: readonly WireSource[] } & Truncation {
  return { sources: sourcesOf(sources), ...(truncated === true && { truncated }) };
}

function positionOf(id: string | undefined): Position {
  const position = parsePosition(id ?? '');
  if (position === undefined) throw misfit('its id must be EPOCH.SEQ');
  return position;
}

function* servicesOf(value: unknown): Generator<void, readonly WireService[]> {
  const items = listOf(value, MAX_PART, 'services', (item) => item);
  const services: WireService[] = [];
  for (let from = 0; from < items.length; from += SERVICES_PER_SLICE) {
    if (from > 0) yield;
    for (const item of items.slice(from, from + SERVICES_PER_SLICE)) services.push(serviceOf(item));
  }
  return services;
}

function serviceOf(item: unknown): WireService {
  const { kind, results, deployedBy, maintenance, asked } = fieldsOf(item, 'a service');
  const [deployment, window] = [optional(deployedBy, deployedByOf), optional(maintenance, windowOf)];
  const wanted = optional(asked, askedOf);
  return {
    ...keyOf(item),
    kind: textOf(kind, 'kind'),
    results: listOf(results, MAX_CHECKS, 'results', resultOf),
    ...(deployment !== undefined && { deployedBy: deployment }),
    ...(window !== undefined && { maintenance: window }),
    ...(wanted !== undefined && { asked: wanted }),
  };
}

/** Optional parts are left out if they can't be parsed. */
function optional<T>(value: unknown, parse: (value: unknown) => T): T | undefined {
  return value === undefined ? undefined : orElse(() => parse(value), undefined);
}

/** A result that can't be parsed affects that service only: it is shown as not confirmed. */
function resultOf(value: unknown): WireResult {
  const { check, source } = fieldsOf(value, 'a result');
  if (typeof check !== 'string' || !isCheckName(check)) throw misfit("check must be a check's name");
  const from = { check, source: textOf(source, 'source') };
  return whole(orElse(() => ({ ...from, ...saidOf(value) }), { ...from, label: check, ...UNREADABLE }));
}

function saidOf(value: unknown): Omit<WireResult, 'check' | 'source'> {
  const { label, reason, since, counts, actual } = fieldsOf(value, 'a result');
  return {
    label: textOf(label, 'label'),
    ...answerOf(value),
    ...(reason !== undefined && { reason: reasonOf(reason) }),
    ...(since !== undefined && { since: wholeOf(since, LATEST, 'since') }),
    ...(counts !== undefined && { counts: countsOf(counts) }),
    ...(actual !== undefined && { actual: actualOf(actual) }),
  };
}

/** A reason for the absence of a result requires a color that isn't good. */
function whole(result: WireResult): WireResult {
  const { reason, state, color } = result;
  const needed = reason === undefined ? undefined : STATES_OF_REASON.get(reason);
  if (needed !== undefined && (state !== needed || !isGrey(color)))
    throw misfit(`${reason} goes with grey and ${needed}`);
  if (state === 'stale' && !isGrey(color)) throw misfit('stale goes with grey');
  if (reason === 'maintenance' && (state !== 'unknown' || color !== 'blue'))
    throw misfit('maintenance goes with blue and unknown');
  return result;
}

/** The states that go with the shield's own reasons for the absence of a result. */
const STATES_OF_REASON: ReadonlyMap<Reason, State> = new Map([
  ...(['not-found', 'no-match', 'invalid', 'pending', 'timed-out', 'error', 'no-pods'] as const).map(
    (reason) => [reason, 'unknown'] as const,
  ),
  ['stale', 'stale'],
]);

function isGrey(color: string): boolean {
  return color === 'lightgrey' || color === 'grey';
}

function countsOf(value: unknown): HealthCounts {
  const { ready, total, restarts, ended } = fieldsOf(value, 'counts');
  const verdict = VERDICTS.find((known) => known === ended);
  if (ended !== undefined && verdict === undefined) throw misfit(`ended must be one of ${VERDICTS.join(', ')}`);
  return {
    ready: wholeOf(ready, MAX_COUNT, 'ready'),
    total: wholeOf(total, MAX_COUNT, 'total'),
    restarts: wholeOf(restarts, MAX_COUNT, 'restarts'),
    ...(verdict !== undefined && { ended: verdict }),
  };
}

const VERDICTS = ['completed', 'failed', 'retrying'] as const;
