// What runs no pods and has a status all the same: nodes, of which one is cordoned now and then, and what a GitOps
// controller applies, which fails for a while when a commit is bad.
import { timestamp } from '../cluster/simulated-cluster.ts';
import { customType } from '../cluster/resource-types.ts';
import type { PlainObject, Stage } from './stage.ts';
import { MINUTE, NODES, timeBefore } from './workload-plan.ts';

export const KUSTOMIZATIONS = customType('kustomize.toolkit.fluxcd.io/v1', 'kustomizations', 'Kustomization');

export function showNodes(stage: Stage): void {
  const show = (name: string, unschedulable: boolean) => {
    stage.show(nodeOf(stage, name, unschedulable));
  };
  for (const name of NODES) show(name, false);
  const next = (count: number) => {
    const name = NODES[count % NODES.length] ?? '';
    stage.after(3 * MINUTE, () => {
      show(name, true);
      stage.after(CORDONED, () => {
        show(name, false);
      });
      next(count + 1);
    });
  };
  next(0);
}

function nodeOf(stage: Stage, name: string, unschedulable: boolean): PlainObject {
  const since = timestamp(timeBefore(stage, 100));
  const condition = (type: string, status: string, reason: string) => ({
    type,
    status,
    reason,
    lastHeartbeatTime: timestamp(stage.now()),
    lastTransitionTime: since,
  });
  return {
    kind: 'Node',
    metadata: { name, namespace: '', creationTimestamp: since },
    spec: { ...(unschedulable && { unschedulable }) },
    status: {
      nodeInfo: { kubeletVersion: 'v1.36.0', osImage: 'Debian GNU/Linux 13 (trixie)' },
      conditions: [
        condition('MemoryPressure', 'False', 'KubeletHasSufficientMemory'),
        condition('DiskPressure', 'False', 'KubeletHasNoDiskPressure'),
        condition('Ready', 'True', 'KubeletReady'),
      ],
    },
  };
}

/** Applied every minute from another commit; every fifth can't be. */
export function showKustomization(stage: Stage, namespace: string, name: string): void {
  const apply = (commit: number) => {
    const isGood = commit % 5 !== 0;
    const revision = `main@sha1:${(commit * 7919).toString(16).padStart(40, '0')}`;
    const ready = isGood
      ? { status: 'True', reason: 'ReconciliationSucceeded' }
      : { status: 'False', reason: 'BuildFailed' };
    stage.show({
      kind: 'Kustomization',
      metadata: { name, namespace, generation: 1, creationTimestamp: timestamp(timeBefore(stage, 60)) },
      spec: { interval: '10m', path: './apps', prune: true },
      status: {
        observedGeneration: 1,
        ...(isGood && { lastAppliedRevision: revision }),
        lastAttemptedRevision: revision,
        conditions: [{ type: 'Ready', ...ready, lastTransitionTime: timestamp(stage.now()), observedGeneration: 1 }],
      },
    });
    stage.after(2 * MINUTE, () => {
      apply(commit + 1);
    });
  };
  apply(1);
}

/** Milliseconds. */
const CORDONED = 45_000;
