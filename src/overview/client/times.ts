// Keeps the times going: how long something has lasted, exact moments in the reader's own time zone, and the window of
// the bars. Each text says itself when it will be another, so a tick costs a comparison for each and not a formatting.
import { BAR, MAX_BARS } from '../board/bar-width.ts';
import { durationText } from '../../config/duration.ts';
import { pickInOwnZone } from './moment-field.ts';
import { isStale } from './stale.ts';

const INTERVAL = 1_000;

/** How far the reader's clock is ahead of the server's, in milliseconds. */
let skew = 0;

export function setServerTime(wall: number): void {
  skew = Date.now() - wall;
}

/** Unix milliseconds of the oldest proof that connected clusters live by. */
export function setConfirmed(wall: number | undefined): void {
  const time = document.querySelector<HTMLTimeElement>('.confirmed time.since');
  const entry = ticking.find(({ element }) => element === time);
  if (time === null || entry === undefined || wall === undefined) return;
  time.dateTime = new Date(wall).toISOString();
  entry.at = wall;
  entry.due = 0;
}

interface Ticking {
  readonly element: HTMLTimeElement;
  at: number;
  /** Unix milliseconds by the server's clock at which its text changes. */
  due: number;
}

let ticking: Ticking[] = [];
let shownBar = 0;

export function keepTimes(): void {
  refreshTimes();
  setInterval(tick, INTERVAL);
  document.addEventListener('visibilitychange', tick);
}

/** After something was put into the page. */
export function refreshTimes(): void {
  ticking = [...document.querySelectorAll<HTMLTimeElement>('time.since')].map((element) => ({
    element,
    at: Date.parse(element.dateTime),
    due: 0,
  }));
  for (const time of document.querySelectorAll<HTMLTimeElement>('time.at:not([data-local])')) localise(time);
  pickInOwnZone();
  shownBar = 0;
  tick();
}

function tick(): void {
  if (document.visibilityState === 'hidden') return;
  const now = Date.now() - skew;
  for (const one of ticking) {
    if (now < one.due && one.due - now < MAX_DUE) continue;
    const age = Math.max(0, now - one.at);
    const text = durationText(age);
    write(one.element, `${one.element.dataset['mark'] ?? ''}${text}`);
    one.due = now + stepOf(age) - (age % stepOf(age));
  }
  const clock = document.getElementById('clock');
  if (clock !== null) write(clock, CLOCK_FORMAT.format(new Date(now)));
  // How it went on isn't known then.
  if (!isStale()) moveBars(now);
}

/** Milliseconds: a clock that was set back makes every text due. */
const MAX_DUE = 3_600_000;

/** Milliseconds until the next text at that age. */
function stepOf(age: number): number {
  if (age < 60_000) return 1_000;
  return age < 3_600_000 ? 60_000 : MAX_DUE;
}

const TWO_DAYS = 172_800_000;
const DAY_FORMAT = new Intl.DateTimeFormat(undefined, { weekday: 'short', hour: '2-digit', minute: '2-digit' });
const CLOCK_FORMAT = new Intl.DateTimeFormat(undefined, { hour: '2-digit', minute: '2-digit' });
const FORMAT = new Intl.DateTimeFormat(undefined, { dateStyle: 'short', timeStyle: 'medium' });

/** Exact times don't change: each is written once. */
function localise(time: HTMLTimeElement): void {
  time.dataset['local'] = '';
  const at = new Date(time.dateTime);
  if (!time.classList.contains('is-short')) write(time, FORMAT.format(at));
  else {
    time.title = FORMAT.format(at);
    write(time, Date.now() - at.getTime() > TWO_DAYS ? DAY_FORMAT.format(at) : CLOCK_FORMAT.format(at));
  }
}

/** What a page on paper says of when it is: `wall` in Unix milliseconds, by the reader's clock. */
export function writePrinted(wall: number): void {
  const time = document.getElementById('printed');
  if (time !== null && Number.isFinite(wall)) write(time, `${FORMAT.format(new Date(wall))} ${zoneOf()}`);
}

function zoneOf(): string {
  return Intl.DateTimeFormat().resolvedOptions().timeZone;
}

function moveBars(now: number): void {
  const last = Math.floor(now / BAR);
  if (last === shownBar) return;
  shownBar = last;
  for (const strip of document.querySelectorAll<SVGElement>('svg.strip')) {
    const from = last - MAX_BARS + 1 - Number(strip.dataset['base']);
    const viewBox = `${from} 0 ${MAX_BARS} 1`;
    if (strip.getAttribute('viewBox') !== viewBox) strip.setAttribute('viewBox', viewBox);
  }
}

function write(element: Element, text: string): void {
  if (element.textContent !== text) element.textContent = text;
}
