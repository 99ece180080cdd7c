// The workloads of the simulated world: each status agrees with the existing pods, and failures are reported as real
// controllers do.
import { isPod, type StoredObject, type StoredPod } from '../cluster/kubernetes-objects.ts';
import { SimulatedCluster, type ObjectChange } from '../cluster/simulated-cluster.ts';
import type {
  CronJobObject,
  DaemonSetObject,
  DeploymentObject,
  JobObject,
  StatefulSetObject,
  WorkloadCondition,
} from '../cluster/workload-objects.ts';
import { CronJob } from './cron-job.ts';
import { Deployment } from './deployment.ts';
import { Job } from './job.ts';
import { PlacedSet } from './placed-set.ts';
import { Random } from './random.ts';
import { Schedule } from './schedule.ts';
import type { Simulation } from './simulation.ts';
import { World } from './world.ts';

const START = Date.parse('2026-11-23T10:00:30Z');
const SECOND = 1000;
const MINUTE = 60_000;

let cluster: SimulatedCluster;
let schedule: Schedule;
let simulation: Simulation;

beforeEach(() => {
  cluster = new SimulatedCluster({ now: () => schedule.now });
  schedule = new Schedule(START);
  simulation = {
    random: new Random(1),
    now: () => schedule.now,
    after: (ms, act) => {
      schedule.at(schedule.now + ms, act);
    },
    at: (time, act) => {
      schedule.at(time, act);
    },
    show: (object) => {
      cluster.set(object);
    },
    remove: ({ kind = 'Pod', metadata }) => {
      cluster.remove(kind, metadata.namespace, metadata.name);
    },
  };
});

function play(ms: number): void {
  schedule.runUntil(schedule.now + ms);
}

