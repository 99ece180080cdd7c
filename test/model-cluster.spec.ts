// Hundreds of random stories, as many as fit into twenty seconds. `npm run test:long` tells 100,000.
import fc from 'fast-check';
import { Model } from './model.ts';
import { OLD_STORIES, stories } from './model-story.ts';

it('shows nothing that was not true lately, whatever happens', async () => {
  const model = await Model.start();
  const examples = OLD_STORIES.map((story): [typeof story] => [story]);
  try {
    const told = fc.asyncProperty(stories, (story) => model.tell(story));
    await fc.assert(told, { examples, numRuns: 200, interruptAfterTimeLimit: 15_000, endOnFailure: false });
  } finally {
    await model.stop();
  }
}, 120_000);
