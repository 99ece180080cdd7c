import type { MeasuredOutlet } from '../../http/send/outlet.ts';
import { SendBacklog } from '../../http/send/send-backlog.ts';
import { PageStream } from './page-stream.ts';

const MOST = 64 * 2 ** 20;

/** A client that reads nothing. */
class Stuck implements MeasuredOutlet {
  writableLength = 0;
  isDestroyed = false;
  ends = 0;

  write(text: string): boolean {
    this.writableLength += text.length;
    return false;
  }

  end(): void {
    this.ends += 1;
  }

  destroy(): void {
    this.isDestroyed = true;
  }
}

it('cuts off a reader with a backlog of one megabyte, and never buffers more', () => {
  const outlet = new Stuck();
  const stream = new PageStream(outlet, new SendBacklog(MOST));
  for (let n = 0; n < 16 && !outlet.isDestroyed; n += 1) stream.send('x'.repeat(100_000));
  expect(outlet.isDestroyed).toBe(true);
  expect(outlet.writableLength).toBeLessThanOrEqual(2 ** 20);
});

it('writes nothing after its end, even while its reader is still connected', () => {
  const outlet = new Stuck();
  const stream = new PageStream(outlet, new SendBacklog(MOST));
  stream.leave('bye');
  stream.send('more');
  stream.leave('bye');
  expect([outlet.writableLength, outlet.ends]).toEqual([0, 1]);
});

it('cuts off the reader with the largest backlog when all backlogs together exceed the bound', () => {
  const sendBacklog = new SendBacklog(1_000);
  const [greedy, modest, reading] = [new Stuck(), new Stuck(), new Stuck()];
  const [toGreedy, toModest, toReading] = [greedy, modest, reading].map(
    (outlet) => new PageStream(outlet, sendBacklog),
  );
  toGreedy?.send('x'.repeat(600));
  toModest?.send('x'.repeat(300));
  for (let n = 0; n < 100; n += 1) {
    toReading?.send('x'.repeat(90));
    reading.writableLength = 0;
  }
  expect([greedy, modest, reading].map(({ isDestroyed }) => isDestroyed)).toEqual([false, false, false]);
  toReading?.send('x'.repeat(200));
  expect([greedy, modest, reading].map(({ isDestroyed }) => isDestroyed)).toEqual([true, false, false]);
  toGreedy?.send('more');
  expect(greedy.writableLength).toBe(600);
});
