// The version matrix, with many locations or unusual ones.
import type { Service } from '../../services/service.ts';
import { versionMatrixOf } from './version-matrix.ts';

const NOW = { wall: 1_000_000, monotonic: 1_000_000 };
const FRESH = { id: 'pods', cluster: 'a', provenAt: NOW.monotonic, staleAfter: 90_000 };
const OLD = { ...FRESH, provenAt: 0 };

function service(
  cluster: string,
  namespace: string,
  version: string,
  more: { isEmpty?: true; isStale?: true } = {},
): Service {
  const source = more.isStale === true ? OLD : FRESH;
  const total = more.isEmpty === true ? 0 : 1;
  const health = { label: 'health', status: '', color: 'green', state: 'ok' as const, source };
  const results = new Map([
    ['health', { ...health, counts: { ready: total, total, restarts: 0 } }],
    ['version', { ...health, label: 'version', status: version }],
  ]);
  return { cluster, namespace, name: 'web', kind: 'Deployment', isOneOff: false, results };
}

const textsOf = (services: readonly Service[]): unknown =>
  versionMatrixOf(services, NOW)?.rows.map(({ cluster, cells }) => [
    cluster,
    ...cells.map((cell) => cell && `${cell.version} ${cell.is}`),
  ]);

it('compares running versions: a service without pods or with a stale result never counts as the newest', () => {
  const services = [
    service('a', 'shop', 'v1.9'),
    service('b', 'shop', 'v1.10'),
    service('c', 'shop', 'v2.0', { isEmpty: true }),
    service('d', 'shop', 'v1.10', { isStale: true }),
  ];
  expect(textsOf(services)).toEqual([
    ['a', 'v1.9 older'],
    ['b', 'v1.10 newest'],
    ['c', 'v2.0 empty'],
    ['d', 'v1.10 stale'],
  ]);
});

it('is not shown for a single cluster, and is bounded for very many', () => {
  expect(versionMatrixOf([service('a', 'shop', 'v1')], NOW)).toBeUndefined();
  const many = Array.from({ length: 60 }, (_, i) =>
    Array.from({ length: 12 }, (_, j) => service(`c-${i}`, `n-${j}`, 'v1')),
  ).flat();
  const matrix = versionMatrixOf(many, NOW);
  expect([matrix?.rows.length, matrix?.namespaces.length, matrix?.more]).toEqual([50, 10, 60 * 12 - 500]);
});
