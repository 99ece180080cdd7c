// Since when a service has been in its state, where Kubernetes doesn't say and the shield found it so: what the history
// knows. A restart or an update of the shield leaves a gap in which nothing was seen; where the state was the same before
// and after a short one, the time counts from before it, and is marked as an estimate.
import { MINUTE } from '../../../config/duration.ts';
import type { SeenSpan } from '../../../history/spans/state-history.ts';
import type { State } from '../../../services/result/result.ts';

export interface KnownAge {
  /** Unix milliseconds. */
  readonly at: number;
  /** `at least`: it was found so; `about`: not seen in between. */
  readonly is: 'exact' | 'at least' | 'about';
}

/** `spans` oldest first, the last of them current. */
export function knownAge(
  { attention, since }: { readonly attention: State; readonly since?: number },
  spans: readonly SeenSpan[],
): KnownAge | undefined {
  if (since !== undefined) return { at: since, is: 'exact' };
  const current = spans.at(-1);
  if (current === undefined) return undefined;
  const seen = runBefore(spans, spans.length - 1, 0);
  if (attention !== current.state) return { at: startOf(spans, seen), is: 'at least' };
  const bridged = runBefore(spans, seen, MAX_GAP);
  return { at: startOf(spans, bridged), is: bridged === seen ? 'at least' : 'about' };
}

/** What a restart or an update takes. */
const MAX_GAP = 10 * MINUTE;

/** The first span of the run of one state that `last` ends; gaps of up to `gap` milliseconds are part of it. */
function runBefore(spans: readonly SeenSpan[], last: number, gap: number): number {
  const { state } = spans[last] ?? {};
  const [before, earlier] = [spans[last - 1], spans[last - 2]];
  if (before?.state === state && state !== undefined) return runBefore(spans, last - 1, gap);
  const isBridged = before?.state === 'unseen' && earlier?.state === state && startOf(spans, last) - before.from <= gap;
  return isBridged ? runBefore(spans, last - 2, gap) : last;
}

function startOf(spans: readonly SeenSpan[], index: number): number {
  return spans[index]?.from ?? 0;
}
