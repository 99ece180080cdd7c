// What a CronJob may show while the watches on CronJobs, Jobs and pods lag independently. Checked against what the watches
// have delivered so far.
import fc from 'fast-check';
import type { PodObject } from '../../../simulator/cluster/kubernetes-objects.ts';
import { cronJob, job } from '../../../simulator/cluster/workload.ts';
import type { CronJobObject, JobObject } from '../../../simulator/cluster/workload-objects.ts';
import { endedPod, iso, MINUTE, runningPod, SECOND } from '../cluster/shop-objects.ts';
import type { LateWatches } from './late-watches.ts';

/** The schedule's period. A start counts as missed after a minute. */
const PERIOD = 5 * MINUTE;
const RESOURCES = ['pods', 'jobs', 'cronjobs'] as const;
type RunResource = (typeof RESOURCES)[number];

type Turn =
  | { readonly do: 'start' | 'succeed' | 'fail' | 'clean up' }
  | { readonly do: 'wait'; readonly ms: number }
  | { readonly do: 'hold' | 'release' | 'relist' | 'page' | 'finish'; readonly of: RunResource };

export type RunStory = readonly Turn[];

const turn: fc.Arbitrary<Turn> = fc.oneof(
  {
    weight: 6,
    arbitrary: fc.record({ do: fc.constantFrom('start' as const, 'succeed' as const, 'fail' as const) }),
  },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('clean up' as const) }) },
  {
    weight: 4,
    arbitrary: fc.record({
      do: fc.constant('wait' as const),
      ms: fc.oneof(fc.nat(20 * SECOND), fc.nat(PERIOD + 2 * MINUTE)),
    }),
  },
  {
    weight: 7,
    arbitrary: fc.record({
      do: fc.constantFrom('hold' as const, 'release' as const, 'relist' as const, 'page' as const, 'finish' as const),
      of: fc.constantFrom(...RESOURCES),
    }),
  },
);

export const runStories: fc.Arbitrary<RunStory> = fc.array(turn, { minLength: 4, maxLength: 20 });

interface Run {
  readonly name: string;
  readonly dueAt: number;
  readonly end: 'Complete' | 'Failed' | undefined;
}

let count = 0;

export class RunOrder {
  private readonly name = `tick-${(count += 1)}`;
  private readonly runs: Run[] = [];
  private createdAt = 0;

  constructor(
    private readonly watches: LateWatches,
    private readonly story: RunStory,
  ) {}

  /** Throws when something is shown that contradicts what the watches have delivered. */
  async play(): Promise<void> {
    const { watches } = this;
    try {
      this.createdAt = watches.wall;
      watches.set(this.cronJob());
      await watches.settle(RESOURCES);
      for (const one of this.story) {
        await this.apply(one);
        await watches.settle(RESOURCES);
        await this.check(one);
      }
      await watches.deliverAll(RESOURCES);
      await this.check({ do: 'wait', ms: 0 });
    } finally {
      await this.clear();
    }
  }

  private async apply(one: Turn): Promise<void> {
    const { watches } = this;
    switch (one.do) {
      case 'start':
        this.startRun();
        break;
      case 'succeed':
        this.endRun('Complete');
        break;
      case 'fail':
        this.endRun('Failed');
        break;
      case 'clean up':
        this.cleanUp();
        break;
      case 'wait':
        for (const each of RESOURCES) if (watches.wouldTimeOut(each, one.ms)) await watches.finishList(each);
        watches.world.clock.advance(one.ms);
        break;
      case 'hold':
        watches.hold(one.of);
        break;
      case 'release':
        watches.release(one.of);
        break;
      case 'relist':
        await watches.relist(one.of);
        break;
      case 'page':
        await watches.page(one.of);
        break;
      case 'finish':
        await watches.finishList(one.of);
        break;
    }
  }

  /** The controller starts the last due run, unless it already has. */
  private startRun(): void {
    const dueAt = Math.floor(this.watches.wall / PERIOD) * PERIOD;
    if (dueAt <= (this.runs.at(-1)?.dueAt ?? this.createdAt)) return;
    const run: Run = { name: `${this.name}-${dueAt / MINUTE}`, dueAt, end: undefined };
    this.runs.push(run);
    this.watches.set(this.job(run));
    this.watches.set(this.cronJob());
    this.watches.set(runningPod(run.name, this.watches.wall));
  }

  private endRun(end: 'Complete' | 'Failed'): void {
    const run = this.runs.at(-1);
    if (run === undefined || run.end !== undefined) return;
    const ended = { ...run, end };
    this.runs.splice(-1, 1, ended);
    this.watches.set(endedPod(run.name, { exitCode: end === 'Complete' ? 0 : 1, at: this.watches.wall }));
    this.watches.set(this.job(ended));
    this.watches.set(this.cronJob());
  }

