// The shapes of states. Each is known from the others without its color, and stands beside its word.
import type { JSX } from 'preact';
import type { State } from '../../services/result/result.ts';

interface GlyphProps {
  readonly state: State;
  /** Its badge is red. */
  readonly isRed?: boolean | undefined;
}

export function Glyph({ state, isRed = false }: GlyphProps): JSX.Element {
  return (
    <svg class={`glyph ${toneOf(state, isRed)}`} aria-hidden="true" viewBox="0 0 16 16">
      <use href={`#glyph-${state}`} />
    </svg>
  );
}

/** Classes of whatever is in a state: its color, which may be the red of a degraded service's badge. */
export function toneOf(state: State, isRed = false): string {
  return state === 'degraded' && isRed ? 'is-degraded is-red' : `is-${state}`;
}

/** Once in a page. */
export function Glyphs(): JSX.Element {
  return (
    <svg class="sprite" aria-hidden="true" width="0" height="0">
      <symbol id="glyph-ok" viewBox="0 0 16 16">
        <circle cx="8" cy="8" r="7" fill="currentColor" />
        <path class="cut" d="m4.8 8.3 2.2 2.2 4.2-4.6" />
      </symbol>
      <symbol id="glyph-degraded" viewBox="0 0 16 16">
        <path d="M8 1.6 15 14.2H1Z" fill="currentColor" stroke="currentColor" stroke-linejoin="round" />
        <path class="cut" d="M8 6.2v3.7m0 2.1v.3" />
      </symbol>
      <symbol id="glyph-down" viewBox="0 0 16 16">
        <path d="M5 1h6l4 4v6l-4 4H5l-4-4V5Z" fill="currentColor" />
        <path class="cut" d="m5.4 5.4 5.2 5.2m0-5.2-5.2 5.2" />
      </symbol>
      <symbol id="glyph-stale" viewBox="0 0 16 16">
        <circle cx="8" cy="8" r="6.2" fill="none" stroke="currentColor" stroke-width="1.6" stroke-dasharray="2.6 1.3" />
        <path d="M8 4.6V8l2.3 1.6" fill="none" stroke="currentColor" stroke-width="1.6" stroke-linecap="round" />
      </symbol>
      <symbol id="glyph-unknown" viewBox="0 0 16 16">
        <circle cx="8" cy="8" r="6.2" fill="none" stroke="currentColor" stroke-width="1.6" />
        <path d="M5.4 8h5.2" fill="none" stroke="currentColor" stroke-width="1.6" stroke-linecap="round" />
      </symbol>
    </svg>
  );
}
