import fc from 'fast-check';
import { AlarmQueue } from './alarm-queue.ts';

describe('an alarm queue', () => {
  it('returns due items, earliest first, then in the order in which they were set', () => {
    const queue = new AlarmQueue<string>();
    queue.set('late', 30);
    queue.set('b', 10);
    queue.set('a', 10);
    expect([queue.takeDue(20), queue.takeDue(20), queue.takeDue(20)]).toEqual(['b', 'a', undefined]);
    expect(queue.first).toMatchObject({ item: 'late', at: 30 });
  });

  it('keeps one time per item, the last that was set', () => {
    const queue = new AlarmQueue<string>();
    for (const at of [10, 40, 20]) queue.set('a', at);
    expect([queue.takeDue(15), queue.takeDue(20), queue.takeDue(100)]).toEqual([undefined, 'a', undefined]);
    queue.set('b', 5);
    queue.set('b', undefined);
    expect(queue.first).toBeUndefined();
  });

  it('keeps no more than a few outdated times', () => {
    const queue = new AlarmQueue<number>();
    for (let turn = 0; turn < 20_000; turn += 1) queue.set(turn % 10, turn);
    const { heap } = queue as unknown as { heap: { length: number } };
    expect(heap.length).toBeLessThan(2_000);
  });

  it('returns every item that was set and not cancelled, in order', () => {
    const step = fc.record({ item: fc.nat(20), at: fc.option(fc.nat(100), { nil: undefined }) });
    fc.assert(
      fc.property(fc.array(step), (steps) => {
        const queue = new AlarmQueue<number>();
        const known = new Map<number, number>();
        for (const { item, at } of steps) {
          queue.set(item, at);
          if (at === undefined) known.delete(item);
          else known.set(item, at);
        }
        const taken: (readonly [number, number])[] = [];
        for (let next = queue.first; next !== undefined; next = queue.first) {
          taken.push([next.item, next.at]);
          queue.takeDue(next.at);
        }
        expect(new Map(taken)).toEqual(known);
        expect(taken.map(([, at]) => at)).toEqual([...known.values()].sort((a, b) => a - b));
      }),
    );
  });
});
