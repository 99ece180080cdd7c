// What the fleet reads for a badge of several clusters, in the cases that depend on moments: clusters that a test lays
// out, and a clock whose hands it turns.
import { Subject } from 'rxjs';
import type { ServiceChange } from '../src/services/change.ts';
import type { Result } from '../src/services/result.ts';
import type { Service, ClusterView } from '../src/services/service.ts';
import { FleetService } from '../src/federation/fleet.service.ts';
import { fixedClusterViews } from '../src/federation/cluster-view.ts';
import type { Source } from '../src/kubernetes/source.ts';
import { ManualClock } from './manual-clock.ts';

const clock = new ManualClock();

function sourceOf(cluster: string, age: number): Source {
  const { wall, monotonic } = clock.now();
  return { id: 'pods', cluster, provenAt: monotonic - age, provenAtWall: wall - age, staleAfter: 90_000 };
}

interface Laid {
  readonly age?: number;
  readonly names?: readonly string[];
  /** By what 0.0.6 called them. */
  readonly aliases?: Readonly<Record<string, string>>;
  readonly isUntried?: boolean;
}

function site(cluster: string, { age = 0, names = [], aliases = {}, isUntried = false }: Laid): ClusterView {
  const source = sourceOf(cluster, age);
  const services = names.map((name) => serviceOf(cluster, name, source));
  const named = (name: string): readonly Service[] => services.filter((service) => service.name === name);
  return {
    cluster,
    hasSynced: () => true,
    awaits: () => isUntried,
    sources: () => [source],
    changes$: new Subject<ServiceChange>(),
    advance: () => undefined,
    named,
    withAlias: (alias) => named(aliases[alias] ?? ''),
    withPrefix: (prefix) => services.filter(({ name }) => prefix === '*' || name.startsWith(prefix)),
    all: () => services,
    names: () => names,
  };
}

function serviceOf(cluster: string, name: string, source: Source): Service {
  const hits: Result = { label: 'hits', status: '7', color: 'green', state: 'ok', source };
  const place = { cluster, namespace: 'shop', name, kind: 'Deployment', isOneOff: false };
  return { ...place, results: new Map([['hits', hits]]) };
}

const fleet = (...sites: readonly ClusterView[]): FleetService => new FleetService(fixedClusterViews(...sites), clock);

it('tells caches no more of a sum than a cluster that has no part in it is fresh for', () => {
  const two = fleet(site('here', { names: ['web'] }), site('far', { age: 86_000 }));
  expect(two.readAggregate({ prefix: 'web', check: 'hits' }, clock.now())).toMatchObject({
    color: 'green',
    validFor: 4_000,
  });
});

it('marks a sum stale while a check file that may have a part in it was not tried', () => {
  const two = fleet(site('here', { names: ['web'], isUntried: true }));
  expect(two.readAggregate({ prefix: '*', check: 'hits' }, clock.now())).toMatchObject({
    status: '7 (stale)',
    color: 'lightgrey',
    missing: ['here'],
  });
});

it('awaits what it does not find while a check file was not tried', () => {
  const read = (isUntried: boolean): unknown => fleet(site('here', { isUntried })).read(QUEUE, clock.now());
  expect([read(true), read(false)]).toEqual(['pending', 'not-found']);
});

const QUEUE = { service: 'queue', check: 'depth' };

it('prefers a name that a peer knows to what 0.0.6 called a service here, and knows that where no peer has the name', () => {
  const here = site('here', { names: ['shop'], aliases: { db: 'shop', web: 'shop' } });
  const both = fleet(here, site('far', { names: ['db'] }));
  const clusterOf = (service: string): unknown => both.read({ service, check: 'hits' }, clock.now());
  expect(clusterOf('db')).toMatchObject({ cluster: 'far', service: 'db' });
  expect(clusterOf('web')).toMatchObject({ cluster: 'here', service: 'shop' });
});
