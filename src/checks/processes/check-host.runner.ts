// The program of the host: one process between the shield and those that run checks. It starts and watches them, so
// that the shield itself never waits for a process to start (a busy machine takes a tenth of a second for that), and it
// ends them all when the shield is gone, however that ended: a child in an endless loop can't see that by itself.
import type { FromHost, LoadedFile, ToHost } from './check-host-wire.ts';
import { CheckPool } from './check-pool.runner.ts';
import { killMarked } from './process-marks.runner.ts';

let pool: CheckPool | undefined;
let mark: string | undefined;
let lastState = '';
const files = new Map<number, LoadedFile>();

// Whoever stops the shield with its whole process group must not stop this one first.
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => undefined);

process.on('message', (order: ToHost) => {
  take(order);
});

process.on('disconnect', () => {
  void pool?.close();
  if (mark !== undefined) killMarked([mark]);
  process.exit();
});

setInterval(tellState, 250).unref();

function take(order: ToHost): void {
  switch (order.type) {
    case 'init':
      ({ mark } = order);
      pool = new CheckPool({
        ...order.options,
        mark: order.mark,
        onLoss: (loss) => {
          tell({ type: 'lost', loss });
        },
      });
      break;
    case 'try':
      void tryFiles(order);
      break;
    case 'use':
      for (const id of order.dropped) files.delete(id);
      for (const { id, file } of order.files) files.set(id, file);
      pool?.use([...files.values()]);
      break;
    case 'run':
      void run(order);
      break;
    case 'close':
      void pool?.close().then(() => process.exit());
  }
}

async function tryFiles({ id, files: sources }: Extract<ToHost, { type: 'try' }>): Promise<void> {
  await pool?.tryFiles(sources, (outcome) => {
    tell({ type: 'tried', id, file: outcome.source.file, outcome });
  });
  tell({ type: 'all-tried', id });
}

async function run({ id, file: number, ...request }: Extract<ToHost, { type: 'run' }>): Promise<void> {
  const file = files.get(number);
  if (file === undefined || pool === undefined) return;
  const outcome = await pool.run({ ...request, file });
  tellState();
  tell({ type: 'ended', id, outcome });
}

function tellState(): void {
  if (pool === undefined) return;
  const { processes } = pool;
  const alone = [...files].filter(([, file]) => pool?.runsAlone(file)).map(([id]) => id);
  const state = JSON.stringify([processes, alone]);
  if (state !== lastState) tell({ type: 'state', processes, alone });
  lastState = state;
}

function tell(message: FromHost): void {
  if (process.connected) process.send?.(message);
}
