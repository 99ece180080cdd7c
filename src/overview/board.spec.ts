import type { State } from '../services/result.ts';
import type { Service } from '../services/service.ts';
import type { ClusterInfo } from '../federation/cluster-info.ts';
import { type Board, boardOf } from './board.ts';
import type { PageQuery } from './page-query.ts';
import { verdictOf } from './verdict.ts';

const NOW = { wall: 1_000_000, monotonic: 1_000_000 };
const SOURCE = { id: 'pods', cluster: 'prod', provenAt: NOW.monotonic, provenAtWall: NOW.wall, staleAfter: 90_000 };

function service(place: string, state: State = 'ok', more: Partial<Service> & { since?: number } = {}): Service {
  const [cluster = '', namespace = '', name = ''] = place.split('/');
  const { since, ...rest } = more;
  const health = {
    label: 'health',
    status: '',
    color: '',
    state,
    source: SOURCE,
    ...(since !== undefined && { since }),
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

function cluster(name: string, connection: ClusterInfo['connection'] = 'live'): ClusterInfo {
  return { name, isLocal: name === 'prod', isNamed: true, connection, stale: [], isTrying: false };
}

const many = (count: number, namespace = 'shop'): Service[] =>
  Array.from({ length: count }, (_, i) => service(`prod/${namespace}/s${String(i).padStart(5, '0')}`));

function board(services: readonly Service[], query: PageQuery = {}, clusters = [cluster('prod')]): Board {
  return boardOf(services, clusters, query, NOW);
}

/** Groups with what they show. */
function shown({ clusters }: Board): unknown {
  return clusters.map(({ key, groups }) => [
    key,
    groups.map((group) => [group.name, group.services.map(({ name }) => name)]),
  ]);
}

const THREE = [service('prod/data/reports', 'down'), service('prod/shop/cart'), service('prod/shop/web', 'degraded')];

describe('the board', () => {
  it('gives a host that has no name yet nothing of the cluster that is called so', () => {
    const host = { ...cluster('prod', 'connecting'), isLocal: false, isNamed: false };
    expect(board(THREE, {}, [cluster('prod'), host]).clusters.map(({ key, total }) => [key, total])).toEqual([
      ['prod', 3],
      ['~prod', 0],
    ]);
  });

  it('has clusters, their namespaces, their services', () => {
    expect(shown(board(THREE))).toEqual([
      [
        'prod',
        [
          ['data', ['reports']],
          ['shop', ['cart', 'web']],
        ],
      ],
    ]);
  });

  it('counts everything that is looked for, whatever state is picked out of it', () => {
    const { counts, total, found } = board(THREE, { state: 'down' });
    expect([counts, total, found]).toEqual([{ down: 1, degraded: 1, stale: 0, unknown: 0, ok: 1 }, 3, 1]);
  });

  it('puts problems first on demand: services, namespaces and clusters', () => {
    const services = [...THREE, service('west/a/b', 'ok')];
    const clusters = [cluster('west'), cluster('prod')];
    expect(shown(board(services, { sort: 'problems' }, clusters))).toEqual([
      [
        'prod',
        [
          ['data', ['reports']],
          ['shop', ['web', 'cart']],
        ],
      ],
      ['west', [['a', ['b']]]],
    ]);
  });

  it('puts what changed last first on demand', () => {
    const services = [service('prod/a/old', 'ok', { since: 1 }), service('prod/b/new', 'ok', { since: 2 })];
    expect(shown(board(services, { sort: 'recent' }))).toEqual([
      [
        'prod',
        [
          ['b', ['new']],
          ['a', ['old']],
        ],
      ],
    ]);
  });

  it('folds one-offs by themselves, and counts them apart', () => {
    const services = [...THREE, service('prod/shop/db-migrate', 'down', { isOneOff: true })];
    const made = board(services);
    expect(made.clusters[0]?.groups.map(({ kind, isOpen }) => [kind, isOpen])).toEqual([
      ['namespace', true],
      ['namespace', true],
      ['one-offs', false],
    ]);
    expect([made.total, made.counts.down, made.oneOffs.down]).toEqual([3, 1, 1]);
  });

  it('shows a one-off to whoever looks for it', () => {
    const services = [service('prod/shop/db-migrate', 'down', { isOneOff: true })];
    expect(shown(board(services, { q: 'migrate' }))).toEqual([['prod', [['One-off runs', ['db-migrate']]]]]);
  });

  it('starts with clusters over 200 services folded, and unfolds them on demand', () => {
    expect(board(many(201)).clusters[0]).toMatchObject({ isOpen: false, total: 201, groups: [] });
    expect(board(many(200)).clusters[0]).toMatchObject({ isOpen: true });
    const opened = board(many(201), { open: 'prod' }).clusters[0];
    expect(opened?.groups[0]).toMatchObject({ isOpen: false, total: 201, services: [] });
    expect(board(many(201), { open: 'prod,prod/shop' }).clusters[0]?.groups[0]?.services).toHaveLength(201);
  });

  it('never shows more than a page holds, and leads on to the rest', () => {
    const services = Array.from({ length: 20 }, (_, i) => many(100, `ns-${String(i).padStart(2, '0')}`)).flat();
    const groups = board(services, { open: 'prod' }).clusters[0]?.groups ?? [];
    expect(groups.filter(({ isOpen }) => isOpen)).toHaveLength(6);
    const second = board(many(1_200), { cluster: 'prod', namespace: 'shop', from: 500 }).clusters[0]?.groups[0];
    expect(second).toMatchObject({ before: 500, after: 200 });
    expect(second?.services[0]?.name).toBe('s00500');
  });

  it('leaves out clusters in which nothing fits, but not one that is only empty', () => {
    const clusters = [cluster('prod'), cluster('west', 'connecting')];
    expect(board(THREE, { q: 'web' }, clusters).clusters.map(({ key }) => key)).toEqual(['prod']);
    expect(board(THREE, {}, clusters).clusters.map(({ key }) => key)).toEqual(['prod', 'west']);
  });
});

describe('a long page', () => {
  const five = ['a', 'b', 'c', 'd', 'e'].flatMap((namespace) => many(200, namespace));
  const sizes = (query: PageQuery): unknown =>
    board(five, query).clusters.flatMap(({ groups }) => groups.map(({ name, services }) => [name, services.length]));

  it('gives what is asked for its rows first', () => {
    expect(sizes({ open: 'prod' })).toEqual([
      ['a', 200],
      ['b', 200],
      ['c', 200],
      ['d', 0],
      ['e', 0],
    ]);
    expect(sizes({ open: 'prod,prod/d' })).toEqual([
      ['a', 200],
      ['b', 200],
      ['c', 0],
      ['d', 200],
      ['e', 0],
    ]);
    expect(sizes({ open: 'prod,prod/d,prod/e' })).toEqual([
      ['a', 200],
      ['b', 0],
      ['c', 0],
      ['d', 200],
      ['e', 200],
    ]);
  });
});

describe('the verdict', () => {
  const STALE = { ...SOURCE, provenAt: 0, staleAfter: 1 };
  const stale = service('prod/a/b', 'ok', {
    results: new Map([['health', { label: 'health', status: '', color: '', state: 'ok', source: STALE }]]),
  });

  it.each([
    ['all well', [service('prod/a/b')], [cluster('prod')], 'ok', 'All is well', '1 service'],
    ['some not', THREE, [cluster('prod')], 'down', '1 down, 1 degraded', '3 services'],
    ['not confirmed', [stale], [cluster('prod', 'stale')], 'stale', '1 stale', '1 service · prod not heard'],
    [
      'the first list awaited',
      [],
      [cluster('prod', 'connecting')],
      'unknown',
      'Connecting…',
      '0 services · prod connecting',
    ],
    ['nothing there', [], [cluster('prod')], 'unknown', 'Nothing to show', '0 services'],
    [
      'a peer lost, whose services still count',
      [service('prod/a/b')],
      [cluster('prod'), cluster('west', 'disconnected')],
      'stale',
      'Not all clusters are heard',
      '1 service in 2 clusters · west not heard',
    ],
    [
      'one namespace that is not heard',
      [service('prod/a/b')],
      [{ ...cluster('prod'), stale: ['pods/c'] }],
      'stale',
      'Not everything is heard',
      '1 service · prod heard in part',
    ],
    [
      'a check file that is still being tried',
      [service('prod/a/b')],
      [{ ...cluster('prod'), isTrying: true }],
      'unknown',
      'Trying check files…',
      '1 service',
    ],
    [
      'nothing known to be well',
      [service('prod/a/b', 'unknown')],
      [cluster('prod')],
      'unknown',
      '1 unknown',
      '1 service',
    ],
  ] as const)('%s', (_, services, clusters, state, headline, detail) => {
    expect(verdictOf(board(services, {}, [...clusters]))).toEqual({ state, headline, detail });
  });

  it.each<[string, PageQuery, ClusterInfo[], State]>([
    ['whose services are not known to fit', { q: 'b' }, [cluster('prod'), cluster('west', 'connecting')], 'unknown'],
    ['whose services were forgotten', { q: 'b' }, [cluster('prod'), cluster('west', 'stale')], 'stale'],
    ['that nobody looks at', { cluster: 'prod' }, [cluster('prod'), cluster('west', 'stale')], 'ok'],
    ['that is silent elsewhere', { namespace: 'a' }, [{ ...cluster('prod'), stale: ['pods/c'] }], 'ok'],
    ['that is silent there', { namespace: 'a' }, [{ ...cluster('prod'), stale: ['pods/a'] }], 'stale'],
  ])('counts a cluster %s where it may have a part in it', (_, query, clusters, state) => {
    expect(verdictOf(board([service('prod/a/b')], query, clusters)).state).toBe(state);
  });
});
