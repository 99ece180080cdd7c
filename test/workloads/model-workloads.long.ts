// 3,000 random stories of workloads, or LONG_STORIES. LONG_SEED repeats them.
import fc from 'fast-check';
import { WorkloadModel, workloadStories } from '../support/stories/workload-model.ts';

const STORIES = Number(process.env['LONG_STORIES'] ?? 3_000);
const FIRST_SEED = Number(process.env['LONG_SEED'] ?? Date.now() % 2 ** 31);
const BATCH = 100;

it(`shows missing pods and overdue runs, and counts each pod once, in ${STORIES} stories`, async () => {
  for (let played = 0; played < STORIES; played += BATCH) {
    const property = fc.asyncProperty(workloadStories, (story) => new WorkloadModel().play(story));
    await fc.assert(property, { numRuns: Math.min(BATCH, STORIES - played), seed: FIRST_SEED + played });
    process.stdout.write(`${played + BATCH} stories, the last hundred with seed ${FIRST_SEED + played}\n`);
  }
}, 86_400_000);
