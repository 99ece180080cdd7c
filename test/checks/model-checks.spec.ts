// A custom check in random stories: its target changes, it hangs, throws and exits, its file is removed and written again,
// its process is suspended and resumed, and time passes. No result is shown as current unless a run confirmed it within the
// check's interval, timeout and STALE_AFTER.
import { mkdtemp, rename, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import fc from 'fast-check';
import { podOf } from '../../simulator/cluster/pod.ts';
import { SimulatedApiServer } from '../../simulator/server/simulated-api-server.ts';
import { SimulatedCluster } from '../../simulator/cluster/simulated-cluster.ts';
import { ask } from '../support/http/kept-connection.ts';
import { allProcesses } from '../support/checks/check-processes.ts';
import { ManualClock } from '../support/time/manual-clock.ts';
import { type RunningApp, startApp } from '../support/app/start-app.ts';
import { until } from '../support/time/until.ts';

const BEHAVIOURS = ['up', 'down', 'hang', 'throw', 'exit'] as const;
type Behaviour = (typeof BEHAVIOURS)[number];
/** A number is a time in milliseconds that passes. */
type Turn = Behaviour | 'remove' | 'restore' | 'suspend' | 'resume' | number;

const INTERVAL = 10_000;
const TIMEOUT = 2_000;
const STALE_AFTER = 90_000;
/** Milliseconds since a run began for which its result is shown as current. */
const VALID_FOR = INTERVAL + TIMEOUT + STALE_AFTER;
/** Milliseconds for which changes are collected before an open page gets them. */
const BATCHED = 250;

const stories: fc.Arbitrary<readonly Turn[]> = fc.array(
  fc.oneof(
    { weight: 3, arbitrary: fc.constantFrom<Turn[]>(...BEHAVIOURS) },
    { weight: 1, arbitrary: fc.constantFrom<Turn[]>('remove', 'restore', 'suspend', 'resume') },
    { weight: 4, arbitrary: fc.oneof(fc.nat(12_000), fc.nat(60_000)) },
  ),
  { minLength: 3, maxLength: 12 },
);

interface PastBehaviour {
  readonly behaviour: Behaviour;
  /** Monotonic milliseconds. */
  until: number;
}

const server = new SimulatedApiServer(new SimulatedCluster(), { isUntimed: true });
let folder: string;
let clock: ManualClock;
let shield: RunningApp;
let past: PastBehaviour[] = [];

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'model-checks-'));
  clock = new ManualClock();
  await behave('up');
  await writeCheck();
  shield = await startApp({ CHECKS_DIR: folder }, { clock, apiServer: await server.listen() });
  await untilUp();
});
afterAll(async () => {
  await shield.stop();
  await server.close();
  await rm(folder, { recursive: true });
});

it('turns grey when its runs no longer end: after its interval, timeout and STALE_AFTER, to the millisecond', async () => {
  await untilJustRun();
  suspendHost();
  const page = new AbortController();
  try {
    await passTime(VALID_FOR - 1);
    expect(await shown()).toMatchObject({ status: 'up', color: 'green', state: 'ok' });
    const { headers, body } = await ask(shield.port, '/_/web/probe/');
    expect(body).toContain('aria-label="probe: up"');
    expect(headers['cache-control']).toMatch(/^public, max-age=0, /);
    const received = await openPage(page.signal);

    clock.advance(1);
    clock.advance(BATCHED);
    await until('the open page has the stale result', () => received().includes('up (stale)'));
    const stale = { status: 'up (stale)', color: 'lightgrey', state: 'stale', reason: 'stale' };
    expect(await shown()).toMatchObject(stale);
    expect(await shown('/a/we/probe/?format=json')).toMatchObject(stale);
    expect((await ask(shield.port, '/_/web/probe/')).body).toContain('aria-label="probe: up (stale)"');
    expect((await ask(shield.port, '/_/web/probe/?strict')).status).toBe(503);
  } finally {
    page.abort();
    resumeHost();
  }
  await untilUp();
});

it('never shows an outdated result as current, and recovers by itself', async () => {
  const property = fc.asyncProperty(stories, async (story) => {
    for (const turn of story) {
      await play(turn);
      await expectConfirmed();
    }
    resumeHost();
    await behave('up');
    await writeCheck();
    await untilUp();
  });
  await fc.assert(property, { numRuns: 12 });
});

async function play(turn: Turn): Promise<void> {
  if (turn === 'remove') await rm(join(folder, 'web.mjs'), { force: true });
  else if (turn === 'restore') await writeCheck();
  else if (turn === 'suspend') suspendHost();
  else if (turn === 'resume') resumeHost();
  else if (typeof turn === 'string') await behave(turn);
  else clock.advance(turn);
  // A run takes real time.
  await sleep(15);
}

