// The report of a benchmark: a table for people, a line of JSON for programs, each row with its target.

export interface Row {
  readonly what: string;
  readonly figure: string;
  /** The target in words; absent without a target. */
  readonly target?: string;
  /** Absent where there is no target. */
  readonly isMet?: boolean;
  readonly values?: Readonly<Record<string, number>>;
}

export function report(name: string, rows: readonly Row[]): void {
  const cells = rows.map(({ what, figure, target = '', isMet }) => [
    what,
    figure,
    target,
    isMet === undefined ? '' : isMet ? 'met' : 'NOT MET',
  ]);
  const table = [['what', 'figure', 'target', ''], ...cells];
  const widths = [0, 1, 2, 3].map((column) => Math.max(...table.map((row) => row[column]?.length ?? 0)));
  console.log(`\n${name}`);
  for (const row of table) console.log(`  ${row.map((cell, at) => cell.padEnd(widths[at] ?? 0)).join('  ')}`.trimEnd());
  console.log(JSON.stringify({ bench: name, rows }));
}

/** A row whose figure may be at most `limit`. */
export function atMost(what: string, value: number, unit: string, limit: number, note = ''): Row {
  return {
    what,
    figure: `${round(value)} ${unit}${note}`,
    target: `at most ${limit} ${unit}`,
    isMet: value <= limit,
    values: { value },
  };
}

/** A row for a cost that is measured beside the build of BENCH_BEFORE: how many times that build's. */
export function comparedWithBefore(what: string, now: number, then: number, unit: string): Row {
  const note = ` (${round(now)} and ${round(then)} ${unit})`;
  return atMost(`${what}, compared with the build before`, now / then, 'times', 1.03, note);
}

export function atLeast(what: string, value: number, unit: string, limit: number, note = ''): Row {
  return {
    what,
    figure: `${round(value)} ${unit}${note}`.trim(),
    target: `at least ${limit} ${unit}`.trim(),
    isMet: value >= limit,
    values: { value },
  };
}

export function figure(what: string, value: number, unit: string, note = ''): Row {
  return { what, figure: `${round(value)} ${unit}${note}`.trim(), values: { value } };
}

/** Three significant digits. */
export function round(value: number): string {
  if (!Number.isFinite(value)) return String(value);
  const digits = Math.abs(value) >= 100 ? 0 : Math.abs(value) >= 10 ? 1 : Math.abs(value) >= 1 ? 2 : 3;
  return value.toFixed(digits);
}

export function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.floor(sorted.length / 2)] ?? NaN;
}

/** How long a round lasts, scaled by BENCH_SECONDS: short for a quick look, long for steady figures. */
export function seconds(usual: number): number {
  const asked = Number(process.env['BENCH_SECONDS'] ?? NaN);
  return Number.isFinite(asked) ? Math.min(asked, usual) : usual;
}
