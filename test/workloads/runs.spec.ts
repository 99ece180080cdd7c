// Jobs and CronJobs over time, with the statuses that their controllers write: what is shown at every step.
import type { PodObject } from '../../simulator/cluster/kubernetes-objects.ts';
import { controlledBy } from '../../simulator/cluster/pod.ts';
import { cronJob, job, template } from '../../simulator/cluster/workload.ts';
import type { WorkloadObject } from '../../simulator/cluster/workload-objects.ts';
import { WorkloadCluster } from '../support/cluster/workload-cluster.ts';
import {
  DAY,
  endedPod,
  HOUR,
  iso,
  terminating,
  meta,
  MINUTE,
  runningPod,
  SECOND,
  withStatus,
  notReady,
} from '../support/cluster/shop-objects.ts';

let world: WorkloadCluster;
beforeAll(async () => {
  world = await WorkloadCluster.start();
});
afterAll(() => world.stop());

let count = 0;
const uniqueName = (): string => `svc-${(count += 1)}`;
const now = (): number => world.shown.clock.now().wall;
const health = (name: string): Promise<string> => world.health(name);
const condition = (type: string, reason?: string): object => ({
  conditions: [{ type, status: 'True', ...(reason !== undefined && { reason }) }],
});
const ended = (owner: string, exitCode: number, index = 1): PodObject =>
  endedPod(owner, { exitCode, at: now(), index });

