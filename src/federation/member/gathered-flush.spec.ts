// When changes are sent, by a clock that is set by hand, and in how many turns of the event loop.
import { ManualClock } from '../../../test/support/time/manual-clock.ts';
import { GatheredFlush } from './gathered-flush.ts';

interface World {
  readonly clock: ManualClock;
  readonly gathered: GatheredFlush;
  readonly turns: (() => void)[];
  /** What was sent, slice by slice. */
  readonly sent: number[];
  /** What changed and wasn't sent. */
  waiting: number;
}

function worldOf(): World {
  const clock = new ManualClock();
  const turns: (() => void)[] = [];
  const flush = (): boolean => {
    const slice = Math.min(100, world.waiting);
    world.sent.push(slice);
    world.waiting -= slice;
    return world.waiting === 0;
  };
  const inNextTurn = (then: () => void): void => void turns.push(then);
  const world: World = {
    clock,
    turns,
    sent: [],
    waiting: 0,
    gathered: new GatheredFlush({ clock, inNextTurn, flush }),
  };
  return world;
}

function change(world: World, count: number): void {
  world.waiting += count;
  world.gathered.request();
}

it('sends a single change after 5 ms, and the next ones 50 ms later together', () => {
  const world = worldOf();
  change(world, 1);
  world.clock.advance(5);
  expect(world.sent).toEqual([1]);
  for (let each = 0; each < 4; each += 1) {
    world.clock.advance(10);
    change(world, 1);
  }
  expect(world.sent).toEqual([1]);
  world.clock.advance(10);
  expect(world.sent).toEqual([1, 4]);
});

it('sends many changes in slices, one in each turn of the event loop, with what changes meanwhile', () => {
  const world = worldOf();
  change(world, 250);
  world.clock.advance(5);
  expect(world.sent).toEqual([100]);
  change(world, 20);
  world.turns.shift()?.();
  world.turns.shift()?.();
  expect(world.sent).toEqual([100, 100, 70]);
  expect(world.turns).toEqual([]);
  world.clock.advance(1_000);
  expect(world.sent).toEqual([100, 100, 70]);
});

it('sends nothing after it was stopped', () => {
  const world = worldOf();
  change(world, 250);
  world.clock.advance(5);
  world.gathered.stop();
  for (const then of world.turns) then();
  expect(world.sent).toEqual([100]);
});
