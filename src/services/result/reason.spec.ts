import { closedReason } from './reason.ts';

describe('closedReason', () => {
  it.each(['not-found', 'no-pods', 'timed-out', 'CrashLoopBackOff', 'OOMKilled', 'Unschedulable', 'NodeNotReady'])(
    'keeps %s',
    (reason) => {
      expect(closedReason(reason)).toBe(reason);
    },
  );

  it.each(['', 'crashloopbackoff', 'Error: ENOENT /etc/secret', '__proto__', 'constructor', '<b>'])(
    'shows %j as Other',
    (reason) => {
      expect(closedReason(reason)).toBe('Other');
    },
  );
});
