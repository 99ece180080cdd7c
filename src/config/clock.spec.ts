import { type Machine, SystemClock } from './clock.ts';

type ClockName = 'monotonic' | 'wall' | 'boot';

/** A machine whose clocks a test sets separately. */
class ManualMachine implements Machine {
  private at = { monotonic: 5_000, wall: 1_800_000_000_000, boot: 90_000 };

  monotonic = (): number => this.at.monotonic;
  wall = (): number => this.at.wall;
  boot = (): number => this.at.boot;

  private tick: (() => void) | undefined;

  every(_ms: number, then: () => void): void {
    this.tick = then;
  }

  /** The process runs for half a second: long enough for one tick. */
  run(): void {
    this.pass(500);
    this.tick?.();
  }

  pass(ms: number, { monotonic = ms, wall = ms, boot = ms }: Partial<Record<ClockName, number>> = {}): void {
    const { at } = this;
    this.at = { monotonic: at.monotonic + monotonic, wall: at.wall + wall, boot: at.boot + boot };
  }
}

/** Milliseconds by which the shield's clock advances. */
function passed(pass: (machine: ManualMachine, readClock: () => void) => void): number {
  const machine = new ManualMachine();
  const clock = new SystemClock(machine);
  const before = clock.now().monotonic;
  pass(machine, () => void clock.now());
  return clock.now().monotonic - before;
}

const HOUR = 3_600_000;

it.each([
  ['all clocks advance', {}, 1_000],
  ['the monotonic clock stood still: a machine that slept', { monotonic: 0 }, 1_000],
  ["only the boot-time clock advanced: a wall clock that isn't set yet", { monotonic: 100, wall: 100 }, 1_000],
  ['only the wall clock advanced: a virtual machine that was paused', { monotonic: 0, boot: 0 }, 1_000],
  ['the wall clock was set forward', { wall: HOUR }, HOUR],
  ['the wall clock was set back', { wall: -HOUR }, 1_000],
  ['clocks that differ by the time of reading them', { wall: 1_100, boot: 990 }, 1_000],
])('uses the most pessimistic of three clocks: %s', (_, clocks, expected) => {
  expect(
    passed((machine) => {
      machine.pass(1_000, clocks);
    }),
  ).toBe(expected);
});

it('never goes back, and small differences do not add up', () => {
  const machine = new ManualMachine();
  const clock = new SystemClock(machine);
  const start = clock.now().monotonic;
  let last = start;
  for (let round = 0; round < 1_000; round += 1) {
    machine.pass(10, { wall: round % 2 === 0 ? 110 : -90 });
    const { monotonic } = clock.now();
    expect(monotonic).toBeGreaterThanOrEqual(last);
    last = monotonic;
  }
  expect(last - start).toBe(10_000);
});

it('counts two suspends, and one that the wall clock shows late only once', () => {
  const slept = passed((machine, readClock) => {
    machine.pass(HOUR, { monotonic: 200, wall: 200 });
    readClock();
    machine.pass(1_000, { wall: HOUR });
    readClock();
    machine.pass(2 * HOUR, { monotonic: 200 });
  });
  expect(Math.abs(slept - (3 * HOUR + 1_000))).toBeLessThan(1_000);
});

it('dates data read after a pause to before the pause, until all buffered data is read', () => {
  const machine = new ManualMachine();
  const clock = new SystemClock(machine);
  machine.run();
  const before = clock.arrivedAt();
  expect(before).toEqual(clock.now());
  // The process is stopped: time passes, and no timer fires.
  machine.pass(30_000);
  expect(clock.arrivedAt()).toEqual(before);
  machine.run();
  expect(clock.arrivedAt()).toEqual(before);
  machine.run();
  machine.run();
  expect(clock.arrivedAt()).toEqual(clock.now());
});
