// Draws a badge as SVG, by badge-maker: no other site is asked, and nothing in it links anywhere.
import { createHash } from 'node:crypto';
import { makeBadge } from 'badge-maker';
import { cutText } from '../../config/clean-text.ts';
import type { Badge } from './badge.ts';
import type { Style } from '../request/badge-query.ts';
import { escapedXml } from '../escaped-xml.ts';
import { LOGOS } from '../request/logos.ts';

/**
 * Its accessible name is `label: message` as the style writes it: for-the-badge in capitals, social with a capital.
 * Equal badges give equal bytes, on every replica.
 */
export function renderBadge(badge: Badge): string {
  const { style, message, color, labelColor, logo } = badge;
  const idSuffix = `-${fingerprintOf(badge)}`;
  const label = cutText(badge.label, MAX_DRAWN);
  const cut = cutText(message, MAX_DRAWN);
  const drawn = {
    style,
    label,
    message: cut,
    color,
    idSuffix,
    ...(labelColor !== undefined && { labelColor }),
    ...(logo !== undefined && { logoBase64: PLACEHOLDER }),
  };
  const svg = makeBadge(drawn).replaceAll(BLUR, `$&${idSuffix}`);
  const whole = cut === message && label === badge.label ? svg : withWholeName(svg, badge);
  return logo === undefined ? whole : withLogo(whole, LOGOS.get(logo) ?? '', style);
}

/** The one id that badge-maker gives no suffix. */
const BLUR = /(?<=id="|url\(#)blur/g;

/** Characters. A longer text is drawn in part, and whole in the title. */
const MAX_DRAWN = 60;

/** As the style writes it. */
function withWholeName(svg: string, { style, label, message }: Badge): string {
  const name = style === 'for-the-badge' ? `${label}: ${message}`.toUpperCase() : `${label}: ${message}`;
  const text = escapedXml(style === 'social' ? name.charAt(0).toUpperCase() + name.slice(1) : name);
  return svg
    .replace(/aria-label="[^"]*"/, () => `aria-label="${text}"`)
    .replace(/<title>[^<]*<\/title>/, () => `<title>${text}</title>`);
}

/** badge-maker embeds a logo as an image of its own, which a sandboxed SVG may not load: its path stands there instead. */
const PLACEHOLDER = 'data:image/svg+xml;base64,PHN2Zy8+';

function withLogo(svg: string, path: string, style: Style): string {
  const fill = style === 'social' ? '#333' : '#fff';
  return svg.replace(
    /<image x="([\d.]+)" y="([\d.]+)" width="([\d.]+)" height="([\d.]+)"[^>]*\/>/,
    (_, x: string, y: string, width: string, height: string) =>
      `<svg x="${x}" y="${y}" width="${width}" height="${height}" viewBox="0 0 24 24"><path fill="${fill}" d="${path}"/></svg>`,
  );
}

/** Equal keys, equal drawings. Texts are clean, so none holds a line break. */
export function badgeKey({ style, label, message, color, labelColor = '', logo = '' }: Badge): string {
  return [style, color, labelColor, label, message, ...(logo === '' ? [] : [logo])].join('\n');
}

/**
 * badge-maker gives gradients and clip paths ids. Where several SVGs stand inlined in one page, equal ids would cut one
 * badge to the width of another.
 */
function fingerprintOf(badge: Badge): string {
  return createHash('sha256').update(badgeKey(badge)).digest('hex').slice(0, 8);
}
