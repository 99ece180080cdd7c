// The host process (check-host.runner.ts), from the shield's side: started with the first order, pinged, and started
// again when it has ended, hangs or can't be started.
import { fork, type ChildProcess } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { killMarked, killMarkedInTurns } from './limits/process-marks.runner.ts';
import { NODE_FLAGS, programPath } from './start-process.runner.ts';
import type { FromHost, HostOptions, ToHost } from './wire/check-host-wire.ts';

export interface HostListener {
  /** A new host has started: it has to be sent everything. */
  onStart(): void;
  onMessage(message: FromHost): void;
  /** The host has ended, or can't be started. It is started again. */
  onLoss(why: string): void;
}

export class HostProcess {
  private readonly options: HostOptions;
  private readonly listener: HostListener;
  private readonly mark = `kube-shields-${randomUUID()}`;
  private host: ChildProcess | undefined;
  private missedPings = 0;
  private pinging: NodeJS.Timeout | undefined;
  private restart: NodeJS.Timeout | undefined;
  private restartDelay = MIN_RESTART_DELAY;
  /** What a lost host has left running is killed; the processes of the next one have the same mark. */
  private cleaning = Promise.resolve();
  private isClosed = false;

  constructor(options: HostOptions, listener: HostListener) {
    this.options = options;
    this.listener = listener;
  }

  /** Without a host nothing is sent: the next one is sent everything at its start. */
  send(order: ToHost): void {
    if (this.isClosed) return;
    if (this.host) this.host.send(order, ignoreFailure);
    else if (this.restart === undefined) this.start();
  }

  /** The host does its work: the next restart, if any, is soon. */
  resetBackoff(): void {
    this.restartDelay = MIN_RESTART_DELAY;
  }

  /** Resolves once none of its processes is left. */
  async close(): Promise<void> {
    this.isClosed = true;
    clearTimeout(this.restart);
    clearInterval(this.pinging);
    const host = this.host;
    if (host?.exitCode !== null || host.signalCode !== null) return this.cleaning;
    const gone = new Promise((resolve) => host.once('exit', resolve));
    host.send({ type: 'close' } satisfies ToHost, ignoreFailure);
    const forceKill = setTimeout(() => host.kill('SIGKILL'), CLOSE_TIMEOUT);
    await gone;
    clearTimeout(forceKill);
    killMarked([this.mark]);
  }

  private async startAgain(): Promise<void> {
    await this.cleaning;
    if (!this.isClosed) this.start();
  }

  private start(): void {
    this.restart = undefined;
    const host = this.fork();
    if (host === undefined) return;
    this.host = host;
    // A host that can't be reached any more is noticed by its exit, or by its silence.
    host.on('error', ignoreFailure);
    host.on('message', (message: FromHost) => {
      if (this.host === host) this.take(message);
    });
    host.on('exit', (code, signal) => {
      this.lose(host, signal === null ? `it ended with exit code ${code ?? '?'}` : `it was ended by ${signal}`);
    });
    const { limits, environment, loadTimeout, showsOutput = false } = this.options;
    this.send({ type: 'init', options: { limits, environment, loadTimeout, showsOutput }, mark: this.mark });
    this.listener.onStart();
    this.watch(host);
  }

  /** Undefined if none could be started; then a restart is planned. Node emits some errors, and throws others. */
  private fork(): ChildProcess | undefined {
    try {
      const host = fork(programPath('check-host.runner'), {
        execArgv: ['--max-old-space-size=128', ...NODE_FLAGS],
        env: {},
        cwd: '/',
        stdio: ['ignore', this.options.showsOutput === true ? 'inherit' : 'ignore', 'inherit', 'ipc'],
        // Not in the shield's process group: the host outlives it, to clean up.
        detached: true,
      });
      if (host.pid !== undefined) return host;
      host.on('error', ({ message }) => {
        this.listener.onLoss(`no process could be started: ${message}`);
      });
    } catch (error) {
      this.listener.onLoss(`no process could be started: ${error instanceof Error ? error.message : String(error)}`);
    }
    this.planRestart();
    return undefined;
  }

  /** Pings are counted, not seconds: a shield that was suspended itself has missed none. */
  private watch(host: ChildProcess): void {
    this.missedPings = 0;
    clearInterval(this.pinging);
    this.pinging = setInterval(() => {
      if (this.missedPings >= MAX_MISSED_PINGS) {
        host.kill('SIGKILL');
        this.lose(host, `it didn’t respond for ${(MAX_MISSED_PINGS * PING_INTERVAL) / 1000} s`);
      } else {
        this.missedPings += 1;
        this.send({ type: 'ping' });
      }
    }, PING_INTERVAL).unref();
  }

  private take(message: FromHost): void {
    this.missedPings = 0;
    if (message.type === 'pong') this.resetBackoff();
    this.listener.onMessage(message);
  }

  /** Kills what its processes may have left running. */
  private lose(host: ChildProcess, why: string): void {
    if (this.host !== host || this.isClosed) return;
    this.host = undefined;
    clearInterval(this.pinging);
    this.cleaning = killMarkedInTurns([this.mark]);
    this.planRestart();
    this.listener.onLoss(why);
  }

  private planRestart(): void {
    this.restart = setTimeout(() => void this.startAgain(), this.restartDelay).unref();
    this.restartDelay = Math.min(MAX_RESTART_DELAY, 2 * this.restartDelay);
  }
}

/** Milliseconds, doubled with each failure: a machine that can't start processes is asked less and less often. */
const MIN_RESTART_DELAY = 1_000;
const MAX_RESTART_DELAY = 30_000;
/** Milliseconds. */
const PING_INTERVAL = 1_000;
const MAX_MISSED_PINGS = 10;
/** Milliseconds that the host has to end what it started. */
const CLOSE_TIMEOUT = 2_000;

function ignoreFailure(): void {
  // Nothing else is to be done.
}
