// Time, as the shield sees it. Everything that asks for the time or waits takes a Clock, so that tests turn the hands.
import { uptime } from 'node:os';

/**
 * One moment on both clocks, in milliseconds.
 * `wall` is Unix time: pods' ages, and what is printed. It may jump.
 * `monotonic` never goes back, and counts the time for which the machine slept: how long ago a source was proven, deadlines,
 * intervals.
 */
export interface Moment {
  readonly wall: number;
  readonly monotonic: number;
}

export interface Clock {
  now(): Moment;
  /**
   * When bytes that are read now may last have been sent: now, as a rule. A process that was stopped finds what came
   * meanwhile, and it may all have come at the beginning.
   */
  arrivedAt(): Moment;
  /** Calls `then` once, after `ms` milliseconds. The answer cancels it. It never keeps the process alive by itself. */
  after(ms: number, then: () => void): () => void;
}

/** What the machine offers; all in milliseconds. */
export interface Machine {
  /** May stand still while the machine sleeps, or a virtual one is paused. */
  monotonic(): number;
  wall(): number;
  /** Since the machine was started, sleep included. */
  boot(): number;
  /** Never keeps the process alive by itself. */
  every(ms: number, then: () => void): void;
}

const MACHINE: Machine = {
  monotonic: () => performance.now(),
  wall: () => Date.now(),
  boot: () => uptime() * 1000,
  every: (ms, then) => void setInterval(then, ms).unref(),
};

export class SystemClock implements Clock {
  private readonly wall: Jumps;
  private readonly boot: Jumps;
  private bootReadAt: number;
  /** When the process was last seen to run. */
  private beatAt: Moment;
  /** It stood still from `since` on; what came meanwhile is read by `until`. */
  private pause: { readonly since: Moment; readonly until: number } | undefined;

  constructor(private readonly machine: Machine = MACHINE) {
    const monotonic = machine.monotonic();
    this.wall = new Jumps(machine.wall() - monotonic);
    this.boot = new Jumps(machine.boot() - monotonic);
    this.bootReadAt = monotonic;
    this.beatAt = this.now();
    machine.every(BEAT_INTERVAL, () => {
      this.beat();
    });
  }

  /** Of the three clocks the one by which most time has passed counts: age is never too young. */
  now(): Moment {
    const before = this.machine.monotonic();
    const wall = this.machine.wall();
    const monotonic = this.machine.monotonic();
    // Readings that are far apart can't be compared: the process was stopped between them.
    if (monotonic - before < MAX_CLOCK_SKEW / 2) this.wall.see(wall - monotonic);
    if (monotonic - this.bootReadAt >= BOOT_INTERVAL) this.readBoot(monotonic);
    return { wall, monotonic: monotonic + Math.max(this.wall.ahead, this.boot.ahead) };
  }

  arrivedAt(): Moment {
    const now = this.now();
    if (now.monotonic - this.beatAt.monotonic > MAX_BEAT_GAP) return this.beatAt;
    return this.pause !== undefined && now.monotonic < this.pause.until ? this.pause.since : now;
  }

  after(ms: number, then: () => void): () => void {
    const timer = setTimeout(then, Math.min(Math.max(ms, 0), MAX_TIMEOUT)).unref();
    return () => {
      clearTimeout(timer);
    };
  }

  private readBoot(monotonic: number): void {
    this.bootReadAt = monotonic;
    this.boot.see(this.machine.boot() - monotonic);
  }

  private beat(): void {
    const now = this.now();
    const isLate = now.monotonic - this.beatAt.monotonic > MAX_BEAT_GAP;
    if (isLate) this.pause = { since: this.beatAt, until: now.monotonic + CATCH_UP };
    this.beatAt = now;
  }
}

/** By how much a clock went ahead of the monotonic one, in jumps: the small differences between readings don't add up. */
class Jumps {
  ahead = 0;

  constructor(private offset: number) {}

  see(offset: number): void {
    const jump = offset - this.offset;
    if (Math.abs(jump) <= MAX_CLOCK_SKEW) return;
    this.offset = offset;
    // One that was set back, and forward again, has jumped once: better too old than too young.
    if (jump > 0) this.ahead += jump;
  }
}

/** Milliseconds: clocks are read one after the other, and the boot-time one counts hundredths of a second. */
const MAX_CLOCK_SKEW = 250;

/** Milliseconds. Reading /proc/uptime costs too much to do it each time. */
const BOOT_INTERVAL = 100;

/** Milliseconds between two signs that the process runs; after how many it was stopped; and how long it then catches up. */
const BEAT_INTERVAL = 500;
const MAX_BEAT_GAP = 1_000;
const CATCH_UP = 1_000;

/** Node fires a longer timer at once. */
const MAX_TIMEOUT = 2 ** 31 - 1;

export const SYSTEM_CLOCK: Clock = new SystemClock();