describe('a Job', () => {
  const of = (name: string, status: object, spec: object = {}): WorkloadObject =>
    job({ metadata: meta(name, { uid: `job-${name}` }), spec, status: { active: 0, ready: 0, ...status } });

  it('with a backoff is yellow until it has finally failed, then red at once', async () => {
    const name = uniqueName();
    await world.set(of(name, { active: 1, ready: 1 }), runningPod(name, now()));
    expect(await health(name)).toBe('1/1 (0 restarts) · green');
    for (const attempt of [1, 2]) {
      await world.wait(20 * SECOND);
      await world.set(ended(name, 1, attempt), of(name, { failed: attempt }));
      await world.wait(2 * MINUTE);
      expect(await health(name)).toBe('retrying · yellow · Error');
      await world.set(of(name, { active: 1, failed: attempt }), runningPod(name, now(), attempt + 1));
      expect(await health(name)).toBe('1/1 (0 restarts) · yellow · Retrying');
    }
    await world.set(ended(name, 1, 3));
    expect(await health(name)).toBe('retrying · yellow · Error');
    await world.set(of(name, { failed: 3, ...condition('Failed', 'BackoffLimitExceeded') }));
    expect(await health(name)).toBe('failed · red · Error');
  });

  it.each<[string, object]>([
    ['podFailurePolicy FailJob', condition('FailureTarget', 'PodFailurePolicy')],
    ['activeDeadlineSeconds', condition('FailureTarget', 'DeadlineExceeded')],
    ['maxFailedIndexes', condition('FailureTarget', 'MaxFailedIndexesExceeded')],
  ])('that %s ends has failed as soon as its condition says so, while its pods still terminate', async (_, status) => {
    const name = uniqueName();
    const [first, second] = [runningPod(name, now(), 1), runningPod(name, now(), 2)];
    await world.set(of(name, { active: 2 }, { parallelism: 2, completions: 2 }), first, second);
    await world.set(of(name, { active: 1, failed: 1, terminating: 1, ...status }));
    expect(await health(name)).toMatch(/^failed · red/);
    await world.set(terminating(first, now()), terminating(second, now()));
    expect(await health(name)).toMatch(/^failed · red/);
    await world.remove(first, second);
    await world.set(of(name, { failed: 2, ...condition('Failed', 'x') }));
    expect(await health(name)).toMatch(/^failed · red/);
  });

  it('whose podFailurePolicy ignores a disruption is yellow until it completes', async () => {
    const name = uniqueName();
    const disrupted = withStatus(ended(name, 137), {
      conditions: [{ type: 'DisruptionTarget', status: 'True', reason: 'EvictionByEvictionAPI' }],
    });
    await world.set(of(name, { active: 1 }), disrupted);
    await world.wait(MINUTE);
    expect(await health(name)).toBe('retrying · yellow · EvictionByEvictionAPI');
    await world.set(of(name, { active: 1 }), runningPod(name, now(), 2));
    expect(await health(name)).toBe('1/1 (0 restarts) · yellow · Retrying');
    await world.set(ended(name, 0, 2), of(name, { succeeded: 1, ...condition('Complete') }));
    expect(await health(name)).toBe('completed · green');
  });

  it('whose successPolicy is met is complete, though other pods failed or are removed', async () => {
    const name = uniqueName();
    const rest = runningPod(name, now(), 3);
    await world.set(of(name, { active: 1, succeeded: 1, failed: 1 }), ended(name, 0, 1), ended(name, 1, 2), rest);
    expect(await health(name)).toBe('1/1 (0 restarts) · yellow · Retrying');
    await world.set(of(name, { succeeded: 1, failed: 1, terminating: 1, ...condition('SuccessCriteriaMet') }));
    expect(await health(name)).toBe('completed · green');
    await world.set(terminating(rest, now()));
    await world.remove(rest);
    await world.set(of(name, { succeeded: 1, failed: 1, ...condition('Complete') }));
    expect(await health(name)).toBe('completed · green');
  });

  it('with a failed index is red only once its condition says so', async () => {
    const name = uniqueName();
    const indexed = (exitCode: number, index: number): PodObject =>
      endedPod(name, {
        exitCode,
        at: now(),
        index,
        rest: { annotations: { 'batch.kubernetes.io/job-completion-index': String(index) } },
      });
    await world.set(of(name, { active: 1, succeeded: 1, failed: 1 }), indexed(0, 0), indexed(1, 1));
    await world.wait(5 * MINUTE);
    expect(await health(name)).toBe('retrying · yellow · Error');
    await world.set(of(name, { succeeded: 2, failed: 1, failedIndexes: '1', ...condition('Failed', 'FailedIndexes') }));
    expect(await health(name)).toBe('failed · red · Error');
  });

  it('that is elastic scales down and up without a verdict from removed pods', async () => {
    const name = uniqueName();
    const pods = [1, 2, 3].map((index) => runningPod(name, now(), index));
    const sized = (size: number, status: object): WorkloadObject =>
      of(name, status, { parallelism: size, completions: size });
    await world.set(sized(3, { active: 3 }), ...pods);
    await world.wait(5 * MINUTE);
    await world.set(sized(1, { active: 1, terminating: 2 }), ...pods.slice(1).map((pod) => terminating(pod, now())));
    expect(await health(name)).toBe('1/1 (0 restarts) · green');
    await world.wait(10 * SECOND);
    const killed = pods
      .slice(1)
      .map((pod, at) =>
        endedPod(name, { exitCode: 143, at: now(), index: at + 2, rest: terminating(pod, now() - 10_000).metadata }),
      );
    await world.set(...killed);
    await world.remove(...killed);
    await world.wait(MINUTE);
    expect(await health(name)).toBe('1/1 (0 restarts) · green');
    await world.set(sized(2, { active: 2 }), runningPod(name, now(), 4));
    expect(await health(name)).toBe('2/2 (0 restarts) · green');
    await world.remove(...pods.slice(0, 1), runningPod(name, now(), 4));
    await world.set(sized(2, { succeeded: 2, ...condition('Complete') }));
    expect(await health(name)).toBe('completed · green');
  });

  it('with parallelism 0 is suspended, as in Kubernetes', async () => {
    const name = uniqueName();
    await world.set(of(name, {}, { parallelism: 0 }));
    await world.wait(HOUR);
    expect(await health(name)).toBe('suspended · lightgrey · Suspended');
    await world.set(of(name, {}, { parallelism: 1 }));
    await world.wait(10 * SECOND);
    expect(await health(name)).toBe('0/1 (0 restarts) · red · MissingPods');
  });

  it('that is suspended midway has no verdict from deleted pods, and is judged again once resumed', async () => {
    const name = uniqueName();
    const pod = runningPod(name, now());
    await world.set(of(name, { active: 1 }), pod);
    const terminatingPod = terminating(pod, now());
    await world.set(
      of(name, { terminating: 1, ...condition('Suspended', 'JobSuspended') }, { suspend: true }),
      terminatingPod,
    );
    await world.wait(5 * SECOND);
    const killed = endedPod(name, { exitCode: 143, at: now(), rest: terminatingPod.metadata });
    await world.set(killed);
    await world.remove(killed);
    await world.wait(HOUR);
    expect(await health(name)).toBe('suspended · lightgrey · Suspended');
    // The Job is resumed, and quota refuses its pod.
    await world.set(of(name, {}, { suspend: false }));
    await world.wait(10 * SECOND);
    expect(await health(name)).toBe('0/1 (0 restarts) · red · MissingPods');
    await world.set(of(name, { active: 1 }), runningPod(name, now(), 2));
    expect(await health(name)).toBe('1/1 (0 restarts) · green');
  });

  it('that is deleted by its TTL before any of its pods was received keeps its verdict', async () => {
    const [good, bad] = [uniqueName(), uniqueName()];
    const done = of(good, { succeeded: 1, ...condition('Complete') }, { ttlSecondsAfterFinished: 0 });
    const lost = of(bad, { failed: 1, ...condition('Failed', 'BackoffLimitExceeded') }, { ttlSecondsAfterFinished: 0 });
    await world.set(done, lost);
    await world.remove(done, lost);
    expect(await health(good)).toBe('completed · green');
    expect(await health(bad)).toBe('failed · red · BackoffLimitExceeded');
  });

  it('whose pods were deleted with it before they ended has no verdict, in any order of events', async () => {
    const [first, second] = [uniqueName(), uniqueName()];
    for (const [name, isJobFirst] of [
      [first, true],
      [second, false],
    ] as const) {
      const [one, pod] = [of(name, { active: 1 }), runningPod(name, now())];
      await world.set(one, pod);
      const killed = endedPod(name, { exitCode: 137, at: now(), rest: terminating(pod, now(), 0).metadata });
      if (isJobFirst) await world.remove(one);
      await world.set(killed);
      await world.remove(killed);
      if (!isJobFirst) await world.remove(one);
      await world.wait(MINUTE);
      expect(await health(name)).toBe('no pods · lightgrey · no-pods');
    }
  });
});

