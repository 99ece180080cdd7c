// Keeps the times going: how long something has lasted, exact moments in the reader's own time zone, and the window of
// the strips. The server's words are those of src/overview/time-text.ts.
import { isInDoubt } from './doubt.ts';
import { durationText } from '../time-text.ts';

const INTERVAL = 1_000;
/** As views/timeline.tsx has it; seconds. */
const LONGEST_WINDOW = 6 * 3600;
const SHORTEST_WINDOW = 5 * 60;

/** How far the reader's clock is ahead of the server's, in milliseconds. */
let skew = 0;

export function setServerTime(wall: number): void {
  skew = Date.now() - wall;
}

export function keepTimes(): void {
  refreshTimes();
  setInterval(refreshTimes, INTERVAL);
}

export function refreshTimes(): void {
  if (document.visibilityState === 'hidden') return;
  const now = Date.now() - skew;
  for (const time of document.querySelectorAll<HTMLTimeElement>('time.since')) {
    const text = durationText(now - Date.parse(time.dateTime));
    write(time, 'atleast' in time.dataset ? `> ${text}` : text);
  }
  for (const time of document.querySelectorAll<HTMLTimeElement>('time.at')) {
    write(time, new Date(time.dateTime).toLocaleString(undefined, { dateStyle: 'short', timeStyle: 'medium' }));
  }
  // Nobody knows how it went on.
  if (!isInDoubt()) moveStrips(now);
}

function moveStrips(now: number): void {
  const start = Number(document.body.dataset['start']);
  const size = Math.round(Math.min(LONGEST_WINDOW, Math.max(SHORTEST_WINDOW, (now - start) / 1000)));
  for (const strip of document.querySelectorAll<SVGElement>('svg.timeline')) {
    const end = Math.round((now - Number(strip.dataset['base'])) / 1000);
    const viewBox = `${end - size} 0 ${size} 12`;
    if (strip.getAttribute('viewBox') !== viewBox) strip.setAttribute('viewBox', viewBox);
  }
}

function write(element: Element, text: string): void {
  if (element.textContent !== text) element.textContent = text;
}
