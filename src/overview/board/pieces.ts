// Long work as a generator that pauses: done at once, or with a turn of the event loop between its pieces.
import type { Clock } from '../../config/clock.ts';

/** Without a pause. */
export function atOnce<Result>(pieces: Iterator<void, Result>): Result {
  for (;;) {
    const piece = pieces.next();
    if (piece.done === true) return piece.value;
  }
}

/** Tells `spent` the milliseconds that each piece takes. */
export function* timed<Result>(
  pieces: Iterator<void, Result>,
  clock: Clock,
  spent: (ms: number) => void,
): Generator<void, Result> {
  for (;;) {
    const began = clock.now().monotonic;
    const piece = pieces.next();
    spent(clock.now().monotonic - began);
    if (piece.done === true) return piece.value;
    yield;
  }
}

/** `nextTurn` resolves once others have had their turn. */
export async function inTurns<Result>(
  pieces: Iterator<void, Result>,
  nextTurn: () => Promise<unknown>,
): Promise<Result> {
  for (;;) {
    const piece = pieces.next();
    if (piece.done === true) return piece.value;
    await nextTurn();
  }
}