describe('a CronJob', () => {
  const of = (name: string, spec: object = {}, status: object = {}, made = now()): WorkloadObject =>
    cronJob({
      metadata: meta(name, { uid: `cron-${name}`, creationTimestamp: iso(made) }),
      spec: { schedule: '0 * * * *', ...spec },
      status,
    });
  const runName = (name: string, at: number): string => `${name}-${Math.floor(at / MINUTE)}`;
  const runOf = (name: string, jobName: string, status: object = {}): WorkloadObject =>
    job({
      metadata: meta(jobName, {
        uid: `job-${jobName}`,
        creationTimestamp: iso(now()),
        ownerReferences: [{ ...controlledBy('CronJob', name), uid: `cron-${name}` }],
      }),
      status: { active: 0, ready: 0, ...status },
    });
  const done = condition('Complete');
  /** Advances the clock to the next full hour. */
  async function untilFullHour(): Promise<number> {
    await world.wait(HOUR - (now() % HOUR));
    return now();
  }

  it.each<[string, string, string, string, string]>([
    // That night clocks in Berlin go forward from 2 to 3: 2:30 doesn't occur, and no start is missed.
    ['30 2 * * *', '2027-03-27T01:30:00Z', '2027-03-28T22:00:00Z', 'completed', 'green'],
    ['30 2 * * *', '2027-03-27T01:30:00Z', '2027-03-29T00:35:01Z', 'overdue 5 min', 'red'],
    // That night 3:30 is an hour earlier in UTC.
    ['30 3 * * *', '2027-03-27T02:30:00Z', '2027-03-28T01:35:00Z', 'completed', 'green'],
    ['30 3 * * *', '2027-03-27T02:30:00Z', '2027-03-28T01:35:01Z', 'overdue 5 min', 'red'],
    // Clocks go back from 3 to 2: 2:30 occurs twice, and starts twice.
    ['30 2 * * *', '2027-10-31T00:30:00Z', '2027-10-31T01:35:00Z', 'completed', 'green'],
    ['30 2 * * *', '2027-10-31T00:30:00Z', '2027-10-31T01:35:01Z', 'overdue 5 min', 'red'],
    ['30 2 * * *', '2027-10-31T01:30:00Z', '2027-11-01T01:35:00Z', 'completed', 'green'],
    ['30 2 * * *', '2027-10-31T01:30:00Z', '2027-11-01T01:35:01Z', 'overdue 5 min', 'red'],
  ])('with schedule %s in Berlin whose last run was at %s is at %s: %s', async (schedule, ranAt, at, status, color) => {
    const berlin = await WorkloadCluster.start({}, { now: Date.parse(ranAt) });
    try {
      const ran = Date.parse(ranAt);
      const run = runName('tidy', ran);
      await berlin.set(
        cronJob({
          metadata: meta('tidy', { creationTimestamp: iso(ran - DAY) }),
          spec: { schedule, timeZone: 'Europe/Berlin' },
          status: { lastScheduleTime: iso(ran) },
        }),
        endedPod(run, { exitCode: 0, at: ran }),
      );
      berlin.shown.clock.leap(Date.parse(at) - ran);
      await berlin.catchUp();
      expect(await berlin.health('tidy')).toMatch(new RegExp(`^${status} · ${color}`));
    } finally {
      await berlin.stop();
    }
  });

  it.each([{ startingDeadlineSeconds: 3_600 }, { concurrencyPolicy: 'Forbid' }])(
    'is overdue equally soon with %j',
    async (spec) => {
      await untilFullHour();
      const name = uniqueName();
      await world.set(of(name, spec));
      await world.wait(HOUR + 5 * MINUTE + SECOND);
      expect(await health(name)).toBe('overdue 5 min · red · Overdue');
    },
  );

  it.each(['@hourly', '@every 1h', 'TZ=Asia/Kolkata 30 * * * *'])(
    'with schedule %s starts once an hour',
    async (schedule) => {
      await untilFullHour();
      const name = uniqueName();
      await world.set(of(name, { schedule }));
      await world.wait(HOUR + 5 * MINUTE);
      expect(await health(name)).toBe('not run yet · lightgrey');
      await world.wait(SECOND);
      expect(await health(name)).toBe('overdue 5 min · red · Overdue');
    },
  );

  it('that missed starts while its controller was down is red until the next run, then has the verdict of that run', async () => {
    const start = await untilFullHour();
    const name = uniqueName();
    const first = runName(name, start);
    await world.set(of(name, {}, { lastScheduleTime: iso(start) }), runOf(name, first, { succeeded: 1, ...done }));
    await world.wait(HOUR);
    expect(await health(name)).toBe('completed · green');
    await world.wait(2 * HOUR + 10 * MINUTE);
    expect(await health(name)).toBe('overdue 2 h · red · Overdue');
    // The controller is back, and starts the last missed run.
    const last = start + 3 * HOUR;
    const second = runName(name, last);
    const pod = runningPod(second, now());
    await world.set(
      of(name, {}, { lastScheduleTime: iso(last), active: [{ name: second }] }, start),
      runOf(name, second, { active: 1 }),
      pod,
    );
    expect(await health(name)).toBe('1/1 (0 restarts) · green');
    await world.set(endedPod(second, { exitCode: 0, at: now(), madeAt: now() }));
    await world.set(
      of(name, {}, { lastScheduleTime: iso(last) }, start),
      runOf(name, second, { succeeded: 1, ...done }),
    );
    expect(await health(name)).toBe('completed · green');
  });

  it('that is resumed waits for its next start, and is yellow after a failed run', async () => {
    const start = await untilFullHour();
    const name = uniqueName();
    const first = runName(name, start);
    await world.set(
      of(name, {}, { lastScheduleTime: iso(start) }),
      runOf(name, first, { failed: 1, ...condition('Failed') }),
    );
    expect(await health(name)).toMatch(/^failed · red/);
    await world.set(of(name, { suspend: true }, { lastScheduleTime: iso(start) }, start));
    await world.wait(30 * HOUR);
    expect(await health(name)).toBe('suspended · lightgrey · LastRunFailed');
    await world.set(of(name, { suspend: false }, { lastScheduleTime: iso(start) }, start));
    await world.wait(30 * MINUTE);
    expect(await health(name)).toMatch(/^failed · red/);
    await untilFullHour();
    const second = runName(name, now());
    await world.set(
      of(name, {}, { lastScheduleTime: iso(now()), active: [{ name: second }] }, start),
      runOf(name, second, { active: 1 }),
      runningPod(second, now()),
    );
    expect(await health(name)).toBe('1/1 (0 restarts) · yellow · LastRunFailed');
  });

  it('with a manual run has the verdict of that run once it has ended, and an unchanged schedule', async () => {
    const start = await untilFullHour();
    const name = uniqueName();
    const first = runName(name, start);
    await world.set(
      of(name, {}, { lastScheduleTime: iso(start) }),
      runOf(name, first, { succeeded: 1, ...done }),
      ended(first, 0),
    );
    await world.wait(10 * MINUTE);
    const manual = `${name}-manual`;
    await world.set(runOf(name, manual, { active: 1 }), runningPod(manual, now()));
    expect(await health(name)).toBe('completed · green');
    expect(await health(manual)).toBe('1/1 (0 restarts) · green');
    // Its first attempt fails, but only the Job's condition says that it has failed.
    await world.set(runOf(name, manual, { failed: 1 }), ended(manual, 1));
    await world.wait(5 * MINUTE);
    expect(await health(manual)).toBe('retrying · yellow · Error');
    expect(await health(name)).toBe('completed · green');
    await world.set(runOf(name, manual, { failed: 2, ...condition('Failed', 'BackoffLimitExceeded') }));
    expect(await health(name)).toMatch(/^failed · red/);
    expect(await health(manual)).toMatch(/^failed · red/);
    await world.wait(HOUR);
    expect(await health(name)).toMatch(/^(?:failed|overdue 1?\d min) · red/);
  });

  it('that is replaced by another of the same name has no verdict from the old one', async () => {
    const start = await untilFullHour();
    const name = uniqueName();
    const first = runName(name, start);
    const [old, run, pod] = [
      of(name, {}, { lastScheduleTime: iso(start) }),
      runOf(name, first, { succeeded: 1, ...done }),
      ended(first, 0),
    ];
    await world.set(old, run, pod);
    expect(await health(name)).toBe('completed · green');
    await world.remove(old);
    expect(await health(name)).toBe('no pods · lightgrey · no-pods');
    await world.remove(run, pod);
    expect(await health(name)).toBe('no pods · lightgrey · no-pods');
    await world.wait(MINUTE);
    await world.set(of(name));
    expect(await health(name)).toBe('not run yet · lightgrey');
    await untilFullHour();
    const second = runName(name, now());
    await world.set(
      of(name, {}, { lastScheduleTime: iso(now()) }, start),
      runOf(name, second, { succeeded: 1, ...done }),
    );
    expect(await health(name)).toBe('completed · green');
  });

  it.each([
    ['CronJob', 'Job', 'pod'],
    ['pod', 'Job', 'CronJob'],
    ['Job', 'CronJob', 'pod'],
    ['Job', 'pod', 'CronJob'],
  ])('that is deleted with its dependents has no verdict, in any order (%s, %s, %s)', async (...order) => {
    const start = await untilFullHour();
    const name = uniqueName();
    const first = runName(name, start);
    const objects = new Map<string, WorkloadObject | PodObject>([
      ['CronJob', of(name, {}, { lastScheduleTime: iso(start) })],
      ['Job', runOf(name, first, { succeeded: 1, ...done })],
      ['pod', ended(first, 0)],
    ]);
    await world.set(...objects.values());
    for (const kind of order) {
      const object = objects.get(kind);
      if (object) await world.remove(object);
    }
    expect(await health(name)).toBe('no pods · lightgrey · no-pods');
    await world.wait(DAY);
    expect(await world.shown.status(`/v1/services/${name}`)).toBe(404);
  });

  it("that is suspended doesn't hide another under the same service name", async () => {
    await untilFullHour();
    const [service, one, other] = [uniqueName(), uniqueName(), uniqueName()];
    const annotations = { 'kube-shields/service': service };
    const jobTemplate = { spec: { template: template({ restartPolicy: 'Never' }, { annotations }) } };
    await world.set(of(one, { suspend: true, jobTemplate }), of(other, { jobTemplate }));
    expect(await health(service)).toBe('not run yet · lightgrey');
    await world.wait(HOUR + 6 * MINUTE);
    expect(await health(service)).toBe('overdue 6 min · red · Overdue');
  });

  it('with Replace is judged by the replacing run', async () => {
    const start = await untilFullHour();
    const name = uniqueName();
    const first = runName(name, start);
    const pod = runningPod(first, now());
    const one = runOf(name, first, { active: 1 });
    await world.set(of(name, { concurrencyPolicy: 'Replace' }, { lastScheduleTime: iso(start) }), one, pod);
    await untilFullHour();
    const second = runName(name, now());
    const killed = endedPod(first, { exitCode: 143, at: now(), rest: terminating(pod, now()).metadata });
    await world.remove(one);
    await world.set(killed, runOf(name, second, { active: 1 }), runningPod(second, now()));
    await world.set(of(name, { concurrencyPolicy: 'Replace' }, { lastScheduleTime: iso(now()) }, start));
    await world.remove(killed);
    expect(await health(name)).toBe('1/1 (0 restarts) · green');
  });

  it("with Allow is overdue even while a run hangs, and doesn't overrun", async () => {
    const start = await untilFullHour();
    const name = uniqueName();
    const first = runName(name, start);
    const active = { active: [{ name: first }] };
    await world.set(
      of(name, {}, { lastScheduleTime: iso(start), ...active }),
      runOf(name, first, { active: 1 }),
      runningPod(first, start),
    );
    await world.wait(HOUR + 5 * MINUTE + SECOND);
    expect(await health(name)).toBe('overdue 5 min · red · Overdue');
    await world.wait(HOUR + 6 * MINUTE);
    await world.set(of(name, {}, { lastScheduleTime: iso(start + 2 * HOUR), ...active }, start));
    expect(await health(name)).toBe('1/1 (0 restarts) · green');
  });

  it('with Forbid overruns from its own start, though its CronJob still has the previous start', async () => {
    const start = await untilFullHour();
    const name = uniqueName();
    const run = runName(name, start);
    await world.set(
      of(
        name,
        { concurrencyPolicy: 'Forbid' },
        { lastScheduleTime: iso(start - HOUR), active: [{ name: run }] },
        start - DAY,
      ),
      runOf(name, run, { active: 1 }),
      runningPod(run, start),
    );
    await world.wait(HOUR + 10 * MINUTE);
    expect(await health(name)).toBe('1/1 (0 restarts) · green');
    await world.wait(HOUR);
    expect(await health(name)).toBe('1/1 (0 restarts) · yellow · Overrun');
  });

  it.each([
    ['Forbid', 'completed · green'],
    ['Allow', 'overdue 1 h · red · Overdue'],
  ])('with %s whose run ended after the next start was due is %s', async (concurrencyPolicy, shown) => {
    const start = await untilFullHour();
    const name = uniqueName();
    const first = runName(name, start);
    await world.set(
      of(name, { concurrencyPolicy }, { lastScheduleTime: iso(start), active: [{ name: first }] }),
      runOf(name, first, { active: 1 }),
      runningPod(first, start),
    );
    await world.wait(2 * HOUR + 6 * MINUTE);
    await world.set(
      ended(first, 0),
      runOf(name, first, { succeeded: 1, completionTime: iso(now()), ...done }),
      of(name, { concurrencyPolicy }, { lastScheduleTime: iso(start) }, start),
    );
    expect(await health(name)).toBe(shown);
  });

  it('with a changed time zone waits for its next start in that time zone', async () => {
    const start = await untilFullHour();
    const name = uniqueName();
    const schedule = `0 ${(new Date(start).getUTCHours() + 2) % 24} * * *`;
    await world.set(of(name, { schedule }));
    await world.wait(MINUTE);
    // In that time zone, 5 h 30 min ahead, the hour has passed.
    await world.set(of(name, { schedule, timeZone: 'Asia/Kolkata' }, {}, start));
    await world.wait(3 * HOUR);
    expect(await health(name)).toBe('not run yet · lightgrey');
  });

  it('that is resumed is not overdue for the starts that it was suspended for', async () => {
    const start = await untilFullHour();
    const name = uniqueName();
    const first = runName(name, start);
    const status = { lastScheduleTime: iso(start) };
    await world.set(of(name, {}, status), runOf(name, first, { succeeded: 1, ...done }), ended(first, 0));
    await world.set(of(name, { suspend: true }, status, start));
    await world.wait(30 * HOUR);
    expect(await health(name)).toBe('suspended · lightgrey · Suspended');
    await world.set(of(name, { suspend: false }, status, start));
    await world.wait(HOUR + 5 * MINUTE);
    expect(await health(name)).toBe('completed · green');
    await world.wait(SECOND);
    expect(await health(name)).toBe('overdue 5 min · red · Overdue');
  });

  it('shows its next start as soon as the current one is due', async () => {
    const start = await untilFullHour();
    const name = uniqueName();
    const next = async (): Promise<unknown> =>
      ((await world.shown.json(`/_/${name}/health/?namespace=shop&format=json`)) as { next?: unknown }).next;
    await world.set(of(name));
    await world.wait(HOUR - 1);
    expect(await next()).toBe(new Date(start + HOUR).toISOString());
    await world.wait(1);
    expect(await next()).toBe(new Date(start + 2 * HOUR).toISOString());
  });

  it("whose newest run is starting is yellow, and red when it doesn't start", async () => {
    const start = await untilFullHour();
    const name = uniqueName();
    const first = runName(name, start);
    await world.set(
      of(name, {}, { lastScheduleTime: iso(start) }),
      runOf(name, first, { active: 1 }),
      runningPod(first, now(), 1, { ...notReady({ waiting: { reason: 'ContainerCreating' } }), phase: 'Pending' }),
    );
    expect(await health(name)).toBe('0/1 (0 restarts) · yellow · Starting');
    await world.wait(MINUTE);
    expect(await health(name)).toMatch(/^0\/1 \(0 restarts\) · red/);
  });
});
