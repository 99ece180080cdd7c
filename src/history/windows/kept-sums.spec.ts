// Sums that take long to compute: what a badge shows meanwhile. The test advances the clock.
import { ManualClock } from '../../../test/support/time/manual-clock.ts';
import { DAY } from '../../config/duration.ts';
import { type Durations, type Interval, noDurations } from '../../services/result/uptime.ts';
import { KeptSums } from './kept-sums.ts';

interface Computation {
  readonly window: Interval;
  readonly finish: (durations: Durations) => void;
}

const clock = new ManualClock();
let sums: KeptSums<string>;
let computations: Computation[];

beforeEach(() => {
  sums = new KeptSums(clock);
  computations = [];
});

function requestSum(length = 30 * DAY): Promise<number | undefined> {
  const good = sums.good('all');
  if (good !== undefined) return Promise.resolve(good.durations.ok);
  const requested = sums.sum('all', length, async (window) => {
    const { promise, resolve } = Promise.withResolvers<Durations>();
    computations.push({ window, finish: resolve });
    return { of: 'all', durations: await promise };
  });
  return requested.then((sum) => sum?.durations.ok);
}

async function finish(ok: number): Promise<void> {
  computations.at(-1)?.finish({ ...noDurations(), ok });
  await new Promise((resolve) => setImmediate(resolve));
}

/** Requests a sum that takes a second to compute. */
async function requestAndFinish(ok: number, length?: number): Promise<void> {
  const first = requestSum(length);
  clock.advance(1_000);
  await first;
  await finish(ok);
}

it('waits for a sum that is ready soon', async () => {
  const requested = requestSum();
  await finish(7);
  expect(await requested).toBe(7);
});

it('has no sum while the first one takes long, and computes it once for concurrent requests', async () => {
  const requested = [requestSum(), requestSum()];
  clock.advance(500);
  expect(await Promise.all(requested)).toEqual([undefined, undefined]);
  const again = requestSum();
  await finish(7);
  expect(await again).toBe(7);
  expect(computations).toHaveLength(1);
});

it('pauses for nineteen times as long as a sum took, and shows the last sum until the next one is ready', async () => {
  await requestAndFinish(7);
  clock.advance(17_000);
  expect(await requestSum()).toBe(7);
  expect(computations).toHaveLength(1);
  clock.advance(2_000);
  const requested = requestSum();
  expect(computations).toHaveLength(2);
  clock.advance(500);
  expect(await requested).toBe(7);
  await finish(8);
  expect(await requestSum()).toBe(8);
});

it('does not show a sum that is too old for its window', async () => {
  await requestAndFinish(7, 60 * 60_000);
  clock.advance(60_000);
  const requested = requestSum(60 * 60_000);
  clock.advance(500);
  expect(await requested).toBeUndefined();
});
