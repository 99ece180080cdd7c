// Jest's Node environment, with the messages of failed tests cut to a screenful: long ones keep their start and end.
import { TestEnvironment } from 'jest-environment-node';

interface TestEvent {
  readonly name: string;
  readonly test?: { readonly errors: readonly unknown[] };
}

export default class BriefEnvironment extends TestEnvironment {
  handleTestEvent({ name, test }: TestEvent): void {
    if (name === 'test_done') for (const error of (test?.errors ?? []).flat()) shorten(error);
  }
}

/** Errors of a test's realm are not instances of this realm's `Error`. */
function shorten(error: unknown): void {
  if (typeof error !== 'object' || error === null || !('stack' in error) || typeof error.stack !== 'string') return;
  const frames = error.stack.indexOf('\n    at ');
  const [message, stack] = frames < 0 ? [error.stack, ''] : [error.stack.slice(0, frames), error.stack.slice(frames)];
  error.stack = shortened(message) + stack;
}

function shortened(message: string): string {
  const lines = message.split('\n').map((line) => (line.length > WIDTH ? `${line.slice(0, WIDTH)}…` : line));
  let [first, size] = [0, 0];
  while (first < lines.length && size < FIRST) size += lines[first++]?.length ?? 0;
  const left = lines.length - first - LAST;
  if (left <= 0) return lines.join('\n');
  return [...lines.slice(0, first), `… ${left} lines more …`, ...lines.slice(-LAST)].join('\n');
}

/** Characters per line, characters of the start, lines of the end. */
const WIDTH = 200;
const FIRST = 1_500;
const LAST = 6;
