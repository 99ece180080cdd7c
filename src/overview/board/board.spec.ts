import type { Result, State } from '../../services/result/result.ts';
import type { Service } from '../../services/service.ts';
import { type Board, boardOf } from './board.ts';
import { type ClusterStatus, faultOfApi, faultOfPeer } from './cluster-status.ts';
import type { PageQuery } from '../query/page-query.ts';
import { atOnce } from './pieces.ts';
import { ServiceSummaries } from './services/service-summary.ts';
import { verdictOf } from './verdict.ts';

const NOW = { wall: 1_000_000, monotonic: 1_000_000 };
const SOURCE = { id: 'pods', cluster: 'prod', provenAt: NOW.monotonic, provenAtWall: NOW.wall, staleAfter: 90_000 };

function service(
  key: string,
  state: State = 'ok',
  more: Partial<Service> & { since?: number; color?: string; hasFailed?: boolean } = {},
): Service {
  const [cluster = '', namespace = '', name = ''] = key.split('/');
  const { since, color = '', hasFailed = false, ...rest } = more;
  const health = {
    label: 'health',
    status: '',
    color,
    state,
    source: SOURCE,
    ...(since !== undefined && { since }),
    ...(hasFailed && { counts: { ready: 0, total: 0, restarts: 0, ended: 'failed' as const } }),
  };
  return {
    cluster,
    namespace,
    name,
    kind: 'Deployment',
    isOneOff: false,
    results: new Map([['health', health]]),
    ...rest,
  };
}

function cluster(name: string, connection: ClusterStatus['connection'] = 'live'): ClusterStatus {
  return { name, isLocal: name === 'prod', isNamed: true, connection, stale: [], isTrying: false };
}

const many = (count: number, namespace = 'shop'): Service[] =>
  Array.from({ length: count }, (_, i) => service(`prod/${namespace}/s${String(i).padStart(5, '0')}`));

function board(services: readonly Service[], query: PageQuery = {}, clusters = [cluster('prod')]): Board {
  return atOnce(boardOf(new ServiceSummaries().of(services, NOW), clusters, query));
}

/** Sections, with their groups and the shown names. */
function shown({ sections }: Board): unknown {
  return sections.map(({ name, groups }) => [
    name,
    ...groups.map(({ title, services }) => [title, ...services.map(({ service: { name: one } }) => one)]),
  ]);
}

/** The size of a section, and the number of shown rows of each group. */
function sizes(shownBoard: Board, section: string): unknown {
  const found = shownBoard.sections.find(({ name }) => name === section);
  return [found?.total, ...(found?.groups ?? []).map(({ title, services }) => [title, services.length])];
}

function check(state: State, color: string): Result {
  return { label: 'errors', status: '7 %', color, state, source: SOURCE };
}

const THREE = [service('prod/data/reports', 'down'), service('prod/shop/cart'), service('prod/shop/web', 'degraded')];

