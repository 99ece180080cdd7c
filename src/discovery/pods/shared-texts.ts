// Texts that pods repeat, kept once, and cut where nothing valid is as long.
import { textOf } from '../../kubernetes/resource/raw-object.ts';
import { createSharedStrings } from '../../kubernetes/resource/shared-strings.ts';

/** Enough for the words of a cluster with thousands of services; twice this many are kept at most. */
const words = createSharedStrings(20_000);

export function shared(text: string): string {
  return words.share(text);
}

/** The longest name that is valid has 253 characters; one more keeps an invalid one invalid. */
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
