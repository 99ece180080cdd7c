// Interns texts that pods repeat, cut at the maximum valid length.
import { textOf } from '../../kubernetes/resource/raw-object.ts';
import { createSharedStrings } from '../../kubernetes/resource/shared-strings.ts';

/** Enough for a cluster with thousands of services; at most twice as many are stored. */
const words = createSharedStrings(20_000);

export function shared(text: string): string {
  return words.share(text);
}

/** Valid names have at most 253 characters; one more keeps an invalid name invalid. */
const MAX_NAME = 254;
const MAX_REASON = 64;

export function sharedName(value: unknown): string | undefined {
  const text = textOf(value);
  return text === undefined ? undefined : shared(text.slice(0, MAX_NAME));
}

export function sharedReason(value: unknown): string | undefined {
  const text = textOf(value);
  return text === undefined ? undefined : shared(text.slice(0, MAX_REASON));
}
