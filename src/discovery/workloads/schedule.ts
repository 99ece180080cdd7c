// When a CronJob starts: schedules as its controller reads them (robfig/cron v3), with croner to go through the calendar.
// Croner reads a wider language, and moves a start that daylight saving skips: so each field is read here, and handed over
// as the list of its values, and what croner gives is taken only where the clock on the wall shows such a time.
import { MINUTE } from '../../config/duration.ts';
import { Cron } from 'croner';

export interface Schedule {
  /** Unix milliseconds of the first start after that moment; undefined where none ever comes. */
  next(after: number): number | undefined;
}

/** Undefined where the controller couldn't read it. `timeZone`: of the CronJob, else the controller's. */
export function parseSchedule(text: string, timeZone: string): Schedule | undefined {
  const match = /^(?:CRON_)?TZ=(\S*)\s+(.*)$/s.exec(text.trim());
  const zone = match?.[1] ?? timeZone;
  const spec = match?.[2] ?? text;
  if (!isZone(zone)) return undefined;
  if (spec.trim().startsWith('@')) return parseDescriptor(spec.trim(), zone);
  const fields = parseFields(spec);
  return fields && calendarSchedule(fields, zone);
}

interface Fields {
  readonly minute: Field;
  readonly hour: Field;
  readonly day: Field;
  readonly month: Field;
  readonly weekday: Field;
}

interface Field {
  readonly values: ReadonlySet<number>;
  /** Written as a star: where only one of day and weekday is, the other decides. */
  readonly isStar: boolean;
}

function parseDescriptor(text: string, zone: string): Schedule | undefined {
  const every = /^@every\s+(\S+)$/.exec(text)?.[1];
  if (every !== undefined) return everySchedule(parseDuration(every));
  const spec = DESCRIPTORS.get(text);
  const fields = spec === undefined ? undefined : parseFields(spec);
  return fields && calendarSchedule(fields, zone);
}

const DESCRIPTORS: ReadonlyMap<string, string> = new Map([
  ['@yearly', '0 0 1 1 *'],
  ['@annually', '0 0 1 1 *'],
  ['@monthly', '0 0 1 * *'],
  ['@weekly', '0 0 * * 0'],
  ['@daily', '0 0 * * *'],
  ['@midnight', '0 0 * * *'],
  ['@hourly', '0 * * * *'],
]);

/** Counted from the last start, in whole seconds, one at least. */
function everySchedule(interval: number | undefined): Schedule | undefined {
  if (interval === undefined) return undefined;
  const step = Math.max(Math.floor(interval / 1_000), 1) * 1_000;
  return { next: (after) => Math.floor(after / 1_000) * 1_000 + step };
}

/** As Go writes one: `1h30m`, `90s`, `1.5h`. */
function parseDuration(text: string): number | undefined {
  if (!/^(?:\d+(?:\.\d*)?(?:ns|us|µs|ms|s|m|h))+$/.test(text)) return undefined;
  const parts = [...text.matchAll(/(\d+(?:\.\d*)?)(ns|us|µs|ms|s|m|h)/g)];
  return parts.reduce((sum, [, number, unit]) => sum + Number(number) * (UNITS.get(unit ?? '') ?? 0), 0);
}

const UNITS: ReadonlyMap<string, number> = new Map([
  ['ns', 1e-6],
  ['us', 1e-3],
  ['µs', 1e-3],
  ['ms', 1],
  ['s', 1_000],
  ['m', 60_000],
  ['h', 3_600_000],
]);

function parseFields(text: string): Fields | undefined {
  const texts = text.trim().split(/\s+/);
  if (texts.length !== 5) return undefined;
  const [minute, hour, day, month, weekday] = texts.map((field, at) =>
    parseField(field, FIELD_BOUNDS[at] ?? NO_BOUNDS),
  );
  return minute && hour && day && month && weekday && { minute, hour, day, month, weekday };
}

interface FieldBounds {
  readonly min: number;
  readonly max: number;
  readonly names?: readonly string[];
}

const MONTHS = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec'];
const WEEKDAYS = ['sun', 'mon', 'tue', 'wed', 'thu', 'fri', 'sat'];
const NO_BOUNDS: FieldBounds = { min: 0, max: -1 };
const FIELD_BOUNDS: readonly FieldBounds[] = [
  { min: 0, max: 59 },
  { min: 0, max: 23 },
  { min: 1, max: 31 },
  { min: 1, max: 12, names: MONTHS },
  { min: 0, max: 6, names: WEEKDAYS },
];

