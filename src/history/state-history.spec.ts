import { StateHistory } from './state-history.ts';

const HOUR = 3_600_000;
const START = Date.parse('2026-11-02T12:00:00Z');

describe('the history of a service', () => {
  let history: StateHistory;
  beforeEach(() => {
    history = new StateHistory();
  });

  it('is every change of its state, oldest first', () => {
    history.note('a', 'ok', START);
    history.note('a', 'down', START + 1);
    history.note('a', 'ok', START + 2);
    expect(history.of('a')).toEqual([
      { state: 'ok', from: START },
      { state: 'down', from: START + 1 },
      { state: 'ok', from: START + 2 },
    ]);
  });

  it('has no entry for a state that stays', () => {
    history.note('a', 'ok', START);
    history.note('a', 'ok', START + HOUR);
    expect(history.of('a')).toEqual([{ state: 'ok', from: START }]);
  });

  it('keeps the last 48 changes', () => {
    for (let i = 0; i < 100; i += 1) history.note('a', i % 2 === 0 ? 'ok' : 'down', START + i);
    expect(history.of('a')).toHaveLength(48);
    expect(history.of('a').at(-1)).toEqual({ state: 'down', from: START + 99 });
  });

  it('keeps a day, and of what lasted longer its last state', () => {
    history.note('a', 'down', START);
    history.note('a', 'ok', START + HOUR);
    history.note('a', 'degraded', START + 30 * HOUR);
    expect(history.of('a').map(({ state }) => state)).toEqual(['ok', 'degraded']);
  });

  it('never goes back in time, whatever the clock does', () => {
    history.note('a', 'ok', START);
    history.note('a', 'down', START - HOUR);
    expect(history.of('a').at(-1)).toEqual({ state: 'down', from: START });
  });

  it('is gone with its service', () => {
    history.note('a', 'ok', START);
    history.forget('a');
    expect([history.of('a'), history.size]).toEqual([[], 0]);
  });
});
