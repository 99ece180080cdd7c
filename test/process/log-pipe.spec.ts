// A log pipe that is not read: the process goes on, drops lines, logs their number, and exits on SIGTERM.
import { connect } from 'node:net';
import { kubeconfigFor } from '../../simulator/kubeconfig.ts';
import { freePort } from '../support/app/free-port.ts';
import { type Product, runProduct, untilAnswers } from '../support/app/run-product.ts';
import { type TemporaryFile, temporaryFile } from '../support/app/temporary-file.ts';
import { until } from '../support/time/until.ts';

/** Pipelined in one write, they log some 200 kB. */
const REQUESTS = 1_000;

let kubeconfig: TemporaryFile;
beforeAll(async () => {
  kubeconfig = await temporaryFile(kubeconfigFor({ url: 'http://127.0.0.1:9' }));
});
afterAll(() => kubeconfig.remove());

type Dropped = () => Promise<number>;

async function start(): Promise<{ product: Product; dropped: Dropped }> {
  const metrics = await freePort();
  const product = await runProduct({
    KUBECONFIG: kubeconfig.path,
    LOG_LEVEL: 'debug',
    METRICS_PORT: String(metrics),
  });
  await untilAnswers(product, '/ping');
  const dropped = async (): Promise<number> => {
    const text = await (await fetch(`http://127.0.0.1:${metrics}/metrics`)).text();
    return Number(/^kube_shields_log_lines_dropped_total (\d+)/m.exec(text)?.[1]);
  };
  return { product, dropped };
}

/** Sends requests until the pipe and the buffer are full. Resolves to the number of lines dropped since the start. */
async function fill(product: Product, dropped: Dropped): Promise<number> {
  product.child.stdout?.pause();
  const before = await dropped();
  for (;;) {
    await ping(product, REQUESTS);
    const now = await dropped();
    if (now > before) return now;
  }
}

function ping({ url }: Product, requests: number): Promise<void> {
  return new Promise((resolve) => {
    let [answers, rest] = [0, ''];
    const socket = connect(Number(new URL(url).port), '127.0.0.1').on('data', (chunk) => {
      const text = rest + String(chunk);
      answers += text.split('PONG').length - 1;
      rest = text.slice(text.lastIndexOf('PONG') + 4).slice(-3);
      if (answers < requests) return;
      socket.destroy();
      resolve();
    });
    socket.write('GET /ping HTTP/1.1\r\nHost: x\r\n\r\n'.repeat(requests));
  });
}

it('a full log pipe does not keep the shield from answering or exiting, and gets the number of dropped lines once it is read again', async () => {
  const { product, dropped } = await start();
  const droppedLines = await fill(product, dropped);
  product.child.stdout?.resume();
  await until('the number of dropped lines is logged', () => product.output().out.includes('log lines were dropped'));
  const line = product
    .output()
    .out.split('\n')
    .find((one) => one.includes('log lines were dropped'));
  expect(JSON.parse(line ?? '')).toMatchObject({ level: 'warn', context: 'log' });
  const { lines } = JSON.parse(line ?? '') as { lines: number };
  expect(lines).toBeGreaterThanOrEqual(droppedLines);
  await fill(product, dropped);
  product.child.kill('SIGTERM');
  const exit = await new Promise((resolve) => product.child.once('exit', resolve));
  expect(exit).toBe(0);
  product.child.stdout?.resume();
});

it('a log pipe whose reader is gone does not stop the shield', async () => {
  const product = await runProduct({ KUBECONFIG: kubeconfig.path, LOG_LEVEL: 'debug' });
  await untilAnswers(product, '/ping');
  product.child.stdout?.destroy();
  await ping(product, 100);
  product.child.kill('SIGTERM');
  expect((await product.exit).code).toBe(0);
});
