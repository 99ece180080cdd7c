// Why a service is in its state, in a sentence, and the command that looks closer.
import type { Moment } from '../config/clock.ts';
import { attentionOf } from './attention.ts';
import { timestamp } from '../config/timestamp.ts';
import type { MaintenanceWindow } from './maintenance/maintenance.ts';
import type { ContainerDetails, PodDetails } from './details/pod-details.ts';
import type { ActualStatus, Result } from './result/result.ts';
import { resolveResult, type Service } from './service.ts';

/** `pods`: unhealthy ones first; empty if they aren't known here. */
export function whySentence(service: Service, pods: readonly PodDetails[], now: Moment): string {
  const health = service.results.get('health');
  const resolved = health === undefined ? undefined : resolveResult(health, now);
  if (health === undefined || resolved === undefined) return checksSentence(service, now);
  if (resolved.state === 'stale') return `Not confirmed any more: its source doesn’t respond. It was ${health.status}.`;
  if (service.maintenance !== undefined && resolved.actual !== undefined)
    return maintenanceSentence(service.maintenance, resolved.actual);
  const own = healthSentence(resolved, pods);
  return resolved.state === 'ok' && attentionOf(service, now) !== 'ok' ? checksSentence(service, now) : own;
}

/** `In maintenance until 2026-12-02 00:00 UTC: weekly database upgrade. It would be 0/3 (5 restarts).` */
function maintenanceSentence({ to, text }: MaintenanceWindow, { status }: ActualStatus): string {
  const until = timestamp(to).slice(0, 16).replace('T', ' ');
  return `In maintenance until ${until} UTC${text === '' ? '' : `: ${text}`}. It would be ${status}.`;
}

/**
 * The command that shows the logs or events; undefined for a service without pods. `context`: set at a hub with several
 * clusters.
 */
export function kubectlLine(
  { namespace, name, kind, cluster }: Service,
  pods: readonly PodDetails[],
  isHub: boolean,
): string | undefined {
  if (namespace === '') return undefined;
  const at = `kubectl ${isHub ? `--context ${cluster} ` : ''}-n ${namespace}`;
  const pod = pods.find(isTroubled);
  const [container] = pod?.containers ?? [];
  if (pod === undefined) return `${at} get ${RESOURCES.get(kind) ?? 'pods'}${RESOURCES.has(kind) ? ` ${name}` : ''}`;
  if (container?.exitCode === undefined) return `${at} describe pod ${pod.name}`;
  const previous = container.state === 'terminated' ? '' : ' -p';
  return `${at} logs${previous} ${pod.name} -c ${container.name}`;
}

const RESOURCES: ReadonlyMap<string, string> = new Map([
  ['Deployment', 'deployment'],
  ['StatefulSet', 'statefulset'],
  ['DaemonSet', 'daemonset'],
  ['CronJob', 'cronjob'],
  ['Job', 'job'],
]);

export function isTroubled({ isCounted, ready, total, phase, reason }: PodDetails): boolean {
  return phase === 'Failed' || reason !== undefined || (isCounted && ready < total);
}

function healthSentence({ status, counts, state, reason }: Result, pods: readonly PodDetails[]): string {
  const pod = pods.find(isTroubled);
  if (counts === undefined || counts.ended !== undefined || counts.total === 0)
    return pod === undefined
      ? `${capitalised(status)}${because(reason)}.`
      : `${capitalised(status)}: ${podSentence(pod)}`;
  const ready = `${counts.ready} of ${counts.total} ${counts.total === 1 ? 'container is' : 'containers are'} ready`;
  if (state === 'ok') return `${ready}.`;
  return pod === undefined ? `${ready}${because(reason)}.` : `${ready}: ${podSentence(pod)}`;
}

function because(reason: string | undefined): string {
  return reason !== undefined && /^[A-Z]/.test(reason) ? `: ${reason}` : '';
}

/** `checkout-7d9f8c6b5-x2k9 is in CrashLoopBackOff (container app, exit code 1, 5 restarts).` */
function podSentence({ name, reason, containers, restarts }: PodDetails): string {
  const [container] = containers;
  const facts = container === undefined ? restartsFact(restarts) : factsOf(container);
  const what = reason ?? container?.reason;
  return `${name} ${what === undefined ? 'isn’t ready' : `is in ${what}`}${facts === '' ? '' : ` (${facts})`}.`;
}

function factsOf({ name, exitCode, restarts }: ContainerDetails): string {
  return [`container ${name}`, exitCode === undefined ? '' : `exit code ${exitCode}`, restartsFact(restarts)]
    .filter((fact) => fact !== '')
    .join(', ');
}

function restartsFact(restarts: number): string {
  if (restarts === 0) return '';
  return restarts === 1 ? '1 restart' : `${restarts} restarts`;
}

/** The results of its own checks; only the bad ones, if there are any. */
function checksSentence({ results }: Service, now: Moment): string {
  const all = [...results]
    .filter(([check]) => check !== 'health' && check !== 'version')
    .map(([, result]) => resolveResult(result, now));
  const bad = all.filter(({ state }) => state === 'down' || state === 'degraded');
  const said = (bad.length > 0 ? bad : all).map(({ label, status }) => `${label} is ${status}`);
  return said.length === 0 ? 'Nothing is known of it.' : `${capitalised(said.join('; '))}.`;
}

function capitalised(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