  /** Deletes Job and pod of the run before the last. */
  private cleanUp(): void {
    const { cluster } = this.watches.world;
    const run = this.runs.at(-2);
    if (run === undefined) return;
    cluster.remove('Job', 'shop', run.name);
    cluster.delete('shop', podNameOf(run));
  }

  private cronJob(): CronJobObject {
    const last = this.runs.at(-1);
    const status = last && {
      lastScheduleTime: iso(last.dueAt),
      ...(last.end === undefined && { active: [{ name: last.name }] }),
    };
    return cronJob({
      metadata: { name: this.name, namespace: 'shop', creationTimestamp: iso(this.createdAt) },
      spec: { schedule: '*/5 * * * *' },
      ...(status && { status }),
    });
  }

  private job({ name, end }: Run): JobObject {
    const conditions = end && [{ type: end, status: 'True' as const, lastTransitionTime: iso(this.watches.wall) }];
    const owner = {
      apiVersion: 'batch/v1',
      kind: 'CronJob',
      name: this.name,
      uid: `uid-${this.name}`,
      controller: true,
    };
    const active = { active: 1, ready: 1, startTime: iso(this.watches.wall) };
    const ended = end === 'Complete' ? { succeeded: 1 } : { failed: 1 };
    return job({
      metadata: { name, namespace: 'shop', uid: `job-${name}`, ownerReferences: [owner] },
      status: conditions ? { active: 0, ready: 0, ...ended, conditions } : active,
    });
  }

  private async check(after: Turn): Promise<void> {
    const answer = await this.watches.world.ask(`/_/${this.name}/health.json?namespace=shop`);
    const { status, color } = JSON.parse(answer.body) as { status: string; color: string };
    const fault = this.faultOf(status, color);
    if (fault !== undefined)
      throw new Error(`after ${JSON.stringify(after)}: shown as ${status} ${color}, but ${fault}`);
  }

  private faultOf(status: string, color: string): string | undefined {
    const { wall } = this.watches;
    const missedAt = this.deliveredStart() + PERIOD;
    const isMissed = wall > missedAt + MINUTE;
    if (isMissed && color === 'green') return 'a start is missed';
    if (status.startsWith('overdue') && !isMissed) return 'no start is missed';
    if (status === 'completed' && !this.hasDeliveredEnd('Complete'))
      return 'the newest delivered run has not completed';
    if (status === 'failed' && !this.hasDeliveredEnd('Failed')) return 'the newest delivered run has not failed';
    const [, total] = /^\d+\/(\d+) /.exec(status) ?? [];
    return Number(total ?? 0) > 1 ? 'a run has only one pod' : undefined;
  }

  /** Start of its last run, as far as the CronJob's watch has delivered it; otherwise the CronJob's creation. */
  private deliveredStart(): number {
    const delivered = this.watches.object('cronjobs', this.name) as CronJobObject | undefined;
    return Date.parse(delivered?.status.lastScheduleTime ?? iso(Math.floor(this.createdAt / PERIOD) * PERIOD));
  }

  /** Whether the newest run of which the watches on Jobs or pods have delivered anything has this end. */
  private hasDeliveredEnd(end: 'Complete' | 'Failed'): boolean {
    const [newest] = this.runs
      .toReversed()
      .filter((run) => this.deliveredJob(run) !== undefined || this.deliveredPod(run));
    if (newest === undefined) return true;
    const { status } = this.deliveredJob(newest) ?? {};
    const phase = end === 'Complete' ? 'Succeeded' : 'Failed';
    return (
      status?.conditions?.some(({ type }) => type === end) === true || this.deliveredPod(newest)?.status.phase === phase
    );
  }

  private deliveredJob({ name }: Run): JobObject | undefined {
    return this.watches.object('jobs', name) as JobObject | undefined;
  }

  private deliveredPod(run: Run): PodObject | undefined {
    return this.watches.pods(({ metadata }) => metadata.name === podNameOf(run))[0];
  }

  private async clear(): Promise<void> {
    const { cluster } = this.watches.world;
    cluster.remove('CronJob', 'shop', this.name);
    for (const { metadata } of cluster.objects('Job')) cluster.remove('Job', metadata.namespace, metadata.name);
    for (const { metadata } of cluster.pods()) if (metadata.namespace === 'shop') cluster.delete('shop', metadata.name);
    await this.watches.deliverAll(RESOURCES);
  }
}

function podNameOf({ name }: Run): string {
  return runningPod(name, 0).metadata.name;
}
