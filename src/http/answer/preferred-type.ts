// What an asker wants to read, by its `Accept` header (RFC 9110, 12.5.1).

/** A browser that opens an address names `text/html`; programs and scripts take anything, or name JSON. */
export function prefersHtml(accept = ''): boolean {
  const qualities = new Map(accept.split(',').map(rangeOf));
  const html = qualities.get('text/html') ?? 0;
  return html > 0 && JSON_TYPES.every((type) => (qualities.get(type) ?? 0) <= html);
}

const JSON_TYPES = ['application/problem+json', 'application/json'];

function rangeOf(range: string): readonly [type: string, quality: number] {
  const [type = '', ...parameters] = range.split(';').map((part) => part.trim().toLowerCase());
  const quality = parameters.find((parameter) => parameter.startsWith('q='));
  return [type, quality === undefined ? 1 : Number(quality.slice(2)) || 0];
}
