// `node dist/main.js sign GET URL`: prints the headers with which curl can ask a private shield.
import { randomBytes } from 'node:crypto';
import type { Clock } from '../../config/clock.ts';
import { firstKeyIn } from '../keys/key-file.loader.ts';
import { newNonce, signRequest } from './signature.ts';
import type { SignableRequest } from './signature-base.ts';
import { signingTargetOf } from './signing-target.ts';

/** What the command has to say, and with which code it exits. */
export interface CommandOutcome {
  readonly exitCode: number;
  readonly out?: string;
  readonly error?: string;
}

/** `args` is what follows `sign`, `secretFile` the path in INTRA_SECRET. */
export async function runSign(
  args: readonly string[],
  secretFile: string | undefined,
  clock: Clock,
): Promise<CommandOutcome> {
  if (args[0] === '--help') return { exitCode: 0, out: USAGE };
  const request = parseArguments(args);
  if (request === undefined) return { exitCode: EX_USAGE, error: USAGE };
  const key = secretFile === undefined ? NO_SECRET : await firstKeyIn(secretFile, 'INTRA_SECRET');
  if (typeof key === 'string') return { exitCode: EX_CONFIG, error: key };
  const created = Math.floor(clock.now().wall / 1000);
  const headers = signRequest(request, key, { created, nonce: newNonce(randomBytes(16)) });
  const lines = Object.entries(headers).map(([name, value]) => `${name}: ${value}`);
  return { exitCode: 0, out: lines.join('\n') };
}

const EX_USAGE = 64;
const EX_CONFIG = 78;

const NO_SECRET = 'INTRA_SECRET is not set: nothing can be signed. Set it to the path of the key file.';
const USAGE = [
  'Usage: node dist/main.js sign GET|HEAD URL [LAST_EVENT_ID]',
  'Prints the headers that sign this request, valid once and for 30 s. With curl, which is not started where signing fails:',
  '  headers=$(node dist/main.js sign GET "$URL") && curl -H @- "$URL" <<< "$headers"',
].join('\n');

function parseArguments([method, url, lastEventId]: readonly string[]): SignableRequest | undefined {
  const where = signingTargetOf(url ?? '');
  if (where === undefined || (method !== 'GET' && method !== 'HEAD')) return undefined;
  return { method, ...where, ...(lastEventId === undefined ? {} : { lastEventId }) };
}
