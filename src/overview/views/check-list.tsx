// What each check of a service says, when that was confirmed, and the way to its badge.
import type { JSX } from 'preact';
import type { Moment } from '../../config/clock.ts';
import type { CheckState, EndedRun } from '../../checks/runs/check-state.ts';
import type { RowCheck } from '../board/services/row.ts';
import { STATES } from '../../services/result/result.ts';
import { Glyph, toneOf } from './glyph.tsx';
import { At, Since } from './since.tsx';

interface CheckListProps {
  /** The service's. */
  readonly name: string;
  readonly checks: readonly RowCheck[];
  /** Of those that run here. */
  readonly runs?: readonly CheckState[];
  readonly now: Moment;
  /** Of the badge panel. */
  readonly href: (check: string) => string;
}

export function CheckList({ name, checks, runs = [], now, href }: CheckListProps): JSX.Element {
  return (
    <ul class="checks">
      {checks.toSorted(worstFirst).map((check) => (
        <li class={toneOf(check.state, check.isRed)} key={check.check}>
          <span class="c-state">
            <Glyph state={check.state} isRed={check.isRed} />
            <span class="unseen">{check.state}</span>
          </span>
          <span class="label">{check.label}</span>
          <span class="status">
            {check.status} {check.reason === undefined ? null : <b>{check.reason}</b>}
          </span>
          <span class="when">
            <When check={check} now={now} />
          </span>
          <a class="badge-link" href={href(check.check)}>
            Badge
            <span class="unseen">
              {' '}
              of {name}, {check.check}
            </span>
          </a>
          <Runs runs={runs.find((one) => one.check === check.check)?.lastRuns ?? []} />
        </li>
      ))}
    </ul>
  );
}

/** After the service's own, `health` and `version`. */
function worstFirst(a: RowCheck, b: RowCheck): number {
  return rankOf(a) - rankOf(b) || a.label.localeCompare(b.label, 'en', { numeric: true });
}

function rankOf({ check, state }: RowCheck): number {
  const own = ['health', 'version'].indexOf(check);
  return own === -1 ? 2 + STATES.indexOf(state) : own;
}

/** The last ones of a custom check, newest first. */
function Runs({ runs }: { readonly runs: readonly EndedRun[] }): JSX.Element | null {
  if (runs.length === 0) return null;
  return (
    <ol class="runs" aria-label="Last runs">
      {runs.map(({ at, state, reason }) => (
        <li class={toneOf(state)} key={at}>
          <Glyph state={state} /> {reason ?? state} <At at={at} isShort />
        </li>
      ))}
    </ol>
  );
}

function When({ check: { since, checked }, now }: { readonly check: RowCheck; readonly now: Moment }): JSX.Element {
  return (
    <>
      {since === undefined ? null : (
        <>
          for <Since at={since} now={now} />
        </>
      )}
      {since === undefined || checked === undefined ? null : ', '}
      {checked === undefined ? null : (
        <>
          confirmed <At at={checked} isShort />
        </>
      )}
    </>
  );
}
