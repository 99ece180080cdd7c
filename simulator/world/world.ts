// A small company's cluster that lives by itself: it rolls out, crashes, recovers, and runs its nightly jobs. All of
// it follows from the seed and the moment it begins; how finely it is stepped makes no difference.
import { isPod, kindOf, type KubernetesObject } from '../cluster/kubernetes-objects.ts';
import { controlledBy, pod } from '../cluster/pod.ts';
import { realisticPod } from '../cluster/realistic-pod.ts';
import { realisticWorkload } from '../cluster/realistic-workload.ts';
import { type SimulatedCluster, timestamp } from '../cluster/simulated-cluster.ts';
import { CERTIFICATES, KUSTOMIZATIONS, showCertificates, showKustomization, showNodes } from './cluster-objects.ts';
import { CronJob } from './cron-job.ts';
import { Deployment } from './deployment.ts';
import { runJob } from './job.ts';
import { PlacedSet } from './placed-set.ts';
import { Random } from './random.ts';
import { Schedule } from './schedule.ts';
import { isPlain, type SimulatedObject, type Stage } from './stage.ts';
import { runWorkflow } from './workflow.ts';
import type { Workload } from './workload-plan.ts';

export interface WorldOptions {
  readonly seed: number;
  /** Unix milliseconds at which the story begins. */
  readonly start: number;
  /** How much faster than usual things happen; CronJobs keep to the clock. */
  readonly speed?: number;
  /** Pods of about 20 kB, as real ones are, instead of lean ones. */
  readonly realistic?: boolean;
}

export class World {
  private readonly schedule: Schedule;
  private readonly stage: Stage;

  constructor(cluster: SimulatedCluster, { seed, start, speed = 1, realistic = false }: WorldOptions) {
    cluster.define(KUSTOMIZATIONS);
    cluster.define(CERTIFICATES);
    const schedule = new Schedule(start);
    const complete = realistic ? realisticObject : (lean: SimulatedObject) => lean;
    this.schedule = schedule;
    this.stage = {
      random: new Random(seed),
      now: () => schedule.now,
      after: (ms, act) => {
        schedule.at(schedule.now + ms / speed, act);
      },
      at: (time, act) => {
        schedule.at(time, act);
      },
      show: (shown) => {
        cluster.set(complete(shown));
      },
      remove: (last) => {
        cluster.remove(kindOf(last), last.metadata.namespace, last.metadata.name, complete(last));
      },
    };
    this.begin();
  }

  /** Plays everything that is due until then, in order. */
  step(now: number): void {
    this.schedule.playUntil(now);
  }

  private begin(): void {
    const stage = this.stage;
    showBystanders(stage);
    showNodes(stage);
    showKustomization(stage, 'platform', 'apps');
    showCertificates(stage, 'shop', ['checkout-tls', 'web-tls']);
    for (const [namespace, name, companion] of CALM)
      new Deployment(stage, { namespace, name, replicas: 2, ...(companion && { companion }) });
    new PlacedSet(stage, 'StatefulSet', { namespace: 'data', name: 'orders-db', replicas: 3, days: 40, restarts: 3 });
    new PlacedSet(stage, 'DaemonSet', { namespace: 'platform', name: 'node-exporter', replicas: 4, days: 90 });
    for (const cron of CRON_JOBS) new CronJob(stage, cron);
    this.troubles();
    this.drama(this.actors());
    this.tightQuota();
    this.oneOffs();
  }

  /** Never well, so that there is always something to see. */
  private troubles(): void {
    new Deployment(this.stage, { namespace: 'data', name: 'reports', replicas: 1, days: 0.2 }).crash(Infinity);
    new Deployment(this.stage, { namespace: 'data', name: 'search', replicas: 2, short: true });
    new Deployment(this.stage, { namespace: 'shop', name: 'recommendations', replicas: 2, days: 1.5, restarts: 4 });
  }

