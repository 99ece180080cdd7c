// What a hub is told of a cluster that has more than a hub takes.
import type { Service } from '../../services/service.ts';
import type { Source } from '../../kubernetes/source.ts';
import { Told } from './advertised-services.ts';

function sourceOf(id: string): Source {
  return { id, cluster: 'here', provenAt: 0, staleAfter: 90_000 };
}

function serviceOf(name: string, ...sources: readonly string[]): Service {
  const results = sources.map((id) => [
    id,
    { label: id, status: 'fine', color: 'green', state: 'ok' as const, source: sourceOf(id) },
  ]);
  const place = { cluster: 'here', namespace: 'shop', name, kind: 'Deployment', isOneOff: false };
  return { ...place, results: new Map(results as never) };
}

const checksOf = (service: Service | undefined): readonly string[] => [...(service?.results.keys() ?? [])];

it('has no more services than a hub takes, those that it has go on, and one that goes makes room', () => {
  const told = new Told({ services: 2, sources: 10 });
  const [web, db, api] = ['web', 'db', 'api'].map((name) => serviceOf(name, 'pods')) as [Service, Service, Service];
  expect([told.add(web), told.add(db), told.isTooMuch]).toEqual([web, db, false]);
  expect([told.add(api), told.add(web), told.isTooMuch]).toEqual([undefined, web, true]);
  expect([told.delete(api), told.delete(db)]).toEqual([false, true]);
  expect(told.add(api)).toBe(api);
});

it('leaves out results whose source would be one too many, until everything is told anew', () => {
  const told = new Told({ services: 10, sources: 2 });
  expect(checksOf(told.add(serviceOf('web', 'pods', 'check/web/a')))).toEqual(['pods', 'check/web/a']);
  expect(checksOf(told.add(serviceOf('db', 'pods', 'check/db/a', 'check/db/b')))).toEqual(['pods', 'check/db/a']);
  expect([told.size, told.isTooMuch]).toEqual([2, true]);
  expect(checksOf(told.add(serviceOf('web', 'pods', 'check/web/a')))).toEqual(['pods', 'check/web/a']);
  expect(told.add(serviceOf('logical', 'check/logical/a'))).toBeUndefined();
  expect(checksOf(told.add(serviceOf('api', 'check/api/a', 'pods/shop')))).toEqual(['pods/shop']);
  told.forgetSources();
  expect(checksOf(told.add(serviceOf('db', 'pods', 'check/db/a', 'check/db/b')))).toHaveLength(3);
});
