// A Workflow as in Argo: a few steps one after the other, each a pod that a Workflow owns.
import { TIME_TO_LIVE } from './job.ts';
import { SimulatedPod } from './simulated-pod.ts';
import type { Simulation } from './simulation.ts';
import { ownedBy, roleOf, type WorkloadPlan } from './workload-plan.ts';

export function runWorkflow(simulation: Simulation, plan: WorkloadPlan, steps: number): void {
  const owner = `${plan.name}-${simulation.random.suffix(5)}`;
  const pods: SimulatedPod[] = [];
  const step = (left: number) => {
    const pod = stepPod(simulation, plan, owner);
    pods.push(pod);
    pod.start(() => {
      simulation.after(simulation.random.between(3000, 8000), () => {
        pod.finish(0);
        if (left > 1) step(left - 1);
        else
          simulation.after(TIME_TO_LIVE, () => {
            for (const ended of pods) ended.remove();
          });
      });
    });
  };
  step(steps);
}

function stepPod(simulation: Simulation, plan: WorkloadPlan, owner: string): SimulatedPod {
  const labels = { 'workflows.argoproj.io/workflow': owner };
  const metadata = ownedBy(plan, 'Workflow', owner, simulation.random.suffix(5), labels);
  const role = roleOf(simulation, plan, metadata, { version: 'v1.0.0' });
  return new SimulatedPod(simulation, { ...role, restartPolicy: 'Never' });
}
