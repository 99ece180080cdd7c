// Why a service is in its state, in a sentence, and the command that looks closer.
import type { Moment } from '../config/clock.ts';
import { attentionOf } from './attention.ts';
import { counted, groupedText, numberText } from '../config/number-text.ts';
import { timestamp } from '../config/timestamp.ts';
import type { MaintenanceWindow } from './maintenance/maintenance.ts';
import type { PodDetails } from './details/pod-details.ts';
import { podSentence } from './pod-sentence.ts';
import type { ActualStatus, Result } from './result/result.ts';
import { resolveResult, type Service } from './service.ts';

/** `pods`: unhealthy ones first; empty if they aren't known here. */
export function whySentence(service: Service, pods: readonly PodDetails[], now: Moment): string {
  const health = service.results.get('health');
  const resolved = health === undefined ? undefined : resolveResult(health, now);
  if (health === undefined || resolved === undefined) return checksSentence(service, now);
  if (resolved.state === 'stale')
    return `Not confirmed any more: its source doesn’t respond. It was ${groupedText(health.status)}.`;
  if (service.maintenance !== undefined && resolved.actual !== undefined)
    return maintenanceSentence(service.maintenance, resolved.actual);
  const own = healthSentence(resolved, pods);
  return resolved.state === 'ok' && attentionOf(service, now) !== 'ok' ? checksSentence(service, now) : own;
}

/** `In maintenance until 2026-12-02 00:00 UTC: weekly database upgrade. It would be 0/3 (5 restarts).` */
function maintenanceSentence({ to, text }: MaintenanceWindow, { status }: ActualStatus): string {
  const until = timestamp(to).slice(0, 16).replace('T', ' ');
  return `In maintenance until ${until} UTC${text === '' ? '' : `: ${text}`}. It would be ${groupedText(status)}.`;
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
  const why = pod === undefined ? because(reason, status) : `: ${podSentence(pod)}`;
  if (counts === undefined || counts.ended !== undefined || counts.total === 0)
    return `${capitalised(groupedText(status))}${why}.`;
  const ready = `${numberText(counts.ready)} of ${counted(counts.total, 'container')} ${counts.total === 1 ? 'is' : 'are'} ready`;
  return state === 'ok' ? `${ready}.` : `${ready}${why}.`;
}

/** A reason of Kubernetes; the shield's own in words, unless the status says the same. */
function because(reason: string | undefined, status: string): string {
  if (reason === undefined || !/^[A-Z]/.test(reason) || repeats(reason, status)) return '';
  const words = IN_WORDS.get(reason);
  return `: ${words === undefined ? reason : `${words} (${reason})`}`;
}

/** `suspended` and `Suspended`, `bad schedule` and `BadSchedule`, `overdue 7 h` and `Overdue` */
function repeats(reason: string, status: string): boolean {
  return status.replaceAll(' ', '').toLowerCase().startsWith(reason.toLowerCase());
}

/** What the shield judges itself. */
const IN_WORDS: ReadonlyMap<string, string> = new Map([
  ['BelowMin', 'fewer pods are ready than kube-shields/min requires'],
  ['MissingPods', 'wanted pods don’t exist'],
  ['Ordered', 'pods wait for the one before them to be ready'],
  ['Starting', 'its pods are starting'],
  ['Unfinished', 'a container of a run has ended, and others of its pod still run'],
  ['Retrying', 'the run is on a later attempt'],
  ['LastRunFailed', 'the run before failed'],
  ['Overrun', 'a run goes on past the next start'],
  ['MissedBefore', 'a start was missed'],
  ['BadSchedule', 'its schedule can’t be read'],
  ['NotObserved', 'no controller observes the workload'],
  ['ProgressDeadlineExceeded', 'the rollout makes no progress'],
  ['ReplicaSetCreateError', 'its ReplicaSet can’t be created'],
  ['ReplicaFailure', 'pods can’t be created'],
  ['NodeNotReady', 'a node isn’t ready'],
]);

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
