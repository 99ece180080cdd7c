// Times as a reader wants them: how long ago, and exactly when on a closer look. The page's script keeps them going.
import type { JSX } from 'preact';
import type { Moment } from '../../config/clock.ts';
import { durationText } from '../../config/duration.ts';
import { instant, instantText } from '../board/text/time-text.ts';

interface SinceProps {
  /** Unix milliseconds. */
  readonly at: number;
  readonly now: Moment;
  /** It began before that; when isn't known. */
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

interface AtProps {
  /** Unix milliseconds. */
  readonly at: number;
  /** Without the date: the script writes it in the reader's own zone. */
  readonly isShort?: boolean;
}

export function At({ at, isShort = false }: AtProps): JSX.Element {
  return (
    <time class={isShort ? 'at is-short' : 'at'} dateTime={instant(at)}>
      {isShort ? instantText(at).slice(5, 16) : instantText(at)}
    </time>
  );
}
