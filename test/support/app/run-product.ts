// The built product as a process of its own: `node dist/main.js` with nothing in its environment but what a test says.
import { type ChildProcess, spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { createServer } from 'node:net';
import { fileURLToPath } from 'node:url';
import { until } from '../time/until.ts';

const MAIN = fileURLToPath(new URL('../../../dist/main.js', import.meta.url));

export interface Product {
  readonly child: ChildProcess;
  readonly url: string;
  /** Everything it has said so far. */
  readonly said: () => { readonly out: string; readonly error: string };
  /** Resolves when it has ended. */
  readonly exit: Promise<{ readonly code: number | null; readonly signal: string | null }>;
}

/** `through`: a command that becomes the one that follows it, such as `env`. */
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
  return { child, url: `http://127.0.0.1:${port}`, said: () => ({ ...printed }), exit };
}

// A test that fails on its way leaves no process behind: Jest would wait for it for ever.
const running = new Set<ChildProcess>();
afterAll(() => {
  for (const child of running) child.kill('SIGKILL');
});

/** Until the path answers with the status; fails at once where the process has ended. */
export async function untilAnswers({ url, child, said }: Product, path: string, status = 200): Promise<void> {
  const explained = (): string => `${path} answers ${status}.\n${said().out}${said().error}`.slice(0, MOST_SHOWN);
  await until(explained, async () => {
    if (child.exitCode !== null) throw new Error(`It has ended before ${explained()}`);
    const answer = await fetch(url + path).catch(() => undefined);
    await answer?.body?.cancel();
    return answer?.status === status;
  });
}

const MOST_SHOWN = 3_000;

/** Free a moment ago. Below those that the system gives to connections, which would take it before the test does. */
export async function freePort(): Promise<number> {
  for (;;) {
    const port = FIRST_PORT + Math.floor(Math.random() * PORTS);
    const server = createServer();
    const isFree = await new Promise<boolean>((resolve) => {
      server.once('error', () => {
        resolve(false);
      });
      server.listen(port, '127.0.0.1', () => {
        resolve(true);
      });
    });
    if (!isFree) continue;
    await new Promise((closed) => server.close(closed));
    return port;
  }
}

const FIRST_PORT = 12_000;
const PORTS = 20_000;
