import fc from 'fast-check';
import { Schedule } from './schedule.ts';

describe('a schedule', () => {
  it('runs tasks by time, simultaneous ones in the order in which they were added', () => {
    const check = fc.property(fc.array(fc.nat(20)), (times) => {
      const [schedule, played] = [new Schedule(0), [] as [number, number][]];
      for (const [order, time] of times.entries()) schedule.at(time, () => played.push([schedule.now, order]));
      schedule.runUntil(20);
      const expected = times.map((time, order) => [time, order] as const);
      expect(played).toEqual(expected.sort((one, other) => one[0] - other[0] || one[1] - other[1]));
    });
    fc.assert(check);
  });

  it('runs tasks that are added while it runs, and keeps later ones', () => {
    const [schedule, played] = [new Schedule(0), [] as number[]];
    const again = () => {
      played.push(schedule.now);
      schedule.at(schedule.now + 10, again);
    };
    schedule.at(5, again);
    schedule.runUntil(30);
    expect([played, schedule.now]).toEqual([[5, 15, 25], 30]);
  });
});
