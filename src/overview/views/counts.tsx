// How many services stand how: the states that occur, each with its shape, its number, and its word for those who listen.
import type { JSX } from 'preact';
import { STATES } from '../../services/result.ts';
import type { Counts } from '../board.ts';
import { numberText } from '../number-text.ts';
import { Glyph } from './glyph.tsx';

export function CountList({ counts }: { readonly counts: Counts }): JSX.Element {
  return (
    <span class="counts">
      {STATES.filter((state) => counts[state] > 0).map((state) => (
        <span class={`count is-${state}`} key={state} title={`${numberText(counts[state])} ${state}`}>
          <Glyph state={state} />
          {numberText(counts[state])}
          <span class="unseen"> {state} </span>
        </span>
      ))}
    </span>
  );
}
