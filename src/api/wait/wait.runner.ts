// `node dist/main.js wait SERVICE --url URL …`: for pipelines that have no access to the cluster. It polls a shield
// until the condition has been met for long enough, or the time is over.
import { parseWait, WAIT_USAGE, type WaitOptions } from './wait.ts';
import { whyLines } from './wait-why.ts';
import { missingOf, parseItems } from './waited-item.ts';

export interface WaitEnvironment {
  /** Sent as a bearer token, to this shield only. */
  readonly token: string | undefined;
  readonly print: (line: string) => void;
  /** Milliseconds on a clock that never goes back. */
  readonly now: () => number;
  readonly sleep: (ms: number) => Promise<void>;
}

const EXIT_MET = 0;
const EXIT_NOT_IN_TIME = 1;
const EXIT_USAGE = 2;

/** How long one answer may take. */
const ANSWER_TIMEOUT = 10_000;

/** The exit code. */
export async function runWait(args: readonly string[], environment: WaitEnvironment): Promise<number> {
  if (args[0] === '--help') {
    environment.print(WAIT_USAGE);
    return EXIT_MET;
  }
  const options = parseWait(args);
  if (typeof options === 'string') {
    environment.print(`${options}\n${WAIT_USAGE}`);
    return EXIT_USAGE;
  }
  return waitFor(options, environment);
}

async function waitFor(options: WaitOptions, environment: WaitEnvironment): Promise<number> {
  const { now, sleep } = environment;
  const deadline = now() + options.timeout;
  const say = onlyChanges(environment.print);
  let metSince: number | undefined;
  for (;;) {
    const missing = await ask(options, environment.token);
    if (missing.isFinal) {
      say(missing.lines);
      return EXIT_USAGE;
    }
    metSince = missing.lines.length > 0 ? undefined : (metSince ?? now());
    if (metSince !== undefined && now() - metSince >= options.steadyFor) {
      say([`${options.service}: ok`]);
      return EXIT_MET;
    }
    say(metSince === undefined ? missing.lines : [`${options.service}: ok, waiting for it to stay so`]);
    if (now() + options.interval > deadline) {
      environment.print(`Not in time: ${missing.lines.join('; ') || `${options.service} was not ok for long enough`}`);
      for (const line of await askWhy(options, environment.token)) environment.print(line);
      return EXIT_NOT_IN_TIME;
    }
    await sleep(options.interval);
  }
}

/** Prints progress, one line per change. */
function onlyChanges(print: (line: string) => void): (lines: readonly string[]) => void {
  let last = '';
  return (lines) => {
    const text = lines.join('\n');
    if (text !== last) print(text);
    last = text;
  };
}

interface Missing {
  readonly lines: readonly string[];
  /** Asking again won't help. */
  readonly isFinal: boolean;
}

async function ask(options: WaitOptions, token: string | undefined): Promise<Missing> {
  try {
    return await missingIn(await get(`${options.url}/v1/services/${options.service}`, token), options);
  } catch (error) {
    return { lines: [`${options.url} can't be reached: ${causeOf(error)}`], isFinal: false };
  }
}

/** Empty if it isn't available, as with an older shield. What is missing has been printed before. */
async function askWhy(options: WaitOptions, token: string | undefined): Promise<readonly string[]> {
  try {
    const answer = await get(`${options.url}/v1/services/${options.service}/why`, token);
    return answer.ok ? whyLines(await answer.json(), options) : [];
  } catch {
    return [];
  }
}

function get(address: string, token: string | undefined): Promise<Response> {
  return fetch(address, {
    headers: token === undefined ? {} : { Authorization: `Bearer ${token}` },
    redirect: 'error',
    signal: AbortSignal.timeout(ANSWER_TIMEOUT),
  });
}

async function missingIn(answer: Response, options: WaitOptions): Promise<Missing> {
  if (answer.status === 401 || answer.status === 403) return { lines: [REFUSED], isFinal: true };
  if (answer.status === 404) return { lines: missingOf([], options), isFinal: false };
  const items = answer.ok ? parseItems(await answer.json()) : undefined;
  if (items === undefined)
    return { lines: [`${options.url} answers ${answer.status}, no list of services`], isFinal: false };
  return { lines: missingOf(items, options), isFinal: false };
}

const REFUSED =
  'The shield refuses: it is not public. Set READ_TOKEN to one of the tokens in the file that its READ_TOKENS names.';

/** `fetch` hides why it failed in the cause of its error. */
function causeOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  return error.cause === undefined ? error.message : causeOf(error.cause);
}

if (import.meta.main) {
  process.exitCode = await runWait(process.argv.slice(2), processEnvironment());
}

export function processEnvironment(): WaitEnvironment {
  return {
    token: process.env['READ_TOKEN'],
    print: (line) => process.stdout.write(`${line}\n`),
    now: () => performance.now(),
    sleep: (ms) => new Promise((resolve) => setTimeout(resolve, ms)),
  };
}
