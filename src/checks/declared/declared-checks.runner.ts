// Turns a declared check file into functions that the child process runs like a code file's exports. Each kind's client
// is loaded when it is first needed.
import type { CheckContext, CheckResult } from '../check.ts';
import { type DeclaredCheck, type ParsedFile, parseDeclaredFile } from './file/declared-file.ts';
import { type Finding, answerFor } from './answer/finding.ts';

export interface DeclaredModule {
  readonly functions: ReadonlyMap<string, DeclaredFunction>;
  /** Like a code file's `options` and `namespaces`. */
  readonly options: Readonly<Record<string, { readonly interval?: string; readonly timeout?: string }>>;
  readonly namespaces: readonly string[] | undefined;
}

/** `timeout` in milliseconds. */
type DeclaredFunction = (context: CheckContext, timeout: number) => Promise<CheckResult>;

export class DeclaredFileError extends Error {
  readonly code = 'ERR_DECLARED_FILE';
  readonly line: number;
  readonly column: number;

  constructor(faults: Extract<ParsedFile, { type: 'faults' }>['faults'], file: string) {
    const [{ line, column }] = faults;
    super(
      faults
        .slice(0, MAX_FAULTS)
        .map((fault) => `${file}:${fault.line}:${fault.column}: ${fault.text}`)
        .join('\n'),
    );
    this.line = line;
    this.column = column;
  }
}

const MAX_FAULTS = 20;

/** Throws a DeclaredFileError with all faults. `file` is the name in their texts. */
export function loadDeclaredFile(source: string, file: string): DeclaredModule {
  const parsed = parseDeclaredFile(source);
  if (parsed.type === 'faults') throw new DeclaredFileError(parsed.faults, file);
  const { checks, namespaces } = parsed;
  return {
    functions: new Map(checks.map((check) => [check.name, functionOf(check)])),
    options: Object.fromEntries(
      checks.map(({ name, interval, timeout }) => [
        name,
        { ...(interval !== undefined && { interval }), ...(timeout !== undefined && { timeout }) },
      ]),
    ),
    namespaces,
  };
}

function functionOf(check: DeclaredCheck): DeclaredFunction {
  return async ({ signal }, timeout) => {
    const deadline = new AbortController();
    const abort = (): void => {
      deadline.abort();
    };
    // A target that doesn't answer is a finding, so the request is aborted before the check's timeout.
    const timer = setTimeout(abort, timeout - Math.min(MAX_MARGIN, timeout / 5));
    signal.addEventListener('abort', abort);
    try {
      return answerFor(await find(check, deadline.signal), check);
    } finally {
      clearTimeout(timer);
      abort();
    }
  };
}

/** Milliseconds. */
const MAX_MARGIN = 300;

async function find(check: DeclaredCheck, signal: AbortSignal): Promise<Finding> {
  switch (check.kind) {
    case 'http':
      return (await import('./protocols/http.client.ts')).findHttp(check.target, check.expect, signal);
    case 'tcp':
      return (await import('./protocols/tcp.client.ts')).findTcp(check.target, signal);
    case 'tls':
      return (await import('./protocols/tls.client.ts')).findTls(check.target, signal);
    case 'dns':
      return (await import('./protocols/dns.client.ts')).findDns(check.target, check.expect, signal);
    case 'grpc':
      return (await import('./protocols/grpc.client.ts')).findGrpc(check.target, signal);
    case 'promql':
      return (await import('./protocols/promql.client.ts')).findPromql(check.target, signal);
  }
}
