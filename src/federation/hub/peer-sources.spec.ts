// A peer with thousands of sources, one for each of its namespaces, costs a hub work in proportion to their number.
import { jest } from '@jest/globals';
import { ManualClock } from '../../../test/support/time/manual-clock.ts';
import type { Change } from '../../services/changes/change.ts';
import { fixedClusterViews } from '../cluster-views.ts';
import { FleetService } from '../fleet.service.ts';
import { PeerCatalog } from './peer-catalog.ts';
import { PeerSource } from './peer-source.ts';

const HOUR = 3_600_000;
const MANY = 3_900;

/** A hub that has a member's service in each of `namespaces` namespaces. */
class Hub {
  readonly clock = new ManualClock();
  readonly catalog = new PeerCatalog('far', { staleAfter: 90_000, forgetAfter: HOUR });
  readonly fleet = new FleetService(fixedClusterViews(this.catalog), this.clock);
  readonly announced: Change[] = [];

  constructor(readonly namespaces: number) {
    this.clock.leap(2 * HOUR);
    const { catalog, clock } = this;
    catalog.responded(clock.now());
    catalog.begin();
    catalog.add(Array.from({ length: namespaces }, (_, at) => serviceIn(`ns-${at}`)));
    catalog.end({ sources: this.sourcesOf(0) }, clock.now());
    this.fleet.changes$.subscribe((change) => this.announced.push(change));
    this.fleet.onApplicationBootstrap();
  }

  /** Receives a heartbeat with the age of every source; the hub notices changes within a second. */
  heartbeat(age: number): void {
    this.clock.advance(900);
    this.catalog.responded(this.clock.now());
    this.catalog.age({ sources: this.sourcesOf(age) }, this.clock.now());
    this.clock.advance(100);
  }

  /** The state of the service in each namespace. */
  states(): ReadonlySet<string> {
    const names = Array.from({ length: this.namespaces }, (_, at) => `ns-${at}`);
    return new Set(names.map((namespace) => this.stateIn(namespace)));
  }

  private stateIn(namespace: string): string {
    const read = this.fleet.read({ service: 'web', check: 'health', namespace, cluster: 'far' }, this.clock.now());
    return typeof read === 'string' ? read : read.state;
  }

  private sourcesOf(age: number): readonly { readonly id: string; readonly age: number }[] {
    return Array.from({ length: this.namespaces }, (_, at) => ({ id: `pods/ns-${at}`, age }));
  }
}

function serviceIn(namespace: string): Parameters<PeerCatalog['add']>[0][number] {
  const health = { check: 'health', label: 'health', status: '1/1', color: 'green', state: 'ok' } as const;
  return { namespace, name: 'web', kind: 'Deployment', results: [{ ...health, source: `pods/${namespace}` }] };
}

/** How often the hub checks whether a source is stale, while all of them become stale and fresh and every service is read. */
function staleChecksFor(namespaces: number): number {
  const hub = new Hub(namespaces);
  const staleAfter = jest.spyOn(PeerSource.prototype, 'staleAfter', 'get');
  try {
    hub.heartbeat(HOUR);
    expect([...hub.states()]).toEqual(['stale']);
    hub.heartbeat(0);
    expect([...hub.states()]).toEqual(['ok']);
    return staleAfter.mock.calls.length;
  } finally {
    staleAfter.mockRestore();
    hub.fleet.beforeApplicationShutdown();
  }
}

it('checks each source a few times as all of them become stale and fresh', () => {
  expect(staleChecksFor(MANY)).toBeLessThanOrEqual(10 * MANY);
});

it('announces one change as all sources become stale, and one as they become fresh', () => {
  const hub = new Hub(MANY);
  hub.heartbeat(HOUR);
  expect(hub.announced.splice(0)).toEqual([{ type: 'cluster', cluster: 'far' }]);
  hub.heartbeat(0);
  expect(hub.announced).toEqual([{ type: 'cluster', cluster: 'far' }]);
  hub.fleet.beforeApplicationShutdown();
});

it('computes the sources of a namespace once, not at each lookup', () => {
  const { catalog, fleet } = new Hub(10);
  const own = catalog.sources('ns-5');
  expect(own.map(({ id }) => id)).toEqual(['pods/ns-5']);
  expect(catalog.sources('ns-5')).toBe(own);
  expect(catalog.sources()).toHaveLength(10);
  expect(catalog.sources()).toBe(catalog.sources());
  fleet.beforeApplicationShutdown();
});

it('updates the sources that a namespace depends on as they are added and removed', () => {
  const { catalog, fleet, clock } = new Hub(2);
  const idsOf = (namespace: string): readonly string[] => catalog.sources(namespace).map(({ id }) => id);
  expect(idsOf('ns-9')).toEqual(['peer']);
  catalog.age(
    {
      sources: [
        { id: 'pods', age: 0 },
        { id: 'pods/ns-9', age: 0 },
      ],
    },
    clock.now(),
  );
  expect([idsOf('ns-0'), idsOf('ns-9'), idsOf('other')]).toEqual([
    ['pods', 'pods/ns-0'],
    ['pods', 'pods/ns-9'],
    ['pods'],
  ]);
  catalog.begin();
  catalog.add([serviceIn('ns-1')]);
  catalog.end({ sources: [] }, clock.now());
  expect([idsOf('ns-0'), idsOf('ns-1')]).toEqual([['peer'], ['pods/ns-1']]);
  fleet.beforeApplicationShutdown();
});
