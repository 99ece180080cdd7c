import { EMPTY } from 'rxjs';
import { noObjects } from '../../../../test/support/cluster/no-objects.ts';
import { noCounts } from '../../../services/objects/object-tallies.ts';
import type { ClusterObject, ObjectView } from '../../../services/objects/object-view.ts';
import { pageQueryOf } from '../../query/page-query.ts';
import { searchObjects } from './object-search.ts';
import { atOnce } from '../pieces.ts';

const NOW = { wall: Date.parse('2026-11-02T12:00:00Z'), monotonic: 0 };

/** A view with `count` objects of one kind, every tenth in the namespace `shop`. */
function viewOf(count: number): ObjectView {
  const [empty] = noObjects.views();
  if (empty === undefined) throw new Error('noObjects has no view of the local cluster');
  const source = { id: 'walls', cluster: 'local', provenAt: 0, staleAfter: 60_000 };
  const objects = Array.from({ length: count }, (_, i): ClusterObject => {
    const namespace = i % 10 === 0 ? 'shop' : 'other';
    return { namespace, name: `wall-${i}`, kind: 'Wall', version: undefined, source, resultsAt: () => new Map() };
  });
  return Object.assign(Object.create(empty) as ObjectView, {
    changes$: EMPTY,
    resources: () => ['walls.example.com'],
    objects: () => objects,
  });
}

function searchIn(count: number, query: { readonly q?: string; readonly namespace?: readonly string[] }) {
  const tally = () => ({
    counts: noCounts(),
    total: count,
    needingAttention: [],
    stateOf: () => 'ok' as const,
    isPlain: () => true,
  });
  return searchObjects({ views: [viewOf(count)], tally }, pageQueryOf(query), NOW);
}

it('examines two thousand objects per turn of the event loop, however many there are', () => {
  const pieces = searchIn(100_000, { q: 'wall-99999' });
  let turns = 0;
  while (pieces.next().done !== true) turns += 1;
  expect(turns).toBeGreaterThanOrEqual(50);
});

it('finds by name and by namespace, in every slice', () => {
  const named = atOnce(searchIn(10_000, { q: 'WALL-9999' }));
  expect([...named.values()].flatMap(({ first }) => first.map(({ name }) => name))).toEqual(['wall-9999']);
  const inShop = atOnce(searchIn(10_000, { namespace: ['shop'] }));
  expect([...inShop.values()].map(({ total, counts }) => [total, counts.ok])).toEqual([[1_000, 1_000]]);
});

it('examines no objects for an empty search', () => {
  expect(searchIn(10, {}).next()).toEqual({ done: true, value: new Map() });
});
