// Shutdown of the product, with processes and connections.
import { type Socket, connect } from 'node:net';
import { kubeconfigFor } from '../../simulator/kubeconfig.ts';
import { SimulatedApiServer } from '../../simulator/server/simulated-api-server.ts';
import { SimulatedCluster } from '../../simulator/cluster/simulated-cluster.ts';
import { type Product, runProduct, untilAnswers } from '../support/app/run-product.ts';
import { type TemporaryFile, temporaryFile } from '../support/app/temporary-file.ts';
import { until } from '../support/time/until.ts';

const server = new SimulatedApiServer(new SimulatedCluster());
let kubeconfig: TemporaryFile;

beforeAll(async () => {
  kubeconfig = await temporaryFile(kubeconfigFor({ url: await server.listen() }));
});
afterAll(async () => {
  await server.close();
  await kubeconfig.remove();
});

/** In the log when requests were aborted. */
const RAN_OUT = 'in flight when the time to stop ran out';

async function startReady(): Promise<Product> {
  const product = await runProduct({ KUBECONFIG: kubeconfig.path, OTHER_SHIELDS: 'None' });
  await untilAnswers(product, '/readyz');
  return product;
}

describe.each(['SIGTERM', 'SIGINT', 'SIGHUP'] as const)('on %s', (signal) => {
  it('an idle shield exits with 0, whatever connections are kept open', async () => {
    const product = await startReady();
    const [used, unused] = [await connectTo(product), await connectTo(product)];
    expect(await ask(used, '/ping')).toContain('PONG');
    product.child.kill(signal);
    expect(await product.exit).toMatchObject({ code: 0, signal: null });
    expect(product.output().out).not.toContain(RAN_OUT);
    used.destroy();
    unused.destroy();
  });
});

describe('while the shield stops', () => {
  it('it is not ready, still answers requests, and keeps no connection alive', async () => {
    const product = await startReady();
    product.child.kill('SIGTERM');
    await untilAnswers(product, '/readyz', 503);
    const socket = await connectTo(product);
    const answer = await ask(socket, '/ping');
    expect(answer).toMatch(/^HTTP\/1.1 200 /);
    expect(answer).toMatch(/^Connection: close\r$/m);
    expect((await product.exit).code).toBe(0);
  });

  it('a request in flight is still answered', async () => {
    const product = await startReady();
    const socket = await connectTo(product);
    const answer = readAll(socket);
    socket.write('GET /ping HTTP/1.1\r\nHost: x\r\n');
    product.child.kill('SIGTERM');
    await until('new connections are refused', () => isRefused(product));
    socket.write('\r\n');
    expect(await answer).toMatch(/^HTTP\/1.1 200 [^]*PONG$/);
    expect((await product.exit).code).toBe(0);
  });

  it('incomplete requests and unread answers are aborted when the shutdown timeout ends', async () => {
    const product = await startReady();
    const socket = await connectTo(product);
    socket.on('error', () => undefined).write('GET /ping HTTP/1.1\r\nHost: x\r\n');
    const stalled = (await connectTo(product)).pause().on('error', () => undefined);
    stalled.write('GET / HTTP/1.1\r\nHost: x\r\n\r\n'.repeat(2_000));
    await ask(await connectTo(product), '/ping');
    product.child.kill('SIGTERM');
    expect((await product.exit).code).toBe(0);
    expect(product.output().out).toContain(RAN_OUT);
    stalled.destroy();
  });
});

function isRefused({ url }: Product): Promise<boolean> {
  return fetch(`${url}/ping`).then(
    () => false,
    () => true,
  );
}

function connectTo({ url }: Product): Promise<Socket> {
  return new Promise((resolve, reject) => {
    const socket: Socket = connect(Number(new URL(url).port), '127.0.0.1', () => {
      resolve(socket);
    }).on('error', reject);
  });
}

/** Leaves the connection open. */
function ask(socket: Socket, path: string): Promise<string> {
  return new Promise((resolve) => {
    socket.once('data', (chunk) => {
      resolve(String(chunk));
    });
    socket.write(`GET ${path} HTTP/1.1\r\nHost: x\r\n\r\n`);
  });
}

async function readAll(socket: Socket): Promise<string> {
  let all = '';
  for await (const chunk of socket) all += String(chunk);
  return all;
}
