// The version of a service: the image tags of its pods.
import type { State } from './result.ts';

export interface Version {
  readonly status: string;
  readonly color: string;
  readonly state: State;
  readonly reason?: string;
}

/** `tags`: the distinct image tags of all that is counted, the oldest pod's first, or the last known. */
export function versionOf(tags: readonly string[]): Version {
  if (tags.length === 0) return { status: 'no pods', color: 'lightgrey', state: 'unknown', reason: 'no-pods' };
  const [only = ''] = tags;
  if (tags.length === 1) return { status: only, color: 'blue', state: 'ok' };
  return { status: tags.join(' → '), color: 'orange', state: 'ok' };
}
