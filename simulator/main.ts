// Runs one simulated cluster as a process of its own: `node simulator/main.ts --help` says how.
import { writeFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { kubeconfigFor } from './kubeconfig.ts';
import { SimulatedApiServer } from './simulated-api-server.ts';
import { SimulatedCluster } from './simulated-cluster.ts';
import { World } from './world.ts';

/** Milliseconds between steps: short enough to look like the moment at which a thing happens. */
const TICK = 100;

const HELP = `Usage: node simulator/main.ts [options]

Serves a simulated Kubernetes cluster on loopback and prints its address as one line of JSON.

  --port N           listen there (0: any free port, the default)
  --seed N           tells the same story again (1)
  --speed N          how much faster than usual things happen (1)
  --lean             pods of about 1 kB instead of 20 kB
  --token TOKEN      let in only who shows this bearer token
  --kubeconfig FILE  write a kubeconfig that leads here
`;

const { values } = parseArgs({
  options: {
    port: { type: 'string', default: '0' },
    seed: { type: 'string', default: '1' },
    speed: { type: 'string', default: '1' },
    lean: { type: 'boolean', default: false },
    token: { type: 'string' },
    kubeconfig: { type: 'string' },
    help: { type: 'boolean', default: false },
  },
});

if (values.help) console.log(HELP);
else await run();

async function run(): Promise<void> {
  const [port, seed, speed] = [numberOf('port'), numberOf('seed'), numberOf('speed')];
  const cluster = new SimulatedCluster();
  const server = new SimulatedApiServer(cluster, { tokens: values.token === undefined ? [] : [values.token] });
  const world = new World(cluster, { seed, speed: Math.max(speed, 0.01), start: Date.now(), realistic: !values.lean });
  const timer = setInterval(() => {
    world.step(Date.now());
  }, TICK);
  const url = await server.listen(port);
  if (values.kubeconfig !== undefined) writeFileSync(values.kubeconfig, kubeconfigOf(server), { mode: 0o600 });
  console.log(JSON.stringify({ url }));
  for (const signal of ['SIGINT', 'SIGTERM'] as const) {
    process.once(signal, () => {
      clearInterval(timer);
      void server.close();
    });
  }
}

function numberOf(option: 'port' | 'seed' | 'speed'): number {
  const number = Number(values[option]);
  if (Number.isFinite(number) && number >= 0) return number;
  console.error(`--${option}: ${values[option]} is not a number. See --help.`);
  process.exit(2);
}

function kubeconfigOf(server: SimulatedApiServer): string {
  return kubeconfigFor(server, values.token === undefined ? {} : { token: values.token });
}
