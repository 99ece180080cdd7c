import { ManualClock } from './manual-clock.ts';

it('shows exactly the time that it was advanced to, whatever fractions of a millisecond its timers have', () => {
  const start = Date.parse('2026-11-02T12:00:00Z');
  const clock = new ManualClock(start);
  const seen: number[] = [];
  for (let at = 0; at < 100; at += 1) clock.after(at * 97.123_456_7, () => seen.push(clock.now().wall));
  clock.advance(30_000);
  expect(clock.now()).toEqual({ wall: start + 30_000, monotonic: 30_000 });
  expect([seen.length, seen.every(Number.isInteger)]).toEqual([100, true]);
});
