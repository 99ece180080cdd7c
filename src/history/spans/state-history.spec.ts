import { DAY, HOUR } from '../../config/duration.ts';
import { durationsOf } from '../../services/result/uptime.ts';
import type { Observation } from './recorded-change.ts';
import { StateHistory } from './state-history.ts';

const START = Date.parse('2026-11-02T12:00:00Z');
const WEB = { cluster: 'east', namespace: 'shop', name: 'web' };
const ALL = { from: 0, to: Infinity };

const observation = (state: Observation['state'], version = 'v1', reason = ''): Observation => ({
  state,
  version,
  reason,
});

it('keeps every change of state (with its reason) and of version, oldest first', () => {
  const history = new StateHistory();
  history.note(WEB, observation('ok'), START);
  history.note(WEB, observation('ok'), START + 1);
  history.note(WEB, observation('down', 'v1', 'CrashLoopBackOff'), START + 2);
  history.note(WEB, observation('ok', 'v2'), START + 3);
  expect(history.changes(WEB, ALL)).toEqual([
    { at: START, state: 'ok', version: 'v1', reason: '' },
    { at: START + 2, state: 'down', version: 'v1', reason: 'CrashLoopBackOff' },
    { at: START + 3, state: 'ok', version: 'v2', reason: '' },
  ]);
});

it('begins an interval with the state at that time', () => {
  const history = new StateHistory();
  for (const [at, state] of [
    [0, 'ok'],
    [10, 'down'],
    [20, 'ok'],
    [30, 'degraded'],
  ] as const)
    history.note(WEB, observation(state), START + at);
  expect(history.changes(WEB, { from: START + 15, to: START + 30 }).map(({ at }) => at - START)).toEqual([10, 20]);
  expect(history.knownAt('east/shop/web', START + 25)?.state).toBe('ok');
  expect(history.knownAt('east/shop/web', START - 1)).toBeUndefined();
  expect(history.last(WEB)?.state).toBe('degraded');
});

it('never goes back in time when the clock is set back', () => {
  const history = new StateHistory();
  history.note(WEB, observation('ok'), START);
  history.note(WEB, observation('down'), START - HOUR);
  expect(history.changes(WEB, ALL).map(({ at }) => at)).toEqual([START, START]);
});

it('keeps thirty days, and the last state from before', () => {
  const history = new StateHistory();
  history.note(WEB, observation('down'), START);
  history.note(WEB, observation('ok'), START + HOUR);
  history.note(WEB, observation('degraded'), START + 32 * DAY);
  expect(history.changes(WEB, ALL).map(({ state }) => state)).toEqual(['ok', 'degraded']);
});

it('records a deleted service as unseen', () => {
  const history = new StateHistory();
  history.note(WEB, observation('ok'), START);
  history.end(WEB, START + 5);
  history.end({ ...WEB, name: 'never-there' }, START);
  expect(history.changes(WEB, ALL).map(({ state }) => state)).toEqual(['ok', 'unseen']);
  expect(history.size).toBe(1);
});

it('keeps 500 changes per service and day, and merges further ones without changing the sums', () => {
  const history = new StateHistory();
  // A change every ten seconds for a day, down for four of every twenty seconds: 8,640 changes.
  for (let at = 0; at < DAY; at += 20_000) {
    history.note(WEB, observation('ok'), START + at);
    history.note(WEB, observation('down'), START + at + 16_000);
  }
  history.note(WEB, observation('ok'), START + DAY);
  const window = { from: START, to: START + DAY };
  const kept = history.changes(WEB, window);
  expect(kept.length).toBeLessThan(500 + 3 * 96);
  expect(kept.find(({ reason }) => reason !== '')).toMatchObject({ state: 'down', reason: 'Flapping' });
  const { down, ok, unseen } = durationsOf(kept, [window], window);
  expect([down, ok, unseen]).toEqual([DAY / 5, (4 * DAY) / 5, 0]);
});

it('merges changes for a quarter of an hour at a time, until there are fewer', () => {
  const history = new StateHistory();
  const noted = Array.from({ length: 600 }, (_, i) =>
    history.note(WEB, observation(i % 2 === 0 ? 'ok' : 'down'), START + i),
  );
  expect(noted.slice(499, 502).map((changes) => changes.map(({ state }) => state))).toEqual([['down'], ['unseen'], []]);
  expect(history.mixedKeys()).toEqual([WEB]);
  expect(history.note(WEB, observation('ok'), START + 20 * 60_000).map(({ state, reason }) => [state, reason])).toEqual(
    [
      ['down', 'Flapping'],
      ['ok', 'Flapping'],
      ['ok', ''],
    ],
  );
  expect(history.mixedKeys()).toEqual([]);
  history.note(WEB, observation('down'), START + 2 * DAY);
  expect(history.changes(WEB, ALL).at(-1)).toMatchObject({ state: 'down', at: START + 2 * DAY });
});

it('is bounded by the number of names, with a fair share for every namespace', () => {
  const history = new StateHistory(10);
  history.note(WEB, observation('ok'), START);
  for (let i = 0; i < 100; i += 1)
    history.note({ cluster: 'east', namespace: 'noisy', name: `n${i}` }, observation('ok'), START);
  expect(history.size).toBe(10);
  expect(history.last(WEB)).toMatchObject({ state: 'ok' });
});

it('finds the names of a cluster and kind, and lists evicted names separately', () => {
  const history = new StateHistory(3);
  const node = { cluster: 'east', namespace: '', name: 'n-1', resource: 'nodes' };
  history.note(WEB, observation('ok'), START);
  history.note(node, observation('ok'), START);
  history.note({ ...WEB, cluster: 'west' }, observation('ok'), START);
  expect([...history.keysOf(({ cluster }) => cluster === 'east')]).toEqual(['east/shop/web', 'east//n-1/nodes']);
  expect([...history.keysOf(({ resource }) => resource === undefined)]).toEqual(['east/shop/web', 'west/shop/web']);
  history.note({ ...WEB, name: 'api' }, observation('ok'), START);
  expect([...history.keysOf(({ cluster }) => cluster === 'east')]).toHaveLength(2);
});

it('remembers that a badge was red while degraded, also while it was flapping', () => {
  const history = new StateHistory();
  const red = { ...observation('degraded'), isRed: true } as const;
  history.note(WEB, observation('degraded'), START);
  history.note(WEB, red, START + 1);
  history.note(WEB, observation('degraded'), START + 2);
  expect(history.changes(WEB, ALL).map(({ isRed = false }) => isRed)).toEqual([false, true, false]);
  for (let n = 0; n < 600; n += 1) history.note(WEB, n % 2 === 0 ? red : observation('ok'), START + 3 + n);
  expect(history.mixedChanges(WEB).find(({ state }) => state === 'degraded')).toMatchObject({ isRed: true });
});
