import type { Moment } from '../../config/clock.ts';
import { NonceWindow } from './nonce-window.ts';

const at = (seconds: number): Moment => ({ wall: 0, monotonic: seconds * 1000 });

describe('the nonce window', () => {
  it('accepts a nonce once', () => {
    const window = new NonceWindow(10);
    expect(window.remember('a', at(0))).toBe('fresh');
    expect(window.remember('a', at(0))).toBe('replayed');
    expect(window.remember('b', at(0))).toBe('fresh');
  });

  it('remembers a nonce for as long as its signature could be accepted', () => {
    const window = new NonceWindow(10);
    window.remember('a', at(0));
    expect(window.remember('a', at(61))).toBe('replayed');
  });

  it('refuses when full instead of forgetting a nonce early', () => {
    const window = new NonceWindow(2);
    window.remember('a', at(0));
    window.remember('b', at(10));
    expect(window.remember('c', at(20))).toBe('full');
    expect(window.remember('a', at(20))).toBe('replayed');
  });

  it('has room again when the oldest have aged out', () => {
    const window = new NonceWindow(2);
    window.remember('a', at(0));
    window.remember('b', at(10));
    expect(window.remember('c', at(95))).toBe('fresh');
    expect(window.remember('d', at(95))).toBe('full');
  });
});
