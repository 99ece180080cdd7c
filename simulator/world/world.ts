// A small company's cluster with random events: rollouts, crashes, recoveries, scheduled jobs. Everything is determined by
// seed and start time; the size of steps makes no difference.
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
import { isPlain, type SimulatedObject, type Simulation } from './simulation.ts';
import { runWorkflow } from './workflow.ts';
import type { Workload } from './workload-plan.ts';

export interface WorldOptions {
  readonly seed: number;
  /** Unix milliseconds at which the simulation starts. */
  readonly start: number;
  /** Factor by which events are faster; CronJobs keep to the clock. */
  readonly speed?: number;
  /** Pods of about 20 kB, as real ones are, instead of lean ones. */
  readonly realistic?: boolean;
}

export class World {
  private readonly schedule: Schedule;
  private readonly simulation: Simulation;

  constructor(cluster: SimulatedCluster, { seed, start, speed = 1, realistic = false }: WorldOptions) {
    cluster.define(KUSTOMIZATIONS);
    cluster.define(CERTIFICATES);
    const schedule = new Schedule(start);
    const complete = realistic ? realisticObject : (lean: SimulatedObject) => lean;
    this.schedule = schedule;
    this.simulation = {
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

  /** Runs everything that is due until then, in order. */
  step(now: number): void {
    this.schedule.runUntil(now);
  }

  private begin(): void {
    const simulation = this.simulation;
    showUnmanagedPods(simulation);
    showNodes(simulation);
    showKustomization(simulation, 'platform', 'apps');
    showCertificates(simulation, 'shop', ['checkout-tls', 'web-tls']);
    for (const [namespace, name, companion] of HEALTHY)
      new Deployment(simulation, { namespace, name, replicas: 2, ...(companion && { companion }) });
    new PlacedSet(simulation, 'StatefulSet', {
      namespace: 'data',
      name: 'orders-db',
      replicas: 3,
      days: 40,
      restarts: 3,
    });
    new PlacedSet(simulation, 'DaemonSet', { namespace: 'platform', name: 'node-exporter', replicas: 4, days: 90 });
    for (const cron of CRON_JOBS) new CronJob(simulation, cron);
    this.failingWorkloads();
    this.randomEvents(this.changingWorkloads());
    this.tightQuota();
    this.oneOffs();
  }

  /** Never healthy, so that a demo always shows some problems. */
  private failingWorkloads(): void {
    new Deployment(this.simulation, { namespace: 'data', name: 'reports', replicas: 1, days: 0.2 }).crash(Infinity);
    new Deployment(this.simulation, { namespace: 'data', name: 'search', replicas: 2, short: true });
    new Deployment(this.simulation, {
      namespace: 'shop',
      name: 'recommendations',
      replicas: 2,
      days: 1.5,
      restarts: 4,
    });
  }

  private changingWorkloads(): readonly Workload[] {
    const simulation = this.simulation;
    return [
      new Deployment(simulation, { namespace: 'shop', name: 'web', replicas: 3, companion: 'mesh' }),
      new Deployment(simulation, { namespace: 'shop', name: 'checkout', replicas: 3, companion: 'sidecar' }),
      new Deployment(simulation, { namespace: 'staging', name: 'web', replicas: 1, companion: 'mesh' }),
      new Deployment(simulation, { namespace: 'staging', name: 'checkout', replicas: 1 }),
      new PlacedSet(simulation, 'StatefulSet', { namespace: 'shop', name: 'sessions', replicas: 2 }),
      new PlacedSet(simulation, 'DaemonSet', { namespace: 'platform', name: 'log-agent', replicas: 4 }),
    ];
  }

  /** Every few seconds a random event for one of them. */
  private randomEvents(workloads: readonly Workload[]): void {
    const { random } = this.simulation;
    this.simulation.after(random.between(4000, 15_000), () => {
      const workload = random.pick(workloads);
      const turn = random.next();
      if (turn < 0.42) workload.rollOut();
      else if (turn < 0.65) workload.crash(random.between(1, 3));
      else if (turn < 0.78) workload.releaseBrokenImage();
      else if (turn < 0.92) workload.failReadiness();
      else workload.losePodOverQuota(random.between(30_000, 60_000));
      this.randomEvents(workloads);
    });
  }

  /** A workload whose quota sometimes leaves no room for the extra pod of a rollout. */
  private tightQuota(): void {
    const simulation = this.simulation;
    const pricing = new Deployment(simulation, { namespace: 'shop', name: 'pricing', replicas: 3 });
    const next = () => {
      simulation.after(simulation.random.between(60_000, 120_000), () => {
        if (simulation.random.chance(0.5)) pricing.rollOutOverQuota();
        else pricing.losePodOverQuota(45_000);
        next();
      });
    };
    next();
  }

  /** Runs without a schedule, and a worker that is sometimes scaled to zero. */
  private oneOffs(): void {
    const simulation = this.simulation;
    const worker = new Deployment(simulation, { namespace: 'staging', name: 'batch-scorer', replicas: 1 });
    const next = (count: number) => {
      simulation.after(simulation.random.between(15_000, 40_000), () => {
        if (count % 3 === 0) runWorkflow(simulation, { namespace: 'data', name: 'train-model' }, 3);
        else if (count % 3 === 1) runJob(simulation, { namespace: 'shop', name: `db-migrate-${count}` }, 0.2);
        else worker.scaleToZero(30_000);
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
const HEALTHY = [
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

/** Pods without a controller: a static pod of the control plane, and a debug shell. */
function showUnmanagedPods(simulation: Simulation): void {
  const creationTimestamp = timestamp(simulation.now() - 100 * 24 * 3_600_000);
  const ownerReferences = [controlledBy('Node', 'control-1')];
  simulation.show(
    pod({
      metadata: { namespace: 'kube-system', name: 'kube-apiserver-control-1', creationTimestamp, ownerReferences },
    }),
  );
  simulation.show(pod({ metadata: { namespace: 'staging', name: 'debug-shell', creationTimestamp } }));
}
