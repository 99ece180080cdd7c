// The built product with more than ten thousand connections, each in the middle of a request: existing clients are still
// served, slow requests are answered 408 in time, and connections over the bound are dropped.
import { type Socket, connect } from 'node:net';
import { kubeconfigFor } from '../../simulator/kubeconfig.ts';
import { podOf } from '../../simulator/cluster/pod.ts';
import { SimulatedApiServer } from '../../simulator/server/simulated-api-server.ts';
import { SimulatedCluster } from '../../simulator/cluster/simulated-cluster.ts';
import { type Product, runProduct, untilAnswers } from '../support/app/run-product.ts';
import { temporaryFile } from '../support/app/temporary-file.ts';

it('stays up with 10,000 slow connections', async () => {
  const server = new SimulatedApiServer(new SimulatedCluster());
  server.cluster.set(podOf({ kind: 'Deployment', name: 'web' }));
  const kubeconfig = await temporaryFile(kubeconfigFor({ url: await server.listen() }));
  const product = await runProduct({ KUBECONFIG: kubeconfig.path, OTHER_SHIELDS: 'None' });
  await untilAnswers(product, '/readyz');
  // Opened before the others, and kept open.
  const early = await openConnection(product);

  const slow: Socket[] = [];
  const began = performance.now();
  while (slow.length < 9_990)
    slow.push(...(await Promise.all(Array.from({ length: 370 }, () => halfRequest(product)))));
  const answers = slow.map(statusOf);
  process.stdout.write(`${slow.length} connections in ${Math.round(performance.now() - began)} ms\n`);
  for (let n = 0; n < 20; n += 1) expect(await ask(early, '/_/web/health/')).toContain('HTTP/1.1 200 ');

  // Headers may take 10 s, and the server checks for slow ones once a second.
  const statuses = await Promise.all(answers);
  expect(new Set(statuses)).toEqual(new Set(['408']));
  expect(performance.now() - began).toBeLessThan(40_000);
  expect((await fetch(`${product.url}/_/web/health/`)).status).toBe(200);
  early.destroy();
  product.child.kill('SIGTERM');
  expect((await product.exit).code).toBe(0);
  await server.close();
  await kubeconfig.remove();
}, 120_000);

function openConnection({ url }: Product): Promise<Socket> {
  return new Promise((resolve, reject) => {
    const socket: Socket = connect(Number(new URL(url).port), '127.0.0.1', () => {
      resolve(socket);
    }).on('error', reject);
  });
}

async function halfRequest(product: Product): Promise<Socket> {
  const socket = await openConnection(product);
  socket.write('GET /_/web/health/ HTTP/1.1\r\nHost: x\r\nX-Slow: ');
  return socket;
}

async function statusOf(socket: Socket): Promise<string | undefined> {
  let all = '';
  for await (const chunk of socket) all += String(chunk);
  return /^HTTP\/1\.1 (\d+)/.exec(all)?.[1];
}

function ask(socket: Socket, path: string): Promise<string> {
  return new Promise((resolve) => {
    socket.once('data', (chunk) => {
      resolve(String(chunk));
    });
    socket.write(`GET ${path} HTTP/1.1\r\nHost: x\r\n\r\n`);
  });
}
