// Planned maintenance on the wire, in fields that hubs before 1.1 ignore.
import type { MaintenanceWindow } from '../../services/maintenance/maintenance.ts';
import type { ActualStatus } from '../../services/result/result.ts';
import { answerOf, LATEST } from './wire-answer.ts';
import { fieldsOf, reasonOf, textOf, wholeOf } from './wire-readers.ts';

export function windowOf(value: unknown): MaintenanceWindow {
  const { from, to, text } = fieldsOf(value, 'maintenance');
  return { from: wholeOf(from, LATEST, 'from'), to: wholeOf(to, LATEST, 'to'), text: textOf(text, 'text') };
}

/** What the result would be. */
export function actualOf(value: unknown): ActualStatus {
  const { reason } = fieldsOf(value, 'actual');
  return { ...answerOf(value), ...(reason !== undefined && { reason: reasonOf(reason) }) };
}
