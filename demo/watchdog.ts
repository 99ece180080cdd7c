// Cleans up after a demo that was killed. Messages say which processes belong to the demo, and the end of the channel
// that the demo is gone; the only argument is the demo's temporary folder.
import { rmSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';

const children = new Set<number>();

process.on('message', ({ started, ended }: { readonly started?: number; readonly ended?: number }) => {
  if (started !== undefined) children.add(started);
  if (ended !== undefined) children.delete(ended);
});

process.on('disconnect', () => void cleanUp());

// These signals stop the demo, which ends this process last.
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => undefined);

async function cleanUp(): Promise<void> {
  signalAll('SIGTERM');
  if (children.size > 0) await sleep(GRACE);
  signalAll('SIGKILL');
  const folder = process.argv[2];
  if (folder !== undefined) rmSync(folder, { recursive: true, force: true });
  process.exit();
}

/** Milliseconds; an idle product needs at most 3 s. */
const GRACE = 4000;

function signalAll(signal: NodeJS.Signals): void {
  for (const pid of children) {
    try {
      process.kill(pid, signal);
    } catch {
      children.delete(pid);
    }
  }
}
