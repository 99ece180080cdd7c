// Runs npm scripts at the same time: `node tools/side-by-side.ts types lint`. What each says comes in one piece as it ends;
// the exit code is 1 where one of them failed.
import { spawn } from 'node:child_process';
import { once } from 'node:events';

async function succeeds(script: string): Promise<boolean> {
  const child = spawn('npm', ['run', script], { stdio: ['ignore', 'pipe', 'pipe'] });
  const said: Buffer[] = [];
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (bytes: Buffer) => said.push(bytes));
  await once(child, 'close');
  process.stdout.write(Buffer.concat(said));
  return child.exitCode === 0;
}

const succeeded = await Promise.all(process.argv.slice(2).map(succeeds));
process.exitCode = succeeded.every(Boolean) ? 0 : 1;
