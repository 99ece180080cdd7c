// The finding of a declared check, and the answer for it. Answers are figures and closed codes; nothing that a target
// sent is shown.
import type { CheckResult } from '../../check.ts';
import type { DeclaredCheck } from '../file/declared-file.ts';
import { formatFigure } from './figure.ts';
import { type Judgement, judge } from '../file/thresholds.ts';

/** In the order of docs/custom-checks.md, which explains each. */
export const FAULTS = [
  'no answer',
  'refused',
  'unreachable',
  'name not found',
  'reset',
  'no records',
  'tls failed',
  'not trusted',
  'wrong name',
  'expired',
  'not yet valid',
  'not HTTP',
  'redirected away',
  'too many redirects',
  'unexpected answer',
  'too large',
  'not JSON',
  'not a number',
  'not serving',
  'unknown service',
  'no health service',
  'not allowed',
  'bad query',
  'several values',
  'no data',
  'no secret',
  'no CA file',
  'failed',
] as const;
export type FindingFault = (typeof FAULTS)[number] | `HTTP ${number}` | `gRPC ${number}`;

export type Finding =
  /** `name`: which of several values it is. */
  | { readonly type: 'figure'; readonly figures: readonly [NamedFigure, ...NamedFigure[]] }
  | { readonly type: 'fault'; readonly fault: FindingFault };

export interface NamedFigure {
  readonly value: number;
  readonly name?: string;
}

export function figureOf(value: number): Finding {
  return { type: 'figure', figures: [{ value }] };
}

export function faultOf(fault: FindingFault): Finding {
  return { type: 'fault', fault };
}

export function answerFor(
  finding: Finding,
  { kind, name, label = name, thresholds, unit }: DeclaredCheck,
): CheckResult {
  if (finding.type === 'fault') return { label, status: finding.fault, ...colorOf(finding.fault, kind) };
  const judged = finding.figures.map((figure) => ({ figure, judgement: judge(figure.value, thresholds) }));
  const [worst] = judged.sort((a, b) => RANK[a.judgement] - RANK[b.judgement] || b.figure.value - a.figure.value);
  if (worst === undefined) throw new Error('a finding has at least one figure');
  const status =
    formatFigure(worst.figure.value, unit) + (worst.figure.name === undefined ? '' : ` (${worst.figure.name})`);
  return { label, status, color: worst.judgement };
}

const RANK: Readonly<Record<Judgement, number>> = { red: 0, yellow: 1, green: 2 };

/** Faults that are not about the target itself. */
const UNKNOWN: ReadonlySet<FindingFault> = new Set<FindingFault>([
  'no health service',
  'not allowed',
  'bad query',
  'several values',
  'no data',
  'no secret',
  'no CA file',
]);

/** If Prometheus doesn't answer, nothing is known of what was queried. */
function colorOf(fault: FindingFault, kind: DeclaredCheck['kind']): Pick<CheckResult, 'color' | 'state'> {
  if (kind === 'promql' || UNKNOWN.has(fault)) return { color: 'lightgrey', state: 'unknown' };
  return { color: 'red', state: 'down' };
}
