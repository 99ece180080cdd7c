import { ANNOTATION_NAMES } from '../../config/config.ts';
import { container, containerStatus, podOf } from '../../../simulator/cluster/pod.ts';
import { ServiceIndex } from '../../discovery/index/service-index.ts';
import { trimPod } from '../../discovery/pods/trim-pod.ts';
import { podDetailsOf } from './pod-details.ts';

const NOW = { wall: Date.parse('2026-11-02T12:00:00Z'), monotonic: 0 };
const RULES = { serviceLabels: [], annotations: ANNOTATION_NAMES, sidecars: [] };

function detailsOf(...raws: readonly object[]): ReturnType<typeof podDetailsOf> {
  const index = new ServiceIndex({
    maxServices: 10,
    startGrace: 0,
    cronTimeZone: 'UTC',
    lifetime: { service: 1_000, oneOff: 1_000 },
    onOddity: () => undefined,
  });
  const pods = index.partition({ id: 'pods', cluster: 'local', provenAt: 0, staleAfter: 90_000 });
  pods.begin();
  pods.add(
    raws.map((raw) => trimPod(raw, RULES)).filter((pod) => pod !== undefined),
    NOW,
  );
  Array.from(pods.commit(NOW));
  const tally = index.get('shop', 'web');
  return tally === undefined ? [] : podDetailsOf(tally, 10);
}

const web = (index: number, status: object = {}): object =>
  podOf(
    { kind: 'Deployment', name: 'web', index },
    {
      metadata: { namespace: 'shop', creationTimestamp: '2026-11-01T00:00:00Z' },
      spec: { containers: [container(), container({ name: 'proxy', image: 'proxy:2' })] },
      status,
    },
  );

describe('the pods of a service', () => {
  it('list their failing containers, pods with failing containers first', () => {
    const at = '2026-11-02T11:58:00Z';
    const crashing = containerStatus({
      ready: false,
      restartCount: 7,
      state: { waiting: { reason: 'CrashLoopBackOff' } },
      lastState: { terminated: { exitCode: 137, reason: 'OOMKilled', finishedAt: at } },
    });
    const [first, second, ...others] = detailsOf(
      web(1),
      web(2, { containerStatuses: [crashing, containerStatus({ name: 'proxy' })] }),
    );
    expect(first).toMatchObject({ ready: 1, total: 2, restarts: 7, version: 'v1.0.0', reason: 'CrashLoopBackOff' });
    expect(first?.containers).toEqual([
      { name: 'app', state: 'waiting', restarts: 7, reason: 'CrashLoopBackOff', exitCode: 137, since: Date.parse(at) },
    ]);
    expect(second).toMatchObject({ ready: 2, total: 2, isCounted: true, isTerminating: false, containers: [] });
    expect(others).toEqual([]);
  });

  it('begin with the pod whose reason the service has: one that is not ready, of these the worst', () => {
    const proxy = containerStatus({ name: 'proxy' });
    const statuses = [
      containerStatus({ restartCount: 90, lastState: { terminated: { exitCode: 137, reason: 'OOMKilled' } } }),
      containerStatus({ ready: false }),
      containerStatus({ ready: false, state: { waiting: { reason: 'ImagePullBackOff' } } }),
    ];
    const pods = detailsOf(...statuses.map((status, index) => web(index, { containerStatuses: [status, proxy] })));
    expect(pods.map(({ reason }) => reason)).toEqual(['ImagePullBackOff', 'ContainersNotReady', 'OOMKilled']);
  });

  it('show only reasons of the closed list', () => {
    const odd = containerStatus({ ready: false, state: { waiting: { reason: '10.1.2.3 says no' } } });
    const [pod] = detailsOf(web(1, { containerStatuses: [odd, containerStatus({ name: 'proxy' })] }));
    expect(pod).toMatchObject({ reason: 'Other', containers: [{ reason: 'Other' }] });
  });
});
