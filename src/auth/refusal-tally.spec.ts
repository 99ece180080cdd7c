import type { Moment } from '../config/clock.ts';
import { RefusalTally } from './refusal-tally.ts';

const at = (seconds: number): Moment => ({ wall: 0, monotonic: seconds * 1000 });

describe('the log of refusals', () => {
  it('says the first of a type at once, and the next after 10 s with what went unsaid', () => {
    const tally = new RefusalTally();
    expect(tally.count('clock', at(0))).toBe(0);
    expect(tally.count('clock', at(1))).toBeUndefined();
    expect(tally.count('clock', at(9.9))).toBeUndefined();
    expect(tally.count('clock', at(10))).toBe(2);
    expect(tally.count('clock', at(25))).toBe(0);
  });

  it('keeps one type from hiding another', () => {
    const tally = new RefusalTally();
    tally.count('unsigned', at(0));
    expect(tally.count('replayed', at(0))).toBe(0);
  });
});
