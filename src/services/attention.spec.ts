import type { Moment } from '../config/clock.ts';
import type { Source } from '../kubernetes/watch/source.ts';
import { attentionOf } from './attention.ts';
import type { Result, State } from './result/result.ts';
import type { Service } from './service.ts';

const now: Moment = { wall: Date.parse('2026-11-02T12:00:00Z'), monotonic: 100_000 };
const source: Source = { id: 'pods', cluster: 'local', provenAt: 100_000, provenAtWall: now.wall, staleAfter: 90_000 };
const old: Source = { ...source, provenAt: 1_000 };

type ResultFields = readonly [State, string, Source?];

function service(results: Readonly<Record<string, ResultFields>>): Service {
  const all = Object.entries(results).map(([check, [state, color, from = source]]): [string, Result] => [
    check,
    { label: check, status: 'x', color, state, source: from },
  ]);
  const id = { cluster: 'local', namespace: 'shop', name: 'web', kind: 'Deployment', isOneOff: false };
  return { ...id, results: new Map(all) };
}

const OK: ResultFields = ['ok', 'green'];

it.each<readonly [string, Readonly<Record<string, ResultFields>>, State]>([
  ['all is well', { health: OK, version: ['ok', 'blue'], hits: OK }, 'ok'],
  ['a check is red', { health: OK, hits: ['down', 'red'] }, 'degraded'],
  ['a check returned degraded and orange', { health: OK, hits: ['degraded', 'orange'] }, 'degraded'],
  ['a check is yellow', { health: OK, hits: ['degraded', 'yellow'] }, 'degraded'],
  ['a check gave no color', { health: OK, hits: ['ok', 'orange'] }, 'ok'],
  ['a check is misconfigured', { health: OK, hits: ['unknown', 'orange'] }, 'ok'],
  ['a check is yellowgreen', { health: OK, hits: ['degraded', 'yellowgreen'] }, 'ok'],
  ['a rollout shows two versions', { health: OK, version: ['ok', 'orange'] }, 'ok'],
  ['the service is down, beside a yellow check', { health: ['down', 'red'], hits: ['degraded', 'yellow'] }, 'down'],
  [
    'the service has no pods, beside a red check',
    { health: ['unknown', 'lightgrey'], hits: ['down', 'red'] },
    'degraded',
  ],
  ['the pods are stale, beside a red check', { health: ['ok', 'green', old], hits: ['down', 'red'] }, 'degraded'],
  ['a red check is stale', { health: OK, hits: ['down', 'red', old] }, 'ok'],
  ['a service has only checks, of which the worst counts', { hits: ['down', 'red'], depth: OK }, 'down'],
])('determines the attention when %s', (_, results, attention) => {
  expect(attentionOf(service(results), now)).toBe(attention);
});
