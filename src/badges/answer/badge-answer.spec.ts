import { parseRequestTarget } from '../../http/request/request-target.ts';
import type { ResolvedResult } from '../../services/result/result.ts';
import type { Answer } from '../../http/answer/answer.ts';
import { badgeAnswer } from './badge-answer.ts';
import { parseBadgeRequest } from '../request/badge-request.ts';
import type { Outcome } from '../request/outcome.ts';
import { RenderedBadges } from '../draw/rendered-badges.ts';

const HEALTHY: ResolvedResult = {
  cluster: 'local',
  namespace: 'prod',
  service: 'web',
  check: 'health',
  label: 'health',
  status: '3/3 (1 restart)',
  color: 'green',
  state: 'ok',
  since: Date.UTC(2026, 0, 2, 3, 4, 5, 678),
  checked: Date.UTC(2026, 0, 2, 4),
  counts: { ready: 3, total: 3, restarts: 1 },
  validFor: 85_000,
};
const DOWN: ResolvedResult = {
  ...HEALTHY,
  status: '0/3 (5 restarts)',
  color: 'red',
  state: 'down',
  reason: 'CrashLoopBackOff',
};
const NO_PODS = grey('unknown', 'no-pods', 'no pods');
const STALE = { ...grey('stale', 'stale', '3/3 (1 restart) (stale)'), validFor: 0 };
const TIMED_OUT = grey('unknown', 'timed-out', 'timed out');
const FAILED = grey('unknown', 'error', 'error');
const FIRST_RUN = grey('unknown', 'pending', 'pending');
const MISCONFIGURED = { ...grey('unknown', 'misconfigured', 'misconfigured'), color: 'orange' };
const UNKNOWN_BY_CHECK: ResolvedResult = {
  ...HEALTHY,
  check: 'hits',
  status: 'no idea',
  color: 'lightgrey',
  state: 'unknown',
};
const INVALID = 'style=nope';

function grey(state: ResolvedResult['state'], reason: string, status: string): ResolvedResult {
  return { ...HEALTHY, status, color: 'lightgrey', state, reason };
}

interface RequestOptions {
  readonly path?: string;
  readonly query?: string;
  readonly isPublic?: boolean;
  readonly rendered?: RenderedBadges;
}

function answer(
  outcome: Outcome,
  { path = '/_/web/health/', query = '', isPublic = true, rendered }: RequestOptions = {},
): Answer {
  const target = parseRequestTarget(`${path}?${query}`);
  if ('fault' in target) throw new Error(target.fault.detail);
  const request = parseBadgeRequest(target);
  const question = { request, outcome, audience: { isPublic, corsOrigins: [] }, maxAge: 10_000, requestId: 'id' };
  return badgeAnswer(question, rendered ?? new RenderedBadges());
}

const json = (from: Answer): unknown => JSON.parse(from.body.toString());
const nameOf = (from: Answer): string | undefined => /<title>(.*)<\/title>/.exec(from.body.toString())?.[1];

describe('the status of a badge', () => {
  it.each<[string, Outcome, string, number, number, number, number]>([
    ['ok', HEALTHY, '', 200, 200, 200, 200],
    ['down', DOWN, '', 200, 200, 200, 200],
    ['no pods', NO_PODS, '', 200, 200, 200, 200],
    ['misconfigured', MISCONFIGURED, '', 200, 200, 200, 200],
    ['unknown as a result of a check', UNKNOWN_BY_CHECK, '', 200, 200, 200, 200],
    ['stale', STALE, '', 200, 503, 200, 200],
    ['a peer not connected yet', 'pending', '', 200, 503, 200, 200],
    ['a check whose first run has not ended', FIRST_RUN, '', 200, 503, 200, 200],
    ['timed out', TIMED_OUT, '', 200, 503, 200, 200],
    ['error', FAILED, '', 200, 503, 200, 200],
    ['not found', 'not-found', '', 200, 404, 404, 200],
    ['no match', 'no-match', '', 200, 404, 404, 200],
    ['invalid', 'invalid', INVALID, 200, 400, 400, 400],
  ])('depends on the format and `strict` when it is %s', (_, outcome, query, svg, strict, data, shields) => {
    const status = (format: string): number => answer(outcome, { query: `${query}&${format}` }).status;
    expect(['', 'strict', 'format=json', 'raw', 'format=json&strict', 'format=shields'].map(status)).toEqual([
      svg,
      strict,
      data,
      data,
      data,
      shields,
    ]);
  });
});

