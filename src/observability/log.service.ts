// The log: one JSON object a line on standard output, or lines for people where LOG_FORMAT says so. Code logs through
// Nest's `new Logger('context')`, either a sentence or an object: `warn({ message: 'relisting', namespace, reason })`.
import { setTimeout as sleep } from 'node:timers/promises';
import type { LoggerService } from '@nestjs/common';
import { type LoggerOptions, pino } from 'pino';
import type { Config, LogLevel } from '../config/config.ts';
import { LogOutput, type Output } from './log-output.ts';

export class LogService implements LoggerService {
  private readonly pino: pino.Logger;

  private constructor(
    logger: pino.Logger,
    private readonly output: LogOutput,
  ) {
    this.pino = logger;
  }

  /** A line is written at once where there is room for it, so that the last one before an exit is there. */
  static async create({ level, format }: Config['log'], destination: Output = process.stdout): Promise<LogService> {
    const toText = format === 'pretty' ? await prettyFormat() : (line: string): string => line;
    const output = new LogOutput(destination, (lines) => toText(droppedLine(lines)));
    const write = (line: string): void => {
      output.write(escapeControls(toText(line)));
    };
    return new LogService(pino(optionsOf(level), { write }), output);
  }

  /** Lines dropped since the start, because they weren't read. */
  get dropped(): number {
    return this.output.dropped;
  }

  /** Once all lines are taken, or after `timeout` milliseconds. */
  async taken(timeout: number): Promise<void> {
    for (let waited = 0; !this.output.isTaken && waited < timeout; waited += LOOK_AGAIN) await sleep(LOOK_AGAIN);
  }

  log(message: unknown, ...rest: unknown[]): void {
    this.write(isNestsOwn(rest) ? 'debug' : 'info', message, rest);
  }
  fatal(message: unknown, ...rest: unknown[]): void {
    this.write('fatal', message, rest);
  }
  error(message: unknown, ...rest: unknown[]): void {
    this.write(rest.at(-1) === PORTS_CONTEXT ? 'debug' : 'error', message, rest);
  }
  warn(message: unknown, ...rest: unknown[]): void {
    this.write('warn', message, rest);
  }
  debug(message: unknown, ...rest: unknown[]): void {
    this.write('debug', message, rest);
  }
  verbose(message: unknown, ...rest: unknown[]): void {
    this.write('trace', message, rest);
  }

  /** Whether lines of this level are written at all: for what is costly to put together. */
  isLevelEnabled(level: LogLevel): boolean {
    return this.pino.isLevelEnabled(level);
  }

  /** Nest gives the context as the last argument, and an error's stack before it. */
  private write(level: LogLevel, message: unknown, rest: readonly unknown[]): void {
    if (!this.pino.isLevelEnabled(level)) return;
    const context = rest.at(-1);
    const [detail] = rest.slice(0, -1);
    this.pino[level]({ context, ...(detail !== undefined && { detail: errorFields(detail) }), ...fieldsOf(message) });
  }
}

function optionsOf(level: LogLevel): LoggerOptions {
  return {
    level,
    base: null,
    timestamp: pino.stdTimeFunctions.isoTime,
    formatters: { level: (label) => ({ level: label }) },
    serializers: { err: errorFields },
    redact: { paths: SECRETS.flatMap((name) => [name, `*.${name}`, `*.*.${name}`]), censor: '[redacted]' },
  };
}

/** A last resort: these should never be logged. */
const SECRETS = ['authorization', 'cookie', 'password', 'secret', 'signature', 'token'];

/** JSON leaves these as they are, and a terminal would act on them. */
function escapeControls(line: string): string {
  return line.replace(CONTROLS, (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`);
}

const CONTROLS = /[\u007F-\u009F\u2028-\u202E\u2066-\u2069]/g;

/** Milliseconds. */
const LOOK_AGAIN = 20;

/** Loaded only where it is asked for. Line by line, so that it is as synchronous as the JSON. */
async function prettyFormat(): Promise<(line: string) => string> {
  const { prettyFactory } = await import('pino-pretty');
  return prettyFactory({ ignore: 'pid,hostname', singleLine: true, colorize: process.stdout.isTTY });
}

function droppedLine(lines: number): string {
  const time = new Date(Date.now()).toISOString();
  const msg = 'log lines were dropped, because the log was not read';
  return `${JSON.stringify({ level: 'warn', time, context: 'log', msg, lines })}\n`;
}

/** Nest's own messages at the start are of use to its developers only. */
function isNestsOwn(rest: readonly unknown[]): boolean {
  const context = rest.at(-1);
  return typeof context === 'string' && NEST_CONTEXTS.has(context);
}

/** Its errors are ports that can't be listened on; main.ts says what to do about them. */
const PORTS_CONTEXT = 'NestApplication';

const NEST_CONTEXTS = new Set(['NestFactory', 'InstanceLoader', 'RoutesResolver', 'RouterExplorer', PORTS_CONTEXT]);

function fieldsOf(message: unknown): object {
  if (message instanceof Error) return { msg: message.message, err: message };
  if (typeof message !== 'object' || message === null) return { msg: String(message) };
  const { message: msg, ...fields } = message as { message?: unknown };
  return { msg, ...fields };
}

/** Only this of an error: clients hang whole requests with their headers on theirs. */
function errorFields(error: unknown, depth = 0): unknown {
  if (!(error instanceof Error)) return error;
  const code = 'code' in error ? error.code : undefined;
  const cause = error.cause !== undefined && depth < 5 ? errorFields(error.cause, depth + 1) : undefined;
  return { type: error.name, message: error.message, code, stack: error.stack, cause };
}
