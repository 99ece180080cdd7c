// The process: reads the configuration, starts the app, ends it when asked. The only place that exits.
import * as nodeModule from 'node:module';
import type { INestApplication } from '@nestjs/common';
import type { NestExpressApplication } from '@nestjs/platform-express';
import { growLess, keepHeapSmall } from './app.heap.ts';
import { nodeFault } from './app.node.ts';
import type { Config } from './config/config.ts';
import { THREADS } from './config/name-lookups.client.ts';
import type { KeyFileCheck } from './config/config.loader.ts';
import type { ClusterAccess } from './kubernetes/kubeconfig/kubeconfig.loader.ts';
import type { LogService } from './observability/log.service.ts';

/** EX_CONFIG of sysexits.h: starting again won't help. */
const EXIT_CONFIG = 78;
const EXIT_FAILURE = 1;
/** EX_USAGE of sysexits.h. */
const EXIT_USAGE = 64;
/** The last moment to be gone; the kubelet waits for 30 s, and spec.terminationGracePeriodSeconds may say less. */
const HARD_LIMIT = 9_500;
/** About what it takes until every node knows that this pod is going. */
const LINGER = 1_000;
/** Milliseconds in which a slow reader of the log may take the last lines. */
const LAST_LINES = 500;

const COMMANDS: ReadonlySet<string> = new Set(['sign', 'link', 'wait', 'history']);

const HELP: ReadonlySet<string> = new Set(['--help', '-h', 'help']);
const VERSIONS: ReadonlySet<string> = new Set(['--version', '-v']);
const USAGE = [
  'Usage: node dist/main.js                    starts the shield; environment variables configure it',
  '       node dist/main.js sign GET|HEAD URL  prints headers that sign a request',
  '       node dist/main.js link URL           prints a link to a badge of a private shield',
  '       node dist/main.js wait SERVICE       waits until a service is ok',
  '       node dist/main.js history export     copies the history into a file',
  '       node dist/main.js --version          says which version this is',
  'Each command says more with --help.',
].join('\n');

const oldNode = nodeFault(process.versions.node);
if (oldNode !== undefined) exitWith(EXIT_FAILURE, [oldNode]);

// Before the first thread is used.
process.env['UV_THREADPOOL_SIZE'] ??= String(THREADS);
const [command, ...args] = process.argv.slice(2);
if (command === undefined || !COMMANDS.has(command)) keepHeapSmall();
// Before anything large is loaded: compiled code is kept between starts where the disk may be written. Old Nodes don't
// export it by name, and couldn't load this file if it were imported so.
nodeModule.enableCompileCache();
if (command === 'sign') await sign(args);
else if (command === 'link') await link(args);
else if (command === 'wait') await wait(args);
else if (command === 'history') await history(args);
else if (command === undefined) await main();
else if (HELP.has(command)) process.stdout.write(`${USAGE}\n`);
else if (VERSIONS.has(command)) await version();
else exitWith(EXIT_USAGE, [`There is no command ${command}.`, USAGE]);

async function main(): Promise<void> {
  const { loadConfig, kubeconfigIn } = await import('./config/config.loader.ts');
  const { loadClusterAccess } = await import('./kubernetes/kubeconfig/kubeconfig.loader.ts');
  const loaded = await loadConfig(process.env, faultsOfKeyFile);
  const cluster = await loadClusterAccess(kubeconfigIn(process.env));
  const faults = [...('faults' in loaded ? loaded.faults : []), ...(cluster.type === 'fault' ? [cluster.text] : [])];
  if ('faults' in loaded || cluster.type === 'fault')
    exitWith(EXIT_CONFIG, [
      ...faults.map((fault) => asLine('fatal', fault)),
      ...loaded.warnings.map((text) => asLine('warn', text)),
    ]);
  else await start(loaded.config, cluster, loaded.warnings);
}

/** As the lines of the log are, which may not be configured yet; text where somebody reads it on a terminal. */
function asLine(level: 'fatal' | 'warn', msg: string): string {
  const format = process.env['LOG_FORMAT']?.trim().toLowerCase();
  if (format === 'pretty' || (format !== 'json' && process.stderr.isTTY)) return msg;
  return JSON.stringify({ level, time: new Date().toISOString(), context: 'config', msg });
}

async function faultsOfKeyFile(...[path, variable, secretFile]: Parameters<KeyFileCheck>): Promise<readonly string[]> {
  const { keyFileFaults, keysIn } = await import('./auth/keys/key-file.loader.ts');
  return keyFileFaults(path, variable, secretFile === undefined ? [] : await keysIn(secretFile));
}

async function version(): Promise<void> {
  const { VERSION } = await import('./config/version.loader.ts');
  process.stdout.write(`kube-shields ${VERSION}\n`);
}

