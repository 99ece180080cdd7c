import type { MeasuredOutlet } from '../../http/send/outlet.ts';
import { SendBacklog } from '../../http/send/send-backlog.ts';
import { PageStream } from './page-stream.ts';

const MAX_BACKLOG = 64 * 2 ** 20;

/** A client that reads nothing. */
class StalledClient implements MeasuredOutlet {
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
  const outlet = new StalledClient();
  const stream = new PageStream(outlet, new SendBacklog(MAX_BACKLOG));
  for (let n = 0; n < 16 && !outlet.isDestroyed; n += 1) stream.send('x'.repeat(100_000));
  expect(outlet.isDestroyed).toBe(true);
  expect(outlet.writableLength).toBeLessThanOrEqual(2 ** 20);
});

it('writes nothing after its end, even while its reader is still connected', () => {
  const outlet = new StalledClient();
  const stream = new PageStream(outlet, new SendBacklog(MAX_BACKLOG));
  stream.leave('bye');
  stream.send('more');
  stream.leave('bye');
  expect([outlet.writableLength, outlet.ends]).toEqual([0, 1]);
});

it('cuts off the reader with the largest backlog when all backlogs together exceed the bound', () => {
  const sendBacklog = new SendBacklog(1_000);
  const [largestClient, smallerClient, smallestClient] = [
    new StalledClient(),
    new StalledClient(),
    new StalledClient(),
  ];
  const [largest, smaller, smallest] = [largestClient, smallerClient, smallestClient].map(
    (outlet) => new PageStream(outlet, sendBacklog),
  );
  largest?.send('x'.repeat(600));
  smaller?.send('x'.repeat(300));
  for (let n = 0; n < 100; n += 1) {
    smallest?.send('x'.repeat(90));
    smallestClient.writableLength = 0;
  }
  expect([largestClient, smallerClient, smallestClient].map(({ isDestroyed }) => isDestroyed)).toEqual([
    false,
    false,
    false,
  ]);
  smallest?.send('x'.repeat(200));
  expect([largestClient, smallerClient, smallestClient].map(({ isDestroyed }) => isDestroyed)).toEqual([
    true,
    false,
    false,
  ]);
  largest?.send('more');
  expect(largestClient.writableLength).toBe(600);
});
