// What a badge says and looks like, before it is drawn: a result, as its reader wants it labelled.
import type { ResolvedResult } from '../services/result.ts';
import { isCheckName } from '../config/names.ts';
import type { BadgeQuery, Style } from './badge-query.ts';
import { cleanText, cutText } from '../config/clean-text.ts';

/** Everything that the drawing depends on, and nothing else. Texts are clean and bounded. */
export interface Badge {
  readonly style: Style;
  readonly label: string;
  readonly message: string;
  readonly color: string;
  readonly labelColor: string | undefined;
}

export function badgeOf(result: ResolvedResult, query: BadgeQuery): Badge {
  const { style = 'flat', label = '', labelColor } = query;
  return {
    style,
    label: cutText(cleanText(label) || ownLabel(result), MAX_LABEL),
    message: cutStatus(cleanText(result.status)),
    color: isConfirmedOk(result) ? (query.color ?? result.color) : result.color,
    labelColor,
  };
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
