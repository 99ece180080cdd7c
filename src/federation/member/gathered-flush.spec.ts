// When changes are sent, by a clock that the test advances, and in how many turns of the event loop.
import { ManualClock } from '../../../test/support/time/manual-clock.ts';
import { GatheredFlush } from './gathered-flush.ts';

interface Sender {
  readonly clock: ManualClock;
  readonly gathered: GatheredFlush;
  readonly turns: (() => void)[];
  /** How many changes were sent in each slice. */
  readonly sent: number[];
  /** How many changes are not sent yet. */
  waiting: number;
}

function createSender(): Sender {
  const clock = new ManualClock();
  const turns: (() => void)[] = [];
  const flush = (): boolean => {
    const slice = Math.min(100, sender.waiting);
    sender.sent.push(slice);
    sender.waiting -= slice;
    return sender.waiting === 0;
  };
  const inNextTurn = (then: () => void): void => void turns.push(then);
  const sender: Sender = {
    clock,
    turns,
    sent: [],
    waiting: 0,
    gathered: new GatheredFlush({ clock, inNextTurn, flush }),
  };
  return sender;
}

function change(sender: Sender, count: number): void {
  sender.waiting += count;
  sender.gathered.request();
}

it('sends a single change after 5 ms, and the next ones 50 ms later together', () => {
  const sender = createSender();
  change(sender, 1);
  sender.clock.advance(5);
  expect(sender.sent).toEqual([1]);
  for (let each = 0; each < 4; each += 1) {
    sender.clock.advance(10);
    change(sender, 1);
  }
  expect(sender.sent).toEqual([1]);
  sender.clock.advance(10);
  expect(sender.sent).toEqual([1, 4]);
});

it('sends many changes in slices, one in each turn of the event loop, with what changes meanwhile', () => {
  const sender = createSender();
  change(sender, 250);
  sender.clock.advance(5);
  expect(sender.sent).toEqual([100]);
  change(sender, 20);
  sender.turns.shift()?.();
  sender.turns.shift()?.();
  expect(sender.sent).toEqual([100, 100, 70]);
  expect(sender.turns).toEqual([]);
  sender.clock.advance(1_000);
  expect(sender.sent).toEqual([100, 100, 70]);
});

it('sends nothing after it was stopped', () => {
  const sender = createSender();
  change(sender, 250);
  sender.clock.advance(5);
  sender.gathered.stop();
  for (const then of sender.turns) then();
  expect(sender.sent).toEqual([100]);
});
