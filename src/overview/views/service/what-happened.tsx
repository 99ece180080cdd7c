// What happened to a service: changes of its state, its reasons, and its versions.
import type { JSX } from 'preact';
import type { State } from '../../../services/result/result.ts';
import type { HistoricState } from '../../../services/result/uptime.ts';
import type { RecordedChange } from '../../../history/spans/recorded-change.ts';
import { eventText } from '../../board/changes/event-text.ts';
import { shownChanges } from '../../board/changes/shown-changes.ts';
import { Glyph, toneOf } from '../glyph.tsx';
import { At } from '../since.tsx';
import { Card } from './card.tsx';

/** As many as fit beside the pods. */
const MAX_CHANGES = 12;

export function WhatHappened({ changes }: { readonly changes: readonly RecordedChange[] }): JSX.Element {
  const latest = shownChanges(changes).slice(-MAX_CHANGES).toReversed();
  return (
    <Card title="What happened">
      {latest.length === 0 ? (
        <p class="note">Nothing was seen to change.</p>
      ) : (
        <ol class="events">
          {latest.map((shown) => {
            const { at, state, isRed, version, reason } = shown.change;
            return (
              <li class={toneOf(stateOf(state), isRed)} key={`${at} ${state} ${version} ${reason}`}>
                <At at={at} isShort />
                <Glyph state={stateOf(state)} isRed={isRed} />
                <span>{eventText(shown, changes)}</span>
              </li>
            );
          })}
        </ol>
      )}
    </Card>
  );
}

/** What wasn't seen is drawn as unknown. */
function stateOf(state: HistoricState): State {
  return state === 'unseen' ? 'unknown' : state;
}
