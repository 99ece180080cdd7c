// A service as it was known at a moment in the past, wherever it ran, and what had happened to it by then.
import type { JSX } from 'preact';
import type { RecordedChange } from '../../history/spans/recorded-change.ts';
import { closedReason } from '../../services/result/reason.ts';
import { instantText } from '../board/text/time-text.ts';
import { Card } from '../views/service/card.tsx';
import { Glyph, toneOf } from '../views/glyph.tsx';
import { AboutShield, Mark, renderLayout } from '../views/layout.tsx';
import { At } from '../views/since.tsx';
import { Moments, PastTable, PastVerdict } from './past-page.tsx';
import { pastHeadline, type PastView } from './past-view.ts';

export interface PastServiceView extends PastView {
  readonly name: string;
  /** Of the first one, in the day before the moment, oldest first. */
  readonly changes: readonly RecordedChange[];
}

export function renderPastServicePage(view: PastServiceView): string {
  const { frame, moment, services, root, name } = view;
  const { state, text } = pastHeadline(services);
  return renderLayout({
    frame,
    title: `${name} at ${instantText(moment.at)}: ${text} · ${frame.siteName}`,
    state,
    root,
    kind: 'table',
    search: '',
    shape: '',
    isFixed: true,
    children: <PastServicePage {...view} />,
  });
}

function PastServicePage(view: PastServiceView): JSX.Element {
  const { frame, name, root } = view;
  return (
    <>
      <header class="top">
        <h1>
          <a class="brand" href={root}>
            <Mark />
            <span>{frame.siteName}</span>
          </a>
        </h1>
      </header>
      <main>
        <div class="toolbar" id="toolbar">
          <p class="known-name">{name}</p>
          <PastVerdict view={view} />
        </div>
        <Moments view={view} />
        <PastTable view={view} />
        <Happened changes={view.changes} />
      </main>
      <footer id="foot">
        <p>
          <AboutShield frame={frame} />
        </p>
      </footer>
    </>
  );
}

function Happened({ changes }: Pick<PastServiceView, 'changes'>): JSX.Element | null {
  if (changes.length === 0) return null;
  return (
    <Card title="In the day before">
      <ol class="events">
        {changes.toReversed().map(({ at, state, isRed, reason, version }) => {
          const shown = state === 'unseen' ? 'unknown' : state;
          const why = reason === '' || reason === state ? '' : closedReason(reason);
          const words = [state === 'unseen' ? 'not seen' : state, why, version];
          return (
            <li class={toneOf(shown, isRed)} key={at}>
              <At at={at} />
              <Glyph state={shown} isRed={isRed} />
              <span>{words.filter((word) => word !== '').join(' · ')}</span>
            </li>
          );
        })}
      </ol>
    </Card>
  );
}
