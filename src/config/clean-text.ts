// Cleans untrusted text for SVG, HTML and JSON: characters that XML forbids would break the image. Text is cleaned
// where it enters the process.

/**
 * Drops control characters, lone surrogates, U+FFFE and U+FFFF, which XML 1.0 forbids or discourages (2.2), and the
 * characters that turn the reading direction of what follows, so that a label can't rewrite the status beside it in
 * the accessible name. A line break becomes a space. Right-to-left scripts read as they should without them.
 */
export function cleanText(text: string): string {
  if (PLAIN.test(text)) return text;
  return text.replace(LINE_BREAKS, ' ').replace(FORBIDDEN, '').trim();
}

/** At most `limit` characters, by code point; what is longer ends in `…`. */
export function cutText(text: string, limit: number): string {
  if (text.length <= limit) return text;
  const characters = Array.from(text);
  return characters.length <= limit ? text : `${characters.slice(0, limit - 1).join('')}…`;
}

/** Fast path for nearly every text: printable ASCII without spaces at either end. */
const PLAIN = /^[!-~](?:[ -~]*[!-~])?$/;
const LINE_BREAKS = /[\t\n\v\f\r\u0085\u2028\u2029]+/g;
const FORBIDDEN = /[\p{Control}\p{Surrogate}\uFFFE\uFFFF\u202A-\u202E\u2066-\u2069]/gu;
