// The program of the host: one process between the shield and those that run checks. It starts and monitors them, so
// that the shield itself never waits for a process to start (0.1 s on a busy machine), and ends all of them when the
// shield has ended in any way, which a child in an endless loop can't notice.
import type { CheckOutcome } from '../runs/check-run.ts';
import type { LoadedFile } from '../files/check-source.ts';
import type { FromHost, ToHost } from './wire/check-host-wire.ts';
import { Cancelled, CheckPool } from './check-pool.runner.ts';
import { killMarked } from './limits/process-marks.runner.ts';

let pool: CheckPool | undefined;
let mark: string | undefined;
let lastState = '';
const files = new Map<number, LoadedFile>();
const runs = new Map<number, AbortController>();

// A signal to the shield's process group must not stop the host first.
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => undefined);

process.on('message', (order: ToHost) => {
  take(order);
});

process.on('disconnect', () => {
  void pool?.close();
  if (mark !== undefined) killMarked([mark]);
  process.exit();
});

setInterval(sendState, 250).unref();

function take(order: ToHost): void {
  switch (order.type) {
    case 'init':
      ({ mark } = order);
      pool = createPool(order);
      break;
    case 'try':
      void tryFiles(order);
      break;
    case 'use':
      for (const id of order.dropped) files.delete(id);
      // At its start the host is sent everything; orders may be repeated.
      if (order.added && !files.has(order.added.id)) files.set(order.added.id, order.added.file);
      pool?.use([...files.values()]);
      break;
    case 'run':
      void run(order);
      break;
    case 'cancel':
      runs.get(order.id)?.abort();
      break;
    case 'ping':
      send({ type: 'pong' });
      break;
    case 'close':
      void pool?.close().then(() => process.exit());
  }
}

function createPool({ options, mark }: Extract<ToHost, { type: 'init' }>): CheckPool {
  return new CheckPool({
    ...options,
    mark,
    onLoss: (loss) => {
      send({ type: 'lost', loss });
    },
  });
}

async function tryFiles({ id, files: sources }: Extract<ToHost, { type: 'try' }>): Promise<void> {
  await pool?.tryFiles(sources, (outcome) => {
    send({ type: 'tried', id, file: outcome.source.file, outcome });
  });
  send({ type: 'all-tried', id });
}

async function run(order: Extract<ToHost, { type: 'run' }>): Promise<void> {
  const outcome = await outcomeOf(order);
  sendState();
  if (outcome) send({ type: 'ended', id: order.id, outcome });
}

/** Undefined: it was cancelled while it waited for a slot. */
async function outcomeOf(order: Extract<ToHost, { type: 'run' }>): Promise<CheckOutcome | undefined> {
  const { id, file: number, ...request } = order;
  const file = files.get(number);
  if (file === undefined || pool === undefined) return NOT_IN_FORCE;
  const controller = new AbortController();
  runs.set(id, controller);
  try {
    return await pool.run({ ...request, file }, controller.signal);
  } catch (error) {
    if (error instanceof Cancelled) return undefined;
    throw error;
  } finally {
    runs.delete(id);
  }
}

const NOT_IN_FORCE: CheckOutcome = { type: 'failed', reason: 'error', text: 'its file is not in force', took: 0 };

function sendState(): void {
  if (pool === undefined) return;
  const { processes } = pool;
  const alone = [...files].filter(([, file]) => pool?.runsAlone(file)).map(([id]) => id);
  const state = JSON.stringify([processes, alone]);
  if (state !== lastState) send({ type: 'state', processes, alone });
  lastState = state;
}

function send(message: FromHost): void {
  if (process.connected) process.send?.(message);
}
