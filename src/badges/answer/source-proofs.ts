// How sources stand, looked at once for all badges that are answered at one moment: thousands of them have the same source,
// which may be as old as the oldest of others.
import type { Moment } from '../../config/clock.ts';
import { timestamp } from '../../config/timestamp.ts';
import { type Source, validFor } from '../../kubernetes/watch/source.ts';

export interface SourceProof {
  /** Milliseconds for which it is valid. */
  readonly left: number;
  /** Unix milliseconds. */
  readonly checked: number | undefined;
}

interface Looked extends SourceProof {
  readonly source: Source;
  readonly now: Moment;
}

export class SourceProofs {
  private last: Looked | undefined;
  private lastChecked = NaN;
  private lastText = '';

  of(source: Source, now: Moment): SourceProof {
    if (this.last?.source !== source || this.last.now !== now)
      this.last = { source, now, left: validFor(source, now), checked: source.provenAtWall };
    return this.last;
  }

  /** `checked` as X-Shield-Checked has it. */
  textOf(checked: number): string {
    if (checked !== this.lastChecked) {
      this.lastText = timestamp(checked);
      this.lastChecked = checked;
    }
    return this.lastText;
  }
}
