import type { ContainerDetails, PodDetails } from './details/pod-details.ts';
import { podSentence } from './pod-sentence.ts';
import { KUBERNETES_REASONS, type Reason } from './result/reason.ts';

function pod(reason: Reason | undefined, more: Partial<PodDetails> = {}): PodDetails {
  return {
    name: 'web-0',
    phase: 'Running',
    isCounted: true,
    isTerminating: false,
    ready: 0,
    total: 1,
    restarts: 0,
    createdAt: 0,
    version: 'v1',
    containers: [],
    ...(reason !== undefined && { reason }),
    ...more,
  };
}

const app = (more: Partial<ContainerDetails>): ContainerDetails => ({
  name: 'app',
  state: 'running',
  restarts: 0,
  ...more,
});

it.each<[PodDetails, string]>([
  [
    pod('CrashLoopBackOff', { containers: [app({ exitCode: 137, restarts: 1005 })] }),
    'web-0 is in CrashLoopBackOff (container app, exit code 137, 1,005 restarts)',
  ],
  [pod('ImagePullBackOff', { containers: [app({})] }), 'web-0 is in ImagePullBackOff (container app)'],
  [pod('ContainersNotReady', { containers: [app({})] }), 'web-0 isn’t ready (container app)'],
  [pod('Other'), 'web-0 isn’t ready'],
  [pod(undefined), 'web-0 isn’t ready'],
  [pod('Unschedulable'), 'web-0 isn’t ready: Unschedulable'],
  [pod('NodeNotReady'), 'web-0 isn’t ready: NodeNotReady'],
  [pod('OOMKilled', { restarts: 1 }), 'web-0 isn’t ready: OOMKilled (1 restart)'],
  [pod('OOMKilled', { ready: 1, restarts: 9 }), 'web-0 restarts often: OOMKilled (9 restarts)'],
  [pod(undefined, { ready: 1, restarts: 9 }), 'web-0 restarts often (9 restarts)'],
  [pod('Terminating', { isTerminating: true }), 'web-0 is terminating'],
  [pod('Evicted', { phase: 'Failed' }), 'web-0 failed (Evicted)'],
  [pod(undefined, { phase: 'Failed' }), 'web-0 failed'],
  [
    pod('Error', { phase: 'Failed', containers: [app({ exitCode: 3 })] }),
    'web-0 ended with Error (container app, exit code 3)',
  ],
])('describes a pod in a sentence: case %#', (details, sentence) => {
  expect(podSentence(details)).toBe(sentence);
});

it('uses “is in” only for reasons for which a container waits', () => {
  const inAState = KUBERNETES_REASONS.filter((reason) => podSentence(pod(reason)).includes(' is in '));
  for (const reason of inAState) expect(reason).toMatch(/BackOff$|Err|Failed$|Unavailable$|^Container|^Pod|^Invalid/);
  expect(inAState).not.toContain('ContainersNotReady');
  expect(inAState.length).toBeGreaterThan(10);
});
