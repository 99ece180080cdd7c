// Encodes this cluster's services and sources for other shields, in the shapes of wire.ts.
import { createHash } from 'node:crypto';
import { positionText } from '../../services/changes/change-history.ts';
import { closedReason } from '../../services/result/reason.ts';
import type { ContainerDetails, PodDetails } from '../../services/details/pod-details.ts';
import type { MaintenanceWindow } from '../../services/maintenance/maintenance.ts';
import type { ActualStatus, HealthCounts, Result } from '../../services/result/result.ts';
import type { Asked } from '../../services/result/asked.ts';
import type { Service } from '../../services/service.ts';
import { MAX_DETAILED_CONTAINERS } from '../wire/wire-details.ts';
import type { Moment } from '../../config/clock.ts';
import type { Source } from '../../kubernetes/watch/source.ts';
import { MAX_CHECKS, MAX_EVENT, MAX_PART, type WireEvent, type WireResult, type WireService } from '../wire/wire.ts';
import { LATEST, MAX_COUNT, MAX_SOURCES, type WireSource } from '../wire/wire-answer.ts';
import { MAX_TEXT } from '../wire/wire-readers.ts';

/** `staleAfter` is this shield's STALE_AFTER: what a source has beyond it is grace. */
export function wireSources(sources: Iterable<Source>, staleAfter: number, now: Moment): readonly WireSource[] {
  return [...new Set(sources)].slice(0, MAX_SOURCES).map((source) => {
    const age = source.provenAt === undefined ? undefined : Math.max(0, Math.ceil(now.monotonic - source.provenAt));
    const grace = Math.max(0, Math.round(source.staleAfter - staleAfter));
    return { id: sourceId(source), ...(age !== undefined && { age }), ...(grace > 0 && { grace }) };
  });
}

export function wireService({ namespace, name, kind, results, deployedBy, maintenance, asked }: Service): WireService {
  const encoded = [...results].slice(0, MAX_CHECKS).map(([check, result]) => wireResult(check, result));
  const more = {
    ...(deployedBy && { deployedBy }),
    ...(maintenance && { maintenance: wireWindow(maintenance) }),
    ...(asked && { asked: wireAsked(asked) }),
  };
  return { namespace, name, kind: fitting(kind), results: encoded, ...more };
}

function wireAsked({ wanted, next, lastStart, lastSuccess }: Asked): Asked {
  return {
    wanted: wanted === 'unknown' ? wanted : wireCount(wanted),
    ...(next !== undefined && { next: wireTime(next) }),
    ...(lastStart !== undefined && { lastStart: wireTime(lastStart) }),
    ...(lastSuccess !== undefined && { lastSuccess: wireTime(lastSuccess) }),
  };
}

function wireWindow({ from, to, text }: MaintenanceWindow): MaintenanceWindow {
  return { from, to, text };
}

/** Without counts during maintenance: a hub before 1.1 would sum them. */
function wireResult(
  check: string,
  { label, status, color, state, reason, since, counts, actual, source }: Result,
): WireResult {
  return {
    check,
    label: fitting(label),
    status: fitting(status),
    color,
    state,
    ...(reason !== undefined && { reason: closedReason(reason) }),
    ...(since !== undefined && { since: wireTime(since) }),
    ...(counts !== undefined && actual === undefined && { counts: wireCounts(counts) }),
    ...(actual !== undefined && { actual: wireActual(actual) }),
    source: sourceId(source),
  };
}

/** Hubs refuse larger numbers. */
function wireCounts<C extends HealthCounts>(counts: C): C {
  const [ready, total, restarts] = [counts.ready, counts.total, counts.restarts].map(wireCount) as [
    number,
    number,
    number,
  ];
  return { ...counts, ready, total, restarts };
}

function wireCount(count: number): number {
  return Math.min(count, MAX_COUNT);
}

/** Unix milliseconds. Any value may have been written into a status. */
export function wireTime(time: number): number {
  return Math.min(Math.max(0, Math.round(time)), LATEST);
}

function wireActual({ status, color, state, reason }: ActualStatus): ActualStatus {
  return { status: fitting(status), color, state, ...(reason !== undefined && { reason: closedReason(reason) }) };
}

