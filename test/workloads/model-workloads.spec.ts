// Random stories of workloads. `npm run test:long` plays 3,000.
import fc from 'fast-check';
import { WorkloadModel, workloadStories } from '../support/stories/workload-model.ts';

it('shows missing pods and overdue runs, and counts each pod once, whatever happened before', async () => {
  const property = fc.asyncProperty(workloadStories, (story) => new WorkloadModel().play(story));
  await fc.assert(property, { numRuns: 25 });
});
