// The program of a child process: loads check files and runs their functions, as its parent requests over the channel.
// It runs from src/ and, built, from dist/. The check files in the process are untrusted and may do anything, so the
// parent enforces all limits (check-process.runner.ts).
import { AsyncLocalStorage } from 'node:async_hooks';
import { writeSync } from 'node:fs';
import { isBuiltin, registerHooks, stripTypeScriptTypes } from 'node:module';
import { Socket } from 'node:net';
import { basename } from 'node:path';
import { fileURLToPath } from 'node:url';
import { compileFunction } from 'node:vm';
import type { CheckContext } from '../../check.ts';
import type { DeclaredFileError } from '../../declared/declared-checks.runner.ts';
import type { FileFormat } from '../../files/check-file.ts';
import { describeExports, exportsOf, isCheck } from './check-exports.ts';
import { jsonOf, parse, stringify } from './original-json.ts';
import { causeCodeOf, codeOf, textOf } from './thrown-error.ts';
import {
  MAX_ANSWER,
  type FromChild,
  type LoadOrder,
  type LoadedFormat,
  type NotLoaded,
  type RunOrder,
  type ToChild,
} from '../wire/check-wire.ts';
import { LeakDetector } from './leaks.runner.ts';

/** The file descriptor of the channel, both ways. */
const CHANNEL = 3;

/** Saved before untrusted code could replace them. */
const now = performance.now.bind(performance);
const immediate = setImmediate;

/** The timeout, in milliseconds, is used by declared checks only. */
type CheckFunction = (context: CheckContext, timeout: number) => unknown;

interface LoadedModule {
  readonly functions: ReadonlyMap<string, CheckFunction>;
}

/** The file and run whose code is running; asynchronous work that it starts inherits this. */
const owners = new AsyncLocalStorage<{ readonly url: string; readonly run?: number }>();
const sources = new Map<string, { readonly format: string; readonly source: string }>();
const modules = new Map<string, Promise<LoadedModule | undefined>>();
/** Files are loaded one at a time, so that it is known which one hangs. */
let lastLoad: Promise<LoadedModule | undefined> = Promise.resolve(undefined);

serveSources();
catchTheUncaught();
const detector = new LeakDetector();
listen();

/**
 * A file is imported under its own URL, but with the source that the parent sent: the file on disk may have changed.
 */
function serveSources(): void {
  registerHooks({
    resolve: (specifier, context, next) => {
      if (specifier === 'kube-shields') throw new Error(ONLY_TYPES);
      if (isBuiltin(specifier)) detector.noteModule(specifier);
      const known = sources.get(specifier);
      return known ? { url: specifier, format: known.format, shortCircuit: true } : next(specifier, context);
    },
    load: (url, context, next) => {
      const known = sources.get(url);
      const loaded = known ? { ...known, shortCircuit: true } : next(url, context);
      if (loaded.format !== 'builtin') detector.noteSource(loaded.source);
      return loaded;
    },
  });
}

const ONLY_TYPES = "kube-shields has nothing but types. Write `import type { Check } from 'kube-shields'`.";

/** The process may be in any state after this: reports whose fault it is to the parent, which ends the process. */
function catchTheUncaught(): void {
  process.on('uncaughtException', (error) => {
    sendAtOnce({ type: 'fault', ...owners.getStore(), text: textOf(error) });
  });
  process.on('exit', (code) => {
    sendAtOnce({ type: 'fault', ...owners.getStore(), text: `it called process.exit(${code})` });
  });
}

function sendAtOnce(message: FromChild): void {
  try {
    writeSync(CHANNEL, `${stringify(message)}\n`);
  } catch {
    // The parent is gone, or will see the end of this process anyway.
  }
}

function listen(): void {
  const channel = new Socket({ fd: CHANNEL });
  let rest = '';
  channel.setEncoding('utf8');
  channel.on('data', (text: string) => {
    const lines = (rest + text).split('\n');
    rest = lines.pop() ?? '';
    for (const line of lines) take(parse(line) as ToChild, channel);
  });
  channel.on('close', end);
  channel.on('error', end);
}

/** Including all processes that it may have started. */
function end(): void {
  process.kill(-process.pid, 'SIGKILL');
}

function take(order: ToChild, channel: Socket): void {
  const send = (message: FromChild): void => void channel.write(`${stringify(message)}\n`);
  switch (order.type) {
    case 'ping':
      send({ type: 'pong' });
      break;
    case 'load':
      modules.set(order.url, (lastLoad = lastLoad.then(() => load(order, send))));
      break;
    case 'run':
      void run(order, send);
  }
}

type Send = (message: FromChild) => void;

