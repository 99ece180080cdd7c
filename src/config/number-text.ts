// Numbers as people read them, the same way in every sentence, on pages, cards and in the page's script.

/** `20,000` */
export function numberText(number: number): string {
  return String(number).replace(/\B(?=(\d{3})+$)/g, ',');
}

/** `1 service`, `20,000 services` */
export function counted(number: number, noun: string): string {
  return `${numberText(number)} ${noun}${number === 1 ? '' : 's'}`;
}

/** The text of a badge of `health`, as a sentence has it: `4,987/5,000 (1,005 restarts)`. Badges themselves group nothing. */
export function groupedText(status: string): string {
  return status.replace(/\d{4,}/g, (digits) => numberText(Number(digits)));
}
