import fc from 'fast-check';
import { pod } from './pod.ts';
import { keyOf, type ObjectChange, SimulatedCluster } from './simulated-cluster.ts';

describe('a cluster', () => {
  it('gives every change the next version, and keeps uid and creation of a pod that changes', () => {
    const cluster = new SimulatedCluster({ now: () => Date.parse('2026-11-23T10:00:00.900Z') });
    const [added, changed] = [cluster.set(pod()), cluster.set(pod({ status: { phase: 'Failed' } }))];
    expect(Number(changed.metadata.resourceVersion)).toBe(Number(added.metadata.resourceVersion) + 1);
    expect(changed.metadata.uid).toBe(added.metadata.uid);
    expect(added.metadata.creationTimestamp).toBe('2026-11-23T10:00:00Z');
    cluster.delete('default', 'web-0');
    expect(cluster.set(pod()).metadata.uid).not.toBe(added.metadata.uid);
  });

  it('returns the deleted object, if there was one', () => {
    const cluster = new SimulatedCluster();
    cluster.set(pod());
    const changes = recorded(cluster);
    expect(cluster.delete('default', 'web-0', pod({ status: { phase: 'Failed' } }))).toBe(true);
    expect(cluster.delete('default', 'web-0')).toBe(false);
    expect(changes).toMatchObject([
      { type: 'DELETED', object: { status: { phase: 'Failed' } }, version: cluster.version },
    ]);
  });

  it('has its state at every version of its history, and can be restored to it', () => {
    const step = fc.record({ name: fc.constantFrom('a', 'b', 'c'), remove: fc.boolean() });
    const check = fc.property(fc.array(step, { maxLength: 30 }), fc.nat(30), (steps, back) => {
      const cluster = new SimulatedCluster();
      const states = new Map([[cluster.version, cluster.pods()]]);
      for (const { name, remove } of steps) {
        if (remove) cluster.delete('default', name);
        else cluster.set(pod({ metadata: { name } }));
        states.set(cluster.version, cluster.pods());
      }
      for (const [version, pods] of states) expect(cluster.podsAt(version)).toEqual(pods);
      const [version, pods] = [...states].at(-(back % states.size) - 1) ?? [0, []];
      cluster.restoreTo(version);
      expect([cluster.version, cluster.pods()]).toEqual([version, pods]);
    });
    fc.assert(check, { numRuns: 50 });
  });

  it('keeps a bounded history: older versions are too old', () => {
    const cluster = new SimulatedCluster({ history: 10 });
    const start = cluster.version;
    for (let at = 0; at < 100; at += 1) cluster.set(pod({ metadata: { name: `p-${at}` } }));
    expect(cluster.changesSince(start)).toBeUndefined();
    expect(cluster.podsAt(start)).toBeUndefined();
    expect(cluster.changesSince(cluster.version - 10)).toHaveLength(10);
    expect(() => {
      cluster.restoreTo(start);
    }).toThrow(RangeError);
  });

  it('lists by namespace and name', () => {
    const cluster = new SimulatedCluster();
    for (const [namespace, name] of [
      ['b', 'a'],
      ['a', 'z'],
      ['a-b', 'c'],
      ['a', 'b'],
    ]) {
      cluster.set(pod({ metadata: { namespace: namespace ?? '', name: name ?? '' } }));
    }
    expect(cluster.pods().map(keyOf)).toEqual(['a-b/c', 'a/b', 'a/z', 'b/a']);
  });
});

function recorded(cluster: SimulatedCluster): readonly ObjectChange[] {
  const changes: ObjectChange[] = [];
  cluster.subscribe((change) => changes.push(change));
  return changes;
}
