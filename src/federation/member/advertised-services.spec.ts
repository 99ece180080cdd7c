// What a hub gets from a cluster with more services than hubs accept.
import type { Service } from '../../services/service.ts';
import type { Source } from '../../kubernetes/watch/source.ts';
import { AdvertisedServices } from './advertised-services.ts';

function sourceOf(id: string): Source {
  return { id, cluster: 'here', provenAt: 0, staleAfter: 90_000 };
}

function serviceOf(name: string, ...sources: readonly string[]): Service {
  const results = sources.map((id) => [
    id,
    { label: id, status: 'fine', color: 'green', state: 'ok' as const, source: sourceOf(id) },
  ]);
  const identity = { cluster: 'here', namespace: 'shop', name, kind: 'Deployment', isOneOff: false };
  return { ...identity, results: new Map(results as never) };
}

const checksOf = (service: Service | undefined): readonly string[] => [...(service?.results.keys() ?? [])];

it('has no more services than a hub accepts: earlier ones stay, and a removed one makes room', () => {
  const advertised = new AdvertisedServices({ services: 2, sources: 10 });
  const [web, db, api] = ['web', 'db', 'api'].map((name) => serviceOf(name, 'pods')) as [Service, Service, Service];
  expect([advertised.add(web), advertised.add(db), advertised.isTruncated]).toEqual([web, db, false]);
  expect([advertised.add(api), advertised.add(web), advertised.isTruncated]).toEqual([undefined, web, true]);
  expect([advertised.delete(api), advertised.delete(db)]).toEqual([false, true]);
  expect(advertised.add(api)).toBe(api);
});

it('omits results whose source exceeds the limit, until the next full snapshot', () => {
  const advertised = new AdvertisedServices({ services: 10, sources: 2 });
  expect(checksOf(advertised.add(serviceOf('web', 'pods', 'check/web/a')))).toEqual(['pods', 'check/web/a']);
  expect(checksOf(advertised.add(serviceOf('db', 'pods', 'check/db/a', 'check/db/b')))).toEqual(['pods', 'check/db/a']);
  expect([advertised.size, advertised.isTruncated]).toEqual([2, true]);
  expect(checksOf(advertised.add(serviceOf('web', 'pods', 'check/web/a')))).toEqual(['pods', 'check/web/a']);
  expect(advertised.add(serviceOf('logical', 'check/logical/a'))).toBeUndefined();
  expect(checksOf(advertised.add(serviceOf('api', 'check/api/a', 'pods/shop')))).toEqual(['pods/shop']);
  advertised.renew([]);
  expect(checksOf(advertised.add(serviceOf('db', 'pods', 'check/db/a', 'check/db/b')))).toHaveLength(3);
});

it('knows at the beginning of a snapshot which sources it has, and whether all of it fits', () => {
  const advertised = new AdvertisedServices({ services: 2, sources: 2 });
  const sourcesOf = (): readonly string[] => [...advertised.sources()].map(({ id }) => id);
  const [web, db, api] = ['web', 'db', 'api'].map((name) => serviceOf(name, 'pods', `check/${name}/a`)) as [
    Service,
    Service,
    Service,
  ];
  advertised.renew([web, db]);
  expect([advertised.isTruncated, sourcesOf()]).toEqual([false, ['check/web/a', 'check/db/a']]);
  advertised.renew([web, serviceOf('db', 'pods'), serviceOf('api', 'pods')]);
  expect([advertised.isTruncated, sourcesOf()]).toEqual([true, ['check/web/a']]);
  advertised.renew([serviceOf('shop', 'check/a', 'check/b', 'check/c')]);
  expect([advertised.isTruncated, sourcesOf()]).toEqual([true, ['check/a', 'check/b']]);
  advertised.renew([db, api]);
  expect([advertised.isTruncated, checksOf(advertised.add(api))]).toEqual([false, ['pods', 'check/api/a']]);
});
