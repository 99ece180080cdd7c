// Custom checks under load: twenty rounds of hostile files while every processor is busy, a thousand reloads in a fast
// loop, and the cost of checks.
import { type ChildProcess, spawn } from 'node:child_process';
import { readdirSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { setTimeout as sleep } from 'node:timers/promises';
import { ChecksShield } from '../support/checks/checks-shield.ts';
import { BROKEN, HOSTILE, ODD, goodFiles } from '../support/checks/hostile-files.ts';

const TIMES = Number(process.env['TIMES'] ?? 20);
const RELOADS = Number(process.env['RELOADS'] ?? 1_000);
const GOOD = 200;
const BAD = { ...HOSTILE, ...BROKEN, ...ODD };

describe('beside hostile files', () => {
  let shield: ChecksShield;
  afterEach(() => shield.stop());

  it(`the shield stays up and well-behaved checks keep running, ${TIMES} times over, on a busy machine`, async () => {
    const busyLoops = startBusyLoops();
    try {
      shield = await ChecksShield.start(goodFiles(GOOD));
      await shield.until('every good check has run', allGoodHaveRun);
      const pid = shield.product.child.pid;
      const rounds = [];
      for (let round = 0; round < TIMES; round += 1) {
        for (const [name, text] of Object.entries(BAD)) shield.folder.write(name, `${text}\n// ${round}`);
        await untilAllRan();
        for (const name of Object.keys(BAD)) shield.folder.delete(name);
        await shield.until('the hostile checks are gone', async () => (await shield.checks()).length === GOOD);
        rounds.push({ round, children: shield.checkProcesses().length });
        expect(shield.product.child.exitCode).toBeNull();
        expect((await shield.get('/livez')).status).toBe(200);
      }
      report('rounds on a busy machine', rounds);
      expect(shield.product.child.pid).toBe(pid);
    } finally {
      for (const loop of busyLoops) loop.kill('SIGKILL');
    }
  }, 1_200_000);

  async function allGoodHaveRun(): Promise<boolean> {
    const good = (await shield.checks()).filter(({ file }) => file.startsWith('good-'));
    return good.length === GOOD && good.every(({ lastRun }) => lastRun !== undefined);
  }

  async function hostileHaveFailed(): Promise<boolean> {
    const items = await shield.checks();
    const fails = (file: string): boolean => (items.find((each) => each.file === file)?.failuresInARow ?? 0) > 0;
    const isRefused = (file: string): boolean => items.find((each) => each.file === file)?.loadError !== undefined;
    return Object.keys(HOSTILE).every(fails) && Object.keys(BROKEN).every(isRefused);
  }

  async function untilAllRan(): Promise<void> {
    const runs = new Map<string, Set<string>>();
    await shield.until('the hostile checks have failed, and each good one has run three times', async () => {
      for (const { file, lastRun } of await shield.checks()) {
        if (!file.startsWith('good-') || lastRun === undefined) continue;
        runs.set(file, (runs.get(file) ?? new Set()).add(lastRun));
      }
      return [...runs.values()].every(({ size }) => size > 2) && (await hostileHaveFailed());
    });
  }
});

it(`leaks nothing in ${RELOADS} reloads`, async () => {
  const shield = await ChecksShield.start(goodFiles(5));
  try {
    await shield.until('good-0 shows its result', async () => (await shield.badge('good-0')).status === 'good 0');
    const states = [];
    for (let version = 1; version <= RELOADS; version += 1) {
      shield.folder.write('good-0.js', `export const hits = () => 'version ${version}';`);
      // The shield notices only some of the versions.
      await sleep(version % 10 === 0 ? 250 : 1);
      if (version % (RELOADS / 10) === 0 || version === RELOADS / 20) states.push(stateOf(shield));
    }
    await shield.until('the last version is in force', async () => {
      return (await shield.badge('good-0')).status === `version ${RELOADS}`;
    });
    await sleep(2_000);
    states.push(stateOf(shield));
    report(`${RELOADS} reloads`, states);
    const [first, last] = [states[1], states.at(-1)];
    expect(last?.children).toBeLessThanOrEqual(2);
    expect(last?.handles).toBeLessThanOrEqual((first?.handles ?? 0) + 5);
    expect(last?.megabytes).toBeLessThan((first?.megabytes ?? 0) * 1.15);
  } finally {
    await shield.stop();
  }
}, 600_000);

it.each([0, 10, 200])(
  'prints the cost of %d checks',
  async (count) => {
    const shield = await ChecksShield.start(goodFiles(count), { CHECK_INTERVAL: '30s' });
    const began = performance.now();
    await shield.until('every check has run', async () => {
      const items = await shield.checks();
      return items.length === count && items.every(({ lastRun }) => lastRun !== undefined);
    });
    const msUntilAllHaveRun = Math.round(performance.now() - began);
    await sleep(1_000);
    const running = shield.checkProcesses();
    const processes = running.map(({ command, memory }) => {
      return `${command.includes('check-host') ? 'host' : 'checks'} ${Math.round(memory / 1e6)} MB`;
    });
    report(`${count} checks`, [{ ...stateOf(shield), msUntilAllHaveRun, processes }]);
    expect(running).toHaveLength(count === 0 ? 0 : Math.ceil(count / 50) + 1);
    await shield.stop();
  },
  60_000,
);

interface State {
  readonly children: number;
  readonly handles: number;
  readonly megabytes: number;
}

function stateOf(shield: ChecksShield): State {
  const { pid = 0 } = shield.product.child;
  const children = shield.checkProcesses().length;
  return {
    children,
    handles: readdirSync(`/proc/${pid}/fd`).length,
    megabytes: Math.round((shield.memory() / 1e6) * 10) / 10,
  };
}

function startBusyLoops(): readonly ChildProcess[] {
  return Array.from({ length: availableParallelism() }, () => spawn(process.execPath, ['-e', 'for (;;);']));
}

function report(title: string, rows: readonly object[]): void {
  process.stdout.write(`${title}\n${rows.map((row) => `  ${JSON.stringify(row)}\n`).join('')}`);
}
