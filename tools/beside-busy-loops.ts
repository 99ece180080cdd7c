// Runs a command beside eight processes that do nothing but use the processor, to see that it doesn't depend on how fast
// the machine is: `node tools/beside-busy-loops.ts npm run jest`. Its exit code is the command's.
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';

const LOOPS = 8;
// Each ends by itself once its parent is gone, even if that was killed.
const LOOP = 'const parent = process.ppid; while (process.ppid === parent) for (let n = 0; n < 1e8; n += 1);';

const loops = Array.from({ length: LOOPS }, () => spawn(process.execPath, ['-e', LOOP], { stdio: 'ignore' }));
const [command = 'true', ...args] = process.argv.slice(2);
const child = spawn(command, args, { stdio: 'inherit' });
// Ctrl-C reaches the command directly; its end is awaited.
process.on('SIGINT', () => undefined);
process.on('SIGTERM', () => child.kill('SIGTERM'));
process.exitCode = await exitOf(child).finally(() => {
  for (const loop of loops) loop.kill('SIGKILL');
});

async function exitOf(started: ChildProcess): Promise<number> {
  await once(started, 'close');
  return started.exitCode ?? 1;
}
