import { type Place, RunLane } from './run-limiter.ts';

class Story {
  readonly began: string[] = [];
  readonly places = new Map<string, Place>();
  readonly lane = new RunLane({ most: 2, mostInAll: 3, mostHurtful: 1 });

  enter(name: string, isHurtful = false): void {
    void this.lane.enter(isHurtful).then((place) => {
      this.began.push(name);
      this.places.set(name, place);
    });
  }

  async leave(name: string): Promise<void> {
    this.places.get(name)?.leave();
    await this.settle();
  }

  async outstay(name: string): Promise<void> {
    this.places.get(name)?.outstay();
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

it('keeps a place free of those who hurt', async () => {
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

it('goes on beside those who stay long, up to a limit', async () => {
  const story = new Story();
  for (const name of ['long', 'longer', 'a', 'b']) story.enter(name);
  await story.settle();
  await story.outstay('long');
  expect(story.began).toEqual(['long', 'longer', 'a']);
  await story.outstay('longer');
  expect(story.lane.running).toBe(3);
  await story.leave('a');
  expect(story.began.at(-1)).toBe('b');
});
