// Model-based test of workloads: random stories of desired replicas, pods and API server faults, each checked at its end:
// nothing with missing pods is green, no run is completed past a missed start, nothing is counted twice.
import fc from 'fast-check';
import { podOf } from '../../../simulator/cluster/pod.ts';
import { timestamp } from '../../../simulator/cluster/simulated-cluster.ts';
import { cronJob, daemonSet, deployment, statefulSet } from '../../../simulator/cluster/workload.ts';
import { drainSockets, ShieldedCluster, type Shown } from '../cluster/shielded-cluster.ts';

const SHOP = 'shop';
const MINUTE = 60_000;
/** Every five minutes. A start counts as missed after a minute. */
const PERIOD = 5 * MINUTE;
/** Milliseconds after which a missing pod is shown as missing, plus time for the next evaluation. */
const SHOWN_AS_MISSING = 10_000 + 5_000;

const KINDS = {
  Deployment: {
    name: 'web',
    make: (replicas: number) => deployment({ metadata: { name: 'web', namespace: SHOP }, spec: { replicas } }),
  },
  StatefulSet: {
    name: 'db',
    make: (replicas: number) => statefulSet({ metadata: { name: 'db', namespace: SHOP }, spec: { replicas } }),
  },
  DaemonSet: {
    name: 'logs',
    make: (nodes: number) =>
      daemonSet({ metadata: { name: 'logs', namespace: SHOP }, status: { desiredNumberScheduled: nodes } }),
  },
} as const;
type Kind = keyof typeof KINDS;

type Turn =
  | { readonly do: 'scale'; readonly kind: Kind; readonly count: number }
  | { readonly do: 'delete workload'; readonly kind: Kind }
  | { readonly do: 'set'; readonly kind: Kind; readonly index: number; readonly isReady: boolean }
  | { readonly do: 'delete'; readonly kind: Kind; readonly index: number }
  | { readonly do: 'wait'; readonly ms: number }
  | { readonly do: 'fail'; readonly on: 'list' | 'watch'; readonly status: number; readonly times: number }
  | { readonly do: 'run' | 'bookmark' | 'end watches' | 'fail watches' | 'cut' };

const kind = fc.constantFrom(...(Object.keys(KINDS) as Kind[]));
const turn = <D extends Turn['do']>(name: D): { do: fc.Arbitrary<D> } => ({ do: fc.constant(name) });
const turns: fc.Arbitrary<Turn> = fc.oneof(
  { weight: 5, arbitrary: fc.record({ ...turn('scale'), kind, count: fc.nat(3) }) },
  { weight: 1, arbitrary: fc.record({ ...turn('delete workload'), kind }) },
  { weight: 8, arbitrary: fc.record({ ...turn('set'), kind, index: fc.nat(2), isReady: fc.boolean() }) },
  { weight: 4, arbitrary: fc.record({ ...turn('delete'), kind, index: fc.nat(2) }) },
  { weight: 4, arbitrary: fc.record({ ...turn('wait'), ms: fc.oneof(fc.nat(9_000), fc.nat(2 * PERIOD)) }) },
  {
    weight: 2,
    arbitrary: fc.record({
      ...turn('fail'),
      on: fc.constantFrom('list' as const, 'watch' as const),
      status: fc.constantFrom(401, 410, 429, 500, 503),
      times: fc.integer({ min: 1, max: 4 }),
    }),
  },
  {
    weight: 4,
    arbitrary: fc.record({ do: fc.constantFrom('run', 'run', 'bookmark', 'end watches', 'fail watches', 'cut') }),
  },
);

export class WorkloadModel {
  private readonly world = new ShieldedCluster({ env: { WATCH_WORKLOADS: 'true' } });
  private runs = 0;
  /** Unix milliseconds of the CronJob's last start. */
  private lastStart = 0;

  async play(story: readonly Turn[]): Promise<void> {
    const { cluster, clock } = this.world;
    this.lastStart = clock.now().wall;
    cluster.set(this.cronJob());
    await this.world.start();
    try {
      await this.world.until('the CronJob is shown', async () => (await this.world.shown()).has('shop/tick'));
      for (const one of story) {
        this.apply(one);
        await drainSockets();
      }
      await this.check();
    } finally {
      await this.world.stop();
    }
  }

  private apply(one: Turn): void {
    const { cluster, server, clock } = this.world;
    switch (one.do) {
      case 'scale':
        cluster.set(KINDS[one.kind].make(one.count));
        break;
      case 'delete workload':
        cluster.remove(one.kind, SHOP, KINDS[one.kind].name);
        for (const { metadata } of this.podsOf(one.kind)) cluster.delete(SHOP, metadata.name);
        break;
      case 'set':
        cluster.set(podFor(one.kind, one.index, one.isReady));
        break;
      case 'delete':
        cluster.delete(SHOP, podFor(one.kind, one.index, true).metadata.name);
        break;
      case 'wait':
        clock.advance(one.ms);
        break;
      case 'fail':
        server.faults.add({ on: one.on, times: one.times, answer: { status: one.status } });
        break;
      case 'run':
        this.run();
        break;
      case 'bookmark':
        server.bookmark();
        break;
      case 'end watches':
        server.endWatches();
        break;
      case 'fail watches':
        server.failWatches();
        break;
      case 'cut':
        server.cutConnections();
        break;
    }
  }

