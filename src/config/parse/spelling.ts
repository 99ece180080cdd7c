// Whether a word is a misspelling of another one.

/** One letter is missing, added or replaced, or two adjacent ones are swapped (edit distance 1). */
export function isOneLetterOff(word: string, meant: string): boolean {
  if (word === meant || Math.abs(word.length - meant.length) > 1) return false;
  const start = commonStart(word, meant);
  const [rest, meantRest] = [word.slice(start), meant.slice(start)];
  return (
    rest.slice(1) === meantRest.slice(1) ||
    rest.slice(1) === meantRest ||
    rest === meantRest.slice(1) ||
    rest === swapped(meantRest)
  );
}

function commonStart(a: string, b: string): number {
  let length = 0;
  while (length < a.length && a[length] === b[length]) length += 1;
  return length;
}

function swapped(text: string): string {
  return text.charAt(1) + text.charAt(0) + text.slice(2);
}
