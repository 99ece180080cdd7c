// Random stories of a cluster and its API server. `npm run test:long` plays 100,000.
import fc from 'fast-check';
import { Model } from '../support/stories/model.ts';
import { REGRESSIONS, stories } from '../support/stories/model-story.ts';

it('never shows what was not true within STALE_AFTER, whatever happens', async () => {
  const model = await Model.start();
  const examples = REGRESSIONS.map((story): [typeof story] => [story]);
  try {
    const property = fc.asyncProperty(stories, async (story) => {
      await model.play(story);
    });
    await fc.assert(property, { examples, numRuns: REGRESSIONS.length + RANDOM_STORIES });
  } finally {
    await model.stop();
  }
});

/** Enough to find frequent faults; rare ones are found by the long run. */
const RANDOM_STORIES = 80;
