// A custom check through random stories: what it asks about changes, it hangs, throws and dies, its file goes and comes
// back, and time passes. No answer of it is shown as fresh that wasn't true within its interval, timeout and STALE_AFTER.
import { mkdtemp, rename, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import fc from 'fast-check';
import { SimulatedApiServer } from '../simulator/simulated-api-server.ts';
import { SimulatedCluster } from '../simulator/simulated-cluster.ts';
import { ask } from './http-ask.ts';
import { ManualClock } from './manual-clock.ts';
import { type RunningApp, startApp } from './start-app.ts';

const MOODS = ['up', 'down', 'hang', 'throw', 'exit'] as const;
type Mood = (typeof MOODS)[number];
type Turn = Mood | 'remove' | 'restore' | number;

const INTERVAL = 10_000;
const TIMEOUT = 2_000;
const STALE_AFTER = 90_000;
const LONGEST = INTERVAL + TIMEOUT + STALE_AFTER;

const stories: fc.Arbitrary<readonly Turn[]> = fc.array(
  fc.oneof(
    { weight: 3, arbitrary: fc.constantFrom<Turn[]>(...MOODS) },
    { weight: 1, arbitrary: fc.constantFrom<Turn[]>('remove', 'restore') },
    { weight: 4, arbitrary: fc.oneof(fc.nat(12_000), fc.nat(60_000)) },
  ),
  { minLength: 3, maxLength: 12 },
);

interface Past {
  readonly mood: Mood;
  /** Monotonic milliseconds. */
  until: number;
}

const server = new SimulatedApiServer(new SimulatedCluster());
let folder: string;
let clock: ManualClock;
let shield: RunningApp;
let past: Past[] = [];

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'model-checks-'));
  clock = new ManualClock();
  await feel('up');
  await writeCheck();
  shield = await startApp({ CHECKS_DIR: folder }, { clock, apiServer: await server.listen() });
  await untilUp();
}, 30_000);
afterAll(async () => {
  await shield.stop();
  await server.close();
  await rm(folder, { recursive: true });
});

it('never shows an answer as fresh that was not true lately, and comes back by itself', async () => {
  const told = fc.asyncProperty(stories, async (story) => {
    for (const turn of story) {
      await take(turn);
      await judge();
    }
    await feel('up');
    await writeCheck();
    await untilUp();
  });
  await fc.assert(told, { numRuns: 15, interruptAfterTimeLimit: 6_000 });
}, 60_000);

async function take(turn: Turn): Promise<void> {
  if (turn === 'remove') await rm(join(folder, 'web.mjs'), { force: true });
  else if (turn === 'restore') await writeCheck();
  else if (typeof turn === 'string') await feel(turn);
  else clock.advance(turn);
  // A run takes real time.
  await sleep(15);
}

async function feel(mood: Mood): Promise<void> {
  // In one step: half a mood would be an answer too.
  await writeFile(join(folder, 'next'), mood);
  await rename(join(folder, 'next'), join(folder, 'mood'));
  const last = past.at(-1);
  if (last) last.until = clock.now().monotonic;
  past.push({ mood, until: Infinity });
  past = past.slice(-1_000);
}

function writeCheck(): Promise<void> {
  const source = `
    import { readFileSync } from 'node:fs';
    export const options = { probe: { interval: '10s', timeout: '2s' } };
    export function probe() {
      const mood = readFileSync(${JSON.stringify(join(folder, 'mood'))}, 'utf8');
      if (mood === 'hang') for (;;);
      if (mood === 'throw') throw new Error('simulated');
      if (mood === 'exit') process.exit(1);
      return { status: mood, color: mood === 'up' ? 'green' : 'red' };
    }`;
  return writeFile(join(folder, 'web.mjs'), source);
}

interface Shown {
  readonly status: string;
  readonly color: string;
  readonly state: string;
}

/** Undefined where its file is gone. */
async function shown(): Promise<Shown | undefined> {
  const { status, body } = await ask(shield.port, '/_/web/probe.json');
  return status === 404 ? undefined : (JSON.parse(body) as Shown);
}

async function judge(): Promise<void> {
  const now = await shown();
  if (now === undefined) return;
  const { status, color, state } = now;
  if (state === 'ok' || state === 'down') {
    const oldest = clock.now().monotonic - LONGEST;
    const lately = past.filter(({ until }) => until >= oldest).map(({ mood }) => mood as string);
    expect(lately).toContain(status);
    expect(color).toBe(status === 'up' ? 'green' : 'red');
  } else expect({ status, color }).toEqual({ status, color: 'lightgrey' });
}

async function untilUp(): Promise<void> {
  for (let tries = 0; tries < 300; tries += 1) {
    if ((await shown())?.status === 'up') return;
    clock.advance(1_000);
    await sleep(10);
  }
  throw new Error(`still ${JSON.stringify(await shown())}`);
}