describe('the board', () => {
  it('lists services that need attention first, then unconfirmed ones, then healthy ones', () => {
    const services = [...THREE, service('prod/shop/old', 'unknown')];
    expect(shown(board(services))).toEqual([
      ['attention', ['', 'reports', 'web']],
      ['unconfirmed', ['', 'old']],
      ['well', ['', 'cart']],
    ]);
  });

  it('treats a red check on a healthy service as a problem, and a healthy badge in any color as healthy', () => {
    const healthy = service('prod/shop/cart').results;
    const withCheck = (state: State, color: string): Service =>
      service('prod/shop/cart', 'ok', { results: new Map([...healthy, ['errors', check(state, color)]]) });
    expect(board([withCheck('down', 'red')]).counts).toMatchObject({ degraded: 1, ok: 0 });
    expect(board([withCheck('degraded', 'yellow')]).counts).toMatchObject({ degraded: 1, ok: 0 });
    expect(board([withCheck('degraded', 'yellowgreen')]).counts).toMatchObject({ degraded: 0, ok: 1 });
    expect(verdictOf(board([withCheck('down', 'red')])).headline).toBe('1 degraded');
  });

  it('lists the worst first: down before degraded, red before amber, then the newest first', () => {
    const services = [
      service('prod/a/old', 'down', { since: 1 }),
      service('prod/b/amber', 'degraded', { since: 9 }),
      service('prod/c/red', 'degraded', { since: 3, color: 'red' }),
      service('prod/d/new', 'down', { since: 2 }),
    ];
    expect(shown(board(services))).toEqual([['attention', ['', 'new', 'old', 'red', 'amber']]]);
  });

  it('sorts by name or by latest change on request', () => {
    const services = [
      service('prod/a/old', 'ok', { since: 1 }),
      service('prod/b/new', 'ok', { since: 2 }),
      service('prod/c/bad', 'degraded', { since: 1 }),
      service('prod/d/worse', 'down', { since: 2 }),
    ];
    expect(shown(board(services, { sort: 'recent' }))).toEqual([
      ['attention', ['', 'worse', 'bad']],
      ['well', ['', 'new', 'old']],
    ]);
    expect(shown(board(services, { sort: 'name' }))).toEqual([
      ['attention', ['', 'bad', 'worse']],
      ['well', ['', 'old', 'new']],
    ]);
  });

  it.each([
    ['namespace', ['prod / a', 'x'], ['prod / b', 'y'], ['west / a', 'x']],
    ['cluster', ['prod', 'x', 'y'], ['west', 'x']],
    ['kind', ['Deployment', 'x', 'x'], ['StatefulSet', 'y']],
    ['none', ['', 'x', 'y', 'x']],
  ] as const)('groups healthy services by %s', (group, ...groups) => {
    const services = [service('prod/a/x'), service('prod/b/y', 'ok', { kind: 'StatefulSet' }), service('west/a/x')];
    expect(shown(board(services, { group }, [cluster('prod'), cluster('west')]))).toEqual([['well', ...groups]]);
  });

  it('counts all matches of the search, whichever states are selected', () => {
    const { counts, total, found } = board(THREE, { state: ['down', 'degraded'] });
    expect([counts, total, found]).toEqual([{ down: 1, degraded: 1, stale: 0, unknown: 0, ok: 1 }, 3, 2]);
  });

  it('finds by name, namespace, both, kind, version and reason, in several namespaces and clusters at once', () => {
    const result = { ...check('down', 'red'), label: 'health', reason: 'OOMKilled' };
    const version = { ...check('ok', 'blue'), label: 'version', status: 'v9.1.2' };
    const results = new Map([
      ['health', result],
      ['version', version],
    ]);
    const services = [...THREE, service('west/jobs/tidy', 'down', { kind: 'CronJob', results })];
    for (const q of ['TIDY', 'jobs', 'obs/ti', 'cronj', 'v9.1', 'oomk']) expect(board(services, { q }).found).toBe(1);
    expect(board(services, { namespace: ['jobs', 'data'] }).found).toBe(2);
    expect(board(services, { cluster: ['west', 'prod'], q: 'shop' }).found).toBe(2);
  });

  it('collapses one-offs, counts them separately, and shows those that a search finds', () => {
    const services = [...THREE, service('prod/shop/db-migrate', 'down', { isOneOff: true, hasFailed: true })];
    const shownBoard = board(services);
    expect(sizes(shownBoard, 'one-offs')).toEqual([1, ['Runs that nothing durable names', 0]]);
    expect([shownBoard.total, shownBoard.counts.down, shownBoard.failedRuns]).toEqual([3, 1, 1]);
    expect(sizes(board(services, { q: 'migrate' }), 'one-offs')).toEqual([1, ['Runs that nothing durable names', 1]]);
  });
});

describe('one-off runs', () => {
  it('count as failed only once they ended: a run that is down may still be running', () => {
    const running = service('prod/shop/seed', 'down', { isOneOff: true });
    const failed = service('prod/shop/db-migrate', 'down', { isOneOff: true, hasFailed: true });
    expect(verdictOf(board([...many(1), running])).detail).toBe('1 service');
    expect(verdictOf(board([...many(1), running, failed])).detail).toBe('1 service · 1 one-off run failed');
  });
});

