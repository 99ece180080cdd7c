// A CronJob: creates a Job per start, named after the minute, and keeps three finished ones. It may miss starts for a while,
// as when the controller is down.
import { controlledBy } from '../cluster/pod.ts';
import { timestamp } from '../cluster/simulated-cluster.ts';
import type { CronJobObject, CronJobStatus } from '../cluster/workload-objects.ts';
import { Job } from './job.ts';
import type { Simulation } from './simulation.ts';
import { metadataOf, MINUTE, templateOf, timeBefore, type WorkloadPlan } from './workload-plan.ts';
import { WorkloadRecord } from './workload-record.ts';

export interface CronPlan extends WorkloadPlan {
  /** Period in minutes; a divisor of 60. */
  readonly minutes: number;
  /** Probability that an attempt fails. */
  readonly failure?: number;
  /** Of ten consecutive starts the last so many are missed. */
  readonly missed?: number;
}

export class CronJob {
  private readonly simulation: Simulation;
  private readonly plan: CronPlan;
  private readonly record: WorkloadRecord<CronJobObject>;
  private readonly active = new Set<Job>();
  private readonly ended: Job[] = [];
  private lastScheduleTime: number;
  private lastSuccessfulTime: number;

  constructor(simulation: Simulation, plan: CronPlan) {
    this.simulation = simulation;
    this.plan = plan;
    const period = plan.minutes * MINUTE;
    const last = Math.floor(simulation.now() / period) * period;
    this.lastScheduleTime = last;
    this.lastSuccessfulTime = last + RUN_TIME;
    this.record = new WorkloadRecord(simulation, this.newObject(), timeBefore(simulation, 30), () => this.statusNow());
    for (const time of [last - period, last]) {
      const job = this.newJob(time, time);
      job.endedBefore(time + RUN_TIME);
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
    this.simulation.at(time, () => {
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
      if (job.hasSucceeded) this.lastSuccessfulTime = this.simulation.now();
      this.ended.push(job);
      if (this.ended.length > KEPT_RUNS) this.ended.shift()?.remove();
      this.record.touch();
    });
  }

  /** Named after its start, in minutes since 1970. */
  private newJob(time: number, createdAt?: number): Job {
    const { name } = this.plan;
    const owner = [controlledBy('CronJob', name)];
    return new Job(this.simulation, { ...this.plan, job: `${name}-${Math.floor(time / MINUTE)}`, owner }, createdAt);
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

/** Milliseconds that the runs before the start of the simulation took. */
const RUN_TIME = 4000;