  /** The CronJob's controller starts the last due run, which completes. */
  private run(): void {
    const { cluster, clock } = this.world;
    const due = Math.floor(clock.now().wall / PERIOD) * PERIOD;
    if (due <= this.lastStart) return;
    this.lastStart = due;
    this.runs += 1;
    const ended = { terminated: { exitCode: 0, finishedAt: timestamp(clock.now().wall) } };
    const status = {
      phase: 'Succeeded' as const,
      containerStatuses: [{ name: 'app', ready: false, restartCount: 0, state: ended }],
    };
    const minute = due / MINUTE;
    cluster.set(podOf({ kind: 'CronJob', name: 'tick', minute }, { metadata: { namespace: SHOP }, status }));
    cluster.set(this.cronJob());
  }

  private cronJob(): ReturnType<typeof cronJob> {
    const status = this.runs === 0 ? {} : { lastScheduleTime: timestamp(this.lastStart) };
    return cronJob({ metadata: { name: 'tick', namespace: SHOP }, spec: { schedule: '*/5 * * * *' }, status });
  }

  private podsOf(kind: Kind): readonly ReturnType<ShieldedCluster['cluster']['pods']>[number][] {
    const names = new Set([0, 1, 2].map((index) => podFor(kind, index, true).metadata.name));
    return this.world.cluster.pods().filter(({ metadata }) => names.has(metadata.name));
  }

  /** Without faults, once missing pods are shown as missing. */
  private async check(): Promise<void> {
    const { server, clock } = this.world;
    server.faults.clear();
    const faults = async (): Promise<readonly string[]> => {
      const shown = await this.world.shown();
      return [
        ...(Object.keys(KINDS) as Kind[]).flatMap((each) => this.faultsOf(each, shown.get(`shop/${KINDS[each].name}`))),
        ...this.faultsOfRuns(shown.get('shop/tick')),
      ];
    };
    clock.advance(SHOWN_AS_MISSING);
    await drainSockets(20);
    let found: readonly string[] = [];
    await this.world
      .until('what is shown equals the cluster', async () => (found = await faults()).length === 0, 240_000, 2_000)
      .catch((cause: unknown) => {
        throw new Error(found.join('; '), { cause });
      });
  }

  private faultsOf(kind: Kind, shown: Shown | undefined): readonly string[] {
    const { cluster } = this.world;
    const workload = cluster.find(kind, SHOP, KINDS[kind].name) as
      | { readonly spec?: { replicas?: number }; readonly status?: { desiredNumberScheduled?: number } }
      | undefined;
    const pods = this.podsOf(kind);
    const desired =
      workload === undefined ? 0 : (workload.spec?.replicas ?? workload.status?.desiredNumberScheduled ?? 0);
    const ready = pods.filter(({ status }) => status.containerStatuses?.every((each) => each.ready) === true).length;
    const total = Math.max(pods.length, desired);
    const text =
      total === 0 ? /^(?:no pods|scaled to 0|no nodes)$/ : new RegExp(`^${ready}/${total} \\(0 restarts\\)$`);
    if (shown === undefined) return workload === undefined && pods.length === 0 ? [] : [`${kind} is not shown`];
    if (shown.state === 'stale') return [`${kind} is stale`];
    const isGreen = shown.color === 'green';
    return text.test(shown.status) && isGreen === (total > 0 && ready === total)
      ? []
      : [`${kind}: ${shown.status} ${shown.color}, but ${desired} pods desired, ${pods.length} exist, ${ready} ready`];
  }

  private faultsOfRuns(shown: Shown | undefined): readonly string[] {
    const { wall } = this.world.clock.now();
    const missed = Math.floor(this.lastStart / PERIOD) * PERIOD + PERIOD;
    const isOverdue = wall > missed + MINUTE;
    const expected = isOverdue ? /^overdue / : this.runs > 0 ? /^completed$/ : /^not run yet$/;
    const text = `${shown?.status ?? 'not shown'} ${shown?.color ?? ''}`;
    return expected.test(shown?.status ?? '') ? [] : [`tick: ${text}, ${isOverdue ? 'overdue' : `${this.runs} runs`}`];
  }
}

function podFor(kind: Kind, index: number, isReady: boolean): ReturnType<typeof podOf> {
  const status = {
    phase: 'Running' as const,
    conditions: [{ type: 'Ready', status: isReady ? ('True' as const) : ('False' as const) }],
    containerStatuses: [{ name: 'app', ready: isReady, restartCount: 0, started: true, state: { running: {} } }],
  };
  return podOf({ kind, name: KINDS[kind].name, index }, { metadata: { namespace: SHOP }, status });
}

export const workloadStories = fc.array(turns, { minLength: 3, maxLength: 25 });