describe('a Deployment', () => {
  const plan = { namespace: 'shop', name: 'web', replicas: 3 };
  const shown = () => only('Deployment');
  const condition = (type: string): WorkloadCondition | undefined =>
    shown().status.conditions?.find((known) => known.type === type);

  it('begins complete and available', () => {
    new Deployment(simulation, plan);
    expect(shown()).toMatchObject({
      metadata: { generation: 1 },
      spec: { replicas: 3 },
      status: { observedGeneration: 1, replicas: 3, updatedReplicas: 3, readyReplicas: 3, availableReplicas: 3 },
    });
    expect(condition('Available')).toMatchObject({ status: 'True', reason: 'MinimumReplicasAvailable' });
    expect(condition('Progressing')).toMatchObject({ status: 'True', reason: 'NewReplicaSetAvailable' });
  });

  it('rolls out under the next generation, which its status observes a moment later', () => {
    const generations: unknown[] = [];
    new Deployment(simulation, plan).rollOut();
    cluster.subscribe(({ kind, object }) => {
      const { status } = object as unknown as DeploymentObject;
      if (kind === 'Deployment') generations.push([object.metadata.generation, status.observedGeneration]);
    });
    expect(shown()).toMatchObject({ metadata: { generation: 2 }, status: { observedGeneration: 1 } });
    play(SECOND);
    expect(shown()).toMatchObject({ status: { observedGeneration: 2, replicas: 4, updatedReplicas: 1 } });
    expect(condition('Progressing')?.reason).toBe('ReplicaSetUpdated');
    play(MINUTE);
    expect(shown()).toMatchObject({ status: { replicas: 3, updatedReplicas: 3, readyReplicas: 3 } });
    expect(condition('Progressing')?.reason).toBe('NewReplicaSetAvailable');
  });

  it('with a pod refused by quota reports that, and keeps its complete rollout: no deadline is reported', () => {
    new Deployment(simulation, plan).losePodOverQuota(2 * MINUTE);
    play(MINUTE);
    expect(podsOf('web')).toHaveLength(2);
    expect(shown().status).toMatchObject({ readyReplicas: 2, unavailableReplicas: 1 });
    expect(condition('ReplicaFailure')).toMatchObject({ status: 'True', reason: 'FailedCreate' });
    expect(condition('ReplicaFailure')?.message).toContain('exceeded quota');
    expect(condition('Available')?.status).toBe('False');
    expect(condition('Progressing')?.reason).toBe('NewReplicaSetAvailable');
    play(2 * MINUTE);
    expect(shown().status).toMatchObject({ readyReplicas: 3 });
    expect(condition('ReplicaFailure')).toBeUndefined();
  });

  it("whose rollout doesn't fit passes its progress deadline while the old pods serve", () => {
    new Deployment(simulation, plan).rollOutOverQuota();
    play(SECOND);
    expect(condition('ReplicaFailure')?.status).toBe('True');
    expect(condition('Progressing')?.status).toBe('True');
    play(MINUTE);
    expect(condition('Progressing')).toMatchObject({ status: 'False', reason: 'ProgressDeadlineExceeded' });
    expect(shown().status).toMatchObject({ replicas: 3, readyReplicas: 3, updatedReplicas: 0 });
    play(3 * MINUTE);
    expect(condition('Progressing')?.reason).toBe('NewReplicaSetAvailable');
    expect(shown().status).toMatchObject({ replicas: 3, readyReplicas: 3, updatedReplicas: 3 });
  });

  it('rolls a bad release back under a new generation', () => {
    const deployment = new Deployment(simulation, plan);
    deployment.releaseBrokenImage();
    play(10 * SECOND);
    expect(shown().status).toMatchObject({ replicas: 4, readyReplicas: 3, updatedReplicas: 1 });
    play(MINUTE);
    expect(shown()).toMatchObject({ metadata: { generation: 3 }, status: { replicas: 3, updatedReplicas: 3 } });
  });

  it('that is scaled to 0 desires 0 before its pods are gone', () => {
    new Deployment(simulation, plan).scaleToZero(MINUTE);
    expect([shown().spec.replicas, podsOf('web').length]).toEqual([0, 3]);
    play(10 * SECOND);
    expect([shown().status.replicas, podsOf('web').length]).toEqual([0, 0]);
    play(2 * MINUTE);
    expect([shown().spec.replicas, shown().status.readyReplicas]).toEqual([3, 3]);
  });
});

describe('a StatefulSet', () => {
  const plan = { namespace: 'data', name: 'db', replicas: 3 };
  const shown = () => only('StatefulSet');

  it('rolls out from the last ordinal to the first, between two revisions', () => {
    new PlacedSet(simulation, 'StatefulSet', plan).rollOut();
    const { currentRevision } = shown().status;
    const replaced: string[] = [];
    cluster.subscribe((change) => {
      if (change.kind === 'Pod' && change.type === 'ADDED') replaced.push(change.object.metadata.name);
    });
    play(8 * SECOND);
    expect(shown().status).toMatchObject({ currentRevision });
    expect(shown().status.updateRevision).not.toBe(currentRevision);
    play(2 * MINUTE);
    expect(replaced).toEqual(['db-2', 'db-1', 'db-0']);
    expect(shown().status).toMatchObject({ readyReplicas: 3, updatedReplicas: 3 });
    expect(shown().status.currentRevision).toBe(shown().status.updateRevision);
  });

  it('sets no condition when quota refuses a pod', () => {
    new PlacedSet(simulation, 'StatefulSet', plan).losePodOverQuota(MINUTE);
    play(30 * SECOND);
    expect(shown().status).toMatchObject({ replicas: 2, readyReplicas: 2 });
    expect(shown().status['conditions']).toBeUndefined();
    play(MINUTE);
    expect(shown().status).toMatchObject({ replicas: 3, readyReplicas: 3 });
  });
});

