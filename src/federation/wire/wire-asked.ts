// A service's desired state, in a field that hubs before 1.1 ignore. Times are Unix milliseconds.
import type { Asked } from '../../services/result/asked.ts';
import { LATEST, MAX_COUNT } from './wire-answer.ts';
import { fieldsOf, wholeOf } from './wire-readers.ts';

export function askedOf(value: unknown): Asked {
  const { wanted, next, lastStart, lastSuccess } = fieldsOf(value, 'asked');
  return {
    wanted: wanted === 'unknown' ? wanted : wholeOf(wanted, MAX_COUNT, 'wanted'),
    ...(next !== undefined && { next: wholeOf(next, LATEST, 'next') }),
    ...(lastStart !== undefined && { lastStart: wholeOf(lastStart, LATEST, 'lastStart') }),
    ...(lastSuccess !== undefined && { lastSuccess: wholeOf(lastSuccess, LATEST, 'lastSuccess') }),
  };
}
