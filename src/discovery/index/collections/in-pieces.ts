// Work on many items, with a break after every few.

/** Yields between pieces, so that everything else has its turn. */
export function* inPieces<T>(items: Iterable<T>, work: (item: T) => void, piece = PIECE): Iterable<void> {
  let done = 0;
  for (const item of items) {
    work(item);
    done += 1;
    if (done % piece === 0) yield;
  }
}

/** Services or workloads: a few milliseconds, also where the code for them was never run before. */
const PIECE = 50;