it('a DaemonSet desires a pod on every node, whatever quota allows', () => {
  const shown = () => only('DaemonSet');
  new PlacedSet(simulation, 'DaemonSet', { namespace: 'platform', name: 'agent', replicas: 4 }).losePodOverQuota(
    MINUTE,
  );
  play(30 * SECOND);
  expect(shown().status).toMatchObject({
    desiredNumberScheduled: 4,
    currentNumberScheduled: 3,
    numberReady: 3,
    numberUnavailable: 1,
  });
  expect(new Set(podsOf('agent').map(({ spec }) => spec.nodeName)).size).toBe(3);
});

describe('a Job', () => {
  const shown = () => only('Job');
  const run = (failure: number) => {
    new Job(simulation, { namespace: 'shop', name: 'migrate', job: 'migrate', failure }).run(() => undefined);
  };
  const types = () => shown().status.conditions?.map(({ type }) => type);

  it('becomes Complete after SuccessCriteriaMet', () => {
    run(0);
    expect(shown().status).toMatchObject({ startTime: '2026-11-23T10:00:30Z' });
    play(MINUTE);
    expect(shown().status).toMatchObject({ succeeded: 1, ready: 0 });
    expect(shown().status.completionTime).toBeDefined();
    expect(types()).toEqual(['SuccessCriteriaMet', 'Complete']);
  });

  it('backs off between attempts, and fails at its backoffLimit', () => {
    run(1);
    play(22 * SECOND);
    expect(shown().status.failed).toBe(1);
    expect(types()).toBeUndefined();
    play(MINUTE);
    expect(shown().status).toMatchObject({ failed: 2 });
    expect(shown().status.conditions?.[1]).toMatchObject({ type: 'Failed', reason: 'BackoffLimitExceeded' });
    expect(shown().status.completionTime).toBeUndefined();
  });
});

describe('a CronJob', () => {
  const shown = () => only('CronJob');

  it('names its Jobs after the minute, lists the active ones, and notes both times', () => {
    new CronJob(simulation, { namespace: 'shop', name: 'report', minutes: 1 });
    expect(shown().status).toMatchObject({ lastScheduleTime: '2026-11-23T10:00:00Z' });
    play(31 * SECOND);
    const minute = Date.parse('2026-11-23T10:01:00Z') / MINUTE;
    expect(shown().status).toMatchObject({
      lastScheduleTime: '2026-11-23T10:01:00Z',
      active: [{ kind: 'Job', name: `report-${minute}` }],
    });
    const job = cluster.find('Job', 'shop', `report-${minute}`);
    expect(job?.metadata.ownerReferences).toMatchObject([{ kind: 'CronJob', name: 'report', uid: uid() }]);
    play(25 * SECOND);
    expect(shown().status.active).toBeUndefined();
    expect(Date.parse(shown().status.lastSuccessfulTime ?? '')).toBeGreaterThan(minute * MINUTE);
    expect(cluster.objects('Job').length).toBeLessThanOrEqual(3);
  });

  it('may miss starts for a while', () => {
    new CronJob(simulation, { namespace: 'shop', name: 'report', minutes: 1, missed: 5 });
    const gaps: number[] = [];
    for (let minute = 0; minute < 20; minute += 1) {
      play(MINUTE);
      gaps.push((schedule.now - Date.parse(shown().status.lastScheduleTime ?? '')) / MINUTE);
    }
    expect(Math.max(...gaps)).toBeGreaterThan(5);
    expect(Math.min(...gaps)).toBeLessThan(1);
  });

  const uid = () => cluster.find('CronJob', 'shop', 'report')?.metadata.uid;
});

