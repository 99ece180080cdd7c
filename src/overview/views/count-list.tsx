// How many of a group are in each state, worst first.
import type { JSX } from 'preact';
import { STATES } from '../../services/result/result.ts';
import type { Counts } from '../board/services/counts.ts';
import { numberText } from '../../config/number-text.ts';
import { Glyph } from './glyph.tsx';

export function CountList({ counts }: { readonly counts: Counts }): JSX.Element {
  return (
    <span class="counts">
      {STATES.filter((state) => counts[state] > 0).map((state) => (
        <span class="count" key={state}>
          <Glyph state={state} />
          {numberText(counts[state])}
          <span class="unseen"> {state} </span>
        </span>
      ))}
    </span>
  );
}
