// Builds the product for the demo, and says how it goes: on a busy machine that takes minutes.
import { spawn } from 'node:child_process';
import { once } from 'node:events';

export interface Build {
  readonly command: readonly [string, ...string[]];
  readonly cwd: string;
  /** Milliseconds between two lines that say that it goes on. */
  readonly interval: number;
  readonly print: (line: string) => void;
}

/** Undefined where it has succeeded; else what it printed. A signal to this process ends it too. */
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
