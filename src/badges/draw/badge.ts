// What a badge says and looks like, before it is drawn: a result, as its reader wants it labelled.
import { closedReason } from '../../services/result/reason.ts';
import type { ResolvedResult, State } from '../../services/result/result.ts';
import { isCheckName } from '../../config/names.ts';
import type { BadgeQuery, Style } from '../request/badge-query.ts';
import { darkened } from './contrast.ts';
import { cleanText, cutText } from '../../config/clean-text.ts';

/** Everything that the drawing depends on, and nothing else. Texts are clean and bounded. */
export interface Badge {
  readonly style: Style;
  readonly label: string;
  readonly message: string;
  readonly color: string;
  readonly labelColor: string | undefined;
  /** Of LOGOS. */
  readonly logo?: string;
}

export function badgeOf(result: ResolvedResult, query: BadgeQuery): Badge {
  const { style = 'flat', label = '', labelColor, logo, palette } = query;
  const color = isConfirmedOk(result) ? (query.color ?? result.color) : result.color;
  const isDark = palette === 'aa';
  return {
    style,
    label: cutText(cleanText(label) || ownLabel(result), MAX_LABEL),
    message: messageOf(result, query),
    color: isDark ? darkened(color) : color,
    labelColor: isDark && labelColor !== undefined ? darkened(labelColor) : labelColor,
    ...(logo !== undefined && { logo }),
  };
}

function messageOf(result: ResolvedResult, { mark, reason }: BadgeQuery): string {
  const text = cutStatus(cleanText(reason ? withReason(result) : result.status));
  return mark ? `${MARKS[result.state]} ${text}` : text;
}

/** For readers who can't distinguish the colors. */
const MARKS: Readonly<Record<State, string>> = { ok: '✓', degraded: '!', down: '✕', stale: '?', unknown: '?' };

/** `0/3 CrashLoopBackOff`, `failed Error`. The shield's own reasons (`no-pods`) say what the status does. */
function withReason({ status, state, reason, counts }: ResolvedResult): string {
  if (reason === undefined || !/^[A-Z]/.test(reason) || state === 'ok' || state === 'stale') return status;
  const isCounted = counts !== undefined && counts.ended === undefined && counts.total > 0;
  return `${isCounted ? `${counts.ready}/${counts.total}` : status} ${closedReason(reason)}`;
}

const MAX_LABEL = 64;
/** As long as a check's status may be; only joined ones are longer, and drawing costs by the character. */
const MAX_STATUS = 256;
const STALE_SUFFIX = ' (stale)';

/** A check's name that was asked for may be anything: what doesn't fit isn't drawn. */
function ownLabel({ label, check }: ResolvedResult): string {
  return cleanText(label) || (isCheckName(check) ? check : 'badge');
}

/** However long a status is, that it is stale must stay to be read. */
function cutStatus(status: string): string {
  if (!status.endsWith(STALE_SUFFIX)) return cutText(status, MAX_STATUS);
  return cutText(status.slice(0, -STALE_SUFFIX.length), MAX_STATUS) + STALE_SUFFIX;
}

/** The reader's color may replace a good one only: never one that warns, and never the grey of what isn't confirmed. */
function isConfirmedOk({ state, validFor, missing = [] }: ResolvedResult): boolean {
  return state === 'ok' && validFor > 0 && missing.length === 0;
}
