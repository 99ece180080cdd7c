import type { Moment } from '../../config/clock.ts';
import { CheckState } from './check-state.ts';

const T0 = Date.parse('2026-11-02T12:00:00Z');
const at = (ms: number): Moment => ({ wall: T0 + ms, monotonic: ms });
const identity = { cluster: 'local', service: 'web', staleAfter: 90_000 };

function stateOf(check: string): CheckState {
  return new CheckState(identity, { check, interval: 30_000, timeout: 5_000 }, undefined);
}

const answered = (status: string, color: string): Parameters<CheckState['end']>[0] => ({
  type: 'answered',
  answer: { status, color },
  took: 1,
});

it('a check has changed when its state did, not when its text did', () => {
  const hits = stateOf('hits');
  hits.end(answered('1', 'green'), at(0));
  hits.end(answered('2', 'green'), at(1_000));
  expect(hits.result.since).toBeUndefined();
  hits.end(answered('2', 'red'), at(2_000));
  hits.end(answered('3', 'red'), at(3_000));
  expect(hits.result.since).toBe(T0 + 2_000);
});

it('a check named `version` has changed when its text did', () => {
  const version = stateOf('version');
  version.end(answered('v1', 'blue'), at(0));
  version.end(answered('v2', 'blue'), at(1_000));
  expect(version.result.since).toBe(T0 + 1_000);
});

describe('the log of a check', () => {
  const MINUTE = 60_000;
  const fails = { type: 'failed', reason: 'error', text: 'Error: no route\n    at hits', took: 1 } as const;

  function failAt(check: CheckState, ms: number, text: string = fails.text): boolean {
    check.end({ ...fails, text }, at(ms));
    return check.isFailureToLog(text, at(ms));
  }

  it('logs a continuing failure once in ten minutes, and each one after a success', () => {
    const hits = stateOf('hits');
    const logged = Array.from({ length: 21 }, (_, minute) => failAt(hits, minute * MINUTE));
    expect(logged.flatMap((isLogged, minute) => (isLogged ? [minute] : []))).toEqual([0, 10, 20]);
    hits.end(answered('1', 'green'), at(20.1 * MINUTE));
    expect(failAt(hits, 20.2 * MINUTE)).toBe(true);
  });

  it('logs a different failure at once, unless its text differs every time', () => {
    const hits = stateOf('hits');
    expect(failAt(hits, 0)).toBe(true);
    expect(failAt(hits, 1, 'Error: refused')).toBe(true);
    const texts = Array.from({ length: 100 }, (_, port) => `Error: refused by port ${port}`);
    expect(texts.filter((text, i) => failAt(hits, 2 + i, text)).length).toBeLessThan(20);
  });

  it('logs ignored parts of answers once a day', () => {
    const hits = stateOf('hits');
    const answer = { status: 1, color: 'grren' };
    const counts = [0, MINUTE, 24 * 60 * MINUTE].map((ms) => hits.odditiesToLog(answer, at(ms)).length);
    expect(counts).toEqual([1, 0, 1]);
  });
});
