// A Job: pods one after the other until one succeeds or its attempts are used up, with the conditions of the job
// controller.
import type { ObjectMeta } from '../cluster/kubernetes-objects.ts';
import { timestamp } from '../cluster/simulated-cluster.ts';
import type { JobCondition, JobObject, JobStatus } from '../cluster/workload-objects.ts';
import { PodActor } from './pod-actor.ts';
import { type Stage, watched } from './stage.ts';
import { metadataOf, ownedBy, roleOf, templateOf, type WorkloadPlan } from './workload-plan.ts';
import { WorkloadRecord } from './workload-record.ts';

export interface JobPlan extends WorkloadPlan {
  /** Its own name; `name` is that of its service. */
  readonly job: string;
  /** How likely one attempt fails. */
  readonly failure?: number;
  readonly owner?: ObjectMeta['ownerReferences'];
}

export class Job {
  readonly name: string;
  private readonly stage: Stage;
  private readonly plan: JobPlan;
  private readonly record: WorkloadRecord<JobObject>;
  private readonly pods: PodActor[] = [];
  private readonly startedAt: number;
  private end: JobEnd | undefined;

  constructor(stage: Stage, plan: JobPlan, createdAt = stage.now()) {
    this.stage = watched(stage, () => {
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
    this.record = new WorkloadRecord(stage, object, createdAt, () => this.statusNow());
    this.record.show();
  }

  get hasSucceeded(): boolean {
    return this.end?.type === 'Complete';
  }

  /** There from before, complete. */
  hadEnded(at: number): void {
    this.add(this.startedAt).hadEnded(0, at);
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
      this.stage.after(this.stage.random.between(2000, 9000), () => {
        const fails = this.stage.random.chance(this.plan.failure ?? 0);
        pod.finish(fails ? 1 : 0);
        if (fails && number < ATTEMPTS)
          this.stage.after(BACKOFF, () => {
            this.attempt(number + 1, then);
          });
        else this.finish(fails ? 'Failed' : 'Complete', then);
      });
    });
  }

  private finish(type: JobEnd['type'], then: () => void): void {
    this.stage.after(FINISHING, () => {
      this.end = { type, at: this.stage.now() };
      this.record.touch();
      then();
    });
  }

  private add(createdAt?: number): PodActor {
    const labels = { 'batch.kubernetes.io/job-name': this.name };
    const metadata = ownedBy(this.plan, 'Job', this.name, this.stage.random.suffix(5), labels);
    const role = roleOf(this.stage, this.plan, metadata, { version: VERSION });
    const pod = new PodActor(this.stage, { ...role, restartPolicy: 'Never' }, createdAt);
    this.pods.push(pod);
    return pod;
  }

  private statusNow(): JobStatus {
    const count = (isCounted: (pod: PodActor) => boolean) => this.pods.filter(isCounted).length;
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

/** The job controller announces each end by a condition of its own first. */
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

/** A Job that a release or a person starts: once, and removed a while after it ended. */
export function runJob(stage: Stage, plan: WorkloadPlan, failure: number): void {
  const job = new Job(stage, { ...plan, job: plan.name, failure });
  job.run(() => {
    stage.after(TIME_TO_LIVE, () => {
      job.remove();
    });
  });
}

/** Milliseconds that ended one-offs stay. */
export const TIME_TO_LIVE = 60_000;

const ATTEMPTS = 2;
const VERSION = 'v1.0.0';

/** Milliseconds between two attempts, as the job controller begins. */
const BACKOFF = 10_000;

/** Milliseconds from the last pod's end to the Job's condition. */
const FINISHING = 300;
