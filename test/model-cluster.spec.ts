// Hundreds of random stories: 250, or on a busy machine as many as fit into a minute. `npm run test:long` tells 100,000.
import fc from 'fast-check';
import { Model } from './model.ts';
import { OLD_STORIES, stories } from './model-story.ts';

it('shows nothing that was not true lately, whatever happens', async () => {
  const model = await Model.start();
  const examples = OLD_STORIES.map((story): [typeof story] => [story]);
  try {
    let played = 0;
    const property = fc.asyncProperty(stories, async (story) => {
      await model.tell(story);
      played += 1;
    });
    await fc.assert(property, { examples, numRuns: 250, interruptAfterTimeLimit: 60_000 });
    expect(played).toBeGreaterThanOrEqual(100);
  } finally {
    await model.stop();
  }
});
