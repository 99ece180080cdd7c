// Numbers as a reader wants them; the page's script writes them alike.

/** 12,345 */
export function numberText(number: number): string {
  return String(number).replaceAll(/\B(?=(?:\d{3})+$)/g, ',');
}
