import { momentFault, parseMoment } from './past-moment.ts';

const NOW = Date.parse('2026-11-02T12:00:00Z');

it.each([
  ['2026-11-02T03:00:00Z', '2026-11-02T03:00:00.000Z'],
  ['2026-11-02T03:00Z', '2026-11-02T03:00:00.000Z'],
  ['2026-11-02t03:00:00.25z', '2026-11-02T03:00:00.250Z'],
  ['2026-11-02T03:00:00+01:00', '2026-11-02T02:00:00.000Z'],
  ['2026-11-02T03:00:00 01:00', '2026-11-02T02:00:00.000Z'],
  ['2026-11-02T03:00-05:30', '2026-11-02T08:30:00.000Z'],
])('parses %s', (text, time) => {
  expect(new Date(parseMoment(text) ?? NaN).toISOString()).toBe(time);
});

it.each([
  '',
  'yesterday',
  '03:00',
  '2026-11-02',
  '2026-11-02T03:00',
  '1762000000',
  '2026-13-02T03:00Z',
  '2026-11-02T25:00Z',
])('does not parse %j', (text) => {
  expect(parseMoment(text)).toBeUndefined();
});

it.each([
  [NOW - 60_000, undefined],
  [NOW - 59_999, 'at must be at least 60 s ago'],
  [NOW + 60_000, 'at must be at least 60 s ago'],
  [NOW - 90 * 86_400_000, undefined],
  [NOW - 90 * 86_400_000 - 1, 'at must be within the past 90 days'],
])('reports why the time %d is out of range', (time, fault) => {
  expect(momentFault(time, NOW)?.split(':')[0]).toBe(fault);
});
