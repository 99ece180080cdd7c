// The built product as a process of its own: `node dist/main.js` with nothing in its environment but what a test says.
import { type ChildProcess, spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { createServer } from 'node:net';
import type { AddressInfo } from 'node:net';
import { fileURLToPath } from 'node:url';

const MAIN = fileURLToPath(new URL('../dist/main.js', import.meta.url));

export interface Product {
  readonly child: ChildProcess;
  readonly url: string;
  /** Everything it has said so far. */
  readonly said: () => { readonly out: string; readonly error: string };
  /** Resolves when it has ended. */
  readonly exit: Promise<{ readonly code: number | null; readonly signal: string | null; readonly after: number }>;
}

/** `after` of the exit is milliseconds since the start. */
export async function runProduct(
  env: Readonly<Record<string, string>>,
  args: readonly string[] = [],
): Promise<Product> {
  if (!existsSync(MAIN)) throw new Error('There is no dist/main.js. Run `npm run build` first, as `npm test` does.');
  const port = await freePort();
  const began = performance.now();
  const child = spawn(process.execPath, [MAIN, ...args], {
    env: { HOST: '127.0.0.1', PORT: String(port), METRICS_PORT: '0', ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  running.add(child);
  child.once('close', () => running.delete(child));
  const heard = { out: '', error: '' };
  child.stdout.on('data', (chunk) => (heard.out += String(chunk)));
  child.stderr.on('data', (chunk) => (heard.error += String(chunk)));
  const exit: Product['exit'] = new Promise((resolve) => {
    child.on('close', (code, signal) => {
      resolve({ code, signal, after: performance.now() - began });
    });
  });
  return { child, url: `http://127.0.0.1:${port}`, said: () => ({ ...heard }), exit };
}

// A test that fails on its way leaves no process behind: Jest would wait for it for ever.
const running = new Set<ChildProcess>();
afterAll(() => {
  for (const child of running) child.kill('SIGKILL');
});

/** Until the path answers with the status; milliseconds since this was called. */
export async function untilAnswers({ url, child, said }: Product, path: string, status = 200): Promise<number> {
  const began = performance.now();
  while (performance.now() - began < 15_000 && child.exitCode === null) {
    const answer = await fetch(url + path).catch(() => undefined);
    if (answer?.status === status) return performance.now() - began;
    await new Promise((resolve) => setTimeout(resolve, 10));
  }
  const { out, error } = said();
  throw new Error(`${path} never answered ${status}.\n${out}${error}`);
}

/** Free a moment ago, which is as much as anybody can say. */
export async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
  const { port } = server.address() as AddressInfo;
  await new Promise((closed) => server.close(closed));
  return port;
}