  private actors(): readonly Workload[] {
    const stage = this.stage;
    return [
      new Deployment(stage, { namespace: 'shop', name: 'web', replicas: 3, companion: 'mesh' }),
      new Deployment(stage, { namespace: 'shop', name: 'checkout', replicas: 3, companion: 'sidecar' }),
      new Deployment(stage, { namespace: 'staging', name: 'web', replicas: 1, companion: 'mesh' }),
      new Deployment(stage, { namespace: 'staging', name: 'checkout', replicas: 1 }),
      new PlacedSet(stage, 'StatefulSet', { namespace: 'shop', name: 'sessions', replicas: 2 }),
      new PlacedSet(stage, 'DaemonSet', { namespace: 'platform', name: 'log-agent', replicas: 4 }),
    ];
  }

  /** Every few seconds something happens to one of them. */
  private drama(actors: readonly Workload[]): void {
    const { random } = this.stage;
    this.stage.after(random.between(4000, 15_000), () => {
      const actor = random.pick(actors);
      const turn = random.next();
      if (turn < 0.42) actor.rollOut();
      else if (turn < 0.65) actor.crash(random.between(1, 3));
      else if (turn < 0.78) actor.fumble();
      else if (turn < 0.92) actor.waver();
      else actor.starve(random.between(30_000, 60_000));
      this.drama(actors);
    });
  }

  /** A namespace whose quota leaves no room for a rollout's extra pod now and then. */
  private tightQuota(): void {
    const stage = this.stage;
    const pricing = new Deployment(stage, { namespace: 'shop', name: 'pricing', replicas: 3 });
    const next = () => {
      stage.after(stage.random.between(60_000, 120_000), () => {
        if (stage.random.chance(0.5)) pricing.jam();
        else pricing.starve(45_000);
        next();
      });
    };
    next();
  }

  /** Runs without a schedule, and a worker that is sometimes scaled to zero. */
  private oneOffs(): void {
    const stage = this.stage;
    const worker = new Deployment(stage, { namespace: 'staging', name: 'batch-scorer', replicas: 1 });
    const next = (count: number) => {
      stage.after(stage.random.between(15_000, 40_000), () => {
        if (count % 3 === 0) runWorkflow(stage, { namespace: 'data', name: 'train-model' }, 3);
        else if (count % 3 === 1) runJob(stage, { namespace: 'shop', name: `db-migrate-${count}` }, 0.2);
        else worker.rest(30_000);
        next(count + 1);
      });
    };
    next(0);
  }
}

function realisticObject(lean: SimulatedObject): KubernetesObject {
  if (isPod(lean)) return realisticPod(lean);
  return isPlain(lean) ? lean : realisticWorkload(lean);
}

/** Always healthy. */
const CALM = [
  ['shop', 'cart', 'sidecar'],
  ['shop', 'catalog', 'mesh'],
  ['platform', 'ingress', undefined],
  ['platform', 'grafana', undefined],
  ['kube-system', 'coredns', undefined],
] as const;

const CRON_JOBS = [
  { namespace: 'shop', name: 'newsletter', minutes: 1 },
  { namespace: 'shop', name: 'invoice-export', minutes: 2, failure: 0.5 },
  { namespace: 'platform', name: 'renew-certificates', minutes: 5 },
  { namespace: 'data', name: 'export-orders', minutes: 1, missed: 5 },
];

/** Pods that no controller made: a control plane's static pod, and somebody's shell. */
function showBystanders(stage: Stage): void {
  const creationTimestamp = timestamp(stage.now() - 100 * 24 * 3_600_000);
  const ownerReferences = [controlledBy('Node', 'control-1')];
  stage.show(
    pod({
      metadata: { namespace: 'kube-system', name: 'kube-apiserver-control-1', creationTimestamp, ownerReferences },
    }),
  );
  stage.show(pod({ metadata: { namespace: 'staging', name: 'debug-shell', creationTimestamp } }));
}
