// Long work as a generator that pauses: done at once, or with a turn of the event loop between its pieces.

/** Without a pause. */
export function atOnce<Result>(pieces: Iterator<void, Result>): Result {
  for (;;) {
    const piece = pieces.next();
    if (piece.done === true) return piece.value;
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