describe('an image', () => {
  it.each<[Outcome, string, string]>([
    [HEALTHY, 'ok', 'health: 3/3 (1 restart)'],
    [DOWN, 'down', 'health: 0/3 (5 restarts)'],
    [STALE, 'stale', 'health: 3/3 (1 restart) (stale)'],
    ['not-found', 'unknown', 'health: not found'],
    ['no-match', 'unknown', 'health: no match'],
    ['pending', 'unknown', 'health: pending'],
    ['invalid', 'unknown', 'health: invalid'],
  ])('shows %j with state %s, as %s', (outcome, state, name) => {
    const { status, headers, body } = answer(outcome);
    expect(status).toBe(200);
    expect(headers['X-Shield-State']).toBe(state);
    expect(body.toString().split(`aria-label="${name}"`)).toHaveLength(2);
  });

  it.each<[Outcome, string | undefined]>([
    [HEALTHY, undefined],
    [DOWN, 'CrashLoopBackOff'],
    [{ ...DOWN, reason: 'Error: /var/run/secrets' }, 'Other'],
    [NO_PODS, 'no-pods'],
    [STALE, 'stale'],
    ['not-found', 'not-found'],
    ['no-match', 'no-match'],
    ['pending', 'pending'],
    ['invalid', 'invalid'],
  ])('gives the reason in a header: %j', (outcome, reason) => {
    expect(answer(outcome).headers['X-Shield-Reason']).toBe(reason);
  });

  it('has exactly the headers of a badge', () => {
    expect(answer(HEALTHY).headers).toEqual({
      'Content-Type': 'image/svg+xml; charset=utf-8',
      'Cache-Control': 'public, max-age=10, s-maxage=10, stale-while-revalidate=10, stale-if-error=40',
      ETag: expect.stringMatching(/^"[\w-]{22}"$/) as string,
      'Content-Security-Policy': "default-src 'none'; style-src 'unsafe-inline'; sandbox",
      'Cross-Origin-Resource-Policy': 'cross-origin',
      'Access-Control-Allow-Origin': '*',
      'Access-Control-Expose-Headers': 'ETag, X-Shield-State, X-Shield-Reason, X-Shield-Since, X-Shield-Checked',
      'X-Shield-State': 'ok',
      'X-Shield-Since': '2026-01-02T03:04:05.678Z',
      'X-Shield-Checked': '2026-01-02T04:00:00.000Z',
    });
  });

  it.each<[string, Outcome]>([
    ['stale', STALE],
    ['no pods', NO_PODS],
    ['error', FAILED],
    ['misconfigured, though orange', MISCONFIGURED],
    ['good except for a missing cluster', { ...HEALTHY, status: '3/3 (1 restart) (stale)', color: 'lightgrey' }],
    ['red, with a stale part', { ...DOWN, validFor: 0 }],
    ['not found', 'not-found'],
    ['pending', 'pending'],
    ['invalid', 'invalid'],
  ])('is cacheable for only five seconds when it is %s', (_, outcome) => {
    expect(answer(outcome).headers['Cache-Control']).toBe('public, max-age=5, s-maxage=5');
  });

  it.each<[number, Outcome, string]>([
    [503, STALE, ''],
    [404, 'not-found', ''],
    [400, 'invalid', INVALID],
  ])('is the same with strict, which changes the status to %d', (status, outcome, query) => {
    const [lax, strict] = [answer(outcome, { query }), answer(outcome, { query: `${query}&strict` })];
    expect(strict.status).toBe(status);
    expect(strict.body).toBe(lax.body);
    expect(strict.headers['Cache-Control']).toBe('no-store');
    expect(strict.headers['Retry-After']).toBe(status === 503 ? '10' : undefined);
  });

  it('has the usual cache headers with strict when there is no error', () => {
    expect(answer(HEALTHY, { query: 'strict' })).toEqual(answer(HEALTHY));
  });

  it.each([
    ['not-found', '/_/web/health/', 'label=API', 'API: not found'],
    ['not-found', '/_/web/hits/', '', 'hits: not found'],
    ['invalid', '/_/web/2nd/', '', 'badge: invalid'],
    ['invalid', '/_/web/health/', `label=${'x'.repeat(65)}`, 'health: invalid'],
    ['invalid', '/_/%3Cb%3E/health/', 'style=for-the-badge', 'HEALTH: INVALID'],
  ] as const)('has a label even when there is no result: %s at %s?%s', (outcome, path, query, name) => {
    expect(nameOf(answer(outcome, { path, query }))).toBe(name);
  });

  it('is cached for known services only', () => {
    const rendered = new RenderedBadges();
    for (const outcome of ['not-found', 'no-match', 'pending', 'invalid'] as const) answer(outcome, { rendered });
    expect(rendered.size).toBe(0);
    answer(HEALTHY, { rendered });
    answer(HEALTHY, { rendered, query: 'utm_source=readme' });
    answer({ ...HEALTHY, checked: 0 }, { rendered, path: '/_/web/health.svg' });
    expect(rendered.size).toBe(1);
  });
});