/** `node dist/main.js sign GET URL` prints the headers with which curl can ask a private shield. */
async function sign(args: readonly string[]): Promise<void> {
  const [{ runSign }, { secretFileIn }, { SYSTEM_CLOCK }] = await Promise.all([
    import('./auth/signature/sign.runner.ts'),
    import('./config/config.loader.ts'),
    import('./config/clock.ts'),
  ]);
  const { exitCode, out, error } = await runSign(args, secretFileIn(process.env), SYSTEM_CLOCK);
  if (out !== undefined) process.stdout.write(`${out}\n`);
  if (error !== undefined) process.stderr.write(`${error}\n`);
  process.exitCode = exitCode;
}

/** `node dist/main.js link URL` prints the address of a badge of a private shield, for anyone who has it. */
async function link(args: readonly string[]): Promise<void> {
  const [{ runLink }, { badgeKeysIn }] = await Promise.all([
    import('./auth/link/link.runner.ts'),
    import('./config/config.loader.ts'),
  ]);
  const { exitCode, out, error } = await runLink(args, badgeKeysIn(process.env), Date.now());
  if (out !== undefined) process.stdout.write(`${out}\n`);
  if (error !== undefined) process.stderr.write(`${error}\n`);
  process.exitCode = exitCode;
}

/** `node dist/main.js wait SERVICE --url URL` waits until a service is as it should be. */
async function wait(args: readonly string[]): Promise<void> {
  const { runWait, processEnvironment } = await import('./api/wait/wait.runner.ts');
  process.exitCode = await runWait(args, processEnvironment());
}

/** `node dist/main.js history export FILE` copies the history while the shield goes on writing it. */
async function history(args: readonly string[]): Promise<void> {
  const [{ runHistory }, { historyDirIn }] = await Promise.all([
    import('./history/storage/history-command.runner.ts'),
    import('./config/config.loader.ts'),
  ]);
  const { exitCode, out, error } = runHistory(args, historyDirIn(process.env));
  if (out !== undefined) process.stdout.write(`${out}\n`);
  if (error !== undefined) process.stderr.write(`${error}\n`);
  process.exitCode = exitCode;
}

async function start(config: Config, cluster: ClusterAccess, warnings: readonly string[]): Promise<void> {
  await import('reflect-metadata');
  const [{ createApp }, { DiscoveryService }, { LogService }, { SYSTEM_CLOCK }, { warningsOf }] = await Promise.all([
    import('./app.create.ts'),
    import('./discovery/discovery.service.ts'),
    import('./observability/log.service.ts'),
    import('./config/clock.ts'),
    import('./config/parse/parse-config.ts'),
  ]);
  const log = await LogService.create(config.log);
  for (const warning of [...warningsOf(config), ...warnings]) log.warn(warning, 'config');
  dieOnBugs(log);
  const app = await createApp({ config, clock: SYSTEM_CLOCK, cluster, log });
  void app.get(DiscoveryService).synced.then(growLess);
  stopOnSignal(app, log);
  await listen(app, config, log);
}

/** An uncaught error leaves the app in an unknown state: a restart is better. */
function dieOnBugs(log: LogService): void {
  process.on('uncaughtException', (error) => {
    log.fatal({ message: 'a bug ended the process; please report it', err: error }, 'main');
    process.exit(EXIT_FAILURE);
  });
}

/** Signals after the first change nothing: `npm start` hands on a Ctrl-C that the terminal has already sent. */
function stopOnSignal(app: INestApplication, log: LogService): void {
  let isStopping = false;
  const stop = async (signal: NodeJS.Signals): Promise<void> => {
    if (isStopping) return;
    isStopping = true;
    log.log({ message: 'stopping', signal }, 'main');
    setTimeout(() => {
      log.warn('some requests were still in flight when the time to stop ran out', 'main');
      process.exit(0);
    }, HARD_LIMIT);
    const { stopApp } = await import('./app.stop.ts');
    await stopApp(app, { linger: LINGER });
    await log.taken(LAST_LINES);
    process.exit(0);
  };
  for (const signal of ['SIGTERM', 'SIGINT', 'SIGHUP'] as const) process.on(signal, () => void stop(signal));
}

async function listen(app: NestExpressApplication, { access, http, site }: Config, log: LogService): Promise<void> {
  const { listenOn, startFailure } = await import('./app.listen.ts');
  try {
    await app.init();
    await listenOn(app, http);
  } catch (error) {
    log.fatal(startFailure(error), 'main');
    process.exit(EXIT_FAILURE);
  }
  const url = (await app.getUrl()).replace('[::1]', 'localhost');
  const { VERSION: version } = await import('./config/version.loader.ts');
  const startedIn = Math.round(performance.now());
  log.log({ message: 'listening', url, version, access: access.mode, site: site.name, startedIn }, 'main');
}

function exitWith(code: number, lines: readonly string[]): never {
  process.stderr.write(lines.map((line) => `${line}\n`).join(''));
  process.exit(code);
}
