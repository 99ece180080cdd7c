import { encodedHeaders, encodingFor } from './content-encoding.ts';

const HTML = { 'Content-Type': 'text/html; charset=utf-8' };

describe('the encoding of an answer', () => {
  it.each([
    ['gzip, deflate, br', HTML, 2_000, 'br'],
    ['gzip;q=0.8', HTML, 2_000, 'gzip'],
    ['br;q=0, gzip', HTML, 2_000, 'gzip'],
    ['gzip', { 'Content-Type': 'application/json; charset=utf-8' }, 2_000, 'gzip'],
    ['gzip', HTML, 1_000, undefined],
    ['identity', HTML, 2_000, undefined],
    [undefined, HTML, 2_000, undefined],
    ['gzip', { 'Content-Type': 'image/svg+xml; charset=utf-8' }, 2_000, undefined],
    ['gzip', { 'Content-Type': 'text/event-stream' }, 2_000, undefined],
    ['gzip', { 'Content-Type': 'application/problem+json' }, 2_000, undefined],
  ])('for %j of %j with %d bytes is %s', (accepted, headers, length, encoding) => {
    expect(encodingFor(accepted, headers, length)).toBe(encoding);
  });

  it('makes the tag weak, and adds Vary', () => {
    expect(encodedHeaders({ ...HTML, ETag: '"a"' }, 'gzip')).toEqual({
      ...HTML,
      ETag: 'W/"a"',
      'Content-Encoding': 'gzip',
      Vary: 'Accept-Encoding',
    });
    expect(encodedHeaders({ Vary: 'Accept-Encoding, Origin' }, 'br')['Vary']).toBe('Accept-Encoding, Origin');
  });
});