describe('in private mode', () => {
  it.each(['', 'strict', 'format=json', 'raw', 'format=shields'])('caches must not store any answer: %s', (query) => {
    const { headers } = answer(HEALTHY, { query, isPublic: false });
    expect(headers['Cache-Control']).toBe('no-store');
    expect(headers['Cross-Origin-Resource-Policy']).toBe('same-origin');
    expect(Object.keys(headers).filter((name) => name.startsWith('Access-Control'))).toEqual([]);
  });
});

describe('format=json', () => {
  it("has the result's fields in order", () => {
    const { headers, body } = answer(DOWN, { query: 'format=json' });
    expect(body).toBe(
      '{"cluster":"local","namespace":"prod","service":"web","check":"health","label":"health",' +
        '"status":"0/3 (5 restarts)","color":"red","state":"down","reason":"CrashLoopBackOff",' +
        '"since":"2026-01-02T03:04:05.678Z","checked":"2026-01-02T04:00:00.000Z"}',
    );
    expect(headers).toEqual({
      'Content-Type': 'application/json; charset=utf-8',
      'Cache-Control': 'no-cache',
      ETag: expect.any(String) as string,
      Vary: 'Accept-Encoding',
      'Content-Security-Policy': "default-src 'none'; frame-ancestors 'none'",
      'Cross-Origin-Resource-Policy': 'same-origin',
    });
  });

  it('omits fields that do not apply, and lists missing clusters', () => {
    const joined: ResolvedResult = {
      check: 'health',
      label: 'health',
      status: '4/4 (0 restarts) (stale)',
      color: 'lightgrey',
      state: 'stale',
      reason: 'stale',
      missing: ['eu-1', 'shield.example.com:8443'],
      validFor: 0,
    };
    expect(json(answer(joined, { path: '/a/*/health/', query: 'format=json' }))).toEqual({
      check: 'health',
      label: 'health',
      status: '4/4 (0 restarts) (stale)',
      color: 'lightgrey',
      state: 'stale',
      reason: 'stale',
      missing: ['eu-1', 'shield.example.com:8443'],
    });
  });

  it('shows a pending badge as a result', () => {
    expect(json(answer('pending', { path: '/_/web/hits.json', query: 'cluster=eu-1' }))).toEqual({
      cluster: 'eu-1',
      service: 'web',
      check: 'hits',
      label: 'hits',
      status: 'pending',
      color: 'lightgrey',
      state: 'unknown',
      reason: 'pending',
    });
  });

  it('is the result itself, whatever look is requested', () => {
    const look = 'label=API&color=blue&labelColor=red&style=social';
    expect(answer(HEALTHY, { query: `format=json&${look}` }).body).toBe(answer(HEALTHY, { query: 'format=json' }).body);
  });

  it.each<[Outcome, string, number, RegExp]>([
    ['not-found', '/_/web/health.json', 404, /GET \/v1\/services/],
    ['no-match', '/a/web/health.json', 404, /GET \/v1\/services/],
    ['invalid', '/_/-/health.json', 400, /service's name must be/],
  ])('reports a problem and what to do about it: %s', (outcome, path, status, detail) => {
    const { headers, body } = answer(outcome, { path });
    expect(headers).toMatchObject({ 'Content-Type': 'application/problem+json', 'Cache-Control': 'no-store' });
    expect(JSON.parse(body.toString())).toMatchObject({ status, instance: 'urn:uuid:id' });
    expect((JSON.parse(body.toString()) as { detail: string }).detail).toMatch(detail);
  });
});

describe('raw', () => {
  it.each<[string, Outcome, unknown]>([
    ['health', HEALTHY, { ready: 3, total: 3, restarts: 1, color: 'green' }],
    [
      'an ended run',
      { ...HEALTHY, status: 'completed', counts: { ready: 0, total: 2, restarts: 4, ended: 'completed' } },
      { ready: 0, total: 0, restarts: 0, color: 'green' },
    ],
    ['pending health', 'pending', { ready: 0, total: 0, restarts: 0, color: 'lightgrey' }],
    ['stale health', STALE, { ready: 3, total: 3, restarts: 1, color: 'lightgrey' }],
    [
      'another check',
      { ...HEALTHY, check: 'version', label: 'version', status: 'v1', color: 'blue' },
      { label: 'version', status: 'v1', color: 'blue' },
    ],
  ])('returns %s as 0.0.6 did', (_, outcome, raw) => {
    expect(answer(outcome, { query: 'raw' }).body).toBe(JSON.stringify(raw));
    expect(answer(outcome, { query: 'format=raw' }).body).toBe(JSON.stringify(raw));
  });
});

describe('format=shields', () => {
  it('is the endpoint schema of shields.io', () => {
    const { headers, body } = answer(HEALTHY, { query: 'format=shields&label=API&labelColor=abc&style=plastic' });
    expect(body).toBe(
      '{"schemaVersion":1,"label":"API","message":"3/3 (1 restart)","color":"green","labelColor":"abc",' +
        '"style":"plastic","isError":false,"cacheSeconds":10}',
    );
    expect(headers).toEqual({
      'Content-Type': 'application/json; charset=utf-8',
      'Cache-Control': 'public, max-age=10, s-maxage=10, stale-while-revalidate=10, stale-if-error=40',
      ETag: expect.any(String) as string,
      Vary: 'Accept-Encoding',
      'Content-Security-Policy': "default-src 'none'; frame-ancestors 'none'",
      'Cross-Origin-Resource-Policy': 'cross-origin',
      'Access-Control-Allow-Origin': '*',
    });
  });

  it('leaves colors and style that a request doesn’t name to shields.io', () => {
    expect(json(answer(HEALTHY, { query: 'format=shields' }))).toEqual({
      schemaVersion: 1,
      label: 'health',
      message: '3/3 (1 restart)',
      color: 'green',
      isError: false,
      cacheSeconds: 10,
    });
  });

  it.each<[Outcome, string, boolean]>([
    [DOWN, '0/3 (5 restarts)', false],
    [NO_PODS, 'no pods', false],
    [STALE, '3/3 (1 restart) (stale)', true],
    [TIMED_OUT, 'timed out', true],
    ['pending', 'pending', true],
    ['not-found', 'not found', true],
    ['no-match', 'no match', true],
  ])('maps %j to %s, isError: %s', (outcome, message, isError) => {
    expect(json(answer(outcome, { query: 'format=shields' }))).toMatchObject({ message, isError });
  });

  it('is cacheable for five seconds when it is grey', () => {
    const { headers, body } = answer('not-found', { query: 'format=shields' });
    expect(headers['Cache-Control']).toBe('public, max-age=5, s-maxage=5');
    expect(JSON.parse(body.toString())).toMatchObject({ cacheSeconds: 5 });
  });
});
