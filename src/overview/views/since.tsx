// Times as a reader wants them: how long ago, and exactly when on a closer look. The page's script keeps them going.
import type { JSX } from 'preact';
import type { Moment } from '../../config/clock.ts';
import { durationText } from '../../config/duration.ts';
import { instant, instantText } from '../board/text/time-text.ts';
import type { KnownAge } from '../board/services/known-age.ts';

interface SinceProps {
  /** Unix milliseconds. */
  readonly at: number;
  readonly now: Moment;
  readonly is?: KnownAge['is'];
}

export function Since({ at, now, is = 'exact' }: SinceProps): JSX.Element {
  const mark = MARKS[is];
  return (
    <time class="since" dateTime={instant(at)} title={TITLES[is](instantText(at))} data-mark={mark || undefined}>
      {`${mark}${durationText(now.wall - at)}`}
    </time>
  );
}

/** The page's script writes them before each new text. */
const MARKS: Readonly<Record<KnownAge['is'], string>> = { exact: '', 'at least': '> ', about: '≈ ' };

const TITLES: Readonly<Record<KnownAge['is'], (text: string) => string>> = {
  exact: (text) => `since ${text}`,
  'at least': (text) => `longer than the shield has been looking, since ${text}`,
  about: (text) => `since ${text}, as far as it was seen: the shield wasn’t looking for a short time`,
};

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
