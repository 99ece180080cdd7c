import { isPod, type StoredPod } from '../cluster/kubernetes-objects.ts';
import { keyOf, type ObjectChange, SimulatedCluster } from '../cluster/simulated-cluster.ts';
import { World, type WorldOptions } from './world.ts';

const START = Date.parse('2026-11-23T10:00:30Z');
const MINUTE = 60_000;

describe('a world', () => {
  it('has the same events for the same seed, however finely it is stepped', () => {
    expect(storyOf({ seed: 7 }, 1000)).toEqual(storyOf({ seed: 7 }, 7 * MINUTE));
    expect(storyOf({ seed: 7 }, MINUTE)).not.toEqual(storyOf({ seed: 8 }, MINUTE));
  });

  it.each([1, 2, 3])('has every kind of workload and every kind of failure within half an hour (seed %i)', (seed) => {
    const pods = podsOf(changesOf({ seed }, 5000, 30 * MINUTE));
    const owners = new Set(
      pods.flatMap(({ metadata }) => metadata.ownerReferences?.map(({ kind }) => kind) ?? ['none']),
    );
    expect([...owners].sort()).toEqual(['DaemonSet', 'Job', 'Node', 'ReplicaSet', 'StatefulSet', 'Workflow', 'none']);
    const reasons = new Set(pods.flatMap(reasonsOf));
    for (const reason of [
      'ContainerCreating',
      'CrashLoopBackOff',
      'ImagePullBackOff',
      'Unschedulable',
      'Completed',
      'Error',
    ]) {
      expect(reasons).toContain(reason);
    }
    expect(new Set(pods.map(({ status }) => status.phase))).toEqual(
      new Set(['Pending', 'Running', 'Succeeded', 'Failed']),
    );
    expect(pods.some((pod) => pod.metadata.deletionTimestamp)).toBe(true);
    expect(pods.some((pod) => pod.spec.initContainers?.[0]?.restartPolicy === 'Always')).toBe(true);
    expect(pods.some((pod) => pod.spec.containers[0]?.name === 'istio-proxy')).toBe(true);
  });

  it('names objects as controllers do', () => {
    const names = podsOf(changesOf({ seed: 1 }, MINUTE, 10 * MINUTE)).map(({ metadata }) => metadata.name);
    expect(names).toContainEqual(expect.stringMatching(/^web-[a-z0-9]{9,10}-[a-z0-9]{5}$/));
    expect(names).toContainEqual(expect.stringMatching(/^newsletter-299238\d\d-[a-z0-9]{5}$/));
    expect(names).toContain('sessions-0');
  });

  it('leaves some services healthy all the time', () => {
    const cluster = new SimulatedCluster();
    const world = new World(cluster, { seed: 3, start: START });
    for (let time = START; time < START + 20 * MINUTE; time += 1000) {
      world.step(time);
      const pods = cluster.pods().filter(({ metadata }) => /^(cart|catalog|grafana)-/.test(metadata.name));
      const statuses = pods.flatMap(({ status }) => status.containerStatuses ?? []);
      expect([pods.length, statuses.every(({ ready }) => ready)]).toEqual([6, true]);
    }
  });

  it('keeps the cluster small: finished pods are cleaned up', () => {
    const cluster = new SimulatedCluster();
    const world = new World(cluster, { seed: 5, start: START });
    for (let hour = 1; hour <= 6; hour += 1) {
      world.step(START + hour * 60 * MINUTE);
      expect(cluster.pods().length).toBeLessThan(90);
    }
  });

  it('keeps the restart count as long as the pod exists', () => {
    const restarts = new Map<string, number>();
    for (const pod of podsOf(changesOf({ seed: 2 }, 5000, 20 * MINUTE))) {
      const [status] = pod.status.containerStatuses ?? [];
      const key = pod.metadata.uid;
      if (restarts.has(key)) expect(status?.restartCount).toBeGreaterThanOrEqual(restarts.get(key) ?? 0);
      if (status) restarts.set(key, status.restartCount);
    }
    expect(Math.max(...restarts.values())).toBeGreaterThan(5);
  });

  it('runs faster when configured', () => {
    const usual = changesOf({ seed: 4 }, MINUTE, 5 * MINUTE).length;
    expect(changesOf({ seed: 4, speed: 5 }, MINUTE, 5 * MINUTE).length).toBeGreaterThan(2 * usual);
  });

  it('has pods of about 20 kB when they are to be realistic, with the same events', () => {
    const cluster = new SimulatedCluster();
    const world = new World(cluster, { seed: 6, start: START, realistic: true });
    world.step(START + MINUTE);
    const sizes = cluster.pods().map((pod) => JSON.stringify(pod).length);
    const mean = sizes.reduce((total, size) => total + size, 0) / sizes.length;
    expect(mean).toBeGreaterThan(17_000);
    expect(mean).toBeLessThan(24_000);
  });
});

/** The pods of all changes. */
function podsOf(changes: readonly ObjectChange[]): readonly StoredPod[] {
  return changes.map(({ object }) => object).filter(isPod);
}

function changesOf(options: Omit<WorldOptions, 'start'>, step: number, length: number): readonly ObjectChange[] {
  const cluster = new SimulatedCluster();
  const changes: ObjectChange[] = [];
  cluster.subscribe((change) => changes.push(change));
  const world = new World(cluster, { ...options, start: START });
  for (let time = START; time <= START + length; time += step) world.step(time);
  return changes;
}

function storyOf(options: Omit<WorldOptions, 'start'>, step: number): readonly string[] {
  const changes = changesOf(options, step, 7 * MINUTE);
  return changes.map(
    ({ type, version, object }) => `${version} ${type} ${keyOf(object)} ${JSON.stringify(object.status)}`,
  );
}

function reasonsOf({ status }: StoredPod): readonly (string | undefined)[] {
  const states = (status.containerStatuses ?? []).map(
    ({ state }) => state?.waiting?.reason ?? state?.terminated?.reason,
  );
  return [...states, ...(status.conditions ?? []).map(({ reason }) => reason)];
}
