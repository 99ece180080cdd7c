// Formats a figure for a badge.

/** At most four significant digits, and the unit. */
export function formatFigure(figure: number, unit: string): string {
  return unit === '' ? digitsOf(figure) : `${digitsOf(figure)} ${unit}`;
}

function digitsOf(figure: number): string {
  const size = Math.abs(figure);
  if (Number.isInteger(figure) && size < 1e15) return String(figure);
  if (size >= 1e15 || (size > 0 && size < 0.001)) return figure.toExponential(2);
  const decimals = size >= 100 ? 0 : size >= 10 ? 1 : size >= 1 ? 2 : 3;
  return String(Number(figure.toFixed(decimals)));
}