describe('in the whole world', () => {
  it.each([1, 2, 3])('every status agrees with the pods a moment later (seed %i)', (seed) => {
    const world = new World(cluster, { seed, start: START });
    for (let time = START; time < START + 10 * MINUTE; time += 1700) {
      const before = cluster.version;
      world.step(time);
      world.step(time + 200);
      const unsettled = new Set(cluster.changesSince(before)?.map(serviceOf));
      for (const object of cluster.objects('Deployment')) {
        if (unsettled.has(serviceOf({ object }))) continue;
        const { status } = object as unknown as DeploymentObject;
        const pods = cluster.pods().filter((pod) => serviceOf({ object: pod }) === serviceOf({ object }));
        const serving = pods.filter(({ metadata }) => metadata.deletionTimestamp === undefined);
        expect([status.replicas, status.readyReplicas]).toEqual([serving.length, serving.filter(isReady).length]);
      }
    }
  });

  it('shows a quota refusal, a stuck rollout and a missed start within a quarter of an hour', () => {
    const reasons = new Set<string | undefined>();
    let missed = 0;
    const world = new World(cluster, { seed: 1, start: START });
    cluster.subscribe(({ kind, object }: ObjectChange) => {
      const { conditions } = object.status as { conditions?: readonly WorkloadCondition[] };
      if (kind === 'Deployment') for (const { reason } of conditions ?? []) reasons.add(reason);
    });
    for (let time = START; time < START + 15 * MINUTE; time += 5 * SECOND) {
      world.step(time);
      const { status } = cluster.find('CronJob', 'data', 'export-orders') as unknown as CronJobObject;
      missed = Math.max(missed, time - Date.parse(status.lastScheduleTime ?? ''));
    }
    expect([...reasons]).toEqual(expect.arrayContaining(['FailedCreate', 'ProgressDeadlineExceeded']));
    expect(missed).toBeGreaterThan(4 * MINUTE);
  });

  it('cordons a node now and then, applies a commit that is bad, and lets a certificate expire', () => {
    const [cordoned, reasons, expired] = [new Set<string>(), new Set<string | undefined>(), new Set<string>()];
    const world = new World(cluster, { seed: 1, start: START });
    cluster.subscribe(({ kind, object }) => {
      if (kind === 'Node' && object.spec && 'unschedulable' in object.spec) cordoned.add(object.metadata.name);
      const { conditions } = object.status as { conditions?: readonly WorkloadCondition[] };
      if (kind === 'Kustomization') reasons.add(conditions?.[0]?.reason);
      if (kind === 'Certificate' && conditions?.[0]?.reason === 'Expired') expired.add(object.metadata.name);
    });
    world.step(START + 15 * MINUTE);
    expect(cordoned.size).toBe(4);
    expect([...reasons].sort()).toEqual(['BuildFailed', 'ReconciliationSucceeded']);
    expect([...expired]).toEqual(['web-tls']);
    expect(cluster.objects('Node')).toHaveLength(4);
  });

  it('has workloads of real size when they are to be realistic', () => {
    new World(cluster, { seed: 1, start: START, realistic: true });
    const sizes = cluster.objects('Deployment').map((object) => JSON.stringify(object).length);
    expect(Math.min(...sizes)).toBeGreaterThan(10_000);
  });
});

interface Workloads {
  readonly Deployment: DeploymentObject;
  readonly StatefulSet: StatefulSetObject;
  readonly DaemonSet: DaemonSetObject;
  readonly Job: JobObject;
  readonly CronJob: CronJobObject;
}

function only<K extends keyof Workloads>(kind: K): Workloads[K] {
  const [object, ...others] = cluster.objects(kind);
  expect(others).toEqual([]);
  return object as unknown as Workloads[K];
}

function podsOf(service: string): readonly StoredPod[] {
  return cluster.pods().filter((pod) => serviceOf({ object: pod }).endsWith(`/${service}`));
}

function serviceOf({ object }: { readonly object: StoredObject }): string {
  return `${object.metadata.namespace}/${object.metadata.labels?.['app.kubernetes.io/name'] ?? ''}`;
}

function isReady(object: StoredObject): boolean {
  return (
    isPod(object) && (object.status.conditions ?? []).some(({ type, status }) => type === 'Ready' && status === 'True')
  );
}
