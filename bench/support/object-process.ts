// The API server with large objects as a process of its own, and how a benchmark waits until a product has listed them.
import { type ChildProcess, fork } from 'node:child_process';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import type { ObjectOptions } from './object-server.ts';
import { endWithUs, type Product } from './product.ts';

export async function startObjectServer(
  options: ObjectOptions,
): Promise<{ readonly url: string; readonly child: ChildProcess }> {
  const program = fileURLToPath(new URL('./object-server.ts', import.meta.url));
  const child = fork(program, [JSON.stringify(options)], { stdio: ['ignore', 'inherit', 'inherit', 'ipc'] });
  endWithUs(child);
  const url = await new Promise<string>((resolve) => {
    child.once('message', (message: string) => {
      resolve(message);
    });
  });
  return { url, child };
}

/** Until the product watches its pods and that many kinds. */
export async function untilListed({ url }: Product, kinds: number): Promise<void> {
  for (;;) {
    const { items } = (await (await fetch(`${url}/v1/sources`)).json()) as { items: { state: string }[] };
    if (items.filter(({ state }) => state === 'watching').length > kinds) return;
    await sleep(200);
  }
}
