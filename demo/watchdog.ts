// Cleans up after a demo that was killed without a chance to do it itself. It knows by messages which processes belong
// to the demo, and by the end of its channel that the demo is gone; its one argument is the demo's temporary folder.
import { rmSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';

const wards = new Set<number>();

process.on('message', ({ started, ended }: { readonly started?: number; readonly ended?: number }) => {
  if (started !== undefined) wards.add(started);
  if (ended !== undefined) wards.delete(ended);
});

process.on('disconnect', () => void cleanUp());

// These signals stop the demo, which ends this process last.
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => undefined);

async function cleanUp(): Promise<void> {
  signalAll('SIGTERM');
  if (wards.size > 0) await sleep(GRACE);
  signalAll('SIGKILL');
  const folder = process.argv[2];
  if (folder !== undefined) rmSync(folder, { recursive: true, force: true });
  process.exit();
}

/** Milliseconds; the product says it needs no more than 3 s when idle. */
const GRACE = 4000;

function signalAll(signal: NodeJS.Signals): void {
  for (const pid of wards) {
    try {
      process.kill(pid, signal);
    } catch {
      wards.delete(pid);
    }
  }
}