function parseField(text: string, bounds: FieldBounds): Field | undefined {
  const ranges = text
    .split(',')
    .filter((range) => range !== '')
    .map((range) => parseRange(range, bounds));
  if (ranges.length === 0 || ranges.includes(undefined)) return undefined;
  const known = ranges.filter((range) => range !== undefined);
  return {
    values: new Set(known.flatMap(({ values }) => [...values])),
    isStar: known.some(({ isStar }) => isStar),
  };
}

/** `*`, `?`, `N`, `N-M`, each perhaps with `/STEP`; `N/STEP` goes on to the end. */
function parseRange(text: string, bounds: FieldBounds): Field | undefined {
  const match = /^(\*|\?|(\w+)(?:-(\w+))?)(?:\/(\d+))?$/.exec(text);
  if (match === null) return undefined;
  const [, , low, high, stepText] = match;
  const step = stepText === undefined ? 1 : Number(stepText);
  const isStar = low === undefined;
  const start = isStar ? bounds.min : valueOf(low, bounds);
  const end = high !== undefined ? valueOf(high, bounds) : isStar || stepText !== undefined ? bounds.max : start;
  if (start === undefined || end === undefined || step === 0) return undefined;
  if (start < bounds.min || end > bounds.max || start > end) return undefined;
  const length = Math.floor((end - start) / step) + 1;
  return { values: new Set(Array.from({ length }, (_, at) => start + at * step)), isStar: isStar && step === 1 };
}

function valueOf(text: string, { min, names = [] }: FieldBounds): number | undefined {
  if (/^\d{1,4}$/.test(text)) return Number(text);
  const at = names.indexOf(text.toLowerCase());
  return at < 0 ? undefined : at + min;
}

function calendarSchedule(fields: Fields, zone: string): Schedule {
  const cron = new Cron(patternOf(fields), { timezone: zone, mode: '5-part', domAndDow: false, paused: true });
  const clock = wallClockOf(zone);
  const isShown = (time: Date): boolean => {
    const { hour, minute } = clock(time.getTime());
    return fields.hour.values.has(hour) && fields.minute.values.has(minute);
  };
  const first = (after: number): number | undefined => {
    let time = cron.nextRun(new Date(after));
    for (let tries = 0; time !== null && !isShown(time) && tries < MAX_SKIPPED; tries += 1) time = cron.nextRun(time);
    return time === null ? undefined : time.getTime();
  };
  return {
    next(after) {
      const again = repeatedStart(after, first, clock);
      const next = first(after);
      return again === undefined || next === undefined ? (again ?? next) : Math.min(again, next);
    },
  };
}

interface WallTime {
  readonly hour: number;
  readonly minute: number;
}

type WallClock = (time: number) => WallTime;

function wallClockOf(zone: string): WallClock {
  const format = new Intl.DateTimeFormat('en-US', {
    timeZone: zone,
    hourCycle: 'h23',
    hour: 'numeric',
    minute: 'numeric',
  });
  return (time) => {
    const parts = format.formatToParts(time);
    const read = (type: string): number => Number(parts.find((part) => part.type === type)?.value);
    return { hour: read('hour'), minute: read('minute') };
  };
}

/** What a clock that goes back shows twice starts twice; of a single time a day croner knows the first alone. */
function repeatedStart(
  after: number,
  first: (after: number) => number | undefined,
  clock: WallClock,
): number | undefined {
  for (const back of CLOCKS_GO_BACK) {
    if (minutesBetween(clock(after - back), clock(after + back)) !== back / MINUTE) continue;
    for (let time = first(after - back); time !== undefined && time <= after; time = first(time)) {
      if (time + back > after && minutesBetween(clock(time), clock(time + back)) === 0) return time + back;
    }
  }
  return undefined;
}

/** An hour; on Lord Howe Island half of one. */
const CLOCKS_GO_BACK = [60 * MINUTE, 30 * MINUTE];

function minutesBetween(from: WallTime, to: WallTime): number {
  return ((to.hour - from.hour) * 60 + to.minute - from.minute + 1_440) % 1_440;
}

/** Starts in a row that daylight saving skips: one an hour is skipped, which may have one each minute. */
const MAX_SKIPPED = 200;

function patternOf({ minute, hour, day, month, weekday }: Fields): string {
  return [minute, hour, day, month, weekday].map(({ values, isStar }) => (isStar ? '*' : [...values].join())).join(' ');
}

function isZone(zone: string): boolean {
  try {
    return new Intl.DateTimeFormat('en-US', { timeZone: zone }).resolvedOptions().timeZone !== '';
  } catch {
    return false;
  }
}
