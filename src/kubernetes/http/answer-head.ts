// The head of an HTTP/1.1 answer (RFC 9112, 2 to 5): its status and headers.

export interface AnswerHead {
  readonly status: number;
  /** By name in lower case; several of one name are joined by commas. */
  readonly headers: ReadonlyMap<string, string>;
  /** Whether the connection may be used again. */
  readonly keepsAlive: boolean;
}

/** `text` ends before the empty line. Undefined for what is no such head. */
export function parseAnswerHead(text: string): AnswerHead | undefined {
  const [statusLine = '', ...lines] = text.split('\r\n');
  const [, minor, status] = /^HTTP\/1\.([01]) (\d{3})(?: [^\r\n]*)?$/.exec(statusLine) ?? [];
  const headers = headersOf(lines);
  if (status === undefined || headers === undefined) return undefined;
  const connection = (headers.get('connection') ?? '').toLowerCase();
  const keepsAlive = minor === '1' ? !connection.includes('close') : connection.includes('keep-alive');
  return { status: Number(status), headers, keepsAlive };
}

function headersOf(lines: readonly string[]): ReadonlyMap<string, string> | undefined {
  const headers = new Map<string, string>();
  for (const line of lines) {
    const [, name = '', value = ''] = HEADER.exec(line) ?? [];
    if (name === '') return undefined;
    const key = name.toLowerCase();
    const before = headers.get(key);
    headers.set(key, before === undefined ? value : `${before}, ${value}`);
  }
  return headers;
}

/** A token, a colon and a value. Folded lines (obs-fold) are refused, as RFC 9112 asks for. */
const HEADER = /^([!#$%&'*+.^_`|~0-9A-Za-z-]+):[ \t]*([^\r\n\0]*?)[ \t]*$/;
