// The built product in a process, and its cost: CPU and memory from the kernel, the rest from the product's metrics.
import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { stripTypeScriptTypes } from 'node:module';
import { type AddressInfo, connect, createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { kubeconfigFor } from '../../simulator/kubeconfig.ts';
import type { Blocks } from './loop-probe.ts';

/** Another build may be measured by BENCH_MAIN, and node may be given options by BENCH_NODE (`--cpu-prof`). */
const MAIN = process.env['BENCH_MAIN'] ?? fileURLToPath(new URL('../../dist/main.js', import.meta.url));
/** An older build, which is measured alternately with this one. */
export const BEFORE = process.env['BENCH_BEFORE'] === '' ? undefined : process.env['BENCH_BEFORE'];
const NODE_OPTIONS = (process.env['BENCH_NODE'] ?? '').split(' ').filter(Boolean);
const PROBE = new URL('./loop-probe.ts', import.meta.url);

export class Product {
  readonly url: string;
  readonly metricsUrl: string;
  /** Milliseconds from start to ready. */
  readonly readyAfter: number;
  readonly child: ChildProcess;
  private readonly folder: string;

  private constructor(at: { url: string; metricsUrl: string; folder: string }, child: ChildProcess, after: number) {
    this.url = at.url;
    this.metricsUrl = at.metricsUrl;
    this.folder = at.folder;
    this.child = child;
    this.readyAfter = after;
  }

  /** `isProbed` lets blocks() work, at a small cost; `main` is the build's program. */
  static async start(
    api: { readonly url: string },
    env: Readonly<Record<string, string>> = {},
    { isProbed = false, main = MAIN } = {},
  ): Promise<Product> {
    const folder = mkdtempSync(join(tmpdir(), 'bench-'));
    const kubeconfig = join(folder, 'kubeconfig');
    writeFileSync(kubeconfig, kubeconfigFor(api));
    const [port, metricsPort] = [await freePort(), await freePort()];
    const began = performance.now();
    const probe = isProbed ? ['--import', probeWithoutTypes(folder)] : [];
    const child = spawn(process.execPath, [...NODE_OPTIONS, ...probe, main], {
      env: {
        BENCH_PROBE: probeIn(folder),
        OTHER_SHIELDS: 'None',
        HOST: '127.0.0.1',
        PORT: String(port),
        METRICS_PORT: String(metricsPort),
        KUBECONFIG: kubeconfig,
        LOG_LEVEL: 'warn',
        ...env,
      },
      stdio: ['ignore', 'inherit', 'inherit'],
    });
    endWithUs(child);
    const at = { url: `http://127.0.0.1:${port}`, metricsUrl: `http://127.0.0.1:${metricsPort}/metrics`, folder };
    // What it does before it listens can't delay requests, so those blocks are discarded.
    await untilReady(at.url, child, async () => {
      if (isProbed) await blocksAt(probeIn(folder));
    });
    return new Product(at, child, performance.now() - began);
  }

  /** Milliseconds of CPU so far. */
  get cpu(): number {
    return cpuOf(this.child.pid ?? 0);
  }

  /** MiB. */
  get rss(): number {
    return this.memory('VmRSS');
  }

  /** MiB, the maximum so far. */
  get peakRss(): number {
    return this.memory('VmHWM');
  }

  /** One metric without labels. */
  async metric(name: string): Promise<number> {
    return metricIn(await (await fetch(this.metricsUrl)).text(), name);
  }

  /** The longest block of its event loop since the previous call. */
  async blocks(): Promise<Blocks> {
    return blocksAt(probeIn(this.folder));
  }

  async stop(): Promise<void> {
    const ended = new Promise((resolve) => this.child.once('exit', resolve));
    this.child.kill('SIGTERM');
    await ended;
    rmSync(this.folder, { recursive: true });
  }

  private memory(field: string): number {
    const status = readFileSync(`/proc/${this.child.pid ?? 0}/status`, 'utf8');
    return Number(new RegExp(`${field}:\\s+(\\d+) kB`).exec(status)?.[1] ?? 0) / 1024;
  }
}

/** No process outlives the benchmark, however it ends. */
export function endWithUs(child: ChildProcess): void {
  if (children.size === 0) {
    process.on('exit', () => {
      for (const one of children) one.kill('SIGKILL');
    });
    for (const signal of ['SIGTERM', 'SIGINT'] as const) process.on(signal, () => process.exit(1));
  }
  children.add(child);
}

const children = new Set<ChildProcess>();

/** Milliseconds of CPU that a process has used. */
export function cpuOf(pid: number): number {
  const fields = readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ')[1]?.split(' ') ?? [];
  return (Number(fields[11]) + Number(fields[12])) * TICK;
}

/** Milliseconds: a hundred ticks a second. */
const TICK = 10;

function metricIn(text: string, name: string): number {
  return Number(new RegExp(`^${name}(?:\\{\\})? (\\S+)$`, 'm').exec(text)?.[1] ?? NaN);
}

async function untilReady(url: string, child: ChildProcess, onListening: () => Promise<void>): Promise<void> {
  const began = performance.now();
  let isListening = false;
  while (performance.now() - began < START_TIMEOUT && child.exitCode === null) {
    const answer = await fetch(`${url}/readyz`).catch(() => undefined);
    await answer?.arrayBuffer();
    if (answer?.status === 200) return;
    if (answer !== undefined && !isListening) await onListening();
    isListening ||= answer !== undefined;
    // Polling too often would be part of what is measured.
    await sleep(performance.now() - began < 3_000 ? 10 : 200);
  }
  child.kill('SIGKILL');
  throw new Error(`The product was not ready after ${START_TIMEOUT} ms. Has it been built? npm run build.`);
}

/** Milliseconds. */
const START_TIMEOUT = 180_000;

async function blocksAt(path: string): Promise<Blocks> {
  let text = '';
  for await (const chunk of connect(path)) text += String(chunk);
  return JSON.parse(text) as Blocks;
}

/** As JavaScript: the code that strips types would take 15 MiB in the process that it is loaded into. */
function probeWithoutTypes(folder: string): string {
  const path = join(folder, 'loop-probe.mjs');
  writeFileSync(path, stripTypeScriptTypes(readFileSync(PROBE, 'utf8')));
  return path;
}

function probeIn(folder: string): string {
  return join(folder, 'probe');
}

/** Free a moment ago; another process may take it before use. */
export async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
  const { port } = server.address() as AddressInfo;
  await new Promise((closed) => server.close(closed));
  return port;
}
