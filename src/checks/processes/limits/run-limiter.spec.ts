import { RunLimiter, type Slot } from './run-limiter.ts';

class Runs {
  readonly began: string[] = [];
  readonly slots = new Map<string, Slot>();
  readonly limiter = new RunLimiter({ max: 2, maxInAll: 3, maxRisky: 1 });

  request(name: string, isRisky = false, signal?: AbortSignal): void {
    void this.limiter.acquire(isRisky, signal).then((slot) => {
      this.began.push(slot ? name : `no ${name}`);
      if (slot) this.slots.set(name, slot);
    });
  }

  async end(name: string): Promise<void> {
    this.slots.get(name)?.release();
    await this.drainMicrotasks();
  }

  async markLong(name: string): Promise<void> {
    this.slots.get(name)?.markLong();
    await this.drainMicrotasks();
  }

  async drainMicrotasks(): Promise<void> {
    for (let turns = 0; turns < 5; turns += 1) await Promise.resolve();
  }
}

it('gives slots to runs in the order of their requests', async () => {
  const runs = new Runs();
  for (const name of ['a', 'b', 'c', 'd']) runs.request(name);
  await runs.drainMicrotasks();
  expect(runs.began).toEqual(['a', 'b']);
  await runs.end('b');
  await runs.end('a');
  expect(runs.began).toEqual(['a', 'b', 'c', 'd']);
});

it('reserves a slot for runs that are not risky', async () => {
  const runs = new Runs();
  runs.request('bad', true);
  runs.request('worse', true);
  runs.request('good');
  await runs.drainMicrotasks();
  expect(runs.began).toEqual(['bad', 'good']);
  await runs.end('good');
  expect(runs.began).toEqual(['bad', 'good']);
  await runs.end('bad');
  expect(runs.began).toEqual(['bad', 'good', 'worse']);
});

it('keeps starting runs beside slow ones, up to a limit', async () => {
  const runs = new Runs();
  for (const name of ['long', 'longer', 'a', 'b']) runs.request(name);
  await runs.drainMicrotasks();
  await runs.markLong('long');
  expect(runs.began).toEqual(['long', 'longer', 'a']);
  await runs.markLong('longer');
  expect(runs.limiter.running).toBe(3);
  await runs.end('a');
  expect(runs.began.at(-1)).toBe('b');
});

it('gives no slot to a run that was cancelled while waiting', async () => {
  const runs = new Runs();
  const cancel = new AbortController();
  runs.request('a');
  runs.request('b');
  runs.request('cancelled', false, cancel.signal);
  runs.request('c');
  await runs.drainMicrotasks();
  cancel.abort();
  await runs.end('a');
  expect(runs.began).toEqual(['a', 'b', 'no cancelled', 'c']);
});
