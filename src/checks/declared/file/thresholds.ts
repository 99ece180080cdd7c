// Which color a figure has: `ok`, `warn` and `fail` each compare it with a number. What `ok` fits is green, else what
// `fail` fits is red, else what `warn` fits is yellow; the rest is red where there is an `ok`, and green where there isn't.

export interface Threshold {
  readonly operator: Operator;
  readonly value: number;
  readonly unit: string;
}

export interface Thresholds {
  readonly ok?: Threshold;
  readonly warn?: Threshold;
  readonly fail?: Threshold;
}

type Operator = '>' | '>=' | '<' | '<=' | '=';

const OPERATORS: ReadonlyMap<string, Operator> = new Map([
  ['above', '>'],
  ['at least', '>='],
  ['below', '<'],
  ['at most', '<='],
  ['is', '='],
]);

export const THRESHOLD_PATTERN =
  /^(above|at least|below|at most|is|>=|>|<=|<|=) ?(-?\d{1,15}(?:\.\d{1,9})?) ?([A-Za-z%/]{0,16})$/;

/** `above 500ms`, `below 14 d`, `at least 99.5`; undefined where it isn't one. */
export function parseThreshold(text: string): Threshold | undefined {
  const [, operator = '', digits, unit = ''] = THRESHOLD_PATTERN.exec(text) ?? [];
  if (digits === undefined) return undefined;
  return { operator: OPERATORS.get(operator) ?? (operator as Operator), value: Number(digits), unit };
}

export type Judgement = 'green' | 'yellow' | 'red';

export function judge(figure: number, { ok, warn, fail }: Thresholds): Judgement {
  if (ok && fits(figure, ok)) return 'green';
  if (fail && fits(figure, fail)) return 'red';
  if (warn && fits(figure, warn)) return 'yellow';
  return ok ? 'red' : 'green';
}

function fits(figure: number, { operator, value }: Threshold): boolean {
  switch (operator) {
    case '>':
      return figure > value;
    case '>=':
      return figure >= value;
    case '<':
      return figure < value;
    case '<=':
      return figure <= value;
    case '=':
      return figure === value;
  }
}

/** Units of time, in milliseconds. */
const MILLISECONDS: ReadonlyMap<string, number> = new Map([
  ['', 1],
  ['ms', 1],
  ['s', 1_000],
  ['m', 60_000],
  ['h', 3_600_000],
  ['d', 86_400_000],
]);

/** The same in the unit of the figure: `ms` and `d` are converted into, any other unit must be the figure's own. */
export function inUnit(threshold: Threshold, unit: string): Threshold | undefined {
  if (threshold.unit === '' || threshold.unit === unit) return { ...threshold, unit };
  const [from, to] = [MILLISECONDS.get(threshold.unit), MILLISECONDS.get(unit)];
  if (from === undefined || to === undefined || unit === '') return undefined;
  return { ...threshold, value: (threshold.value * from) / to, unit };
}
