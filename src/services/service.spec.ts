import type { Moment } from '../config/clock.ts';
import type { Source } from '../kubernetes/watch/source.ts';
import type { Result, State } from './result/result.ts';
import { type Service, sinceOf } from './service.ts';

const now: Moment = { wall: Date.parse('2026-11-02T12:00:00Z'), monotonic: 1_000 };
const source: Source = { id: 'pods', cluster: 'local', provenAt: 1_000, provenAtWall: now.wall, staleAfter: 90_000 };

function service(results: Readonly<Record<string, readonly [State, number]>>): Service {
  const identity = { cluster: 'local', namespace: '', name: 'queue', kind: 'Check', isOneOff: false };
  const all = Object.entries(results).map(([check, [state, since]]): [string, Result] => [
    check,
    { label: check, status: 'x', color: 'blue', state, since, source },
  ]);
  return { ...identity, results: new Map(all) };
}

it.each([
  ['its health, if it has pods', { depth: ['down', 1], health: ['ok', 2] }, 2],
  ['the check that has the same state, if it has only checks', { age: ['ok', 1], depth: ['down', 2] }, 2],
] as const)('a service has its state since the time of %s', (_, results, since) => {
  expect(sinceOf(service(results), now)).toBe(since);
});
