// Runs npm scripts at the same time: `node tools/side-by-side.ts types lint jest`. The output of the last one is shown as it
// comes; that of the others in one piece when each ends. The exit code is 1 if one of them failed, and the failures are
// named at the end.
import { spawn } from 'node:child_process';
import { once } from 'node:events';

const scripts = process.argv.slice(2);

async function succeeds(script: string, isLast: boolean): Promise<boolean> {
  const shown = isLast ? 'inherit' : 'pipe';
  const child = spawn('npm', ['run', script], { stdio: ['ignore', shown, shown] });
  const output: Buffer[] = [];
  for (const stream of [child.stdout, child.stderr]) stream?.on('data', (bytes: Buffer) => output.push(bytes));
  await once(child, 'close');
  process.stdout.write(Buffer.concat(output));
  return child.exitCode === 0;
}

const succeeded = await Promise.all(scripts.map((script, i) => succeeds(script, i === scripts.length - 1)));
const failed = scripts.filter((_, i) => succeeded[i] === false);
if (failed.length > 0) console.error(`Failed: ${failed.join(', ')}.`);
process.exitCode = failed.length === 0 ? 0 : 1;
