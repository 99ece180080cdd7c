// The program of `npm run check -- FILE [CHECK] [--pods PODS.json]`: runs the checks of one file once, as the shield
// would, and prints what they answer. Exits with 0 where all of them gave an answer, 1 where one didn't, 2 where it was
// asked wrongly.
import { existsSync, readFileSync } from 'node:fs';
import { basename, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { parseArgs } from 'node:util';
import { formatDuration } from '../config/duration.ts';
import type { CheckPod } from './check.ts';
import { parseAnswer } from './runs/check-answer.ts';
import { checkEnvironment } from './processes/check-environment.ts';
import { type ExportedCheck, parseExports } from './files/check-exports.ts';
import { formatOf, sortNames } from './files/check-file.ts';
import { CheckSupervisor } from './processes/check-supervisor.runner.ts';
import type { CheckOutcome } from './runs/check-run.ts';
import type { LoadOutcome, LoadedFile, SourceFile } from './files/check-source.ts';
import { allowancesIn } from './files/check-allowances.ts';
import { typeScriptAdvice } from './files/load-advice.ts';
import { parsePodsFile } from './pods-file.ts';
import { poolLimitsFor } from './processes/limits/pool-limits.ts';

/** As CHECK_INTERVAL and CHECK_TIMEOUT are by default. */
const DEFAULTS = { interval: 30_000, timeout: 5_000 };
const USAGE = `Usage: npm run check -- FILE [CHECK] [--pods PODS.json], as in: npm run check -- checks/web.ts
PODS.json is what \`kubectl get pods -o json\` prints; those of the file's service are given to its checks.
Ends with 0 where every check gave an answer, with 1 where one didn't, with 2 where it was asked wrongly.`;

interface TryOptions {
  readonly path: string;
  /** Undefined: all of them. */
  readonly check: string | undefined;
  readonly pods: string | undefined;
}

process.exitCode = await main(process.argv.slice(2));

async function main(args: readonly string[]): Promise<number> {
  if (args.some((arg) => arg === '--help' || arg === '-h')) {
    process.stdout.write(`${USAGE}\n`);
    return 0;
  }
  let asked: TryOptions;
  let source: SourceFile;
  let pods: readonly CheckPod[];
  try {
    asked = parseTryOptions(args);
    source = readSource(asked.path);
    pods = readPods(asked.pods, source.service);
  } catch (error) {
    warn(error instanceof Error ? error.message : String(error));
    return 2;
  }
  const supervisor = createSupervisor();
  try {
    return await tryFile(supervisor, source, asked.check, pods);
  } finally {
    await supervisor.close();
  }
}

function parseTryOptions(args: readonly string[]): TryOptions {
  const { values, positionals } = parseArgs({
    args: [...args],
    allowPositionals: true,
    options: { pods: { type: 'string' } },
  });
  const [path, check] = positionals;
  if (path === undefined || positionals.length > 2) throw new Error(USAGE);
  return { path, check, pods: values.pods };
}

function readPods(path: string | undefined, service: string): readonly CheckPod[] {
  if (path === undefined) return [];
  const pods = parsePodsFile(JSON.parse(read(path)), service, Date.now());
  if (typeof pods === 'string') throw new Error(`--pods ${path}: ${pods}`);
  return pods;
}

function readSource(path: string): SourceFile {
  const name = basename(path);
  const [file] = sortNames([name]).files;
  if (file === undefined) {
    throw new Error(`${name} can’t be a check file: name it after a service, as web.ts, .mts, .js, .mjs or .cjs.`);
  }
  const source = read(path);
  return {
    ...file,
    url: pathToFileURL(resolve(path)).href,
    format: formatOf(file.ending),
    source,
    allow: allowancesIn(source),
  };
}

function read(path: string): string {
  if (!existsSync(path)) throw new Error(`${path}: no such file. Give its path, from the folder where you are.`);
  return readFileSync(path, 'utf8');
}

function createSupervisor(): CheckSupervisor {
  return new CheckSupervisor({
    limits: poolLimitsFor(undefined),
    environment: environment(),
    loadTimeout: DEFAULTS.timeout,
    showsOutput: true,
    onLoss: () => undefined,
    onHostLoss: (why) => {
      warn(`the process that starts the checks was lost: ${why}`);
    },
  });
}

/** Check processes have another working folder. */
function environment(): Readonly<Record<string, string>> {
  const kept = checkEnvironment(process.env);
  const { CHECK_SECRETS_DIR: secrets } = kept;
  return secrets === undefined ? kept : { ...kept, CHECK_SECRETS_DIR: resolve(secrets) };
}

async function tryFile(
  supervisor: CheckSupervisor,
  source: SourceFile,
  check: string | undefined,
  pods: readonly CheckPod[],
): Promise<number> {
  const outcomes: LoadOutcome[] = [];
  await supervisor.tryFiles([source], (outcome) => outcomes.push(outcome));
  const [outcome] = outcomes;
  if (outcome?.type !== 'loaded') return refuse(outcome);
  const { checks, oddities } = parseExports(outcome.file.exports, DEFAULTS);
  for (const oddity of oddities) warn(`${source.file}: ${oddity}`);
  const wanted = checks.filter((exported) => check === undefined || exported.check === check);
  if (wanted.length === 0) return refuseName(source.file, check, checks);
  supervisor.use([outcome.file]);
  const results: boolean[] = [];
  for (const exported of wanted) results.push(await tryCheck(supervisor, outcome.file, exported, pods));
  return results.every((isGood) => isGood) ? 0 : 1;
}

function refuseName(file: string, check: string | undefined, checks: readonly ExportedCheck[]): number {
  if (check === undefined || checks.length === 0) {
    warn(`${file} has no checks.`);
    return 1;
  }
  warn(`${file} has no check ${check}. It has: ${checks.map((exported) => exported.check).join(', ')}.`);
  return 2;
}

function refuse(outcome: LoadOutcome | undefined): number {
  if (outcome?.type === 'failed') {
    const advice = outcome.code === 'unsupported-typescript' ? `\n${typeScriptAdvice(outcome.text)}` : '';
    warn(`${outcome.source.file} can’t be loaded (${outcome.code}):\n${outcome.text}${advice}`);
  } else warn('it was not tried');
  return 1;
}

async function tryCheck(
  supervisor: CheckSupervisor,
  file: LoadedFile,
  { check, timeout }: ExportedCheck,
  pods: readonly CheckPod[],
): Promise<boolean> {
  const outcome = await supervisor.run({ file, check, pods, timeout });
  const took = formatDuration(Math.round(outcome.took));
  if (outcome.type === 'failed') return fail(`${check}: ${textOf(outcome)}, after ${took}:\n${outcome.text}`);
  const { answer, oddities } = parseAnswer(outcome.answer, check);
  for (const oddity of oddities) warn(`${check}: ${oddity}`);
  process.stdout.write(`${check}: ${answer.label} | ${answer.status}  (${answer.color}, ${answer.state}, ${took})\n`);
  return answer.reason === undefined;
}

function textOf({ reason }: Extract<CheckOutcome, { type: 'failed' }>): string {
  return reason === 'timed-out' ? 'timed out' : 'error';
}

function fail(text: string): false {
  warn(text);
  return false;
}

function warn(text: string): void {
  process.stderr.write(`${text}\n`);
}
