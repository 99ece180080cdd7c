// A Job: pods one after the other until one succeeds or backoffLimit is reached, with the conditions of the job controller.
import type { ObjectMeta } from '../cluster/kubernetes-objects.ts';
import { timestamp } from '../cluster/simulated-cluster.ts';
import type { JobCondition, JobObject, JobStatus } from '../cluster/workload-objects.ts';
import { SimulatedPod } from './simulated-pod.ts';
import { type Simulation, reactingTo } from './simulation.ts';
import { metadataOf, ownedBy, roleOf, templateOf, type WorkloadPlan } from './workload-plan.ts';
import { WorkloadRecord } from './workload-record.ts';

export interface JobPlan extends WorkloadPlan {
  /** The Job's name; `name` is that of its service. */
  readonly job: string;
  /** Probability that an attempt fails. */
  readonly failure?: number;
  readonly owner?: ObjectMeta['ownerReferences'];
}

export class Job {
  readonly name: string;
  private readonly simulation: Simulation;
  private readonly plan: JobPlan;
  private readonly record: WorkloadRecord<JobObject>;
  private readonly pods: SimulatedPod[] = [];
  private readonly startedAt: number;
  private end: JobEnd | undefined;

  constructor(simulation: Simulation, plan: JobPlan, createdAt = simulation.now()) {
    this.simulation = reactingTo(simulation, () => {
      this.record.touch();
    });
    this.plan = plan;
    this.name = plan.job;
    this.startedAt = createdAt;
    const { owner: ownerReferences } = plan;
    const object: JobObject = {
      kind: 'Job',
      metadata: { ...metadataOf(plan), name: plan.job, ...(ownerReferences && { ownerReferences }) },
      spec: {
        parallelism: 1,
        completions: 1,
        backoffLimit: ATTEMPTS - 1,
        suspend: false,
        template: templateOf(plan, VERSION, 'Never'),
      },
      status: {},
    };
    this.record = new WorkloadRecord(simulation, object, createdAt, () => this.statusNow());
    this.record.show();
  }

  get hasSucceeded(): boolean {
    return this.end?.type === 'Complete';
  }

  /** Completed before the start of the simulation. */
  endedBefore(at: number): void {
    this.add(this.startedAt).endedBefore(0, at);
    this.end = { type: 'Complete', at };
    this.record.show();
  }

  run(then: () => void): void {
    this.attempt(1, then);
  }

  /** With all its pods. */
  remove(): void {
    for (const pod of this.pods) pod.remove();
    this.record.remove();
  }

  private attempt(number: number, then: () => void): void {
    const pod = this.add();
    pod.start(() => {
      this.simulation.after(this.simulation.random.between(2000, 9000), () => {
        const fails = this.simulation.random.chance(this.plan.failure ?? 0);
        pod.finish(fails ? 1 : 0);
        if (fails && number < ATTEMPTS)
          this.simulation.after(BACKOFF, () => {
            this.attempt(number + 1, then);
          });
        else this.finish(fails ? 'Failed' : 'Complete', then);
      });
    });
  }

  private finish(type: JobEnd['type'], then: () => void): void {
    this.simulation.after(FINISHING, () => {
      this.end = { type, at: this.simulation.now() };
      this.record.touch();
      then();
    });
  }

  private add(createdAt?: number): SimulatedPod {
    const labels = { 'batch.kubernetes.io/job-name': this.name };
    const metadata = ownedBy(this.plan, 'Job', this.name, this.simulation.random.suffix(5), labels);
    const role = roleOf(this.simulation, this.plan, metadata, { version: VERSION });
    const pod = new SimulatedPod(this.simulation, { ...role, restartPolicy: 'Never' }, createdAt);
    this.pods.push(pod);
    return pod;
  }

  private statusNow(): JobStatus {
    const count = (isCounted: (pod: SimulatedPod) => boolean) => this.pods.filter(isCounted).length;
    const active = count(({ exitCode }) => exitCode === undefined);
    const succeeded = count(({ exitCode }) => exitCode === 0);
    const failed = count(({ exitCode }) => exitCode !== undefined && exitCode !== 0);
    return {
      startTime: timestamp(this.startedAt),
      ready: count(({ isReady }) => isReady),
      terminating: 0,
      ...(active > 0 && { active }),
      ...(succeeded > 0 && { succeeded }),
      ...(failed > 0 && { failed }),
      ...(this.end && { conditions: conditionsOf(this.end) }),
      ...(this.end?.type === 'Complete' && { completionTime: timestamp(this.end.at) }),
    };
  }
}

interface JobEnd {
  readonly type: 'Complete' | 'Failed';
  readonly at: number;
}

/** The job controller sets SuccessCriteriaMet or FailureTarget before the final condition. */
function conditionsOf({ type, at }: JobEnd): readonly JobCondition[] {
  const [announced, reason] =
    type === 'Complete'
      ? (['SuccessCriteriaMet', 'CompletionsReached'] as const)
      : (['FailureTarget', 'BackoffLimitExceeded'] as const);
  const times = { lastProbeTime: timestamp(at), lastTransitionTime: timestamp(at) };
  return [
    { type: announced, status: 'True', reason, ...times },
    { type, status: 'True', reason, ...times },
  ];
}

/** A one-off Job, removed a while after it finished. */
export function runJob(simulation: Simulation, plan: WorkloadPlan, failure: number): void {
  const job = new Job(simulation, { ...plan, job: plan.name, failure });
  job.run(() => {
    simulation.after(TIME_TO_LIVE, () => {
      job.remove();
    });
  });
}

/** Milliseconds after which finished one-offs are removed. */
export const TIME_TO_LIVE = 60_000;

const ATTEMPTS = 2;
const VERSION = 'v1.0.0';

/** Milliseconds between two attempts: the job controller's first backoff. */
const BACKOFF = 10_000;

/** Milliseconds from the last pod's end to the Job's condition. */
const FINISHING = 300;
