import { type Outlet, PageStream } from './page-stream.ts';

/** A reader that takes nothing. */
class Stuck implements Outlet {
  writableLength = 0;
  isDestroyed = false;
  ends = 0;

  write(text: string): void {
    this.writableLength += text.length;
  }

  end(): void {
    this.ends += 1;
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

it('writes nothing after its end, though its reader may still be there', () => {
  const outlet = new Stuck();
  const stream = new PageStream(outlet);
  stream.leave('bye');
  stream.send('more');
  stream.leave('bye');
  expect([outlet.writableLength, outlet.ends]).toEqual([0, 1]);
});
