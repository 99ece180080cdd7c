// 100,000 random stories, or LONG_STORIES. Each thousand runs against a new app, and its seed is printed; LONG_SEED repeats
// it.
import fc from 'fast-check';
import { Model } from '../support/stories/model.ts';
import { stories } from '../support/stories/model-story.ts';

const STORIES = Number(process.env['LONG_STORIES'] ?? 100_000);
const FIRST_SEED = Number(process.env['LONG_SEED'] ?? Date.now() % 2 ** 31);
const BATCH = 1_000;

it(`never shows what was not true within STALE_AFTER, in ${STORIES} stories`, async () => {
  const began = performance.now();
  for (let played = 0; played < STORIES; played += BATCH) {
    const model = await Model.start();
    try {
      const property = fc.asyncProperty(stories, (story) => model.play(story));
      await fc.assert(property, { numRuns: Math.min(BATCH, STORIES - played), seed: FIRST_SEED + played });
    } finally {
      await model.stop();
    }
    const seconds = ((performance.now() - began) / 1_000).toFixed(0);
    process.stdout.write(
      `${played + BATCH} stories in ${seconds} s, the last thousand with seed ${FIRST_SEED + played}\n`,
    );
  }
}, 86_400_000);