/** While the check host is suspended, no run ends, and nothing reports that. */
function suspendHost(): void {
  for (const pid of hostPids()) process.kill(pid, 'SIGSTOP');
}

function resumeHost(): void {
  for (const pid of hostPids()) process.kill(pid, 'SIGCONT');
}

function hostPids(): readonly number[] {
  const own = allProcesses().filter(({ parent, command }) => parent === process.pid && command.includes('check-host'));
  expect(own).toHaveLength(1);
  return own.map(({ pid }) => pid);
}

async function behave(behaviour: Behaviour): Promise<void> {
  // Replaced atomically, because the check would answer with a part of the text too.
  await writeFile(join(folder, 'next'), behaviour);
  await rename(join(folder, 'next'), join(folder, 'behaviour'));
  const last = past.at(-1);
  if (last) last.until = clock.now().monotonic;
  past.push({ behaviour, until: Infinity });
  past = past.slice(-1_000);
}

function writeCheck(): Promise<void> {
  const source = `
    import { readFileSync } from 'node:fs';
    export const options = { probe: { interval: '10s', timeout: '2s' } };
    export function probe() {
      const behaviour = readFileSync(${JSON.stringify(join(folder, 'behaviour'))}, 'utf8');
      if (behaviour === 'hang') for (;;);
      if (behaviour === 'throw') throw new Error('simulated');
      if (behaviour === 'exit') process.exit(1);
      return { status: behaviour, color: behaviour === 'up' ? 'green' : 'red' };
    }`;
  return writeFile(join(folder, 'web.mjs'), source);
}

interface Shown {
  readonly status: string;
  readonly color: string;
  readonly state: string;
  readonly checked?: string;
}

/** Undefined while the check's file is removed. */
async function shown(path = '/_/web/probe.json'): Promise<Shown | undefined> {
  const { status, body } = await ask(shield.port, path);
  return status === 404 ? undefined : (JSON.parse(body) as Shown);
}

/** A result that is shown as current was true at some time within the past VALID_FOR. */
async function expectConfirmed(): Promise<void> {
  const result = await shown();
  if (result === undefined) return;
  const { status, color, state, checked } = result;
  if (state === 'ok' || state === 'down') {
    const { wall, monotonic } = clock.now();
    expect(Date.parse(checked ?? '')).toBeGreaterThan(wall - VALID_FOR);
    const oldest = monotonic - VALID_FOR;
    const recent = past.filter(({ until }) => until >= oldest).map(({ behaviour }) => behaviour as string);
    expect(recent).toContain(status);
    expect(color).toBe(status === 'up' ? 'green' : 'red');
  } else expect({ status, color }).toEqual({ status, color: 'lightgrey' });
}

/** Resolves when the check's last run has just ended and the next isn't due. */
async function untilJustRun(): Promise<void> {
  await untilWatched();
  await passTime(INTERVAL * 2);
  const now = new Date(clock.now().wall).toISOString();
  await shield.until('/v1/checks', (body) => body.includes(`"lastRun":"${now}"`) && body.includes('"nextRun"'));
}

/** The watch on pods may have timed out before the check answered, so this waits until it is connected again. */
async function untilWatched(): Promise<void> {
  await until(
    'the watch of pods is connected',
    async () => clock.now().wall - Date.parse((await shown('/_/db/health.json'))?.checked ?? '') < 5_000,
    () => {
      clock.advance(100);
      server.cluster.set(podOf({ kind: 'Deployment', name: 'db' }));
    },
  );
}

/** Advances the clock while the watch on pods stays connected, so that only the check's result ages. */
async function passTime(ms: number): Promise<void> {
  for (let left = ms; left > 0; left -= 20_000) {
    clock.advance(Math.min(left, 20_000));
    server.cluster.set(podOf({ kind: 'Deployment', name: 'db' }));
    const now = new Date(clock.now().wall).toISOString();
    await shield.until('/_/db/health.json', (body) => body.includes(`"checked":"${now}"`));
  }
}

/** Opens the stream of a page. The returned function returns everything that was received so far. */
async function openPage(signal: AbortSignal): Promise<() => string> {
  const { body } = await shield.get('/shields', { signal });
  let received = '';
  const readUntilAborted = body
    ?.pipeThrough(new TextDecoderStream())
    .pipeTo(new WritableStream({ write: (text) => void (received += text) }));
  readUntilAborted?.catch(() => undefined);
  return () => received;
}

async function untilUp(): Promise<void> {
  await until(
    'the badge of the check shows up',
    async () => (await shown())?.status === 'up',
    () => {
      clock.advance(1_000);
    },
  );
}
