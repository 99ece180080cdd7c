import { HOUR, MINUTE } from '../../../config/duration.ts';
import type { SeenSpan } from '../../../history/spans/state-history.ts';
import { knownAge } from './known-age.ts';

const down = (from: number): SeenSpan => ({ state: 'down', from });
const unseen = (from: number): SeenSpan => ({ state: 'unseen', from });
const ok = (from: number): SeenSpan => ({ state: 'ok', from });
const NOW = 9 * HOUR;

it.each<[string, readonly SeenSpan[], number | undefined, ReturnType<typeof knownAge>]>([
  ['the time that Kubernetes reports', [down(HOUR)], 2 * HOUR, { at: 2 * HOUR, is: 'exact' }],
  ['the first observation, as a minimum', [down(NOW)], undefined, { at: NOW, is: 'at least' }],
  ['nothing without an observation', [], undefined, undefined],
  [
    'the time before a short gap, as an estimate',
    [ok(0), down(HOUR), unseen(NOW - MINUTE), down(NOW)],
    undefined,
    { at: HOUR, is: 'about' },
  ],
  [
    'the time before several short gaps',
    [down(HOUR), unseen(5 * HOUR), down(5 * HOUR + MINUTE), unseen(NOW - MINUTE), down(NOW)],
    undefined,
    { at: HOUR, is: 'about' },
  ],
  [
    'the end of a long gap, as a minimum',
    [down(HOUR), unseen(NOW - 11 * MINUTE), down(NOW)],
    undefined,
    { at: NOW, is: 'at least' },
  ],
  [
    'the end of a gap after another state, as a minimum',
    [down(HOUR), ok(2 * HOUR), unseen(NOW - MINUTE), down(NOW)],
    undefined,
    { at: NOW, is: 'at least' },
  ],
  [
    'the beginning of the state, whatever the color of the badge',
    [{ state: 'down', from: HOUR }, down(2 * HOUR)],
    undefined,
    { at: HOUR, is: 'at least' },
  ],
])('returns %s', (_, spans, since, known) => {
  expect(knownAge({ attention: 'down', ...(since !== undefined && { since }) }, spans)).toEqual(known);
});

it('estimates nothing when a check raised the attention, because the history records the state only', () => {
  const spans = [ok(HOUR), unseen(NOW - MINUTE), ok(NOW)];
  expect(knownAge({ attention: 'degraded' }, spans)).toEqual({ at: NOW, is: 'at least' });
});
