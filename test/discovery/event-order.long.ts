// The random stories of event-order.spec.ts, LONG_STORIES of each (default: 3,000). LONG_SEED repeats a run.
import fc from 'fast-check';
import { LateWatches } from '../support/stories/late-watches.ts';
import { RunOrder, runStories } from '../support/stories/run-order.ts';
import { orderStories, WorkloadOrder } from '../support/stories/workload-order.ts';

const numRuns = Number(process.env['LONG_STORIES'] ?? 3_000);
const seed = Number(process.env['LONG_SEED'] ?? Date.now() % 2 ** 31);

let watches: LateWatches;
beforeAll(async () => {
  watches = await LateWatches.start();
  process.stdout.write(`LONG_SEED=${seed}\n`);
});
afterAll(() => watches.stop());

it('desired pods are shown as missing after the grace, whichever watch is late', async () => {
  const property = fc.asyncProperty(orderStories, (story) => new WorkloadOrder(watches, story).play());
  await fc.assert(property, { numRuns, seed });
}, 86_400_000);

it('no run is shown as completed past a missed start, and no start as missed early, whichever watch is late', async () => {
  const property = fc.asyncProperty(runStories, (story) => new RunOrder(watches, story).play());
  await fc.assert(property, { numRuns, seed });
}, 86_400_000);
