// `kube-shields wait`: its command line.
import { parseArgs } from 'node:util';
import { parseDuration } from '../../config/duration.ts';
import { isName } from '../../config/names.ts';

export interface WaitOptions {
  readonly service: string;
  /** Origin and path of the shield, without a slash at the end. */
  readonly url: string;
  readonly version?: string;
  readonly namespace?: string;
  /** Names, or patterns with `*`; each must match a cluster that has the service. Empty: every cluster. */
  readonly clusters: readonly string[];
  /** Milliseconds for which it must stay so. */
  readonly steadyFor: number;
  readonly timeout: number;
  readonly interval: number;
}

export const WAIT_USAGE = [
  'Usage: node dist/main.js wait SERVICE --url URL [--version V] [--namespace NS] [--cluster PATTERN]...',
  '                              [--for 30s] [--timeout 10m] [--interval 5s]',
  'Waits until SERVICE is ok, and at version V where one is given, in every cluster that matches.',
  'Exits with 0 when it is, 1 when the time is over (and says why), 2 when it is asked for wrongly.',
  'READ_TOKEN in the environment is sent to a shield that is not public.',
].join('\n');

/** What the command line asks for, or a sentence about what is wrong with it. */
export function parseWait(args: readonly string[]): WaitOptions | string {
  const parsed = parsedArgs(args);
  if (typeof parsed === 'string') return parsed;
  const { positionals, values } = parsed;
  const [service = '', ...more] = positionals;
  const url = URL.parse(values.url ?? '');
  const steadyFor = parseDuration(values.for);
  const timeout = parseDuration(values.timeout);
  const interval = parseDuration(values.interval);
  if (more.length > 0 || !isName(service)) return 'Name one service, as in `wait web`.';
  if (url === null || !/^https?:$/.test(url.protocol))
    return '--url must be the address of a shield, as https://shields.example.com.';
  if (url.username + url.password !== '') return '--url must not hold a password. Set READ_TOKEN instead.';
  if (steadyFor === undefined || timeout === undefined || interval === undefined || interval < 100) {
    return '--for, --timeout and --interval are durations as 500ms, 30s, 5m; --interval is at least 100ms.';
  }
  return {
    service,
    url: (url.origin + url.pathname).replace(/\/+$/, ''),
    clusters: values.cluster,
    steadyFor,
    timeout,
    interval,
    ...(values.version !== undefined && { version: values.version }),
    ...(values.namespace !== undefined && { namespace: values.namespace }),
  };
}

/** `values` with their defaults; a text where an option isn't known. */
function parsedArgs(args: readonly string[]): ReturnType<typeof parseKnown> | string {
  try {
    return parseKnown(args);
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
}

function parseKnown(args: readonly string[]) {
  return parseArgs({
    args: [...args],
    allowPositionals: true,
    options: {
      url: { type: 'string' },
      version: { type: 'string' },
      namespace: { type: 'string' },
      cluster: { type: 'string', multiple: true, default: [] },
      for: { type: 'string', default: '0' },
      timeout: { type: 'string', default: '10m' },
      interval: { type: 'string', default: '5s' },
    },
  });
}
