// Times as a reader wants them: how long ago, and exactly when on a closer look. The page's script keeps them going.
import type { JSX } from 'preact';
import type { Moment } from '../../config/clock.ts';
import { durationText, instant, instantText } from '../time-text.ts';

interface SinceProps {
  /** Unix milliseconds. */
  readonly at: number;
  readonly now: Moment;
  /** It began before that, and nobody saw when. */
  readonly isAtLeast?: boolean;
}

export function Since({ at, now, isAtLeast = false }: SinceProps): JSX.Element {
  const title = isAtLeast
    ? `longer than the shield has been looking, since ${instantText(at)}`
    : `since ${instantText(at)}`;
  return (
    <time class="since" dateTime={instant(at)} title={title} data-atleast={isAtLeast ? '' : undefined}>
      {`${isAtLeast ? '> ' : ''}${durationText(now.wall - at)}`}
    </time>
  );
}

export function At({ at }: { readonly at: number }): JSX.Element {
  return (
    <time class="at" dateTime={instant(at)}>
      {instantText(at)}
    </time>
  );
}
