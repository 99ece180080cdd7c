// What runs no pods and has a status all the same: nodes, of which one is cordoned now and then; what a GitOps controller
// applies, which fails for a while when a commit is bad; and certificates, of which one expires now and then.
import { createHash } from 'node:crypto';
import { timestamp } from '../cluster/simulated-cluster.ts';
import { customType } from '../cluster/resource-types.ts';
import type { PlainObject, Stage } from './stage.ts';
import { MINUTE, NODES, timeBefore } from './workload-plan.ts';

export const KUSTOMIZATIONS = customType('kustomize.toolkit.fluxcd.io/v1', 'kustomizations', 'Kustomization');

export const CERTIFICATES = customType('cert-manager.io/v1', 'certificates', 'Certificate');

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
    const revision = revisionOf(commit);
    const ready = isGood
      ? { status: 'True', reason: 'ReconciliationSucceeded' }
      : { status: 'False', reason: 'BuildFailed' };
    stage.show({
      kind: 'Kustomization',
      metadata: { name, namespace, generation: 1, creationTimestamp: timestamp(timeBefore(stage, 60)) },
      spec: { interval: '10m', path: './apps', prune: true },
      status: {
        observedGeneration: 1,
        lastAppliedRevision: isGood ? revision : revisionOf(commit - 1),
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

function revisionOf(commit: number): string {
  return `main@sha1:${createHash('sha1').update(String(commit)).digest('hex')}`;
}

/** Valid ones; the last can't be renewed in time every four minutes, and is issued again a while later. */
export function showCertificates(stage: Stage, namespace: string, names: readonly string[]): void {
  for (const name of names) stage.show(certificateOf(stage, { namespace, name }, ISSUED, 60));
  const unlucky = { namespace, name: names.at(-1) ?? 'tls' };
  const expireLater = () => {
    stage.after(3 * MINUTE, () => {
      stage.show(certificateOf(stage, unlucky, EXPIRED, 0));
      stage.after(EXPIRED_FOR, () => {
        stage.show(certificateOf(stage, unlucky, ISSUING, 0));
        stage.after(ISSUED_AFTER, () => {
          stage.show(certificateOf(stage, unlucky, ISSUED, 0));
          expireLater();
        });
      });
    });
  };
  expireLater();
}

type CertificateCondition = readonly [type: string, status: string, reason: string];

const ISSUED: readonly CertificateCondition[] = [['Ready', 'True', 'Ready']];
const EXPIRED: readonly CertificateCondition[] = [['Ready', 'False', 'Expired']];
const ISSUING: readonly CertificateCondition[] = [...EXPIRED, ['Issuing', 'True', 'Renewing']];

/** `since`: days ago. */
function certificateOf(
  stage: Stage,
  { namespace, name }: { readonly namespace: string; readonly name: string },
  conditions: readonly CertificateCondition[],
  since: number,
): PlainObject {
  const lastTransitionTime = timestamp(since === 0 ? stage.now() : timeBefore(stage, since));
  return {
    kind: 'Certificate',
    metadata: { name, namespace, generation: 1, creationTimestamp: timestamp(timeBefore(stage, 90)) },
    spec: {
      secretName: name,
      dnsNames: [`${name}.example.com`],
      issuerRef: { name: 'letsencrypt', kind: 'ClusterIssuer' },
    },
    status: {
      notAfter: timestamp(timeBefore(stage, conditions === ISSUED ? -30 : 0)),
      revision: 1,
      conditions: conditions.map(([type, status, reason]) => ({
        type,
        status,
        reason,
        lastTransitionTime,
        observedGeneration: 1,
      })),
    },
  };
}

/** Milliseconds. */
const CORDONED = 45_000;
const EXPIRED_FOR = 2 * MINUTE;
const ISSUED_AFTER = 20_000;
