// How far the page is in the shield's changes: EPOCH.SEQ. Up to there it shows every one.

export function position(): string {
  return document.body.dataset['position'] ?? '';
}

/** Positions of another process always come after. */
export function isAfter(one: string, other: string): boolean {
  const [epoch, sequence] = partsOf(one);
  const [otherEpoch, otherSequence] = partsOf(other);
  return epoch !== otherEpoch || sequence > otherSequence;
}

function partsOf(text: string): readonly [string, number] {
  const dot = text.lastIndexOf('.');
  return [text.slice(0, dot), Number(text.slice(dot + 1))];
}
