// What a peer with thousands of sources costs a hub, one for each of its namespaces: work in proportion to their number.
import { jest } from '@jest/globals';
import { ManualClock } from '../../../test/support/time/manual-clock.ts';
import type { Change } from '../../services/changes/change.ts';
import { fixedClusterViews } from '../cluster-views.ts';
import { FleetService } from '../fleet.service.ts';
import { PeerCatalog } from './peer-catalog.ts';
import { PeerSource } from './peer-source.ts';

const HOUR = 3_600_000;
const MANY = 3_900;

/** A member with a service in each of so many namespaces, and a hub that knows them. */
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

  /** A heartbeat with the age of every source; the hub compares within a second. */
  turn(age: number): void {
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

/** How often the hub asks whether a source is stale, while all of them turn and every service is read. */
function looksFor(namespaces: number): number {
  const hub = new Hub(namespaces);
  const looks = jest.spyOn(PeerSource.prototype, 'staleAfter', 'get');
  try {
    hub.turn(HOUR);
    expect([...hub.states()]).toEqual(['stale']);
    hub.turn(0);
    expect([...hub.states()]).toEqual(['ok']);
    return looks.mock.calls.length;
  } finally {
    looks.mockRestore();
    hub.fleet.beforeApplicationShutdown();
  }
}

it('looks at each source a few times as all of them turn stale and fresh', () => {
  expect(looksFor(MANY)).toBeLessThanOrEqual(10 * MANY);
});

it('announces one change as all of them turn, and one as they turn back', () => {
  const hub = new Hub(MANY);
  hub.turn(HOUR);
  expect(hub.announced.splice(0)).toEqual([{ type: 'cluster', cluster: 'far' }]);
  hub.turn(0);
  expect(hub.announced).toEqual([{ type: 'cluster', cluster: 'far' }]);
  hub.fleet.beforeApplicationShutdown();
});

it("doesn't search them for those of a namespace at each look-up", () => {
  const { catalog, fleet } = new Hub(10);
  const own = catalog.sources('ns-5');
  expect(own.map(({ id }) => id)).toEqual(['pods/ns-5']);
  expect(catalog.sources('ns-5')).toBe(own);
  expect(catalog.sources()).toHaveLength(10);
  expect(catalog.sources()).toBe(catalog.sources());
  fleet.beforeApplicationShutdown();
});

it('knows which sources a namespace depends on as they come and go', () => {
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
