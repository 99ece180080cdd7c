// Objects without pods: nodes, of which one is cordoned now and then; a Kustomization, which fails for a while when a
// commit is bad; and certificates, of which one expires now and then.
import { createHash } from 'node:crypto';
import { timestamp } from '../cluster/simulated-cluster.ts';
import { customType } from '../cluster/resource-types.ts';
import type { PlainObject, Simulation } from './simulation.ts';
import { MINUTE, NODES, timeBefore } from './workload-plan.ts';

export const KUSTOMIZATIONS = customType('kustomize.toolkit.fluxcd.io/v1', 'kustomizations', 'Kustomization');

export const CERTIFICATES = customType('cert-manager.io/v1', 'certificates', 'Certificate');

export function showNodes(simulation: Simulation): void {
  const show = (name: string, unschedulable: boolean) => {
    simulation.show(nodeOf(simulation, name, unschedulable));
  };
  for (const name of NODES) show(name, false);
  const next = (count: number) => {
    const name = NODES[count % NODES.length] ?? '';
    simulation.after(3 * MINUTE, () => {
      show(name, true);
      simulation.after(CORDONED, () => {
        show(name, false);
      });
      next(count + 1);
    });
  };
  next(0);
}

function nodeOf(simulation: Simulation, name: string, unschedulable: boolean): PlainObject {
  const since = timestamp(timeBefore(simulation, 100));
  const condition = (type: string, status: string, reason: string) => ({
    type,
    status,
    reason,
    lastHeartbeatTime: timestamp(simulation.now()),
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

/** A new commit every two minutes; every fifth fails to build. */
export function showKustomization(simulation: Simulation, namespace: string, name: string): void {
  const apply = (commit: number) => {
    const isGood = commit % 5 !== 0;
    const revision = revisionOf(commit);
    const ready = isGood
      ? { status: 'True', reason: 'ReconciliationSucceeded' }
      : { status: 'False', reason: 'BuildFailed' };
    simulation.show({
      kind: 'Kustomization',
      metadata: { name, namespace, generation: 1, creationTimestamp: timestamp(timeBefore(simulation, 60)) },
      spec: { interval: '10m', path: './apps', prune: true },
      status: {
        observedGeneration: 1,
        lastAppliedRevision: isGood ? revision : revisionOf(commit - 1),
        lastAttemptedRevision: revision,
        conditions: [
          { type: 'Ready', ...ready, lastTransitionTime: timestamp(simulation.now()), observedGeneration: 1 },
        ],
      },
    });
    simulation.after(2 * MINUTE, () => {
      apply(commit + 1);
    });
  };
  apply(1);
}

function revisionOf(commit: number): string {
  return `main@sha1:${createHash('sha1').update(String(commit)).digest('hex')}`;
}

/** Valid certificates; the last one repeatedly expires, and is issued again a while later. */
export function showCertificates(simulation: Simulation, namespace: string, names: readonly string[]): void {
  for (const name of names) simulation.show(certificateOf(simulation, { namespace, name }, ISSUED, 60));
  const expiring = { namespace, name: names.at(-1) ?? 'tls' };
  const expireLater = () => {
    simulation.after(3 * MINUTE, () => {
      simulation.show(certificateOf(simulation, expiring, EXPIRED, 0));
      simulation.after(EXPIRED_FOR, () => {
        simulation.show(certificateOf(simulation, expiring, ISSUING, 0));
        simulation.after(ISSUED_AFTER, () => {
          simulation.show(certificateOf(simulation, expiring, ISSUED, 0));
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
  simulation: Simulation,
  { namespace, name }: { readonly namespace: string; readonly name: string },
  conditions: readonly CertificateCondition[],
  since: number,
): PlainObject {
  const lastTransitionTime = timestamp(since === 0 ? simulation.now() : timeBefore(simulation, since));
  return {
    kind: 'Certificate',
    metadata: { name, namespace, generation: 1, creationTimestamp: timestamp(timeBefore(simulation, 90)) },
    spec: {
      secretName: name,
      dnsNames: [`${name}.example.com`],
      issuerRef: { name: 'letsencrypt', kind: 'ClusterIssuer' },
    },
    status: {
      notAfter: timestamp(timeBefore(simulation, conditions === ISSUED ? -30 : 0)),
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
