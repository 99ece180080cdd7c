import type { Moment } from '../config/clock.ts';
import { CheckState } from './check-state.ts';

const T0 = Date.parse('2026-11-02T12:00:00Z');
const at = (ms: number): Moment => ({ wall: T0 + ms, monotonic: ms });
const place = { cluster: 'local', service: 'web', staleAfter: 90_000 };

function stateOf(check: string): CheckState {
  return new CheckState(place, { check, interval: 30_000, timeout: 5_000 }, undefined);
}

const says = (status: string, color: string): Parameters<CheckState['end']>[0] => ({
  type: 'answered',
  answer: { status, color },
  took: 1,
});

it('was seen to change when its state did, whatever its text says', () => {
  const hits = stateOf('hits');
  hits.end(says('1', 'green'), at(0));
  hits.end(says('2', 'green'), at(1_000));
  expect(hits.result.since).toBeUndefined();
  hits.end(says('2', 'red'), at(2_000));
  hits.end(says('3', 'red'), at(3_000));
  expect(hits.result.since).toBe(T0 + 2_000);
});

it('named `version` changes with its text', () => {
  const version = stateOf('version');
  version.end(says('v1', 'blue'), at(0));
  version.end(says('v2', 'blue'), at(1_000));
  expect(version.result.since).toBe(T0 + 1_000);
});