async function load(order: LoadOrder, send: Send): Promise<LoadedModule | undefined> {
  const { url, format } = order;
  send({ type: 'loading', url });
  try {
    const { exports, loaded, ...text } = format === 'declared' ? await loadDeclared(order) : await loadCode(order);
    await turn();
    send({ type: 'loaded', url, ...text, exports, ...left() });
    return loaded;
  } catch (error) {
    send({ type: 'not-loaded', url, code: codeOf(error), text: textOf(error), ...positionOf(error) });
    return undefined;
  }
}

/** Where in a declared check file. */
function positionOf(error: unknown): Pick<NotLoaded, 'at'> {
  if (codeOf(error) !== 'ERR_DECLARED_FILE') return {};
  const { line, column } = error as DeclaredFileError;
  return { at: { line, column } };
}

interface EvaluatedFile {
  readonly format: LoadedFormat;
  readonly js: string;
  readonly exports: object;
  readonly loaded: LoadedModule;
}

async function loadCode({ url, format, source }: LoadOrder): Promise<EvaluatedFile> {
  const known = formatOf(format, source);
  const js = format === 'module-typescript' ? stripTypeScriptTypes(source, { sourceUrl: url }) : source;
  sources.set(url, { format: known, source: js });
  const exported = await owners.run({ url }, async () => exportsOf((await import(url)) as object, known));
  const functions = exported.filter(isCheck).map(([name, check]): [string, CheckFunction] => {
    return [name, (context) => check(context)];
  });
  return { format: known, js, exports: describeExports(exported), loaded: { functions: new Map(functions) } };
}

/** Only declared check files need the parser. */
async function loadDeclared({ url, source }: LoadOrder): Promise<EvaluatedFile> {
  const { loadDeclaredFile } = await import('../../declared/declared-checks.runner.ts');
  const { functions, options, namespaces } = loadDeclaredFile(source, basename(fileURLToPath(url)));
  const exports = { functions: [...functions.keys()], options, namespaces };
  return { format: 'declared', js: source, exports, loaded: { functions } };
}

/** As Node decides without a package.json: what isn't valid CommonJS is an ES module. */
function formatOf(format: FileFormat, source: string): 'module' | 'commonjs' {
  if (format !== 'javascript') return format === 'commonjs' ? format : 'module';
  try {
    compileFunction(source, ['exports', 'require', 'module', '__filename', '__dirname']);
    return 'commonjs';
  } catch {
    return 'module';
  }
}

function left(): { readonly leaks: readonly string[]; readonly patches: readonly string[] } {
  return { leaks: detector.leaks(), patches: detector.patches() };
}

/** After this, an unhandled rejection has been reported as a fault. */
function turn(): Promise<void> {
  return new Promise((resolve) => void immediate(resolve));
}

async function run({ run, url, timeout, ...given }: RunOrder, send: Send): Promise<void> {
  const loaded = await modules.get(url);
  const controller = new AbortController();
  send({ type: 'started', run });
  const began = now();
  const timer = setTimeout(() => {
    controller.abort(new DOMException('the check’s timeout is over', 'TimeoutError'));
  }, timeout).unref();
  const end = await owners.run({ url, run }, () =>
    settle(loaded?.functions.get(given.check), contextOf(given, controller.signal), timeout),
  );
  const took = now() - began;
  clearTimeout(timer);
  await turn();
  const common = { run, took, ...left() };
  if (controller.signal.aborted) send({ type: 'failed', reason: 'timed-out', text: TIMED_OUT, ...common });
  else if ('error' in end) {
    const code = end.code === undefined ? {} : { code: end.code };
    send({ type: 'failed', reason: 'error', text: end.error, ...code, ...common });
  } else send({ type: 'answered', answer: end.answer, ...common });
}

function contextOf({ service, check, pods, podsAge }: ContextData, signal: AbortSignal): CheckContext {
  return { service, check, pods, ...(podsAge !== undefined && { podsAge }), signal };
}

type ContextData = Pick<RunOrder, 'service' | 'check' | 'pods' | 'podsAge'>;

const TIMED_OUT = 'it took longer than its timeout, and ended when its signal aborted';

type End = { readonly answer: unknown } | { readonly error: string; readonly code?: string };

async function settle(check: CheckFunction | undefined, context: CheckContext, timeout: number): Promise<End> {
  if (check === undefined) return { error: 'the file could not be loaded again, or has no such check any more' };
  try {
    const json = jsonOf(await check(context, timeout));
    const size = Buffer.byteLength(json);
    if (size > MAX_ANSWER) return { error: `its answer has ${size} bytes as JSON; at most ${MAX_ANSWER} are taken` };
    return { answer: parse(json) };
  } catch (error) {
    return { error: textOf(error), ...causeCodeOf(error) };
  }
}
