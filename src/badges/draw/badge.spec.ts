import type { ResolvedResult } from '../../services/result/result.ts';
import { parseBadgeQuery } from '../request/badge-query.ts';
import { badgeOf } from './badge.ts';
import { darkened } from './contrast.ts';

const HEALTHY: ResolvedResult = {
  check: 'health',
  label: 'health',
  status: '1/1 (0 restarts)',
  color: 'green',
  state: 'ok',
  validFor: 60_000,
};

const badge = (result: Partial<ResolvedResult>, query = '') =>
  badgeOf({ ...HEALTHY, ...result }, parseBadgeQuery(new URLSearchParams(query)));

describe('badgeOf', () => {
  it("shows the result's text, in style flat by default", () => {
    expect(badge({})).toEqual({
      style: 'flat',
      label: 'health',
      message: '1/1 (0 restarts)',
      color: 'green',
      labelColor: undefined,
    });
  });

  it('takes style, label and colors from the query', () => {
    expect(badge({}, 'style=plastic&label=API&labelColor=abc&color=blue')).toMatchObject({
      style: 'plastic',
      label: 'API',
      labelColor: 'abc',
      color: 'blue',
    });
  });

  it.each<[string, Partial<ResolvedResult>, string]>([
    ['ok', {}, 'blue'],
    ['degraded', { state: 'degraded', color: 'yellow' }, 'yellow'],
    ['down', { state: 'down', color: 'red' }, 'red'],
    ['unknown', { state: 'unknown', color: 'lightgrey' }, 'lightgrey'],
    ['stale', { state: 'stale', color: 'lightgrey', validFor: 0 }, 'lightgrey'],
    ['ok, but with a cluster missing', { color: 'lightgrey', missing: ['eu-1'] }, 'lightgrey'],
  ])('replaces only good colors by the requested one: %s is shown in %s', (_, result, color) => {
    expect(badge(result, 'color=blue').color).toBe(color);
  });

  it.each([
    [{ label: ' ' }, '', 'health'],
    [{ label: '', check: 'hits' }, '', 'hits'],
    [{ label: '', check: 'no good' }, '', 'badge'],
    [{ label: 'a\u0007b' }, '', 'ab'],
    [{ label: 'x'.repeat(65) }, '', `${'x'.repeat(63)}…`],
    [{}, 'label=%20%00%20', 'health'],
    [{}, 'label=%3Cscript%3E', '<script>'],
  ])('labels %j?%s as %s', (result, query, label) => {
    expect(badge(result, query).label).toBe(label);
  });

  it('truncates a status at 256 characters, and keeps its `(stale)`', () => {
    expect(badge({ status: 'x'.repeat(256) }).message).toBe('x'.repeat(256));
    expect(badge({ status: 'x'.repeat(257) }).message).toBe(`${'x'.repeat(255)}…`);
    expect(badge({ status: `${'x'.repeat(256)} (stale)` }).message).toBe(`${'x'.repeat(256)} (stale)`);
    expect(badge({ status: `${'x'.repeat(999)} (stale)` }).message).toBe(`${'x'.repeat(255)}… (stale)`);
  });

  it.each([
    ['ok', '✓ 3/3 (0 restarts)'],
    ['degraded', '! 3/3 (0 restarts)'],
    ['down', '✕ 3/3 (0 restarts)'],
    ['stale', '? 3/3 (0 restarts)'],
    ['unknown', '? 3/3 (0 restarts)'],
  ] as const)('begins with the mark of the state %s', (state, message) => {
    expect(badge({ state, status: '3/3 (0 restarts)' }, 'mark').message).toBe(message);
  });

  it.each([
    [
      'a reason beside the counts',
      {
        state: 'down',
        status: '0/3 (5 restarts)',
        reason: 'CrashLoopBackOff',
        counts: { ready: 0, total: 3, restarts: 5 },
      },
      '0/3 CrashLoopBackOff',
    ],
    [
      'a reason of an ended run',
      {
        state: 'down',
        status: 'failed',
        reason: 'Error',
        counts: { ready: 0, total: 0, restarts: 0, ended: 'failed' },
      },
      'failed Error',
    ],
    ['no reason that equals the status', { state: 'unknown', status: 'no pods', reason: 'no-pods' }, 'no pods'],
    ['no reason of a healthy service', { state: 'ok', status: 'done', reason: 'Completed' }, 'done'],
    [
      'Other for a reason that is not in the closed list',
      { state: 'down', status: 'failed', reason: 'MyOwnSecret' },
      'failed Other',
    ],
  ] as const)('shows on request %s', (_, result, message) => {
    expect(badge(result, 'reason').message).toBe(message);
    expect(badge(result).message).toBe(result.status);
  });

  it('has darker colors and a logo on request', () => {
    expect(badge({ color: 'yellow', state: 'degraded' }, 'palette=aa&logo=helm')).toMatchObject({
      color: darkened('yellow'),
      logo: 'helm',
    });
    expect(parseBadgeQuery(new URLSearchParams('logo=__proto__&palette=b&mark=x')).faults).toHaveLength(3);
  });
});
