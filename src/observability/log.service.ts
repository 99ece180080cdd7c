// The log: one JSON object a line on standard output, or lines for people where LOG_FORMAT says so. Code logs through
// Nest's `new Logger('context')`, either a sentence or an object: `warn({ message: 'relisting', namespace, reason })`.
import type { LoggerService } from '@nestjs/common';
import { type DestinationStream, type LoggerOptions, pino } from 'pino';
import type { Config, LogLevel } from '../config/config.ts';

export class LogService implements LoggerService {
  private readonly pino: pino.Logger;

  private constructor(logger: pino.Logger) {
    this.pino = logger;
  }

  /** Writes are synchronous, so that the last line before an exit is there. */
  static async create(
    { level, format }: Config['log'],
    destination: DestinationStream = pino.destination(1),
  ): Promise<LogService> {
    const stream = format === 'pretty' ? await prettyStream(destination) : destination;
    return new LogService(pino(optionsOf(level), stream));
  }

  log(message: unknown, ...rest: unknown[]): void {
    this.write(isNestsOwn(rest) ? 'debug' : 'info', message, rest);
  }
  fatal(message: unknown, ...rest: unknown[]): void {
    this.write('fatal', message, rest);
  }
  error(message: unknown, ...rest: unknown[]): void {
    this.write('error', message, rest);
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

/** Loaded only where it is asked for. Line by line, so that it is as synchronous as the JSON. */
async function prettyStream(destination: DestinationStream): Promise<DestinationStream> {
  const { prettyFactory } = await import('pino-pretty');
  const toText = prettyFactory({ ignore: 'pid,hostname', singleLine: true, colorize: process.stdout.isTTY });
  const write = (line: string): void => {
    destination.write(toText(line));
  };
  return { write };
}

/** What Nest tells of its own start is of use to its developers only. */
function isNestsOwn(rest: readonly unknown[]): boolean {
  const context = rest.at(-1);
  return typeof context === 'string' && NEST_CONTEXTS.has(context);
}

const NEST_CONTEXTS = new Set(['NestFactory', 'InstanceLoader', 'RoutesResolver', 'RouterExplorer', 'NestApplication']);

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