/**
 * A service's and a check's name together may exceed the maximum length of a text. The hash keeps such ids distinct.
 */
export function sourceId({ id }: Source): string {
  if (id.length <= MAX_TEXT) return id;
  const hash = createHash('sha256').update(id).digest('hex').slice(0, 32);
  return `${id.slice(0, MAX_TEXT - hash.length - 1)}#${hash}`;
}

/** As many in each piece as fit into one event; at least one piece, with watches in the first. */
export function agesInPieces(sources: readonly WireSource[]): readonly (readonly WireSource[])[] {
  const pieces: WireSource[][] = [[]];
  let charactersLeft = PIECE;
  for (const source of sources) {
    const size = Buffer.byteLength(JSON.stringify(source)) + 1;
    if (size > charactersLeft) {
      pieces.push([]);
      charactersLeft = PIECE;
    }
    pieces.at(-1)?.push(source);
    charactersLeft -= size;
  }
  return pieces;
}

/**
 * Cut to the maximum length of a text. Control characters are removed: they can't be drawn, and take six bytes each.
 */
export function fitting(text: string): string {
  // Don't end in half a surrogate pair.
  const cut = text.length <= MAX_TEXT ? text : text.slice(0, MAX_TEXT - 1).toWellFormed() + '…';
  return cut.replaceAll(/\p{Cc}/gu, ' ');
}

/** One event as text/event-stream, encoded once for all readers. */
export function sseText(event: WireEvent): string {
  const { type, ...data } = event;
  if (!('at' in data)) return `event: ${type}\ndata: ${JSON.stringify(data)}\n\n`;
  const { at, ...rest } = data;
  return `event: ${type}\nid: ${positionText(at)}\ndata: ${JSON.stringify(rest)}\n\n`;
}

/** In pieces that fit into one event each, in order. A service may have 170 kB at most: see fitting(). */
export function eventSizedPieces(services: readonly WireService[]): readonly (readonly WireService[])[] {
  return piecesOf(services);
}

export function piecesOf<T>(services: readonly T[], max = MAX_PART): readonly (readonly T[])[] {
  const pieces: T[][] = [];
  let room = 0;
  for (const service of services) {
    const size = Buffer.byteLength(JSON.stringify(service)) + 1;
    const last = pieces.at(-1);
    if (last !== undefined && size <= room && last.length < max) {
      last.push(service);
      room -= size;
    } else {
      pieces.push([service]);
      room = PIECE - size;
    }
  }
  return pieces;
}

/** `details` events of services that aren't ok, as text; `''` if there are none. */
export function detailsText(services: readonly Service[], podsOf: (service: Service) => readonly PodDetails[]): string {
  const details = services
    .filter(isInTrouble)
    .map((service) => ({ namespace: service.namespace, name: service.name, pods: podsOf(service).map(wirePod) }))
    .filter(({ pods }) => pods.length > 0);
  return piecesOf(details)
    .map((piece) => sseText({ type: 'details', services: piece }))
    .join('');
}

function isInTrouble({ results }: Service): boolean {
  const state = results.get('health')?.state;
  return state === 'down' || state === 'degraded';
}

function wirePod({ name, version, containers, createdAt, ...pod }: PodDetails): PodDetails {
  const cut = containers.slice(0, MAX_DETAILED_CONTAINERS).map(wireContainer);
  return {
    ...wireCounts(pod),
    name: fitting(name),
    version: fitting(version),
    createdAt: wireTime(createdAt),
    containers: cut,
  };
}

function wireContainer({ name, since, exitCode, restarts, ...container }: ContainerDetails): ContainerDetails {
  const isExitCode = exitCode !== undefined && Number.isInteger(exitCode) && Math.abs(exitCode) <= 2 ** 31;
  return {
    ...container,
    name: fitting(name),
    restarts: wireCount(restarts),
    ...(isExitCode && { exitCode }),
    ...(since !== undefined && { since: wireTime(since) }),
  };
}

/** Bytes; the rest of the event is for what surrounds the services. */
const PIECE = MAX_EVENT - 16 * 1024;
