// `node dist/main.js link URL [--expires 90d]`: the address of a badge, with a link to it, made offline.
import { DAY, parseDuration } from '../../config/duration.ts';
import { withLink } from './badge-link.ts';
import { firstKeyIn } from '../keys/key-file.loader.ts';
import type { CommandOutcome } from '../signature/sign.runner.ts';

/** `args` is what follows `link`, `keyFile` the path in BADGE_KEYS; `now` is Unix milliseconds. */
export async function runLink(
  args: readonly string[],
  keyFile: string | undefined,
  now: number,
): Promise<CommandOutcome> {
  if (args[0] === '--help') return { exitCode: 0, out: USAGE };
  const wanted = parseArguments(args, now);
  if (wanted === undefined) return { exitCode: EX_USAGE, error: USAGE };
  if (keyFile === undefined) return { exitCode: EX_CONFIG, error: NO_KEYS };
  const key = await firstKeyIn(keyFile, 'BADGE_KEYS');
  if (typeof key === 'string') return { exitCode: EX_CONFIG, error: key };
  const out = withLink(wanted.address, key, wanted.expires);
  return out === undefined ? { exitCode: EX_USAGE, error: USAGE } : { exitCode: 0, out };
}

const EX_USAGE = 64;
const EX_CONFIG = 78;

const NO_KEYS = 'BADGE_KEYS is not set: no link can be made. Set it to the path of the key file.';
const USAGE = [
  'Usage: node dist/main.js link URL [--expires 90d]',
  'Prints the address of a badge that a private shield shows to anyone who has it, such as',
  '  node dist/main.js link "https://badges.example.com/_/web/health/?namespace=shop" --expires 90d',
  'Links are for images (svg and shields). Without --expires it is good until its key is removed.',
].join('\n');

interface Wanted {
  readonly address: string;
  /** Unix seconds. */
  readonly expires: number | undefined;
}

function parseArguments(args: readonly string[], now: number): Wanted | undefined {
  const [address = '', option, span, ...more] = args;
  const url = URL.parse(address);
  if (url === null || !/^https?:$/.test(url.protocol) || more.length > 0) return undefined;
  if (option === undefined) return { address, expires: undefined };
  const duration = option === '--expires' ? durationOf(span ?? '') : undefined;
  if (duration === undefined || duration === 0) return undefined;
  return { address, expires: Math.floor((now + duration) / 1000) };
}

/** Days too. */
function durationOf(text: string): number | undefined {
  const [, days] = /^(\d{1,4})d$/.exec(text) ?? [];
  return days === undefined ? parseDuration(text) : Number(days) * DAY;
}
