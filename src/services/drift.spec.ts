import type { Source } from '../kubernetes/watch/source.ts';
import { driftOf } from './drift.ts';
import type { State } from './result/result.ts';
import type { Service } from './service.ts';

const NOW = { wall: 1_000_000, monotonic: 500_000 };

function running(
  location: string,
  status: string,
  { age = 0, state = 'ok', reason }: Partial<{ age: number; state: State; reason: string }> = {},
): Service {
  const [cluster = '', namespace = ''] = location.split('/');
  const source: Source = {
    id: 'pods',
    cluster,
    provenAt: NOW.monotonic - age,
    provenAtWall: NOW.wall - age,
    staleAfter: 90_000,
  };
  const version = { label: 'version', status, color: 'blue', state, source, ...(reason !== undefined && { reason }) };
  return {
    cluster,
    namespace,
    name: 'web',
    kind: 'Deployment',
    isOneOff: false,
    results: new Map([['version', version]]),
  };
}

function withoutVersion(location: string): Service {
  const service = running(location, '');
  const version = service.results.get('version');
  if (version === undefined) throw new Error(`${location} has no version`);
  const health = {
    ...version,
    label: 'health',
    status: '1/1 (0 restarts)',
    counts: { ready: 1, total: 1, restarts: 0 },
  };
  return { ...service, results: new Map([['health', health]]) };
}

/** The service has no pods any more, but its last version is kept. */
function withoutPods(location: string, status: string): Service {
  const service = running(location, status);
  const version = service.results.get('version');
  if (version === undefined) throw new Error(`${location} has no version`);
  const health = { ...version, label: 'health', status: 'no pods', state: 'unknown', reason: 'no-pods' } as const;
  return { ...service, results: new Map([['health', health], ...service.results]) };
}

it.each<[string, readonly Service[], string, string]>([
  ['one version everywhere', [running('eu/shop', 'v1.5.0'), running('us/shop', 'v1.5.0')], 'v1.5.0', 'green'],
  ['several clusters', [running('eu/shop', 'v1.10'), running('us/shop', 'v1.9')], 'us v1.9 · eu v1.10', 'yellow'],
  [
    'several namespaces of one cluster',
    [running('eu/prod', 'v1.4'), running('eu/staging', 'v1.5')],
    'prod v1.4 · staging v1.5',
    'yellow',
  ],
  [
    'a rollout in one cluster',
    [running('eu/shop', 'v1.4 → v1.5'), running('us/shop', 'v1.5')],
    'eu v1.4 → v1.5 · us v1.5',
    'yellow',
  ],
  [
    'a service that never ran in one cluster',
    [running('eu/shop', 'v1.5'), running('us/shop', 'no pods', { state: 'unknown', reason: 'no-pods' })],
    'v1.5',
    'green',
  ],
  ['no pods anywhere', [running('eu/shop', 'no pods', { state: 'unknown' })], 'no pods', 'lightgrey'],
  [
    'a service that no longer has pods in one cluster',
    [running('eu/shop', 'v1.5'), withoutPods('us/shop', 'v1.4')],
    'v1.5',
    'green',
  ],
  [
    'a service that no longer has pods anywhere',
    [withoutPods('eu/shop', 'v1.5'), withoutPods('us/shop', 'v1.4')],
    'v1.5',
    'lightgrey',
  ],
  [
    'an unknown version, though there are pods',
    [running('eu/shop', 'v1.5'), running('us/shop', 'timed out', { state: 'unknown', reason: 'timed-out' })],
    'v1.5',
    'lightgrey',
  ],
  [
    'an unreadable version of a peer',
    [running('eu/shop', 'v1.5'), running('us/shop', 'unreadable', { state: 'stale', reason: 'unreadable' })],
    'v1.5',
    'lightgrey',
  ],
  ['pods without a version', [running('eu/shop', 'v1.5'), withoutVersion('us/shop')], 'v1.5', 'lightgrey'],
  [
    'an unknown version beside two that differ',
    [running('eu/shop', 'v1.5'), running('us/shop', 'v1.4'), withoutVersion('asia/shop')],
    'us v1.4 · eu v1.5',
    'yellow',
  ],
  [
    "the same rollout everywhere, which isn't a single version",
    [running('eu/shop', 'v1.4 → v1.5'), running('us/shop', 'v1.4 → v1.5')],
    'v1.4 → v1.5',
    'yellow',
  ],
  [
    'latest, which may be anything',
    [running('eu/shop', 'latest'), running('us/shop', 'latest')],
    'latest',
    'lightgrey',
  ],
  [
    'digests that differ',
    [running('eu/shop', '0a1b2c3'), running('us/shop', '0a1b2c4')],
    'eu 0a1b2c3 · us 0a1b2c4',
    'yellow',
  ],
  ['a version whose state is down', [running('eu/shop', 'v1.5', { state: 'down' })], 'v1.5', 'green'],
  [
    'a tag with a v and one without',
    [running('eu/shop', 'v1.5'), running('us/shop', '1.5')],
    'us 1.5 · eu v1.5',
    'yellow',
  ],
  [
    'seven clusters',
    Array.from({ length: 7 }, (_, n) => running(`c${n}/shop`, `v${n}`)),
    'c0 v0 · c1 v1 · c2 v2 · c3 v3 · c4 v4 +2',
    'yellow',
  ],
  [
    'a stale source',
    [running('eu/shop', 'v1.5'), running('us/shop', 'v1.5', { age: 90_000 })],
    'v1.5 (stale)',
    'lightgrey',
  ],
])('compares %s', (_, services, status, color) => {
  expect(driftOf(services, [], NOW)).toMatchObject({ status, color });
});

it('is not green while a cluster is missing, and names it', () => {
  expect(driftOf([running('eu/shop', 'v1.5')], ['us'], NOW)).toMatchObject({
    status: 'v1.5 (stale)',
    color: 'lightgrey',
    state: 'stale',
    missing: ['us'],
  });
});

it('is valid for as long as its oldest part', () => {
  const drift = driftOf([running('eu/shop', 'v1.5', { age: 60_000 }), running('us/shop', 'v1.5')], [], NOW);
  expect(drift).toMatchObject({ validFor: 30_000, checked: NOW.wall - 60_000 });
});

it('is absent when no service has a version', () => {
  expect(driftOf([], [], NOW)).toBeUndefined();
});
