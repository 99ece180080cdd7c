import { RunLimiter, type Slot } from './run-limiter.ts';

class Story {
  readonly began: string[] = [];
  readonly slots = new Map<string, Slot>();
  readonly limiter = new RunLimiter({ max: 2, maxInAll: 3, maxRisky: 1 });

  enter(name: string, isRisky = false, signal?: AbortSignal): void {
    void this.limiter.acquire(isRisky, signal).then((slot) => {
      this.began.push(slot ? name : `no ${name}`);
      if (slot) this.slots.set(name, slot);
    });
  }

  async leave(name: string): Promise<void> {
    this.slots.get(name)?.release();
    await this.settle();
  }

  async markLong(name: string): Promise<void> {
    this.slots.get(name)?.markLong();
    await this.settle();
  }

  async settle(): Promise<void> {
    for (let turn = 0; turn < 5; turn += 1) await Promise.resolve();
  }
}

it('is first come, first served', async () => {
  const story = new Story();
  for (const name of ['a', 'b', 'c', 'd']) story.enter(name);
  await story.settle();
  expect(story.began).toEqual(['a', 'b']);
  await story.leave('b');
  await story.leave('a');
  expect(story.began).toEqual(['a', 'b', 'c', 'd']);
});

it('reserves a slot for runs that are not risky', async () => {
  const story = new Story();
  story.enter('bad', true);
  story.enter('worse', true);
  story.enter('good');
  await story.settle();
  expect(story.began).toEqual(['bad', 'good']);
  await story.leave('good');
  expect(story.began).toEqual(['bad', 'good']);
  await story.leave('bad');
  expect(story.began).toEqual(['bad', 'good', 'worse']);
});

it('keeps starting runs beside slow ones, up to a limit', async () => {
  const story = new Story();
  for (const name of ['long', 'longer', 'a', 'b']) story.enter(name);
  await story.settle();
  await story.markLong('long');
  expect(story.began).toEqual(['long', 'longer', 'a']);
  await story.markLong('longer');
  expect(story.limiter.running).toBe(3);
  await story.leave('a');
  expect(story.began.at(-1)).toBe('b');
});

it('gives no slot to a run that was cancelled while waiting', async () => {
  const story = new Story();
  const cancel = new AbortController();
  story.enter('a');
  story.enter('b');
  story.enter('cancelled', false, cancel.signal);
  story.enter('c');
  await story.settle();
  cancel.abort();
  await story.leave('a');
  expect(story.began).toEqual(['a', 'b', 'no cancelled', 'c']);
});
