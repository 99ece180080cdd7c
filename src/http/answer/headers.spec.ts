import { type Audience, assetHeaders, jsonHeaders, pageHeaders } from './headers.ts';
import { problemAnswer } from '../problem/problem.ts';
import { INTERNAL_ERROR } from '../problem/problems.ts';

const open: Audience = { isPublic: true, corsOrigins: [] };
const grafana = 'https://grafana.example.com';

describe('JSON for anyone', () => {
  it('may be stored by caches that revalidate it each time', () => {
    expect(jsonHeaders(open)).toEqual({
      'Content-Type': 'application/json; charset=utf-8',
      'Cache-Control': 'no-cache',
      Vary: 'Accept-Encoding',
      'Content-Security-Policy': "default-src 'none'; frame-ancestors 'none'",
      'Cross-Origin-Resource-Policy': 'same-origin',
    });
  });

  it.each([
    [grafana, grafana],
    ['https://evil.example.com', undefined],
    ['null', undefined],
    [undefined, undefined],
  ])('requested by the origin %s may be read by %s', (origin, allowed) => {
    const headers = jsonHeaders({ ...open, origin, corsOrigins: [grafana] });
    expect(headers['Access-Control-Allow-Origin']).toBe(allowed);
    expect(headers['Vary']).toBe('Accept-Encoding, Origin');
  });
});

describe('JSON of a signed route', () => {
  it('may be neither stored by caches nor read by other origins', () => {
    const headers = jsonHeaders({ isPublic: false, origin: grafana, corsOrigins: [grafana] });
    expect(headers).toMatchObject({ 'Cache-Control': 'no-store', 'Cross-Origin-Resource-Policy': 'same-origin' });
    expect(headers).not.toHaveProperty('Access-Control-Allow-Origin');
  });
});

describe('the page', () => {
  it('loads only its own files, and may be framed by FRAME_ANCESTORS', () => {
    expect(pageHeaders("'self' https://wiki.example.com")['Content-Security-Policy']).toBe(
      "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; font-src 'self'; connect-src 'self'; base-uri 'none'; form-action 'self'; frame-ancestors 'self' https://wiki.example.com",
    );
  });
});

describe('an asset', () => {
  it('is cacheable for a year, since its address changes with its content', () => {
    expect(assetHeaders('text/css; charset=utf-8')['Cache-Control']).toBe('public, max-age=31536000, immutable');
  });
});

describe('a problem', () => {
  it('may not be stored by caches, and explains what to do', () => {
    const answer = problemAnswer(INTERNAL_ERROR, '0f1e');
    expect(answer.headers).toMatchObject({ 'Content-Type': 'application/problem+json', 'Cache-Control': 'no-store' });
    expect(JSON.parse(answer.body.toString())).toEqual({
      type: 'internal-error',
      title: 'Internal error',
      status: 500,
      detail: INTERNAL_ERROR.detail,
      instance: 'urn:uuid:0f1e',
    });
  });
});
