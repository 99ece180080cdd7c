// Draws a badge as SVG, by badge-maker: no other site is asked, and nothing in it links anywhere.
import { createHash } from 'node:crypto';
import { makeBadge } from 'badge-maker';
import type { Badge } from './badge.ts';

/**
 * Its accessible name is `label: message` as the style writes it: for-the-badge in capitals, social with a capital.
 * Equal badges give equal bytes, on every replica.
 */
export function renderBadge(badge: Badge): string {
  const { style, label, message, color, labelColor } = badge;
  const idSuffix = `-${fingerprintOf(badge)}`;
  const drawn = { style, label, message, color, idSuffix };
  return makeBadge(labelColor === undefined ? drawn : { ...drawn, labelColor });
}

/** Equal keys, equal drawings. Texts are clean, so none holds a line break. */
export function keyOf({ style, label, message, color, labelColor = '' }: Badge): string {
  return [style, color, labelColor, label, message].join('\n');
}

/**
 * badge-maker gives gradients and clip paths ids. Where several SVGs stand inlined in one page, equal ids would cut one
 * badge to the width of another.
 */
function fingerprintOf(badge: Badge): string {
  return createHash('sha256').update(keyOf(badge)).digest('hex').slice(0, 8);
}
