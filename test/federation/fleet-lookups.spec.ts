// Lookups in the fleet, for badges of several clusters: which cluster answers, and for how long the answer is valid. With
// literal clusters and a clock that the test advances.
import { Subject } from 'rxjs';
import type { Change } from '../../src/services/changes/change.ts';
import type { Result } from '../../src/services/result/result.ts';
import type { Service, ClusterView } from '../../src/services/service.ts';
import { FleetService } from '../../src/federation/fleet.service.ts';
import { fixedClusterViews } from '../../src/federation/cluster-views.ts';
import type { Source } from '../../src/kubernetes/watch/source.ts';
import { ManualClock } from '../support/time/manual-clock.ts';

const clock = new ManualClock();

function sourceOf(cluster: string, age: number): Source {
  const { wall, monotonic } = clock.now();
  return { id: 'pods', cluster, provenAt: monotonic - age, provenAtWall: wall - age, staleAfter: 90_000 };
}

interface ClusterParts {
  readonly age?: number;
  readonly names?: readonly string[];
  /** Current names by the names that 0.0.6 used. */
  readonly aliases?: Readonly<Record<string, string>>;
  readonly isAwaited?: boolean;
  readonly hasSynced?: boolean;
  readonly check?: string;
  /** A namespace whose watch was never proven. */
  readonly unknownNamespace?: string;
}

function clusterView(cluster: string, parts: ClusterParts): ClusterView {
  const { age = 0, names = [], aliases = {}, isAwaited = false, hasSynced = true, check = 'hits' } = parts;
  const source = sourceOf(cluster, age);
  const unknown = parts.unknownNamespace === undefined ? [] : [{ ...source, id: 'pods/dev', provenAt: undefined }];
  const services = names.map((name) => serviceOf(cluster, name, check, source));
  const named = (name: string): readonly Service[] => services.filter((service) => service.name === name);
  return {
    cluster,
    hasSynced: () => hasSynced,
    awaits: () => isAwaited,
    sources: (namespace) => (namespace === 'shop' ? [source] : [source, ...unknown]),
    changes$: new Subject<Change>(),
    advance: () => undefined,
    get: (namespace, name) => named(name).find((service) => service.namespace === namespace),
    named,
    withAlias: (alias) => named(aliases[alias] ?? ''),
    withPrefix: (prefix) => services.filter(({ name }) => prefix === '*' || name.startsWith(prefix)),
    all: () => services,
    names: () => names,
  };
}

function serviceOf(cluster: string, name: string, check: string, source: Source): Service {
  const result: Result = { label: check, status: '7', color: 'green', state: 'ok', source };
  const identity = { cluster, namespace: 'shop', name, kind: 'Deployment', isOneOff: false };
  return { ...identity, results: new Map([[check, result]]) };
}

const fleet = (...views: readonly ClusterView[]): FleetService => new FleetService(fixedClusterViews(...views), clock);

it('makes a sum valid no longer than a cluster without matching services is', () => {
  const twoClusters = fleet(clusterView('here', { names: ['web'] }), clusterView('far', { age: 86_000 }));
  expect(twoClusters.readAggregate({ prefix: 'web', check: 'hits' }, clock.now())).toMatchObject({
    color: 'green',
    validFor: 4_000,
  });
});

it("marks a sum stale while a check file that may belong to it hasn't loaded yet", () => {
  const oneCluster = fleet(clusterView('here', { names: ['web'], isAwaited: true }));
  expect(oneCluster.readAggregate({ prefix: '*', check: 'hits' }, clock.now())).toMatchObject({
    status: '7 (stale)',
    color: 'lightgrey',
    missing: ['here'],
  });
});

it('does not answer from a later cluster while an earlier one may have the name', () => {
  const read = (hasSynced: boolean, query: object = {}): unknown =>
    fleet(clusterView('here', {}), clusterView('near', { hasSynced }), clusterView('far', { names: ['web'] })).read(
      { service: 'web', check: 'hits', ...query },
      clock.now(),
    );
  expect(read(false)).toBe('pending');
  expect(read(false, { cluster: 'far' })).toMatchObject({ cluster: 'far', status: '7' });
  expect(read(true)).toMatchObject({ cluster: 'far', status: '7' });
});

it("joins no green result while a namespace that may have the name hasn't synced", () => {
  const read = (namespace?: string): unknown =>
    fleet(clusterView('here', { names: ['web'], check: 'health', unknownNamespace: 'dev' })).read(
      { service: 'web', check: 'health', ...(namespace !== undefined && { namespace }) },
      clock.now(),
    );
  expect(read()).toMatchObject({ color: 'lightgrey', state: 'stale', missing: ['here'] });
  expect(read('shop')).toMatchObject({ color: 'green', state: 'ok' });
});

it('computes a sum once for all its styles, and again when something changes', () => {
  let sums = 0;
  const here = clusterView('here', { names: ['web'] });
  const changes$ = new Subject<Change>();
  const counting: ClusterView = { ...here, changes$, withPrefix: (prefix) => ((sums += 1), here.withPrefix(prefix)) };
  const counted = fleet(counting);
  const read = (): unknown => counted.readAggregate({ prefix: '*', check: 'hits' }, clock.now());
  for (let reads = 0; reads < 5; reads += 1) expect(read()).toMatchObject({ status: '7' });
  expect(sums).toBe(1);
  changes$.next({ type: 'cluster', cluster: 'here' });
  for (let reads = 0; reads < 5; reads += 1) read();
  expect(sums).toBe(2);
  clock.advance(90_000);
  expect(read()).toMatchObject({ status: '7 (stale)', color: 'lightgrey' });
});

it("shows an unknown name as pending while a check file hasn't loaded yet", () => {
  const read = (isAwaited: boolean): unknown => fleet(clusterView('here', { isAwaited })).read(QUEUE, clock.now());
  expect([read(true), read(false)]).toEqual(['pending', 'not-found']);
});

const QUEUE = { service: 'queue', check: 'depth' };

it("prefers a peer's service of the name to a local service that had it in 0.0.6", () => {
  const here = clusterView('here', { names: ['shop'], aliases: { db: 'shop', web: 'shop' } });
  const both = fleet(here, clusterView('far', { names: ['db'] }));
  const clusterOf = (service: string): unknown => both.read({ service, check: 'hits' }, clock.now());
  expect(clusterOf('db')).toMatchObject({ cluster: 'far', service: 'db' });
  expect(clusterOf('web')).toMatchObject({ cluster: 'here', service: 'shop' });
});
