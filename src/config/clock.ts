// The clock. Everything that reads the time or waits takes a Clock, so that tests can control the time.
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
   * The latest time that is certain for bytes that are read now: usually now. After a process was stopped, the bytes
   * may have arrived at any time since then, so it is the time at which it stopped.
   */
  arrivedAt(): Moment;
  /** Calls `then` once, after `ms` milliseconds. The answer cancels it. It never keeps the process alive by itself. */
  after(ms: number, then: () => void): () => void;
}

/** The machine's clocks, in milliseconds. */
export interface Machine {
  /** May stop while the machine sleeps, or a virtual machine is paused. */
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
  /** When the process last ran its timer. */
  private beatAt: Moment;
  /** It was stopped from `since` on; bytes that arrived meanwhile are read by `until`. */
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

  /** The clock by which most time has passed counts, so that ages are never too small. */
  now(): Moment {
    const before = this.machine.monotonic();
    const wall = this.machine.wall();
    const monotonic = this.machine.monotonic();
    // The readings can't be compared if the process was stopped between them.
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

/** By how much a clock has jumped ahead of the monotonic one. Small differences between readings don't add up. */
class Jumps {
  ahead = 0;

  constructor(private offset: number) {}

  see(offset: number): void {
    const jump = offset - this.offset;
    if (Math.abs(jump) <= MAX_CLOCK_SKEW) return;
    this.offset = offset;
    // A clock that is set back and forward again has jumped once: ages may be too large, but not too small.
    if (jump > 0) this.ahead += jump;
  }
}

/** Milliseconds: clocks are read one after the other, and the boot-time one counts hundredths of a second. */
const MAX_CLOCK_SKEW = 250;

/** Milliseconds. Reading /proc/uptime costs too much to do it each time. */
const BOOT_INTERVAL = 100;

/**
 * Milliseconds between two beats; the gap after which the process counts as stopped; and how long it then catches up.
 */
const BEAT_INTERVAL = 500;
const MAX_BEAT_GAP = 1_000;
const CATCH_UP = 1_000;

/** Node fires a longer timer at once. */
const MAX_TIMEOUT = 2 ** 31 - 1;

export const SYSTEM_CLOCK: Clock = new SystemClock();
