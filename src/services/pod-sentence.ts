// What is wrong with a pod, as part of a sentence: `checkout-1 is in CrashLoopBackOff (container app, exit code 1, 5 restarts)`.
import { counted } from '../config/number-text.ts';
import type { ContainerDetails, PodDetails } from './details/pod-details.ts';
import { WAITING_REASONS } from './result/reason.ts';

export function podSentence(pod: PodDetails): string {
  const [container] = pod.containers;
  const reason = pod.reason ?? container?.reason;
  const own = container === undefined ? [restartsFact(pod.restarts)] : factsOf(container);
  const facts = pod.phase === 'Failed' && !ENDED.has(reason ?? '') ? [reasonFact(reason), ...own] : own;
  const said = facts.filter((fact) => fact !== '').join(', ');
  return `${pod.name} ${predicateOf(pod, reason)}${said === '' ? '' : ` (${said})`}`;
}

/** One can be in a waiting state, end with an error, or not be ready because of anything else. */
function predicateOf({ phase, ready, total, isTerminating }: PodDetails, reason: string | undefined): string {
  if (phase === 'Failed') return reason !== undefined && ENDED.has(reason) ? `ended with ${reason}` : 'failed';
  if (reason === 'Terminating' || (reason === undefined && isTerminating)) return 'is terminating';
  if (reason === 'Starting') return 'is starting';
  if (reason !== undefined && WAITING.has(reason)) return `is in ${reason}`;
  const what = reasonFact(reason);
  return `${ready >= total ? 'restarts often' : 'isn’t ready'}${what === '' ? '' : `: ${what}`}`;
}

function reasonFact(reason: string | undefined): string {
  return reason === undefined || SAYS_NOTHING.has(reason) ? '' : reason;
}

function factsOf({ name, exitCode, restarts }: ContainerDetails): readonly string[] {
  return [`container ${name}`, exitCode === undefined ? '' : `exit code ${exitCode}`, restartsFact(restarts)];
}

function restartsFact(restarts: number): string {
  return restarts === 0 ? '' : counted(restarts, 'restart');
}

const WAITING: ReadonlySet<string> = new Set(WAITING_REASONS);

/** No more than that it isn't ready, or failed. */
const SAYS_NOTHING: ReadonlySet<string> = new Set([
  'ContainersNotReady',
  'ContainersNotInitialized',
  'PodFailed',
  'Other',
]);

const ENDED: ReadonlySet<string> = new Set(['Completed', 'Error', 'OOMKilled', 'StartError', 'ContainerStatusUnknown']);
