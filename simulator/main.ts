// Runs one simulated cluster as a process; see `node simulator/main.ts --help`.
import { writeFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { kubeconfigFor } from './kubeconfig.ts';
import { SimulatedApiServer } from './server/simulated-api-server.ts';
import { SimulatedCluster } from './cluster/simulated-cluster.ts';
import { World } from './world/world.ts';

/** Milliseconds between steps, short enough for events to look immediate. */
const TICK = 100;

/** At speed 0 nothing would ever happen. */
const SLOWEST = 0.01;

const HELP = `Usage: node simulator/main.ts [options]

Serves a simulated Kubernetes cluster on loopback and prints its address as one line of JSON.

  --port N           port to listen on (0: any free port, the default)
  --seed N           the same seed gives the same events (1)
  --speed N          factor by which events are faster (1)
  --lean             pods of about 1 kB instead of 20 kB
  --token TOKEN      answer only requests with this bearer token
  --kubeconfig FILE  write a kubeconfig for this server
`;

try {
  const options = readOptions();
  if (options.help) console.log(HELP);
  else await run(options);
} catch (error) {
  console.error(`simulator: ${error instanceof Error ? error.message : String(error)}. See --help.`);
  process.exitCode = 2;
}

interface Options {
  readonly port: number;
  readonly seed: number;
  readonly speed: number;
  readonly lean: boolean;
  readonly help: boolean;
  readonly token?: string;
  readonly kubeconfig?: string;
}

function readOptions(): Options {
  const text = { type: 'string' } as const;
  const flag = { type: 'boolean', default: false } as const;
  const numbers = {
    port: { ...text, default: '0' },
    seed: { ...text, default: '1' },
    speed: { ...text, default: '1' },
  };
  const { values } = parseArgs({ options: { ...numbers, token: text, kubeconfig: text, lean: flag, help: flag } });
  const { port, seed, speed, ...others } = values;
  return { ...others, port: numberOf('port', port), seed: numberOf('seed', seed), speed: numberOf('speed', speed) };
}

function numberOf(option: string, text: string): number {
  const number = Number(text);
  if (text.trim() !== '' && Number.isFinite(number) && number >= 0) return number;
  throw new Error(`--${option}: "${text}" isn't a number`);
}

async function run({ port, seed, speed, lean, token, kubeconfig }: Options): Promise<void> {
  const cluster = new SimulatedCluster();
  const server = new SimulatedApiServer(cluster, { tokens: token === undefined ? [] : [token] });
  const url = await server.listen(port);
  const world = new World(cluster, { seed, speed: Math.max(speed, SLOWEST), start: Date.now(), realistic: !lean });
  const timer = setInterval(() => {
    world.step(Date.now());
  }, TICK);
  if (kubeconfig !== undefined) {
    writeFileSync(kubeconfig, kubeconfigFor(server, token === undefined ? {} : { token }), { mode: 0o600 });
  }
  console.log(JSON.stringify({ url }));
  for (const signal of ['SIGINT', 'SIGTERM'] as const) {
    process.once(signal, () => {
      clearInterval(timer);
      void server.close();
    });
  }
}
