import { DAY, HOUR } from '../services/result/uptime.ts';
import { type Observation, StateHistory } from './state-history.ts';

const START = Date.parse('2026-11-02T12:00:00Z');
const WEB = { cluster: 'east', namespace: 'shop', name: 'web' };
const ALL = { from: 0, to: Infinity };

const as = (state: Observation['state'], version = 'v1', reason = ''): Observation => ({ state, version, reason });

it('is every change of state, reason with it, and version, oldest first', () => {
  const history = new StateHistory();
  history.note(WEB, as('ok'), START);
  history.note(WEB, as('ok'), START + 1);
  history.note(WEB, as('down', 'v1', 'CrashLoopBackOff'), START + 2);
  history.note(WEB, as('ok', 'v2'), START + 3);
  expect(history.changes(WEB, ALL)).toEqual([
    { at: START, state: 'ok', version: 'v1', reason: '' },
    { at: START + 2, state: 'down', version: 'v1', reason: 'CrashLoopBackOff' },
    { at: START + 3, state: 'ok', version: 'v2', reason: '' },
  ]);
});

it('begins an interval with what was so then', () => {
  const history = new StateHistory();
  for (const [at, state] of [
    [0, 'ok'],
    [10, 'down'],
    [20, 'ok'],
    [30, 'degraded'],
  ] as const)
    history.note(WEB, as(state), START + at);
  expect(history.changes(WEB, { from: START + 15, to: START + 30 }).map(({ at }) => at - START)).toEqual([10, 20]);
  expect(history.at(WEB, START + 25)?.state).toBe('ok');
  expect(history.at(WEB, START - 1)).toBeUndefined();
});

it('never goes back in time, whatever the clock does', () => {
  const history = new StateHistory();
  history.note(WEB, as('ok'), START);
  history.note(WEB, as('down'), START - HOUR);
  expect(history.changes(WEB, ALL).map(({ at }) => at)).toEqual([START, START]);
});

it('keeps thirty days, and of what lasted longer its last state', () => {
  const history = new StateHistory();
  history.note(WEB, as('down'), START);
  history.note(WEB, as('ok'), START + HOUR);
  history.note(WEB, as('degraded'), START + 32 * DAY);
  expect(history.changes(WEB, ALL).map(({ state }) => state)).toEqual(['ok', 'degraded']);
});

it('does not know what comes after a service is gone', () => {
  const history = new StateHistory();
  history.note(WEB, as('ok'), START);
  history.end(WEB, START + 5);
  history.end({ ...WEB, name: 'never-there' }, START);
  expect(history.changes(WEB, ALL).map(({ state }) => state)).toEqual(['ok', 'unseen']);
  expect(history.size).toBe(1);
});

it('keeps 500 changes of a service a day, and does not pretend to know the rest', () => {
  const history = new StateHistory();
  for (let i = 0; i < 2_000; i += 1) history.note(WEB, as(i % 2 === 0 ? 'ok' : 'down'), START + i);
  const kept = history.changes(WEB, ALL);
  expect([kept.length, kept.at(-1)?.state]).toEqual([501, 'unseen']);
  history.note(WEB, as('ok'), START + 2 * DAY);
  expect(history.changes(WEB, ALL).at(-1)).toMatchObject({ state: 'ok', at: START + 2 * DAY });
});

it('has room for a number of names, and a fair share of it for every namespace', () => {
  const history = new StateHistory(10);
  history.note(WEB, as('ok'), START);
  for (let i = 0; i < 100; i += 1)
    history.note({ cluster: 'east', namespace: 'noisy', name: `n${i}` }, as('ok'), START);
  expect(history.size).toBe(10);
  expect(history.at(WEB, START)).toMatchObject({ state: 'ok' });
});
