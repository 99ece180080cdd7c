import { Logger } from '@nestjs/common';
import type { LogLevel } from '../config/config.ts';
import { LogService } from './log.service.ts';

let lines: string[];
beforeEach(() => {
  lines = [];
});

const logAt = (level: LogLevel, format: 'json' | 'pretty' = 'json'): Promise<LogService> =>
  LogService.create({ level, format }, { write: (line) => lines.push(line) });

const parsed = (): Record<string, unknown>[] => lines.map((line) => JSON.parse(line) as Record<string, unknown>);

describe('a line', () => {
  it('is JSON with the time as ISO 8601, the level as a word, the context and the message', async () => {
    const log = await logAt('info');
    log.warn('the key file is gone', 'keys');
    expect(parsed()).toEqual([
      {
        level: 'warn',
        time: expect.stringMatching(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/) as unknown,
        context: 'keys',
        msg: 'the key file is gone',
      },
    ]);
  });

  it.each(['json', 'pretty'] as const)('contains no terminal control characters (%s)', async (format) => {
    const log = await logAt('info', format);
    log.warn({ message: 'signature refused', authority: 'x\u009b31m\u202e\u2028y' }, 'auth');
    expect(lines.join('')).not.toMatch(/[\u0080-\u009f\u2028-\u202e]/u);
    expect(lines.join('')).toContain('\\u009b31m');
  });

  it('has the fields of an object', async () => {
    const log = await logAt('info');
    log.log({ message: 'relisting', namespace: 'web', reason: 'expired' }, 'discovery');
    expect(parsed()).toMatchObject([
      { level: 'info', context: 'discovery', msg: 'relisting', namespace: 'web', reason: 'expired' },
    ]);
  });

  it('has type, message, code, stack and cause of an error, and no other property', async () => {
    const log = await logAt('info');
    const cause = Object.assign(new Error('connection refused'), { code: 'ECONNREFUSED' });
    const error = Object.assign(new TypeError('fetch failed', { cause }), { options: { headers: { a: 'hunter2' } } });
    log.error({ message: 'a list failed', err: error }, 'discovery');
    log.error(error, 'discovery');
    for (const line of parsed()) {
      expect(line['err']).toMatchObject({
        type: 'TypeError',
        message: 'fetch failed',
        stack: error.stack,
        cause: { message: 'connection refused', code: 'ECONNREFUSED' },
      });
    }
    expect(lines.join('')).not.toContain('hunter2');
  });

  it('never contains fields named as secrets', async () => {
    const log = await logAt('info');
    const secrets = {
      token: 'hunter2',
      headers: { authorization: 'hunter2', signature: 'hunter2', cookie: 'hunter2' },
    };
    log.log({ message: 'asked', ...secrets, request: secrets }, 'http');
    expect(lines.join('')).not.toContain('hunter2');
    expect(parsed()[0]).toMatchObject({ token: '[redacted]', msg: 'asked' });
  });

  it('is also written for messages of Nest’s own logger', async () => {
    Logger.overrideLogger(await logAt('info'));
    new Logger('discovery').error('the watch ended', 'at line 1');
    expect(parsed()).toMatchObject([
      { level: 'error', context: 'discovery', msg: 'the watch ended', detail: 'at line 1' },
    ]);
    Logger.overrideLogger(false);
  });
});

describe('the level', () => {
  it.each<[LogLevel, string[]]>([
    ['fatal', ['fatal']],
    ['error', ['fatal', 'error']],
    ['warn', ['fatal', 'error', 'warn']],
    ['info', ['fatal', 'error', 'warn', 'info']],
    ['debug', ['fatal', 'error', 'warn', 'info', 'debug']],
    ['trace', ['fatal', 'error', 'warn', 'info', 'debug', 'trace']],
  ])('%s logs %j', async (level, expected) => {
    const log = await logAt(level);
    for (const write of ['fatal', 'error', 'warn', 'log', 'debug', 'verbose'] as const) log[write]('said', 'test');
    expect(parsed().map((line) => line['level'])).toEqual(expected);
  });

  it("of Nest's own startup messages is debug", async () => {
    const log = await logAt('info');
    log.log('Mapped {/ping, GET} route', 'RouterExplorer');
    expect(lines).toEqual([]);
  });
});

describe('the pretty format', () => {
  it('prints level, message and fields in one readable line', async () => {
    const log = await logAt('info', 'pretty');
    log.warn({ message: 'relisting', namespace: 'web' }, 'discovery');
    expect(lines.join('')).toMatch(/WARN.*relisting.*"namespace":"web"/);
  });
});
