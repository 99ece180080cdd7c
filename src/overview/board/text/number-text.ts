// Numbers as people read them, the same way everywhere on the page and in its script.

/** `20,000` */
export function numberText(number: number): string {
  return String(number).replace(/\B(?=(\d{3})+$)/g, ',');
}

/** `1 service`, `20,000 services` */
export function counted(number: number, noun: string): string {
  return `${numberText(number)} ${noun}${number === 1 ? '' : 's'}`;
}
