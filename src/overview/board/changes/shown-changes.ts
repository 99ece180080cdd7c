// Which changes of a service its page lists under "What happened".
import type { RecordedChange } from '../../../history/spans/recorded-change.ts';

export interface ShownChange {
  readonly change: RecordedChange;
  readonly before: RecordedChange | undefined;
}

/**
 * Changes of state and version, and each reason once while these stay: a container that crashes again and again goes
 * back and forth between two reasons every minute.
 */
export function shownChanges(changes: readonly RecordedChange[]): readonly ShownChange[] {
  const reasons = new Set<string>();
  return changes
    .map((change, i) => ({ change, before: changes[i - 1] }))
    .filter(({ change, before }) => {
      const isOther = change.state !== before?.state || change.version !== before.version;
      if (isOther) reasons.clear();
      const isNew = !reasons.has(change.reason);
      reasons.add(change.reason);
      return isOther || (isNew && saysWhy(change));
    });
}

/** Reasons in lower case only repeat the state. */
export function saysWhy({ state, reason }: RecordedChange): boolean {
  return state !== 'ok' && state !== 'unseen' && /^[A-Z]/.test(reason);
}
