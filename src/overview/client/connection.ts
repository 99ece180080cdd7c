// The line in which the page says how it is connected to its shield. Written only where it changes: a screen reader would
// announce it every five seconds.
import { isStale } from './stale.ts';

/** `Live` stands only where every cluster is: beside a dead source it would mislead. */
export function showConnected(): void {
  const isWhole = document.querySelector('.connection:not(.is-live)') === null;
  write(isWhole ? 'Live' : 'Connected', false);
}

/** `lostAt` in Unix milliseconds. */
export function showLost(lostAt: number = Date.now()): void {
  // What is old says so itself, once it is stale.
  if (isStale()) write('Not connected. Trying again…', true);
  else write(`Connection lost at ${timeOfDay(lostAt)}. What you see may be old. Trying again…`, true);
}

/** A page that the browser had kept was never confirmed. */
export function sinceText(wall: number): string {
  return Number.isFinite(wall) ? ` since ${timeOfDay(wall)}` : '';
}

/** With its day where that isn't today. */
function timeOfDay(wall: number): string {
  const at = new Date(wall);
  return at.toDateString() === new Date().toDateString() ? at.toLocaleTimeString() : at.toLocaleString();
}

function write(text: string, isLost: boolean): void {
  const line = document.getElementById('link');
  if (line === null || line.textContent === text) return;
  line.hidden = false;
  line.textContent = text;
  line.classList.toggle('is-lost', isLost);
  document.body.classList.toggle('is-lost', isLost);
}
