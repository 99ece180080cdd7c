// The check host is killed, stopped, or left without file descriptors: every check runs again, and the log says what
// happened.
import { execFileSync } from 'node:child_process';
import { ChecksShield } from '../support/checks/checks-shield.ts';
import { until } from '../support/time/until.ts';
import { goodFiles } from '../support/checks/hostile-files.ts';

const COUNT = 60;
let shield: ChecksShield;

beforeAll(async () => {
  shield = await ChecksShield.start(goodFiles(COUNT), { CHECK_INTERVAL: '1s' });
  await untilAllHaveRun(Date.now());
});

afterAll(() => shield.stop());

async function hostPid(): Promise<number> {
  const parent = shield.product.child.pid;
  const find = (): number | undefined =>
    shield.checkProcesses().find((process) => process.command.includes('check-host') && process.parent === parent)?.pid;
  await until('the check host runs', () => find() !== undefined);
  const pid = find();
  if (pid === undefined) throw new Error('the check host ended again');
  return pid;
}

function untilAllHaveRun(since: number): Promise<void> {
  return shield.until('all checks have run, and none failed', async () => {
    const items = await shield.checks();
    const succeeded = items.filter(
      ({ lastRun, failuresInARow }) => Date.parse(lastRun ?? '') > since && failuresInARow === 0,
    );
    return succeeded.length === COUNT;
  });
}

function untilLogged(text: string, from: number): Promise<void> {
  return until(`the log says ${text}`, () => output().slice(from).includes(text));
}

const output = (): string => shield.product.output().out;

it('runs every check again each time the check host is killed', async () => {
  for (let time = 0; time < 3; time += 1) {
    const from = output().length;
    process.kill(await hostPid(), 'SIGKILL');
    await untilLogged(
      'the process that starts the checks was lost; it is started again","why":"it was ended by SIGKILL',
      from,
    );
  }
  await untilAllHaveRun(Date.now());
});

it('ends the processes that a killed check host has left, even those that can’t notice it', async () => {
  const host = await hostPid();
  const left = shield.checkProcesses().filter(({ parent }) => parent === host);
  for (const { pid } of left) process.kill(pid, 'SIGSTOP');
  process.kill(host, 'SIGKILL');
  expect(left).not.toEqual([]);
  await until('none of them is left', () => {
    const pids = shield.checkProcesses().map(({ pid }) => pid);
    return left.every(({ pid }) => !pids.includes(pid));
  });
  await untilAllHaveRun(Date.now());
});

it('replaces a check host that is stopped and no longer responds', async () => {
  const [host, from] = [await hostPid(), output().length];
  process.kill(host, 'SIGSTOP');
  await untilLogged('it didn’t respond', from);
  await untilAllHaveRun(Date.now());
  expect(await hostPid()).not.toBe(host);
});

it('keeps the shield running when no file descriptor is left to start another check host', async () => {
  const from = output().length;
  const pid = String(shield.product.child.pid);
  // Open files stay open, but no more can be opened.
  execFileSync('prlimit', ['--pid', pid, '--nofile=16:4096']);
  process.kill(await hostPid(), 'SIGKILL');
  await untilLogged('no process could be started', from);
  execFileSync('prlimit', ['--pid', pid, '--nofile=4096:4096']);
  await untilAllHaveRun(Date.now());
  expect(shield.product.child.exitCode).toBeNull();
});

it('reports an error while a check’s own process can’t be started, and runs again when it can', async () => {
  shield.folder.write('alone.js', 'setInterval(() => {}, 1e6); export const hits = () => 7;');
  await shield.until('alone.js shows its result', async () => (await shield.badge('alone')).status === '7');
  const host = String(await hostPid());
  execFileSync('prlimit', ['--pid', host, '--nofile=16:4096']);
  await shield.until('alone.js shows an error', async () => (await shield.badge('alone')).status === 'error');
  execFileSync('prlimit', ['--pid', host, '--nofile=4096:4096']);
  await shield.until('alone.js shows its result again', async () => (await shield.badge('alone')).status === '7');
  expect(String(await hostPid())).toBe(host);
  shield.folder.delete('alone.js');
});

it('does not open a debugger on SIGUSR1', async () => {
  const from = shield.product.output().error.length;
  for (const { pid } of shield.checkProcesses()) process.kill(pid, 'SIGUSR1');
  await untilAllHaveRun(Date.now());
  expect(shield.product.output().error.slice(from)).not.toContain('Debugger');
});
