import fc from 'fast-check';
import { type RequestTarget, parseRequestTarget } from './request-target.ts';

function targetOf(raw: string): RequestTarget {
  const target = parseRequestTarget(raw);
  if ('fault' in target) throw new Error(`${raw}: ${target.fault.detail}`);
  return target;
}

const statusOf = (raw: string): number => {
  const target = parseRequestTarget(raw);
  return 'fault' in target ? target.fault.status : 200;
};

describe('a path', () => {
  it.each([
    ['/', 'page', {}],
    ['/_/web/health/', 'badge', { service: 'web', check: 'health' }],
    ['/_/web/why.svg', 'why-card', { service: 'web' }],
    ['/_/web/why%2Esvg', 'badge', { service: 'web', check: 'why' }],
    ['/_/web.v2/health', 'badge', { service: 'web.v2', check: 'health' }],
    ['/a/*/health/', 'aggregate', { prefix: '*', check: 'health' }],
    ['/a/we/health', 'aggregate', { prefix: 'we', check: 'health' }],
    ['/services/', 'services', {}],
    ['/services', 'services', {}],
    ['/services/web/', 'service-checks', { name: 'web' }],
    ['/v1/services', 'v1-services', {}],
    ['/v1/services/web', 'v1-service', { name: 'web' }],
    ['/ping', 'ping', {}],
    ['/livez/', 'livez', {}],
    ['/readyz', 'readyz', {}],
  ])('%s is the route %s', (raw, route, params) => {
    expect(targetOf(raw)).toMatchObject({ route, params });
  });

  it.each([
    '/PING',
    '/_/web',
    '/_/web/health/x',
    '/p%69ng',
    '/%5f/web/health',
    '/A/x/y',
    '/services/web/health',
    '/index.html',
  ])('%s is not a route', (raw) => {
    expect(targetOf(raw).route).toBeUndefined();
  });

  it.each([
    ['/_/web/health.svg', 'health', 'svg'],
    ['/_/web/health.json', 'health', 'json'],
    ['/a/we/health.json/', 'health', 'json'],
    ['/_/web/health%2ejson', 'health', 'json'],
    ['/_/web/health.SVG', 'health.SVG', undefined],
    ['/_/web/.svg', '.svg', undefined],
    ['/_/web/health.svg.json', 'health.svg', 'json'],
    ['/_/web/why.svg.json', 'why.svg.json', undefined],
    ['/_/web/why.svg.svg', 'why.svg.svg', undefined],
    ['/_/web/health', 'health', undefined],
  ])('%s requests the check %s as %s', (raw, check, suffix) => {
    const target = targetOf(raw);
    expect(target.params['check']).toBe(check);
    expect(target.suffix).toBe(suffix);
  });

  it('is decoded, and has one canonical form', () => {
    expect(targetOf('/_/w%65b/he%61lth/?a=%62')).toMatchObject({
      params: { service: 'web', check: 'health' },
      path: '/_/web/health',
      search: '?a=%62',
      raw: '/_/w%65b/he%61lth/?a=%62',
    });
  });

  it.each([
    '/_/%zz/health',
    '/_/%ff/health',
    '/_/%/health',
    '/_/we b/health',
    '/_/__proto__/health',
    '/_/%252f/health',
  ])('%s is a badge, which validates the names itself', (raw) => {
    expect(targetOf(raw).route).toBe('badge');
  });
});

describe('a target', () => {
  it.each([
    ['', 400],
    ['*', 400],
    ['http://shields.example.com/ping', 400],
    ['ping', 400],
    ['//ping', 400],
    ['//evil.example.com/_/web/health', 400],
    ['/_//health', 400],
    ['/ping//', 400],
    ['/_/a%2fb/health', 400],
    ['/_/a%2Fb/health', 400],
    ['/_/./health', 400],
    ['/_/../ping', 400],
    ['/..', 400],
    ['/_/%2e/health', 400],
    ['/_/%2E%2e/ping', 400],
    ['/_/.%2e/ping', 400],
    ['/_/a%00b/health', 400],
    ['/_/a\0b/health', 400],
    [`/${'x'.repeat(4095)}`, 200],
    [`/${'x'.repeat(4096)}`, 414],
    [`/?${'x'.repeat(4095)}`, 414],
    ['//'.repeat(2100), 414],
  ])('%j is answered with %d', (raw, status) => {
    expect(statusOf(raw)).toBe(status);
  });

  it.each(['/ping?a=//', '/ping?next=/../x', '/ping?a=%2f%00', '/_/a..b/health', '/_/.../health', '/_/..a/health'])(
    '%s is accepted',
    (raw) => {
      expect(statusOf(raw)).toBe(200);
    },
  );
});

describe('any input', () => {
  const piece = fc.constantFrom(
    '/',
    '_',
    '.',
    '..',
    '%2e',
    '%2f',
    '%',
    '%00',
    '%c3%a9',
    '?',
    '#',
    'a',
    'web',
    '\\',
    ';',
    '@',
    'é',
  );
  const target = fc.oneof(
    fc.string(),
    fc.array(piece, { maxLength: 12 }).map((pieces) => `/${pieces.join('')}`),
  );

  it('is parsed as a target or a fault, without throwing', () => {
    fc.assert(fc.property(target, (raw) => [200, 400, 414].includes(statusOf(raw))));
  });

  it('is the same route as its canonical path', () => {
    fc.assert(
      fc.property(target, (raw) => {
        const first = parseRequestTarget(raw);
        if ('fault' in first || first.route === undefined) return;
        const again = targetOf(first.path);
        expect({ route: again.route, path: again.path }).toEqual({ route: first.route, path: first.path });
      }),
    );
  });
});
