// Builds the product for the demo, and reports progress: on a busy machine a build takes minutes.
import { spawn } from 'node:child_process';
import { once } from 'node:events';

export interface Build {
  readonly command: readonly [string, ...string[]];
  readonly cwd: string;
  /** Milliseconds between two lines of progress. */
  readonly interval: number;
  readonly print: (line: string) => void;
}

/** Resolves to undefined on success, otherwise to the build's output. A signal to this process ends the build too. */
export async function build({ command: [program, ...args], cwd, interval, print }: Build): Promise<string | undefined> {
  print('Building kube-shields, which takes about half a minute…');
  const began = Date.now();
  const child = spawn(program, args, { cwd, stdio: ['ignore', 'pipe', 'pipe'] });
  let output = '';
  for (const stream of [child.stdout, child.stderr]) {
    stream.on('data', (bytes: Buffer) => {
      output += bytes.toString();
    });
  }
  const report = setInterval(() => {
    print(`…still building, ${Math.round((Date.now() - began) / 1000)} s so far`);
  }, interval);
  const stop = (): void => {
    child.kill();
    process.exit(130);
  };
  for (const signal of SIGNALS) process.once(signal, stop);
  try {
    const [code] = (await once(child, 'close')) as [number | null];
    return code === 0 ? undefined : output;
  } catch (error) {
    return String(error);
  } finally {
    clearInterval(report);
    for (const signal of SIGNALS) process.off(signal, stop);
  }
}

const SIGNALS = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;
