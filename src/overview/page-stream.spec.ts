import { type Outlet, PageStream } from './page-stream.ts';

/** A reader that takes nothing. */
class Stuck implements Outlet {
  writableLength = 0;
  isDestroyed = false;

  write(text: string): void {
    this.writableLength += text.length;
  }

  end(): void {
    throw new Error('nobody asked for an end');
  }

  destroy(): void {
    this.isDestroyed = true;
  }
}

it('cuts off who leaves a megabyte lying, and never holds more for it', () => {
  const outlet = new Stuck();
  const stream = new PageStream(outlet);
  for (let n = 0; n < 16 && !outlet.isDestroyed; n += 1) stream.send('x'.repeat(100_000));
  expect(outlet.isDestroyed).toBe(true);
  expect(outlet.writableLength).toBeLessThanOrEqual(2 ** 20);
});
