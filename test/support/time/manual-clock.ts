// A clock that a test advances.
import type { Clock, Moment } from '../../../src/config/clock.ts';

export class ManualClock implements Clock {
  /** The wall time at monotonic 0. Adding to the wall time at each step would lose fractions of milliseconds. */
  private origin: number;
  private monotonic = 0;
  private alarms: Alarm[] = [];
  private pause: { readonly since: Moment; readonly until: number } | undefined;

  constructor(wall = Date.parse('2026-11-02T12:00:00Z')) {
    this.origin = wall;
  }

  /** Number of pending timers, for tests that look for leaked ones. */
  get pending(): number {
    return this.alarms.length;
  }

  /** Whole milliseconds, as a machine's wall clock. */
  now(): Moment {
    return { wall: this.origin + Math.floor(this.monotonic), monotonic: this.monotonic };
  }

  arrivedAt(): Moment {
    const { pause } = this;
    return pause !== undefined && this.monotonic < pause.until ? pause.since : this.now();
  }

  after(ms: number, then: () => void): () => void {
    const alarm: Alarm = { at: this.monotonic + Math.max(ms, 0), then };
    this.alarms.push(alarm);
    return () => {
      this.alarms = this.alarms.filter((other) => other !== alarm);
    };
  }

  /** Advances the wall and the monotonic clock, and runs each timer at its time, in order. */
  advance(ms: number): void {
    const end = this.monotonic + ms;
    for (let next = this.nextUntil(end); next !== undefined; next = this.nextUntil(end)) {
      const due = next;
      this.alarms = this.alarms.filter((other) => other !== due);
      this.monotonic = Math.max(due.at, this.monotonic);
      due.then();
    }
    this.monotonic = end;
  }

  /** Like a suspended machine: due timers run late, and once. Days cost no more than seconds. */
  leap(ms: number): void {
    this.pause = { since: this.now(), until: this.monotonic + ms + CATCH_UP };
    this.monotonic += ms;
    this.advance(0);
  }

  /** Sets the wall clock; no time passes. */
  setWall(wall: number): void {
    this.origin = wall - Math.floor(this.monotonic);
  }

  private nextUntil(end: number): Alarm | undefined {
    return this.alarms.filter(({ at }) => at <= end).sort((a, b) => a.at - b.at)[0];
  }
}

/** Milliseconds in which a resumed process reads what was buffered. */
const CATCH_UP = 1_000;

interface Alarm {
  readonly at: number;
  readonly then: () => void;
}
