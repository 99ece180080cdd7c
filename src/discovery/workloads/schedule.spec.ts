// A row for each difference between croner and the controller's robfig/cron v3, and for usual schedules.
import { parseSchedule } from './schedule.ts';

function starts(text: string, zone: string, after: string, count: number): readonly (string | undefined)[] {
  const schedule = parseSchedule(text, zone);
  const found: (string | undefined)[] = [];
  for (let from: number | undefined = Date.parse(after); found.length < count && from !== undefined;) {
    from = schedule?.next(from);
    found.push(from === undefined ? undefined : new Date(from).toISOString().slice(0, 16));
  }
  return found;
}

it.each<[string, string, string, readonly (string | undefined)[]]>([
  ['0 * * * *', 'UTC', '2026-11-02T12:00:00Z', ['2026-11-02T13:00', '2026-11-02T14:00']],
  ['@hourly', 'UTC', '2026-11-02T12:30:00Z', ['2026-11-02T13:00']],
  ['@daily', 'Asia/Kolkata', '2026-11-02T12:00:00Z', ['2026-11-02T18:30']],
  ['@weekly', 'UTC', '2026-11-02T12:00:00Z', ['2026-11-08T00:00']],
  ['@yearly', 'UTC', '2026-11-02T12:00:00Z', ['2027-01-01T00:00']],
  ['5/15 * * * *', 'UTC', '2026-11-02T12:00:00Z', ['2026-11-02T12:05', '2026-11-02T12:20', '2026-11-02T12:35']],
  ['0 9-17/4 * * mon-fri', 'UTC', '2026-11-06T14:00:00Z', ['2026-11-06T17:00', '2026-11-09T09:00']],
  ['0 0 ? jan,JUL ?', 'UTC', '2026-11-02T12:00:00Z', ['2027-01-01T00:00', '2027-01-02T00:00']],
  ['@every 90m', 'UTC', '2026-11-02T12:00:30Z', ['2026-11-02T13:30']],
  ['@every 1h30m', 'UTC', '2026-11-02T12:00:00Z', ['2026-11-02T13:30']],
  ['TZ=Europe/Berlin 0 6 * * *', 'UTC', '2026-11-02T12:00:00Z', ['2026-11-03T05:00']],
  ['CRON_TZ=America/New_York 0 6 * * *', 'UTC', '2026-11-02T12:00:00Z', ['2026-11-03T11:00']],
  // Day of month or weekday if both are restricted; both if one is a star.
  ['0 0 1,15 * mon', 'UTC', '2026-10-31T00:00:00Z', ['2026-11-01T00:00', '2026-11-02T00:00', '2026-11-09T00:00']],
  ['0 0 */2 * mon', 'UTC', '2026-11-02T00:00:00Z', ['2026-11-03T00:00', '2026-11-05T00:00']],
  // Daylight saving: no start in the skipped hour.
  ['30 2 * * *', 'Europe/Berlin', '2026-03-28T00:00:00Z', ['2026-03-28T01:30', '2026-03-30T00:30']],
  ['0 0 * * *', 'Asia/Beirut', '2026-03-28T00:00:00Z', ['2026-03-29T21:00', '2026-03-30T21:00']],
  ['*/30 1-2 * * *', 'Europe/Berlin', '2026-03-29T00:00:00Z', ['2026-03-29T00:30', '2026-03-29T23:00']],
  // A local time that occurs twice starts twice, however often it is computed.
  ['30 2 * * *', 'Europe/Berlin', '2026-10-24T12:00:00Z', ['2026-10-25T00:30', '2026-10-25T01:30', '2026-10-26T01:30']],
  ['30 2 * * *', 'Europe/Berlin', '2026-10-25T01:29:00Z', ['2026-10-25T01:30', '2026-10-26T01:30']],
  ['0 2 * * *', 'Europe/Berlin', '2026-10-24T12:00:00Z', ['2026-10-25T00:00', '2026-10-25T01:00', '2026-10-26T01:00']],
  ['0 3 * * *', 'Europe/Berlin', '2026-10-24T12:00:00Z', ['2026-10-25T02:00', '2026-10-26T02:00']],
  [
    '0 1 * * sun',
    'America/New_York',
    '2026-10-31T12:00:00Z',
    ['2026-11-01T05:00', '2026-11-01T06:00', '2026-11-08T06:00'],
  ],
  [
    '45 1 * * *',
    'Australia/Lord_Howe',
    '2026-04-03T20:00:00Z',
    ['2026-04-04T14:45', '2026-04-04T15:15', '2026-04-05T15:15'],
  ],
  [
    '0 * * * *',
    'Europe/Berlin',
    '2026-10-24T23:30:00Z',
    ['2026-10-25T00:00', '2026-10-25T01:00', '2026-10-25T02:00', '2026-10-25T03:00'],
  ],
  [
    '*/40 2 * * *',
    'Europe/Berlin',
    '2026-10-24T12:00:00Z',
    ['2026-10-25T00:00', '2026-10-25T00:40', '2026-10-25T01:00', '2026-10-25T01:40', '2026-10-26T01:00'],
  ],
  // A date that never occurs, and a rare one.
  ['0 0 31 2 *', 'UTC', '2026-11-02T12:00:00Z', [undefined]],
  ['0 0 29 2 *', 'UTC', '2026-11-02T12:00:00Z', ['2028-02-29T00:00']],
])('%s in %s starts next after %s at %j', (text, zone, after, expected) => {
  expect(starts(text, zone, after, expected.length)).toEqual(expected);
});

it.each([
  '',
  '* * * *',
  '0 0 * * * *',
  '60 * * * *',
  '0 24 * * *',
  '0 0 0 * *',
  '0 0 * 13 *',
  '0 0 * * 7',
  '0 0 L * *',
  '0 0 15W * *',
  '0 0 * * mon#2',
  '0 0 * * 5-1',
  '*/0 * * * *',
  '0 0 * * noday',
  '@reboot',
  '@every',
  '@every soon',
  'TZ=Mars/Base 0 0 * * *',
])(`"%s" isn't a schedule`, (text) => {
  expect(parseSchedule(text, 'UTC')).toBeUndefined();
});

it('has no schedule in an unknown time zone', () => {
  expect(parseSchedule('0 0 * * *', 'Europe/Atlantis')).toBeUndefined();
});
