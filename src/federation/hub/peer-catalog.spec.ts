// What a hub stores and does because of the events that a peer sends after its snapshot.
import type { Change } from '../../services/changes/change.ts';
import { PeerCatalog } from './peer-catalog.ts';
import type { WireService } from '../wire/wire.ts';

const NOW = { wall: 1_000_000, monotonic: 1_000_000 };
const LONG = 'x'.repeat(256);

function serviceOf(name: string, status: string, checks = 1): WireService {
  const results = Array.from({ length: checks }, (_, at) => ({
    check: `c${at}`,
    label: LONG,
    status,
    color: 'green',
    state: 'ok' as const,
    source: 'check/web/c',
  }));
  return { namespace: 'shop', name, kind: 'Deployment', results };
}

function catalogOf(services: readonly WireService[]): PeerCatalog {
  const catalog = new PeerCatalog('east', { staleAfter: 90_000, forgetAfter: 3_600_000 });
  catalog.responded(NOW);
  catalog.begin();
  expect(catalog.add(services)).toBeUndefined();
  const sources = ['pods', 'check/web/c'].map((id) => ({ id, age: 0 }));
  expect(catalog.end({ sources }, NOW)).toBeUndefined();
  return catalog;
}

it('keeps no more text than a snapshot may have, however it is spread over events', () => {
  const catalog = catalogOf([]);
  let added = 0;
  const grow = (): ReturnType<PeerCatalog['change']> =>
    catalog.change({ services: [serviceOf(`svc-${added}`, LONG, 64)], gone: [] });
  while (added < 5_000 && grow() === undefined) added += 1;
  expect(grow()).toMatchObject({ code: 'too-large' });
  expect(added * 64 * 512).toBeGreaterThan(32 * 1024 * 1024);
  expect(added * 64 * 512).toBeLessThan(64 * 1024 * 1024);
});

it.each(['change', 'add'] as const)('keeps 4,000 sources at most, those of `%s` included', (way) => {
  const catalog = catalogOf([]);
  if (way === 'add') catalog.begin();
  const faults = Array.from({ length: 100 }, (_, from) => {
    const { results, ...rest } = serviceOf(`svc-${from}`, 'fine', 60);
    const services = [{ ...rest, results: results.map((one, at) => ({ ...one, source: `check/${from}/${at}` })) }];
    return way === 'add' ? catalog.add(services) : catalog.change({ services, gone: [] });
  });
  expect(faults.findIndex((fault) => fault?.code === 'too-large')).toBe(66);
});

it('keeps accepting ages of every source mentioned since `begin`, even those dropped at `end`', () => {
  const catalog = new PeerCatalog('east', { staleAfter: 90_000, forgetAfter: 3_600_000 });
  catalog.responded(NOW);
  catalog.begin();
  catalog.add([serviceOf('web', 'fine')]);
  catalog.age({ sources: [{ id: 'check/web/c', age: 0 }] }, NOW);
  catalog.end({ sources: [{ id: 'pods', age: 0 }] }, NOW);
  const checkedAt = (): number | undefined => catalog.named('web')[0]?.results.get('c0')?.source.provenAt;
  expect(checkedAt()).toBe(NOW.monotonic);
  catalog.age({ sources: [{ id: 'check/web/c', age: 0 }] }, later(0));
  expect(checkedAt()).toBe(later(0).monotonic);
});

it('does not count replaced or removed services towards the limit', () => {
  const catalog = catalogOf([]);
  for (let sequence = 0; sequence < 5_000; sequence += 1) {
    const services = [serviceOf('web', `${sequence}${LONG}`.slice(0, 256), 64)];
    const gone = sequence % 2 === 0 ? [{ namespace: 'shop', name: 'web' }] : [];
    expect(catalog.change({ services, gone })).toBeUndefined();
  }
});

it('announces a few changes one by one, and very many as a change of the whole cluster', () => {
  const catalog = catalogOf([]);
  const announced: Change[] = [];
  catalog.changes$.subscribe((change) => announced.push(change));
  replace(catalog, [serviceOf('web', 'fine')]);
  expect(announced.splice(0)).toEqual([{ type: 'service', cluster: 'east', namespace: 'shop', name: 'web' }]);
  replace(
    catalog,
    Array.from({ length: 600 }, (_, i) => serviceOf(`web-${i}`, 'fine')),
  );
  expect(announced.splice(0)).toEqual([{ type: 'cluster', cluster: 'east' }]);
  replace(catalog, [serviceOf('web-0', 'fine')]);
  expect(announced.splice(0)).toEqual([{ type: 'cluster', cluster: 'east' }]);
  replace(catalog, [serviceOf('web-0', 'fine')]);
  expect(announced).toEqual([]);
});

it('has one result of a check for all namespaces of a name', () => {
  const services = ['a', 'b', 'c'].map((namespace) => ({ ...serviceOf('web', 'fine'), namespace }));
  const catalog = catalogOf(services);
  const results = (): number => new Set(catalog.named('web').map(({ results }) => results.get('c0'))).size;
  expect(results()).toBe(1);
  catalog.change({
    services: services.map((one) => ({ ...one, ...serviceOf('web', 'less'), namespace: one.namespace })),
    gone: [],
  });
  expect([results(), catalog.named('web')[2]?.results.get('c0')?.status]).toEqual([1, 'less']);
});

function replace(catalog: PeerCatalog, services: readonly WireService[]): void {
  catalog.begin();
  catalog.add(services);
  catalog.end({ sources: [{ id: 'pods', age: 0 }] }, NOW);
}

it('scans all results a few times a second at most, however often its sources change', () => {
  const catalog = catalogOf([serviceOf('web', 'fine')]);
  let announced = 0;
  catalog.changes$.subscribe(() => (announced += 1));
  for (let step = 0; step < 100; step += 1) {
    catalog.age({ sources: [{ id: 'check/web/c', age: 200_000, grace: step % 2 === 0 ? 0 : 3_600_000 }] }, later(step));
  }
  expect(announced).toBeGreaterThan(0);
  expect(announced).toBeLessThanOrEqual(4);
});

/** Moments a millisecond apart; at the first, the proof of the snapshot is old already. */
function later(step: number): typeof NOW {
  return { wall: NOW.wall + 60_000 + step, monotonic: NOW.monotonic + 60_000 + step };
}