describe('a long board', () => {
  const five = ['a', 'b', 'c', 'd', 'e'].flatMap((namespace) => many(200, namespace));

  it('lists up to 200 healthy services, and groups more by namespace', () => {
    expect(sizes(board(many(200)), 'well')).toEqual([200, ['', 200]]);
    expect(sizes(board(many(201)), 'well')).toEqual([201, ['prod / shop', 0]]);
    expect(sizes(board(many(201), { group: 'none' }), 'well')).toEqual([201, ['prod / shop', 0]]);
    expect(sizes(board(five, { open: ['well/prod/b', 'well/prod/d'] }), 'well')).toEqual([
      1000,
      ['prod / a', 0],
      ['prod / b', 200],
      ['prod / c', 0],
      ['prod / d', 200],
      ['prod / e', 0],
    ]);
  });

  it('always lists what needs attention, the first 100 at once and the rest on request', () => {
    const services = [...many(350, 'shop').map((one) => service(`prod/shop/${one.name}`, 'down')), ...five];
    expect(sizes(board(services), 'attention')).toEqual([350, ['', 100]]);
    expect(board(services).sections[0]?.groups[0]).toMatchObject({ before: 0, after: 250 });
    expect(sizes(board(services, { open: ['attention'], from: 300 }), 'attention')).toEqual([350, ['', 50]]);
  });

  it('shows a very long group in parts', () => {
    const open = ['well/prod/shop'];
    const group = board(many(1_200), { open, from: 300 }).sections[0]?.groups[0];
    expect(group).toMatchObject({ before: 300, after: 600 });
    expect(group?.services[0]?.service.name).toBe('s00300');
  });
});

describe('the verdict', () => {
  const STALE = { ...SOURCE, provenAt: 0, staleAfter: 1 };
  const stale = service('prod/a/b', 'ok', {
    results: new Map([['health', { label: 'health', status: '', color: '', state: 'ok', source: STALE }]]),
  });

  it.each([
    ['services that are ok', [service('prod/a/b')], [cluster('prod')], 'ok', 'All is well', '1 service'],
    ['services that are down or degraded', THREE, [cluster('prod')], 'down', '1 down, 1 degraded', '3 services'],
    ['a stale service', [stale], [cluster('prod', 'stale')], 'stale', '1 stale', '1 service'],
    ['a pending first list', [], [cluster('prod', 'connecting')], 'unknown', 'Connecting…', '0 services'],
    [
      'a refusal, which is never shown as an empty cluster',
      [],
      [{ ...cluster('prod'), fault: faultOfApi('forbidden', 'pods') }],
      'unknown',
      'Not allowed to list pods',
      '0 services',
    ],
    [
      'a peer that refuses or is unreachable, which is never shown as connecting',
      [service('prod/a/b')],
      [cluster('prod'), { ...cluster('west', 'connecting'), fault: faultOfPeer('unreachable') }],
      'stale',
      'Not all clusters are connected',
      '1 service in 2 clusters',
    ],
    ['no services', [], [cluster('prod')], 'unknown', 'Nothing to show', '0 services'],
    [
      'a disconnected peer, whose services still count',
      [service('prod/a/b')],
      [cluster('prod'), cluster('west', 'disconnected')],
      'stale',
      'Not all clusters are connected',
      '1 service in 2 clusters',
    ],
    [
      'one namespace that is not confirmed',
      [service('prod/a/b')],
      [{ ...cluster('prod'), stale: ['pods/c'] }],
      'stale',
      'Not everything is confirmed',
      '1 service',
    ],
    [
      'a check file that is still being tried',
      [service('prod/a/b')],
      [{ ...cluster('prod'), isTrying: true }],
      'unknown',
      'Trying check files…',
      '1 service',
    ],
    ['an unknown service', [service('prod/a/b', 'unknown')], [cluster('prod')], 'unknown', '1 unknown', '1 service'],
  ] as const)('summarizes %s', (_, services, clusters, state, headline, detail) => {
    expect(verdictOf(board(services, {}, [...clusters]))).toEqual({ state, headline, detail });
  });

  it.each<[string, PageQuery, ClusterStatus[], State]>([
    [
      'that may have matching services but has not synced',
      { q: 'b' },
      [cluster('prod'), cluster('west', 'connecting')],
      'unknown',
    ],
    ['that may have matching services and is stale', { q: 'b' }, [cluster('prod'), cluster('west', 'stale')], 'stale'],
    ['that is stale but not selected', { cluster: ['prod'] }, [cluster('prod'), cluster('west', 'stale')], 'ok'],
    ['that is stale in another namespace', { namespace: ['a'] }, [{ ...cluster('prod'), stale: ['pods/c'] }], 'ok'],
    [
      'that is stale in the selected namespace',
      { namespace: ['a'] },
      [{ ...cluster('prod'), stale: ['pods/a'] }],
      'stale',
    ],
  ])('takes into account what a search may miss in a cluster %s', (_, query, clusters, state) => {
    expect(verdictOf(board([service('prod/a/b')], query, clusters)).state).toBe(state);
  });
});
