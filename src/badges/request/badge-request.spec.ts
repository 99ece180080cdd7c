import { parseRequestTarget } from '../../http/request/request-target.ts';
import { type BadgeRequest, parseBadgeRequest } from './badge-request.ts';

function parse(target: string): BadgeRequest {
  const parsed = parseRequestTarget(target);
  if ('fault' in parsed) throw new Error(parsed.fault.detail);
  return parseBadgeRequest(parsed);
}

describe('parseBadgeRequest', () => {
  it.each([
    ['/_/web/health/', { of: 'service', service: 'web', check: 'health' }, 'svg'],
    ['/_/web.example-1/my_check2', { of: 'service', service: 'web.example-1', check: 'my_check2' }, 'svg'],
    ['/_/web/health.svg', { of: 'service', service: 'web', check: 'health' }, 'svg'],
    ['/_/web/health.json', { of: 'service', service: 'web', check: 'health' }, 'json'],
    ['/_/web/health/?format=shields', { of: 'service', service: 'web', check: 'health' }, 'shields'],
    ['/a/*/health/', { of: 'aggregate', prefix: '*', check: 'health' }, 'svg'],
    ['/a/web-/version/?raw', { of: 'aggregate', prefix: 'web-', check: 'version' }, 'raw'],
  ])('reads %s', (target, subject, format) => {
    expect(parse(target)).toMatchObject({ subject, query: { format }, faults: [] });
  });

  it.each([
    ['/_/-web/health/', ["The service's name"]],
    ['/_/web-/health/', ["The service's name"]],
    ['/_/*/health/', ["The service's name"]],
    [`/_/${'x'.repeat(254)}/health/`, ["The service's name"]],
    ['/_/web/2nd/', ["The check's name"]],
    ['/_/web/health.png', ["The check's name"]],
    ['/_/%3Cb%3E/%3Cb%3E/', ["The service's name", "The check's name"]],
    ['/_/%E0%A4%A/health/', ["The service's name"]],
    ['/a/-web/health/', ['The prefix']],
    ['/a/**/health/', ['The prefix']],
    ['/_/web/health/?style=big&namespace=%20', ['style', 'namespace']],
  ])('reports the invalid parts of %s', (target, faults) => {
    const found = parse(target).faults;
    expect(found).toHaveLength(faults.length);
    for (const [i, fault] of faults.entries()) expect(found[i]).toMatch(new RegExp(`^${fault} `));
  });
});
