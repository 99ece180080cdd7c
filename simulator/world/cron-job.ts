// A CronJob: at its minutes a Job named after the minute; three ended ones are kept. It may miss starts for a while, as
// when the controller is down.
import { controlledBy } from '../cluster/pod.ts';
import { timestamp } from '../cluster/simulated-cluster.ts';
import type { CronJobObject, CronJobStatus } from '../cluster/workload-objects.ts';
import { Job } from './job.ts';
import type { Stage } from './stage.ts';
import { metadataOf, MINUTE, templateOf, timeBefore, type WorkloadPlan } from './workload-plan.ts';
import { WorkloadRecord } from './workload-record.ts';

export interface CronPlan extends WorkloadPlan {
  /** Every so many minutes of the clock; a divisor of 60. */
  readonly minutes: number;
  /** How likely one attempt fails. */
  readonly failure?: number;
  /** Of ten starts in a row the last so many are missed. */
  readonly missed?: number;
}

export class CronJob {
  private readonly stage: Stage;
  private readonly plan: CronPlan;
  private readonly record: WorkloadRecord<CronJobObject>;
  private readonly active = new Set<Job>();
  private readonly ended: Job[] = [];
  private lastScheduleTime: number;
  private lastSuccessfulTime: number;

  constructor(stage: Stage, plan: CronPlan) {
    this.stage = stage;
    this.plan = plan;
    const period = plan.minutes * MINUTE;
    const last = Math.floor(stage.now() / period) * period;
    this.lastScheduleTime = last;
    this.lastSuccessfulTime = last + RUN_TIME;
    this.record = new WorkloadRecord(stage, this.newObject(), timeBefore(stage, 30), () => this.statusNow());
    for (const time of [last - period, last]) {
      const job = this.newJob(time, time);
      job.hadEnded(time + RUN_TIME);
      this.ended.push(job);
    }
    this.record.show();
    this.await(last + period);
  }

  private newObject(): CronJobObject {
    const { minutes } = this.plan;
    return {
      kind: 'CronJob',
      metadata: metadataOf(this.plan),
      spec: {
        schedule: `*/${minutes} * * * *`,
        timeZone: 'Etc/UTC',
        concurrencyPolicy: 'Allow',
        suspend: false,
        jobTemplate: { spec: { template: templateOf(this.plan, 'v1.0.0', 'Never') } },
      },
      status: {},
    };
  }

  private await(time: number): void {
    this.stage.at(time, () => {
      this.await(time + this.plan.minutes * MINUTE);
      if (!this.isMissed(time)) this.run(time);
    });
  }

  private isMissed(time: number): boolean {
    return (Math.floor(time / (this.plan.minutes * MINUTE)) % 10) + (this.plan.missed ?? 0) >= 10;
  }

  private run(time: number): void {
    const job = this.newJob(time);
    this.active.add(job);
    this.lastScheduleTime = time;
    this.record.touch();
    job.run(() => {
      this.active.delete(job);
      if (job.hasSucceeded) this.lastSuccessfulTime = this.stage.now();
      this.ended.push(job);
      if (this.ended.length > KEPT_RUNS) this.ended.shift()?.remove();
      this.record.touch();
    });
  }

  /** Named by the minute it is due: minutes since 1970. */
  private newJob(time: number, createdAt?: number): Job {
    const { name } = this.plan;
    const owner = [controlledBy('CronJob', name)];
    return new Job(this.stage, { ...this.plan, job: `${name}-${Math.floor(time / MINUTE)}`, owner }, createdAt);
  }

  private statusNow(): CronJobStatus {
    const active = [...this.active].map(({ name }) => ({ apiVersion: 'batch/v1', kind: 'Job', name }));
    return {
      ...(active.length > 0 && { active }),
      lastScheduleTime: timestamp(this.lastScheduleTime),
      lastSuccessfulTime: timestamp(this.lastSuccessfulTime),
    };
  }
}

const KEPT_RUNS = 3;

/** Milliseconds that the runs took which ended before the story begins. */
const RUN_TIME = 4000;
