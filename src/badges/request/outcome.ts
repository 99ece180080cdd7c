// What came of looking a badge up, and the HTTP status of each format for it.
import type { ResolvedResult, LookupFailure } from '../../services/result/result.ts';
import type { BadgeQuery } from './badge-query.ts';
import { type BadgeRequest, pickedScope } from './badge-request.ts';

/** `invalid` is a request that doesn't fit: nothing was looked up for it. */
export type Outcome = ResolvedResult | LookupFailure | 'invalid';

export type OutcomeKind = 'result' | 'unavailable' | 'unknown-name' | 'invalid';

export function kindOf(outcome: Outcome): OutcomeKind {
  if (typeof outcome === 'string') return LOOKUP_FAILURES[outcome].kind;
  if (outcome.state === 'stale') return 'unavailable';
  const isFailed = outcome.state === 'unknown' && FAILURES.has(outcome.reason);
  return isFailed ? 'unavailable' : 'result';
}

/** The table of docs/badges.md. An image is always drawn, and always sent with 200 unless `strict` asks otherwise. */
export function httpStatusOf(kind: OutcomeKind, { format, strict }: Pick<BadgeQuery, 'format' | 'strict'>): number {
  if (format === 'svg') return strict ? STATUSES[kind].strict : 200;
  return format === 'shields' ? STATUSES[kind].shields : STATUSES[kind].data;
}

/** What there is to show: a lookup failure is drawn as a grey result that says which. */
export function resolvedResultOf(outcome: Outcome, { subject, query }: BadgeRequest): ResolvedResult {
  if (typeof outcome !== 'string') return outcome;
  const { check } = subject;
  return {
    ...pickedScope(query),
    ...(subject.of === 'service' && { service: subject.service }),
    ...(subject.of === 'object' && { resource: subject.resource, name: subject.name }),
    check,
    label: '',
    status: LOOKUP_FAILURES[outcome].text,
    color: 'lightgrey',
    state: 'unknown',
    reason: outcome,
    validFor: 0,
  };
}

const LOOKUP_FAILURES = {
  'not-found': { kind: 'unknown-name', text: 'not found' },
  'no-match': { kind: 'unknown-name', text: 'no match' },
  pending: { kind: 'unavailable', text: 'pending' },
  invalid: { kind: 'invalid', text: 'invalid' },
} as const satisfies Record<LookupFailure | 'invalid', { kind: OutcomeKind; text: string }>;

/** Why a result is unknown because its check didn't answer, rather than answered so. */
const FAILURES: ReadonlySet<string | undefined> = new Set(['pending', 'timed-out', 'error']);

const STATUSES = {
  result: { strict: 200, data: 200, shields: 200 },
  unavailable: { strict: 503, data: 200, shields: 200 },
  'unknown-name': { strict: 404, data: 404, shields: 200 },
  invalid: { strict: 400, data: 400, shields: 400 },
} as const satisfies Record<OutcomeKind, object>;
