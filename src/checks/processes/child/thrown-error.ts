// What is reported of something that a check file threw. Anything can be thrown, even without a text.
import { MAX_ERROR_TEXT } from '../wire/check-wire.ts';

export function codeOf(error: unknown): string {
  if (!(error instanceof Error)) return '';
  return 'code' in error && typeof error.code === 'string' ? error.code : error.name;
}

/** The stack, and the causes. */
export function textOf(error: unknown): string {
  try {
    if (codeOf(error) === 'ERR_DECLARED_FILE') return (error as Error).message.slice(0, MAX_ERROR_TEXT);
    const [first = '', ...causes] = chainOf(error).map((each) => {
      return each instanceof Error ? (each.stack ?? each.message) : `it threw ${String(each)}`;
    });
    // The reason of a failed fetch is only in its cause.
    const reasons = causes.map((text) => `caused by ${text}`);
    const room = MAX_ERROR_TEXT - reasons.join('\n').length - 1;
    return [first.slice(0, Math.max(room, MIN_STACK)), ...reasons].join('\n').slice(0, MAX_ERROR_TEXT);
  } catch {
    return 'it threw something that has no text';
  }
}

const MIN_STACK = 500;
const MAX_CAUSES = 5;

/** The error and its causes; of an AggregateError, the first one. */
function chainOf(error: unknown): readonly unknown[] {
  const chain: unknown[] = [error];
  while (chain.length <= MAX_CAUSES) {
    const last = chain.at(-1);
    const [first] = last instanceof AggregateError ? (last.errors as readonly unknown[]) : [];
    const cause = first ?? (last instanceof Error ? last.cause : undefined);
    if (cause === undefined) break;
    chain.push(cause);
  }
  return chain;
}

/** The last code in the chain, as `ECONNREFUSED`. Only codes in Node's form, so that they can be public. */
export function causeCodeOf(error: unknown): { readonly code?: string } {
  try {
    const code = chainOf(error)
      .map(codeOf)
      .findLast((each) => CODE.test(each));
    return code === undefined ? {} : { code };
  } catch {
    return {};
  }
}

const CODE = /^(?:E[A-Z0-9]{2,20}|(?:ERR|UND_ERR|CERT|DEPTH_ZERO|SELF_SIGNED|UNABLE_TO|HPE)_[A-Z0-9_]{1,40})$/;
