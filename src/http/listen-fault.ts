// Why a port can't be listened on, in the words of the settings.

export interface Listening {
  readonly variable: 'PORT' | 'BADGES_PORT' | 'METRICS_PORT';
  readonly port: number;
  readonly host?: string | undefined;
}

/** Its message is for operators: what to do. */
export class ListenFault extends Error {
  readonly code: string;

  constructor(code: string, message: string) {
    super(message);
    this.code = code;
  }
}

/** `error` is what a server gave that can't listen. */
export function listenFault(error: unknown, at: Listening): ListenFault {
  const { code = '' } = error as { code?: string };
  return new ListenFault(code, describe(code, at));
}

function describe(code: string, { variable, port, host = '' }: Listening): string {
  if (NO_ADDRESS.has(code))
    return `HOST: \`${host}\` is not an address of this machine. Set another, or none for all of them.`;
  const orNone = variable === 'PORT' ? '' : ', or set 0 for none';
  if (code === 'EACCES')
    return `${variable}: can't listen on port ${port}, which needs privileges. Choose one above 1023${orNone}.`;
  return `${variable}: can't listen on port ${port}. Free it, or choose another${orNone}.`;
}

const NO_ADDRESS: ReadonlySet<string> = new Set(['EADDRNOTAVAIL', 'ENOTFOUND', 'EAI_AGAIN', 'EAI_FAIL', 'EINVAL']);
