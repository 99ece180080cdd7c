// An Argo-like Workflow: a few steps one after the other, each a pod of an owner that is no Job.
import { TIME_TO_LIVE } from './job.ts';
import { PodActor } from './pod-actor.ts';
import type { Stage } from './stage.ts';
import { ownedBy, roleOf, type WorkloadPlan } from './workload-plan.ts';

export function runWorkflow(stage: Stage, plan: WorkloadPlan, steps: number): void {
  const owner = `${plan.name}-${stage.random.suffix(5)}`;
  const pods: PodActor[] = [];
  const step = (left: number) => {
    const pod = stepPod(stage, plan, owner);
    pods.push(pod);
    pod.start(() => {
      stage.after(stage.random.between(3000, 8000), () => {
        pod.finish(0);
        if (left > 1) step(left - 1);
        else
          stage.after(TIME_TO_LIVE, () => {
            for (const ended of pods) ended.remove();
          });
      });
    });
  };
  step(steps);
}

function stepPod(stage: Stage, plan: WorkloadPlan, owner: string): PodActor {
  const labels = { 'workflows.argoproj.io/workflow': owner };
  const metadata = ownedBy(plan, 'Workflow', owner, stage.random.suffix(5), labels);
  const role = roleOf(stage, plan, metadata, { version: 'v1.0.0' });
  return new PodActor(stage, { ...role, restartPolicy: 'Never' });
}
