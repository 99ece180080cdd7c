// Runs the built product as a process: `node dist/main.js` with only the environment that a test passes.
import { type ChildProcess, spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { until } from '../time/until.ts';
import { freePort } from './free-port.ts';

const MAIN = fileURLToPath(new URL('../../../dist/main.js', import.meta.url));

export interface Product {
  readonly child: ChildProcess;
  readonly url: string;
  /** Everything it printed so far. */
  readonly output: () => { readonly out: string; readonly error: string };
  /** Resolves when it has exited. */
  readonly exit: Promise<{ readonly code: number | null; readonly signal: string | null }>;
}

/** `through`: a command that execs the one that follows it, such as `env`. */
export async function runProduct(
  env: Readonly<Record<string, string>>,
  args: readonly string[] = [],
  through: readonly string[] = [],
): Promise<Product> {
  if (!existsSync(MAIN)) throw new Error('There is no dist/main.js. Run `npm run build` first, as `npm test` does.');
  const port = await freePort();
  const [command = process.execPath, ...rest] = [...through, process.execPath, MAIN, ...args];
  const child = spawn(command, rest, {
    env: { HOST: '127.0.0.1', PORT: String(port), METRICS_PORT: '0', ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  running.add(child);
  child.once('close', () => running.delete(child));
  const printed = { out: '', error: '' };
  child.stdout.on('data', (chunk) => (printed.out += String(chunk)));
  child.stderr.on('data', (chunk) => (printed.error += String(chunk)));
  const exit: Product['exit'] = new Promise((resolve) => {
    child.on('close', (code, signal) => {
      resolve({ code, signal });
    });
  });
  return { child, url: `http://127.0.0.1:${port}`, output: () => ({ ...printed }), exit };
}

// A failed test must not leak a process: Jest would never exit.
const running = new Set<ChildProcess>();
afterAll(() => {
  for (const child of running) child.kill('SIGKILL');
});

/** Waits until the path answers with the status; rejects at once when the process has exited. */
export async function untilAnswers({ url, child, output }: Product, path: string, status = 200): Promise<void> {
  const explained = (): string => `${path} answers ${status}.\n${output().out}${output().error}`.slice(0, MAX_SHOWN);
  await until(explained, async () => {
    if (child.exitCode !== null) throw new Error(`The product exited before ${explained()}`);
    const answer = await fetch(url + path).catch(() => undefined);
    await answer?.body?.cancel();
    return answer?.status === status;
  });
}

const MAX_SHOWN = 3_000;
